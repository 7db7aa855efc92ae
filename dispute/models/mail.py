"""Mail on its way out, and the log of what was erased."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

# No text and no address: what is left of a mail that has left, or was called back.
NOTHING = Q(to="", subject="", body="", about="")


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    def due(self, at: datetime) -> Self:
        """What waits, may leave by `at`, and is in no worker's hands; what waited longest first."""
        free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=at)
        waiting = self.filter(free, status=OutgoingMail.Status.WAITING, not_before__lte=at)
        return waiting.order_by("not_before", "pk")

    def unsent(self) -> Self:
        """What still holds its text: it waits, is kept here, or could not be sent."""
        return self.exclude(status__in=OutgoingMail.EMPTY)


class OutgoingMail(models.Model):
    """A mail that the site sends, written down together with what caused it: dispute/mail/."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("waits to be sent")
        KEPT = "kept", _("kept here: there is no mail server")
        SENT = "sent", _("sent")
        FAILED = "failed", _("refused by the mail server")
        CANCELLED = "cancelled", _("called back before it left")

    EMPTY = (Status.SENT, Status.CANCELLED)

    kind = models.CharField(_("what it is"), max_length=40)
    dispute = models.ForeignKey(
        "dispute.Dispute",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dispute"),
    )
    about = models.CharField(_("about"), max_length=80, blank=True)
    to = models.CharField(_("to"), max_length=254, blank=True)
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    body = models.TextField(_("text"), blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.WAITING)
    created_at = models.DateTimeField(_("written at"), default=timezone.now)
    not_before = models.DateTimeField(_("not before"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    last_error = models.CharField(_("what went wrong"), max_length=80, blank=True)
    claim = models.CharField(max_length=32, blank=True, editable=False)
    claimed_until = models.DateTimeField(null=True, blank=True, editable=False)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails kept here")
        constraints = [
            models.CheckConstraint(
                name="outgoingmail_status_known",
                condition=Q(status__in=["waiting", "kept", "sent", "failed", "cancelled"]),
            ),
            models.CheckConstraint(
                name="outgoingmail_holds_nothing_once_gone",
                condition=Q(status__in=["waiting", "kept", "failed"]) | NOTHING,
            ),
            models.CheckConstraint(
                name="outgoingmail_sent_at_when_sent",
                condition=Q(status="sent", sent_at__isnull=False)
                | (~Q(status="sent") & Q(sent_at__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(fields=["status", "not_before", "id"], name="mail_due"),
            models.Index(fields=["about"], name="mail_about"),
        ]

    def __str__(self) -> str:
        # Without its address: this text gets into logs.
        return f"{self.kind}, {date_format(timezone.localtime(self.created_at), 'j F Y, H:i')}"


class Erasure(models.Model):
    """That something was erased: never what. Rows of this log hold nothing of a person."""

    class Why(models.TextChoices):
        SENDER = "sender", _("its sender took it back")
        ASKED = "asked", _("somebody asked the branch to erase it")
        RETENTION = "retention", _("it had been kept for as long as the rules allow")

    erased_at = models.DateTimeField(_("erased at"), default=timezone.now)
    erased_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("erased by"),
    )
    dispute = models.ForeignKey(
        "dispute.Dispute",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dispute"),
    )
    kind = models.CharField(_("what was erased"), max_length=60)
    why = models.CharField(_("why"), max_length=20, choices=Why)
    count = models.PositiveIntegerField(_("how many"), default=1)

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        permissions = [
            ("report_erasure", _("Can see and erase all that is held about an e-mail address")),
        ]
        constraints = [
            models.CheckConstraint(
                name="erasure_why_known", condition=Q(why__in=["sender", "asked", "retention"])
            ),
            models.CheckConstraint(name="erasure_counts_something", condition=Q(count__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.count} × {self.kind}, {date_format(self.erased_at, 'j F Y')}"
