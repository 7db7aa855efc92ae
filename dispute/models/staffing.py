"""Teams, their establishment, and the people who left them. A person is never named."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .rows import RowManager, SourcedRow, dates_in_order


class Team(SourcedRow):
    """The posts of a team on a date. A later row of the same name is its later establishment."""

    name = models.CharField(_("name"), max_length=120)
    posts = models.PositiveIntegerField(
        _("posts"), help_text=_("The establishment: posts that there should be, filled or not.")
    )
    experience_years = models.DecimalField(
        _("years of experience"),
        max_digits=7,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("Of everybody in the team on that date, added up."),
    )
    as_at = models.DateField(
        _("as at"), help_text=_("To record a change, add a row with a later date; keep this one.")
    )
    history = HistoricalRecords()

    objects = RowManager["Team"]()

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        constraints = [
            models.UniqueConstraint(fields=["dispute", "name", "as_at"], name="team_dated_once"),
            models.CheckConstraint(
                name="team_experience_not_negative",
                condition=Q(experience_years__isnull=True) | Q(experience_years__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, as at {date_format(self.as_at, 'j F Y')}"


class Departure(SourcedRow):
    """Somebody left a team, or gave notice that they will."""

    class Kind(models.TextChoices):
        RESIGNED = "resigned", _("resigned")
        RETIRED = "retired", _("retired")
        REDEPLOYED = "redeployed", _("redeployed")
        CONTRACT_ENDED = "contract ended", _("contract ended")
        DISMISSED = "dismissed", _("dismissed")
        OTHER = "other", _("other")

    team = models.ForeignKey(
        # A team with departures stays, unless its whole dispute goes.
        Team,
        on_delete=models.RESTRICT,
        related_name="departures",
        verbose_name=_("team"),
    )
    notice_given_on = models.DateField(_("notice given on"), null=True, blank=True)
    left_on = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Their last day in the team, if known.")
    )
    experience_years = models.DecimalField(
        _("years of experience"),
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.RESIGNED)
    note = models.TextField(
        _("private note"), blank=True, help_text=_("Never published. Do not name the person.")
    )
    history = HistoricalRecords()

    objects = RowManager["Departure"]()

    class Meta:
        verbose_name = _("departure")
        verbose_name_plural = _("departures")
        constraints = [
            models.CheckConstraint(
                name="departure_has_a_date",
                condition=Q(notice_given_on__isnull=False) | Q(left_on__isnull=False),
                violation_error_message=_("Give the day of the notice, the last day, or both."),
            ),
            dates_in_order("departure", "notice_given_on", "left_on"),
            models.CheckConstraint(
                name="departure_experience_not_negative",
                condition=Q(experience_years__isnull=True) | Q(experience_years__gte=0),
            ),
        ]

    def __str__(self) -> str:
        day = self.left_on or self.notice_given_on
        return f"Departure from {self.team.name}, {date_format(day, 'j F Y') if day else '?'}"

    def clean(self) -> None:
        self.clean_same_dispute(team=self.team if self.team_id else None)
