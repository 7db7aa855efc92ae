"""Rules of law as dated data: the same for every dispute of the site."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from dispute.law.kinds import DECIDED_BY, UNIT_OF, Decides, Kind, Unit

from .rows import dates_in_order

# No Act has asked for more of anything; more is a slip of the finger.
MOST = 1000
BOUNDS = [MinValueValidator(1), MaxValueValidator(MOST)]


class LawRule(models.Model):
    """One rule, from one day to another. What is worked out of it says that it is guidance."""

    kind = models.CharField(_("rule on"), max_length=20, choices=Kind)
    starts_on = models.DateField(
        _("from"), null=True, blank=True, help_text=_("Empty if it always held.")
    )
    ends_on = models.DateField(
        _("to"), null=True, blank=True, help_text=_("The last day, included. Empty while it holds.")
    )
    decides = models.CharField(
        _("decided by"),
        max_length=10,
        choices=Decides,
        blank=True,
        help_text=_("Which day has to lie between the two. Empty for a rule without days."),
    )
    value = models.PositiveIntegerField(_("value"), validators=BOUNDS)
    unit = models.CharField(_("unit"), max_length=10, choices=Unit)
    shorter_by_agreement = models.PositiveIntegerField(
        _("shortest, if both sides agree"),
        null=True,
        blank=True,
        validators=BOUNDS,
        help_text=_("In the same unit. Empty if the law knows no such agreement."),
    )
    longer_by_agreement = models.PositiveIntegerField(
        _("longest, if both sides agree"),
        null=True,
        blank=True,
        validators=BOUNDS,
        help_text=_("In the same unit. Empty if the law knows no such agreement."),
    )
    important_public_services_only = models.BooleanField(
        _("important public services only"), default=False
    )
    source = models.CharField(
        _("source"), max_length=300, help_text=_("The Act and its section, as lawyers cite it.")
    )
    source_url = models.URLField(
        _("address of the source"), max_length=500, blank=True, help_text=_("If it is on the web.")
    )
    confirmed = models.BooleanField(
        _("confirmed"),
        default=False,
        help_text=_("Somebody who knows has confirmed that it holds on these days."),
    )
    caution = models.CharField(
        _("caution"),
        max_length=300,
        blank=True,
        help_text=_("What is known of a change to come. It stands beside whatever rests on this."),
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("rule of law")
        verbose_name_plural = _("rules of law")
        ordering = ("kind", F("starts_on").asc(nulls_first=True), "pk")
        constraints = [
            dates_in_order("lawrule", "starts_on", "ends_on"),
            models.CheckConstraint(
                name="lawrule_counted_as_its_kind_is",
                condition=Q(*(Q(kind=k, unit=u) for k, u in UNIT_OF.items()), _connector=Q.OR),
                violation_error_message=_("A rule of this kind is counted in another unit."),
            ),
            models.CheckConstraint(
                name="lawrule_decided_as_its_kind_is",
                condition=Q(
                    Q(decides="", starts_on=None, ends_on=None),
                    *(Q(kind=k, decides=d) for k, d in DECIDED_BY.items()),
                    _connector=Q.OR,
                ),
                violation_error_message=_(
                    "Say which day decides: the receipt for a notice, the opening for the others."
                ),
            ),
            models.CheckConstraint(
                name="lawrule_value_in_bounds",
                condition=Q(value__gte=1, value__lte=MOST)
                & (~Q(unit="percent") | Q(value__lte=100)),
                violation_error_message=_("The value is nothing, or more than there can be."),
            ),
            models.CheckConstraint(
                name="lawrule_shorter_is_shorter",
                condition=Q(shorter_by_agreement__isnull=True)
                | Q(
                    kind="notice", shorter_by_agreement__gte=1, shorter_by_agreement__lt=F("value")
                ),
                violation_error_message=_("Only a notice can be agreed shorter than its value."),
            ),
            models.CheckConstraint(
                name="lawrule_longer_is_longer",
                condition=Q(longer_by_agreement__isnull=True)
                | Q(
                    kind="mandate",
                    longer_by_agreement__gt=F("value"),
                    longer_by_agreement__lte=MOST,
                ),
                violation_error_message=_("Only a mandate can be agreed longer than its value."),
            ),
            # What a database can say of overlaps without knowing of ranges; clean() says the rest.
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(ends_on=None),
                name="lawrule_one_still_holds",
                violation_error_message=_("Another rule of this kind has no last day."),
            ),
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(starts_on=None),
                name="lawrule_one_always_held",
                violation_error_message=_("Another rule of this kind has no first day."),
            ),
            models.UniqueConstraint(
                fields=["kind", "starts_on"],
                name="lawrule_one_begins_on_a_day",
                violation_error_message=_("Another rule of this kind begins on that day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display().capitalize()}: {self.value} {self.get_unit_display()}"

    def clean(self) -> None:
        """Refuse a rule that holds on a day on which another of its kind holds."""
        others = LawRule.objects.filter(kind=self.kind).exclude(pk=self.pk)
        if self.starts_on is not None:
            others = others.exclude(ends_on__lt=self.starts_on)
        if self.ends_on is not None:
            others = others.exclude(starts_on__gt=self.ends_on)
        if (other := others.first()) is not None:
            from dispute.law.record import rule_of  # it reads this model

            sentence = _("Another rule of this kind holds %s: end one before the other begins.")
            raise ValidationError({"starts_on": sentence % rule_of(other).span})
