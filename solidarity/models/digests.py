"""How often a moderator wants to hear by mail that messages wait."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DigestChoice(models.Model):
    """One row a person at most; without one, they are told nothing."""

    class Often(models.TextChoices):
        OFF = "off", _("never")
        HOURLY = "hourly", _("every hour")
        TWICE = "twice a day", _("twice a day, at 8 am and 5 pm")
        DAILY = "daily", _("every day at 8 am")
        WEEKLY = "weekly", _("every Monday at 8 am")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="digest_choice",
        verbose_name=_("person"),
    )
    often = models.CharField(_("how often"), max_length=20, choices=Often, default=Often.OFF)
    # Of two workers, the one that moves this on writes the mail.
    told_until = models.DateTimeField(_("told of what waited until"))

    class Meta:
        verbose_name = _("choice of mails about the queue")
        verbose_name_plural = _("choices of mails about the queue")
        constraints = [
            models.CheckConstraint(
                name="digestchoice_often_known",
                condition=models.Q(often__in=["off", "hourly", "twice a day", "daily", "weekly"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_often_display()}"
