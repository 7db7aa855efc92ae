"""What was decided about a message, by whom and when; and that it was taken back."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .moderated import Moderated


class Decision(models.Model):
    """One step of a message from a status to another."""

    class Code(models.TextChoices):
        """Why a message was declined. Its sender is told the sentence in solidarity/mailing.py."""

        NONE = "", _("no fixed reason")
        NOT_SUPPORT = "not support", _("not a message of support")
        ABUSE = "abuse", _("abusive or unlawful")
        PERSON = "person", _("says something about a person who could be recognised")
        SERVICE_USER = "service user", _("about somebody who uses the service")
        CONTACT_DETAILS = "contact details", _("holds an address or a telephone number")
        ADVERT = "advert", _("an advertisement, or links")
        DUPLICATE = "duplicate", _("the same message came before")
        UNREADABLE = "unreadable", _("cannot be read or understood")

    message = models.ForeignKey(
        "solidarity.Message",
        on_delete=models.CASCADE,
        related_name="decisions",
        verbose_name=_("message"),
    )
    was = models.CharField(_("was"), max_length=20, choices=Moderated.Status)
    now = models.CharField(_("is now"), max_length=20, choices=Moderated.Status)
    code = models.CharField(_("fixed reason"), max_length=20, choices=Code, blank=True, default="")
    note = models.CharField(_("reason in words"), max_length=300, blank=True)
    decided_at = models.DateTimeField(_("decided at"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    undone_at = models.DateTimeField(_("taken back at"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("taken back by"),
    )

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.CheckConstraint(
                name="decision_undone_when_by_whom",
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_at__gte=models.F("decided_at")),
            ),
            models.CheckConstraint(
                name="decision_changes_something", condition=~Q(was=models.F("now"))
            ),
        ]
        indexes = [models.Index(fields=["-decided_at", "-id"], name="decision_newest")]

    def __str__(self) -> str:
        return f"{self.message_id}: {self.was} → {self.now}"
