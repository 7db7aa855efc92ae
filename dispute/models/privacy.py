"""Complaints about personal data, and the days on which what was kept long enough was erased."""

from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .mail import OutgoingMail
from .rows import REF_LENGTH, new_ref

# What says something about a person: none of it is left once a complaint was erased.
OF_A_PERSON = ("name", "email", "contact", "text", "note")


class DataComplaintQuerySet(models.QuerySet["DataComplaint"]):
    def open(self) -> Self:
        """Those that nobody has told the outcome of; those to acknowledge first, by their age."""
        unanswered = self.filter(closed_at__isnull=True)
        return unanswered.order_by(F("acknowledged_at").asc(nulls_first=True), "received_at", "pk")

    def unacknowledged(self) -> Self:
        """Those whose sender has not been told that it has come, the oldest first."""
        return self.filter(acknowledged_at__isnull=True).order_by("received_at", "pk")


class DataComplaint(models.Model):
    """Somebody's complaint about what the branch does with personal data. Never public.

    The law gives 30 days to acknowledge one, beginning when it is received (Data Protection Act
    2018 s.164A, by the Data (Use and Access) Act 2025 s.103). The day of receipt counts as the
    first here: a day early does no harm.
    """

    DAYS_TO_ACKNOWLEDGE = 30

    class Outcome(models.TextChoices):
        NONE = "", _("none yet")
        UPHELD = "upheld", _("upheld: put right")
        PARTLY = "partly", _("upheld in part")
        NOT_UPHELD = "not upheld", _("not upheld")
        TAKEN_BACK = "taken back", _("taken back by whoever sent it")

    ref = models.CharField(
        _("reference"), max_length=REF_LENGTH, unique=True, default=new_ref, editable=False
    )
    received_at = models.DateTimeField(_("received at"), default=timezone.now)
    name = models.CharField(_("name"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    contact = models.CharField(_("another way to answer"), max_length=300, blank=True)
    text = models.TextField(_("complaint"), blank=True, max_length=20_000)
    acknowledgement = models.ForeignKey(
        OutgoingMail,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("mail that acknowledges it"),
    )
    acknowledged_at = models.DateTimeField(_("acknowledged at"), null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("acknowledged by"),
    )
    outcome = models.CharField(
        _("outcome"), max_length=20, choices=Outcome, blank=True, default=Outcome.NONE
    )
    note = models.TextField(
        _("what was found, and done"), blank=True, max_length=20_000, help_text=_("For officers.")
    )
    closed_at = models.DateTimeField(_("outcome told at"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("outcome told by"),
    )
    # Who complained, and of what, outlives the reason for keeping it nowhere.
    history = HistoricalRecords(excluded_fields=[*OF_A_PERSON, "acknowledgement"])

    objects = DataComplaintQuerySet.as_manager()

    class Meta:
        verbose_name = _("complaint about data")
        verbose_name_plural = _("complaints about data")
        constraints = [
            models.CheckConstraint(
                name="datacomplaint_acknowledged_by_at",
                condition=Q(acknowledged_at__isnull=False) | Q(acknowledged_by__isnull=True),
            ),
            models.CheckConstraint(
                name="datacomplaint_closed_with_an_outcome",
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, outcome="")
                | Q(
                    closed_at__isnull=False,
                    acknowledged_at__isnull=False,
                    outcome__in=["upheld", "partly", "not upheld", "taken back"],
                ),
                violation_error_message=_("An outcome has a time, and comes after a receipt."),
            ),
            models.CheckConstraint(
                name="datacomplaint_open_can_be_answered",
                condition=Q(closed_at__isnull=False)
                | (~Q(text="") & (~Q(email="") | ~Q(contact=""))),
                violation_error_message=_("Say what it is about, and how to answer."),
            ),
        ]
        indexes = [
            models.Index(fields=["closed_at", "acknowledged_at"], name="datacomplaint_open"),
        ]

    def __str__(self) -> str:
        # Without its sender: this text gets into logs and lists.
        return str(_("Complaint of %s")) % date_format(self.received_on, "j F Y")

    @property
    def received_on(self) -> date:
        """The day in London on which it came."""
        return timezone.localdate(self.received_at)

    @property
    def due_on(self) -> date:
        """The last day to acknowledge it."""
        return self.received_on + timedelta(days=self.DAYS_TO_ACKNOWLEDGE - 1)

    @property
    def about(self) -> str:
        """By what name mails about it are called back, and erased with it."""
        return f"complaint:{self.ref}"


class PurgeRun(models.Model):
    """That what had been kept for long enough was erased on a day: once a day, by one worker."""

    day = models.DateField(_("day"), unique=True)
    ran_at = models.DateTimeField(_("ran at"))
    count = models.PositiveIntegerField(_("how many things were erased"), default=0)

    class Meta:
        verbose_name = _("day of erasing")
        verbose_name_plural = _("days of erasing")

    def __str__(self) -> str:
        return f"{self.day.isoformat()}: {self.count}"
