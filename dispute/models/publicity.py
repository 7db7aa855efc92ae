"""Offers and claims, other counted things, milestones, and what we got wrong."""

from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .rows import RowManager, SourcedRow, dates_in_order


class Offer(SourcedRow):
    """What the employer offered, and what was answered."""

    class Response(models.TextChoices):
        NONE = "", _("none yet")
        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", _("rejected")

    made_on = models.DateField(_("made on"))
    made_by = models.CharField(_("made by"), max_length=200)
    percent = models.DecimalField(
        _("per cent"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    amount = models.DecimalField(
        _("amount"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("In pounds."),
    )
    summary = models.TextField(_("summary"), blank=True)
    response = models.CharField(
        _("response"), max_length=10, choices=Response, blank=True, default=Response.NONE
    )
    responded_on = models.DateField(_("responded on"), null=True, blank=True)
    history = HistoricalRecords()

    objects = RowManager["Offer"]()

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        constraints = [
            dates_in_order("offer", "made_on", "responded_on"),
            models.CheckConstraint(
                name="offer_response_is_dated",
                condition=Q(response="", responded_on__isnull=True)
                | Q(response__in=["accepted", "rejected"], responded_on__isnull=False),
                violation_error_message=_("A response has a day, and a day has a response."),
            ),
            models.CheckConstraint(
                name="offer_not_negative",
                condition=(Q(percent__isnull=True) | Q(percent__gte=0))
                & (Q(amount__isnull=True) | Q(amount__gte=0)),
            ),
        ]

    def __str__(self) -> str:
        return f"Offer of {date_format(self.made_on, 'j F Y')}"


class Claim(SourcedRow):
    """What they said, and what the record says."""

    made_on = models.DateField(_("made on"))
    made_by = models.CharField(_("made by"), max_length=200)
    outlet = models.CharField(
        _("outlet"), max_length=200, blank=True, help_text=_("Where it was said.")
    )
    statement = models.TextField(_("what they said"))
    answer = models.TextField(_("what the record says"), blank=True)
    answered_by = models.TextField(
        _("figures that answer it"),
        blank=True,
        max_length=4000,
        help_text=_(
            "A line each, written as in a letter: strike_days_taken, or departures_left "
            'team="North" since=2026-01-01. Everybody sees them beside the claim, as at its day.'
        ),
    )
    history = HistoricalRecords()

    objects = RowManager["Claim"]()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")

    def __str__(self) -> str:
        return f"{self.made_by}, {date_format(self.made_on, 'j F Y')}"


class Statistic(SourcedRow):
    """Anything else that is counted: a survey, agency spend."""

    series = models.CharField(
        _("series"), max_length=160, help_text=_("The same words each time make one series.")
    )
    unit = models.CharField(
        _("unit"), max_length=40, help_text=_("“per cent”, “£ million”, “calls”.")
    )
    as_at = models.DateField(_("as at"))
    known_as = models.CharField(
        _("known as"),
        max_length=300,
        blank=True,
        help_text=_(
            "Other words by which letters speak of this series, with commas between them: “agency "
            "bill, spending on agency staff”. The check of letters looks for them; those of any "
            "value of a series count for all of it."
        ),
    )
    # SQLite keeps fifteen digits and no more.
    value = models.DecimalField(_("value"), max_digits=15, decimal_places=4)
    note = models.CharField(_("note"), max_length=300, blank=True, help_text=_("Made public."))
    history = HistoricalRecords()

    objects = RowManager["Statistic"]()

    class Meta:
        verbose_name = _("statistic")
        verbose_name_plural = _("statistics")
        constraints = [
            models.UniqueConstraint(
                fields=["dispute", "series", "as_at"], name="statistic_dated_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series}, {date_format(self.as_at, 'j F Y')}"


class Milestone(SourcedRow):
    """Something for the timeline that is no other row."""

    date = models.DateField(_("date"))
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    history = HistoricalRecords()

    objects = RowManager["Milestone"]()

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")

    def __str__(self) -> str:
        return f"{date_format(self.date, 'j F Y')}: {self.title}"


class Correction(SourcedRow):
    """What we got wrong, in public."""

    corrected_on = models.DateField(_("corrected on"))
    what = models.CharField(_("what"), max_length=300, help_text=_("Which figure, in which text."))
    was = models.CharField(_("was"), max_length=300)
    now = models.CharField(_("is now"), max_length=300)
    reason = models.TextField(_("reason"), max_length=2000)
    # Fixed on the day: [{"kind": "letter", "ref", "title", "figure", "shown", "as_at", "now"}].
    # What is public of it is decided when it is shown: dispute/corrections/affected.py.
    affects = models.JSONField(_("texts affected"), default=list, blank=True, editable=False)
    history = HistoricalRecords()

    objects = RowManager["Correction"]()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")

    def __str__(self) -> str:
        return f"{date_format(self.corrected_on, 'j F Y')}: {self.what}"
