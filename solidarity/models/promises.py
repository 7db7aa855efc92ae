"""What supporters promise beside words: gifts to the strike fund, and a platform for a speaker."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from dispute.figures.numbers import pounds
from dispute.models import SourcedRow
from dispute.models.rows import dates_in_order

from .wallsettings import WallSettings


class PledgeQuerySet(models.QuerySet["Pledge"]):
    def public(self) -> Self:
        """Those of disputes whose officers publish the totals."""
        told = WallSettings.objects.public().filter(pledges_public=True)
        return self.filter(dispute__in=told.values("dispute"))


class Pledge(SourcedRow):
    """A gift to the strike fund: promised, received, thanked."""

    pledged_on = models.DateField(_("pledged on"), default=timezone.localdate)
    name = models.CharField(_("name"), max_length=200, blank=True, help_text=_("Never published."))
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    organisation_public = models.BooleanField(
        _("the organisation may be named"),
        default=False,
        help_text=_(
            "Tick this only if they agreed, and say under “source” how: “Their letter of 3 May”."
        ),
    )
    amount = models.DecimalField(
        _("amount"), max_digits=10, decimal_places=2, help_text=_("In pounds.")
    )
    received_on = models.DateField(_("received on"), null=True, blank=True)
    thanked_on = models.DateField(_("thanked on"), null=True, blank=True)
    message = models.ForeignKey(
        "solidarity.Message",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="pledges",
        verbose_name=_("message"),
    )
    # A name outlives the reason for keeping it nowhere, history included.
    history = HistoricalRecords(excluded_fields=["name"], cascade_delete_history=True)

    objects = PledgeQuerySet.as_manager()

    class Meta:
        verbose_name = _("pledge")
        verbose_name_plural = _("pledges")
        constraints = [
            dates_in_order("pledge", "pledged_on", "received_on"),
            dates_in_order("pledge", "pledged_on", "thanked_on"),
            models.CheckConstraint(
                name="pledge_of_something",
                condition=Q(amount__gt=0),
                violation_error_message=_("A pledge is of more than nothing."),
            ),
            models.CheckConstraint(
                name="pledge_names_whom_it_may",
                condition=Q(organisation_public=False) | (~Q(organisation="") & ~Q(source="")),
                violation_error_message=_(
                    "An organisation that may be named has a name, and a source that shows that "
                    "it agreed."
                ),
            ),
        ]
        indexes = [models.Index(fields=["dispute", "pledged_on"], name="pledge_by_day")]

    def __str__(self) -> str:
        return f"{pounds(self.amount)}, {date_format(self.pledged_on, 'j F Y')}"

    def clean(self) -> None:
        """Refuse another dispute's message."""
        self.clean_same_dispute(message=self.message)


class Invitation(SourcedRow):
    """Somebody would like a speaker. Never public."""

    class Answer(models.TextChoices):
        NONE = "", _("none yet")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")

    asked_on = models.DateField(_("asked on"), default=timezone.localdate)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    contact = models.CharField(
        _("contact"),
        max_length=300,
        blank=True,
        help_text=_("Who asks, and how to reach them. Never published."),
    )
    when = models.CharField(
        _("when"), max_length=200, blank=True, help_text=_("As they put it: “a Tuesday in May”.")
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    message = models.ForeignKey(
        "solidarity.Message",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("message"),
    )
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer = models.CharField(
        _("answer"), max_length=10, choices=Answer, blank=True, default=Answer.NONE
    )
    takes_place_on = models.DateField(
        _("takes place on"), null=True, blank=True, help_text=_("The day that was agreed.")
    )
    speaker = models.CharField(_("speaker"), max_length=200, blank=True)
    history = HistoricalRecords(excluded_fields=["contact"], cascade_delete_history=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            dates_in_order("invitation", "asked_on", "answered_on"),
            models.CheckConstraint(
                name="invitation_answer_is_dated",
                condition=Q(answer="", answered_on__isnull=True)
                | Q(answer__in=["accepted", "declined"], answered_on__isnull=False),
                violation_error_message=_("An answer has a day, and a day has an answer."),
            ),
            models.CheckConstraint(
                name="invitation_takes_place_if_accepted",
                condition=Q(takes_place_on__isnull=True) | Q(answer="accepted"),
                violation_error_message=_("Only an invitation that was accepted takes place."),
            ),
        ]

    def __str__(self) -> str:
        who = self.organisation or str(_("somebody"))
        return f"{who}, {date_format(self.asked_on, 'j F Y')}"

    def clean(self) -> None:
        """Refuse another dispute's message."""
        self.clean_same_dispute(message=self.message)
