"""Waiting lists: the wait that ought to be, and the wait that is."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .rows import RowManager, SourcedRow


class Unit(models.TextChoices):
    """Units of a wait."""

    DAYS = "days", _("days")
    WEEKS = "weeks", _("weeks")
    MONTHS = "months", _("months")


class WaitingList(SourcedRow):
    """A list that people wait on, with the standard it is held to."""

    name = models.CharField(_("name"), max_length=160)
    standard_min = models.DecimalField(
        _("standard, from"), max_digits=6, decimal_places=1, null=True, blank=True,
        validators=[MinValueValidator(0)],
    )  # fmt: skip
    standard_max = models.DecimalField(
        _("standard, at most"), max_digits=6, decimal_places=1, null=True, blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("The wait that ought to be: for “4 to 6 weeks” this is 6."),
    )  # fmt: skip
    standard_unit = models.CharField(
        _("unit of the standard"), max_length=10, choices=Unit, blank=True
    )
    standard_source = models.CharField(
        _("whose standard"),
        max_length=300,
        blank=True,
        help_text=_("Who says that it ought to be?"),
    )
    standard_url = models.URLField(_("address of the standard"), max_length=500, blank=True)
    history = HistoricalRecords()

    objects = RowManager["WaitingList"]()

    class Meta:
        verbose_name = _("waiting list")
        verbose_name_plural = _("waiting lists")
        constraints = [
            models.UniqueConstraint(fields=["dispute", "name"], name="waitinglist_named_once"),
            models.CheckConstraint(
                name="waitinglist_standard_in_order",
                # "is known" is said outright: a comparison with nothing lets a row in.
                condition=Q(standard_min__isnull=True)
                | Q(
                    standard_min__gte=0,
                    standard_max__isnull=False,
                    standard_max__gte=F("standard_min"),
                ),
                violation_error_message=_("The standard's least is above its most."),
            ),
            models.CheckConstraint(
                name="waitinglist_standard_has_unit",
                condition=Q(standard_max__isnull=True, standard_unit="")
                | Q(
                    standard_max__isnull=False,
                    standard_max__gt=0,
                    standard_unit__in=["days", "weeks", "months"],
                ),
                violation_error_message=_("A standard has a most, above nothing, and a unit."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class WaitingListFigure(SourcedRow):
    """A reading of a waiting list on a day."""

    list = models.ForeignKey(
        WaitingList, on_delete=models.CASCADE, related_name="readings", verbose_name=_("list")
    )
    as_at = models.DateField(_("as at"))
    longest_wait = models.DecimalField(
        _("longest wait"), max_digits=6, decimal_places=1, validators=[MinValueValidator(0)]
    )
    unit = models.CharField(_("unit"), max_length=10, choices=Unit)
    people_waiting = models.PositiveIntegerField(_("people waiting"), null=True, blank=True)
    history = HistoricalRecords()

    objects = RowManager["WaitingListFigure"]()

    class Meta:
        verbose_name = _("waiting-list figure")
        verbose_name_plural = _("waiting-list figures")
        constraints = [
            models.UniqueConstraint(fields=["list", "as_at"], name="waitinglistfigure_dated_once"),
            models.CheckConstraint(
                name="waitinglistfigure_wait_not_negative", condition=Q(longest_wait__gte=0)
            ),
            models.CheckConstraint(
                name="waitinglistfigure_unit_known",
                condition=Q(unit__in=["days", "weeks", "months"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.list.name}, {date_format(self.as_at, 'j F Y')}"

    def clean(self) -> None:
        self.clean_same_dispute(list=self.list if self.list_id else None)
