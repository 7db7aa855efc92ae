"""What supporters send: checked by a person, and public only with consent."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from dispute.models import Dispute, SourcedRow


class Moderated(SourcedRow):
    """Something sent by a supporter that a person checks before it is public."""

    class Status(models.TextChoices):
        PENDING = "pending", _("to check")
        HELD = "held", _("held")
        PUBLISHED = "published", _("published")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Display(models.TextChoices):
        FULL = "full", _("full name")
        FIRST_NAME = "first name", _("first name and place")
        ORGANISATION = "organisation", _("organisation only")
        SUPPORTER = "supporter", _("“a supporter”")

    class Basis(models.TextChoices):
        NONE = "", _("none: it cannot be published")
        CONSENT = "consent", _("the sender's consent")
        ALREADY_PUBLIC = "already public", _("already public elsewhere")

    class Channel(models.TextChoices):
        NOT_KNOWN = "", _("not known")
        WEB = "web", _("this site")
        EMAIL = "e-mail", _("e-mail")
        TELEPHONE = "telephone", _("telephone")
        PAPER = "paper", _("paper")
        IN_PERSON = "in person", _("in person")

    # Who lets their organisation be named.
    SHOWS_ORGANISATION = (Display.FULL, Display.ORGANISATION)

    name = models.CharField(_("name"), max_length=200, blank=True)
    role = models.CharField(_("role"), max_length=200, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    display = models.CharField(
        _("how the name shows"), max_length=20, choices=Display, default=Display.FULL
    )
    email = models.EmailField(_("e-mail"), blank=True, help_text=_("Never published."))

    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.PENDING)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    reason = models.CharField(
        _("reason"), max_length=300, blank=True, help_text=_("Why it was declined or held.")
    )

    consent_basis = models.CharField(
        _("why it may be published"),
        max_length=20,
        choices=Basis,
        blank=True,
        default=Basis.NONE,
        help_text=_(
            "A message says what somebody thinks about a union. Without their consent, or a public "
            "source, the site refuses to publish it."
        ),
    )
    consent_wording = models.TextField(
        _("words they agreed to"), blank=True, help_text=_("What they were asked, word for word.")
    )
    consent_version = models.CharField(_("version of those words"), max_length=40, blank=True)
    consented_at = models.DateTimeField(_("agreed at"), null=True, blank=True)
    consent_channel = models.CharField(
        _("agreed by"), max_length=20, choices=Channel, blank=True, default=Channel.NOT_KNOWN
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_status_known",
                condition=Q(status__in=["pending", "held", "published", "declined", "withdrawn"]),
            ),
            models.CheckConstraint(
                name="%(class)s_decided_when_not_pending",
                condition=Q(status="pending", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(status="pending") & Q(decided_at__isnull=False)),
                violation_error_message=_("A decision has a time; what waits has none."),
            ),
            models.CheckConstraint(
                name="%(class)s_published_with_consent",
                condition=~Q(status="published")
                | (
                    Q(consent_basis="consent", consented_at__isnull=False)
                    & ~Q(consent_wording="")
                    & ~Q(consent_channel="")
                )
                | (Q(consent_basis="already public") & ~Q(source="")),
                violation_error_message=_(
                    "It cannot be published without the sender's consent (its words, time and "
                    "channel), or a source that shows it is public already."
                ),
            ),
        ]

    @property
    def is_public(self) -> bool:
        return self.status == self.Status.PUBLISHED and self.dispute.is_public


class MessageQuerySet(models.QuerySet["Message"]):
    def public(self) -> Self:
        """What was approved, of disputes that anybody may read of."""
        return self.filter(status=Moderated.Status.PUBLISHED).exclude(dispute__status="draft")

    def waiting(self) -> Self:
        """What nobody has decided yet, oldest first."""
        return self.filter(status=Moderated.Status.PENDING).order_by("entered_at", "pk")

    def newest_first(self) -> Self:
        """In the wall's order: by day received, then the last entered."""
        return self.order_by("-received_on", "-pk")

    def before(self, day: date, pk: int) -> Self:
        """Those that come after the message of that day and key in the wall's order."""
        return self.filter(Q(received_on__lt=day) | Q(received_on=day, pk__lt=pk))

    def after(self, day: date, pk: int) -> Self:
        """Those that come before the message of that day and key in the wall's order."""
        return self.filter(Q(received_on__gt=day) | Q(received_on=day, pk__gt=pk))

    def organisations(
        self, dispute: Dispute, at: date
    ) -> "models.QuerySet[Message, dict[str, Any]]":
        """The organisations behind public messages received up to `at`, by name, each once.

        Rows are `{"organisation_key", "shown", "first_on"}`.
        """
        named = self.public().filter(dispute=dispute, received_on__lte=at)
        grouped = named.exclude(organisation_key="").order_by().values("organisation_key")
        found = grouped.annotate(shown=Min("organisation"), first_on=Min("received_on"))
        return found.order_by("first_on", "organisation_key")


class Message(Moderated):
    """A message of solidarity."""

    class Kind(models.TextChoices):
        UNION = "union", _("Union branch")
        POLITICIAN = "politician", _("Politician")
        HEALTH = "health", _("Health worker")
        SERVICE_USER = "service user", _("Service user")
        RESIDENT = "resident", _("Resident")
        INDIVIDUAL = "individual", _("Individual")
        OTHER = "other", _("Other")

    body = models.TextField(_("message"), blank=True, max_length=200_000)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.OTHER)
    received_on = models.DateField(_("received on"), default=timezone.localdate)
    channel = models.CharField(
        _("came by"), max_length=20, choices=Moderated.Channel, blank=True,
        default=Moderated.Channel.NOT_KNOWN,
    )  # fmt: skip
    card = models.TextField(
        _("card"),
        blank=True,
        editable=False,
        help_text=_("As the wall shows it, made when published."),
    )
    organisation_key = models.CharField(max_length=200, blank=True, editable=False, default="")
    # Never the e-mail address: history outlives the reason for keeping one.
    history = HistoricalRecords(excluded_fields=["email", "card", "organisation_key"])

    objects = MessageQuerySet.as_manager()

    class Meta(Moderated.Meta):
        abstract = False
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            *Moderated.Meta.constraints,
            models.CheckConstraint(
                name="message_kind_known",
                condition=Q(
                    kind__in=[
                        "union",
                        "politician",
                        "health",
                        "service user",
                        "resident",
                        "individual",
                        "other",
                    ]
                ),
            ),
            models.CheckConstraint(
                name="message_published_with_its_card",
                condition=~Q(status="published") | (~Q(card="") & ~Q(body="")),
            ),
            models.CheckConstraint(
                name="message_withdrawn_holds_nothing",
                condition=~Q(status="withdrawn")
                | Q(body="", name="", role="", organisation="", place="", email="", card=""),
            ),
        ]
        indexes = [
            models.Index(fields=["dispute", "status", "-received_on", "-id"], name="message_wall"),
            models.Index(
                fields=["dispute", "status", "kind", "-received_on", "-id"],
                name="message_wall_kind",
            ),
            models.Index(
                fields=["dispute", "status", "organisation_key"], name="message_organisations"
            ),
        ]

    def __str__(self) -> str:
        who = self.name or self.organisation or str(_("a supporter"))
        return f"{who}: {Truncator(self.body).chars(60)}" if self.body else who

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Work out what other fields say: by what name its organisation is counted, if it shows.

        Kept in a column, because the two databases fold capitals and accents differently.
        """
        shows = self.display in self.SHOWS_ORGANISATION
        key = " ".join(self.organisation.casefold().split()) if shows else ""
        self.organisation_key = key[:200]  # casefold makes two letters of some: ß

    def get_absolute_url(self) -> str:
        return reverse("solidarity:message", args=[self.dispute.slug, self.ref])
