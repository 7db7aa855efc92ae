"""The words that senders agree to, and whom they were sent to."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# The site's own wordings bear such versions (solidarity/consent.py); a branch's never do.
OF_THE_SITE = "site-"


class ConsentWording(models.Model):
    """What a sender is asked, from a day on. A message keeps the words themselves, not this row."""

    class Purpose(models.TextChoices):
        PUBLISH = "publish", _("to publish the message")
        CONTACT = "contact", _("to contact the sender again")

    purpose = models.CharField(_("what they agree to"), max_length=10, choices=Purpose)
    version = models.CharField(
        _("version"), max_length=40, help_text=_("“2026-11”. Stored with every message.")
    )
    text = models.TextField(
        _("words"),
        help_text=_("As they stand beside the box. To change them, add a new version."),
    )
    starts_at = models.DateTimeField(_("asked from"), default=timezone.now)

    class Meta:
        verbose_name = _("wording of consent")
        verbose_name_plural = _("wordings of consent")
        constraints = [
            models.UniqueConstraint(fields=["purpose", "version"], name="consent_wording_once"),
            models.CheckConstraint(
                name="consent_wording_says_something",
                condition=~Q(text="") & ~Q(version="") & Q(purpose__in=["publish", "contact"]),
            ),
            models.CheckConstraint(
                name="consent_wording_is_the_branchs",
                condition=~Q(version__startswith=OF_THE_SITE),
                violation_error_message=_("Versions that begin with “site-” are the site's own."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}, {self.version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save new words. Old ones stay what people agreed to."""
        if self.pk is not None and ConsentWording.objects.filter(pk=self.pk).exists():
            raise ValidationError(_("People may have agreed to these words: add a new version."))
        super().save(*args, **kwargs)


class ConsentAsked(models.Model):
    """That an address was asked for consent on a day: at most once. The address is a digest."""

    address = models.CharField(_("digest of the address"), max_length=64)
    day = models.DateField(_("day"))
    message = models.ForeignKey(
        "solidarity.Message",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="asked",
        verbose_name=_("message"),
    )
    asked_at = models.DateTimeField(_("asked at"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("asked by"),
    )

    class Meta:
        verbose_name = _("request for consent")
        verbose_name_plural = _("requests for consent")
        constraints = [
            models.UniqueConstraint(fields=["address", "day"], name="consent_asked_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.day.isoformat()}: {self.message_id or '–'}"
