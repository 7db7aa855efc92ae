"""Ballots, notices of industrial action, and strike days."""

from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .rows import RowManager, SourcedRow, dates_in_order


class Ballot(SourcedRow):
    """A ballot for industrial action, with its count."""

    opened_on = models.DateField(_("opened on"))
    closed_on = models.DateField(_("closed on"), help_text=_("The last voting day."))
    result_told_on = models.DateField(_("result told on"), null=True, blank=True)
    entitled = models.PositiveIntegerField(
        _("entitled to vote"), help_text=_("Everybody who was sent a voting paper.")
    )
    votes_cast = models.PositiveIntegerField(_("votes cast"), help_text=_("Spoiled ones too."))
    yes = models.PositiveIntegerField(_("yes"))
    no = models.PositiveIntegerField(_("no"), default=0)
    spoiled = models.PositiveIntegerField(_("spoiled"), default=0)
    important_public_service = models.BooleanField(
        _("important public service"),
        default=False,
        help_text=_(
            "Until February 2026 the law asked more of some health, school, fire, transport and "
            "border work."
        ),
    )
    history = HistoricalRecords()

    objects = RowManager["Ballot"]()

    class Meta:
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")
        constraints = [
            models.UniqueConstraint(fields=["dispute", "opened_on"], name="ballot_opened_once"),
            dates_in_order("ballot", "opened_on", "closed_on"),
            dates_in_order("ballot", "closed_on", "result_told_on"),
            models.CheckConstraint(
                name="ballot_votes_cast_by_those_entitled",
                condition=Q(votes_cast__lte=F("entitled")),
                violation_error_message=_("More votes were cast than people could vote."),
            ),
            models.CheckConstraint(
                name="ballot_votes_counted_were_cast",
                condition=Q(votes_cast__gte=F("yes") + F("no") + F("spoiled")),
                violation_error_message=_("Yes, no and spoiled come to more than the votes cast."),
            ),
        ]

    def __str__(self) -> str:
        return f"Ballot closed on {date_format(self.closed_on, 'j F Y')}"


class ActionNotice(SourcedRow):
    """A notice of industrial action. The employer's receipt starts the clock."""

    class Kind(models.TextChoices):
        STRIKE = "strike", _("strike")
        SHORT_OF_STRIKE = "action short of a strike", _("action short of a strike")

    sent_on = models.DateField(_("sent on"))
    received_on = models.DateField(
        _("received on"), null=True, blank=True, help_text=_("The law counts from this day.")
    )
    kind = models.CharField(_("kind"), max_length=30, choices=Kind, default=Kind.STRIKE)
    first_day = models.DateField(_("first day of action"))
    history = HistoricalRecords()

    objects = RowManager["ActionNotice"]()

    class Meta:
        verbose_name = _("notice of action")
        verbose_name_plural = _("notices of action")
        constraints = [
            models.UniqueConstraint(
                fields=["dispute", "sent_on", "kind", "first_day"], name="actionnotice_sent_once"
            ),
            dates_in_order("actionnotice", "sent_on", "received_on"),
            dates_in_order("actionnotice", "sent_on", "first_day"),
            models.CheckConstraint(
                name="actionnotice_kind_known",
                condition=Q(kind__in=["strike", "action short of a strike"]),
            ),
        ]

    def __str__(self) -> str:
        return f"Notice of {self.get_kind_display()} from {date_format(self.first_day, 'j F Y')}"


class StrikeDay(SourcedRow):
    """A day of action. Weekends and bank holidays count when they are recorded."""

    class Kind(models.TextChoices):
        STRIKE = "strike", _("strike")
        PART_DAY = "part-day", _("part-day strike")
        SHORT_OF_STRIKE = "action short of a strike", _("action short of a strike")

    date = models.DateField(_("date"))
    announced_on = models.DateField(
        _("announced on"), help_text=_("When it was made known; figures before that leave it out.")
    )
    called_off_on = models.DateField(
        _("called off on"), null=True, blank=True, help_text=_("Leave empty if it went ahead.")
    )
    kind = models.CharField(
        _("kind"),
        max_length=30,
        choices=Kind,
        default=Kind.STRIKE,
        help_text=_("Action short of a strike is not counted among days of strike action."),
    )
    strikers = models.PositiveIntegerField(_("strikers"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True, help_text=_("Made public."))
    notice = models.ForeignKey(
        ActionNotice,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="strike_days",
        verbose_name=_("notice"),
        help_text=_("The notice of action that this day stands on."),
    )
    history = HistoricalRecords()

    objects = RowManager["StrikeDay"]()

    class Meta:
        verbose_name = _("strike day")
        verbose_name_plural = _("strike days")
        constraints = [
            models.UniqueConstraint(
                fields=["dispute", "date", "kind"],
                name="strikeday_recorded_once",
                violation_error_message=_("This day is recorded already."),
            ),
            dates_in_order("strikeday", "announced_on", "date"),
            dates_in_order("strikeday", "announced_on", "called_off_on"),
            dates_in_order("strikeday", "called_off_on", "date"),
            models.CheckConstraint(
                name="strikeday_kind_known",
                condition=Q(kind__in=["strike", "part-day", "action short of a strike"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{date_format(self.date, 'j F Y')}, {self.get_kind_display()}"

    def clean(self) -> None:
        self.clean_same_dispute(notice=self.notice)
