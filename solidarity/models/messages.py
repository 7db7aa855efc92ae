"""A message of solidarity, and what can be asked of many."""

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

from dispute.models import Dispute
from solidarity.searching.cards import words_in

from .moderated import Moderated

# So many messages at most stand first on a wall, pinned.
PINS = 3
# What says something about a person: no withdrawn message holds any of it.
PERSONAL = (
    "body", "body_as_sent", "name", "role", "organisation", "organisation_key", "place", "email",
    "card", "words", "source", "source_url", "reason", "link_nonce", "consent_basis",
    "consent_wording", "consent_version", "consent_channel", "contact_wording", "contact_version",
    "contact_channel", "channel",
)  # fmt: skip


class MessageQuerySet(models.QuerySet["Message"]):
    def public(self) -> Self:
        """What was approved, of disputes that anybody may read of."""
        return self.filter(status=Moderated.Status.PUBLISHED).exclude(dispute__status="draft")

    def public_in(self, dispute: Dispute) -> Self:
        """What is public of one dispute: as public() is, with an index that has the wall's order.

        A database that has to look at the dispute once more would sort all its messages.
        """
        if not dispute.is_public:
            return self.none()
        return self.filter(dispute=dispute, status=Moderated.Status.PUBLISHED)

    def pinned(self) -> Self:
        """Those that are pinned, the last one first."""
        return self.filter(pinned_at__isnull=False).order_by("-pinned_at", "-pk")

    def waiting(self) -> Self:
        """What nobody has decided yet, oldest first."""
        return self.filter(status=Moderated.Status.PENDING).order_by("entered_at", "pk")

    def newest_first(self) -> Self:
        """In the wall's order: by day received, then the last entered."""
        return self.order_by("-received_on", "-pk")

    def before(self, day: date, pk: int) -> Self:
        """Those that come after the message of that day and key in the wall's order."""
        # Said twice, so that an index leads to the day instead of being read up to it.
        return self.filter(
            Q(received_on__lt=day) | Q(received_on=day, pk__lt=pk), received_on__lte=day
        )

    def after(self, day: date, pk: int) -> Self:
        """Those that come before the message of that day and key in the wall's order."""
        return self.filter(
            Q(received_on__gt=day) | Q(received_on=day, pk__gt=pk), received_on__gte=day
        )

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
    # What of the card can be searched (solidarity/searching/), derived from the card itself.
    words = models.TextField(_("words of the card"), blank=True, editable=False, default="")
    pinned_at = models.DateTimeField(_("pinned at"), null=True, blank=True, editable=False)
    pinned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("pinned by"),
    )
    organisation_key = models.CharField(max_length=200, blank=True, editable=False, default="")
    body_as_sent = models.TextField(
        _("message as it was sent"),
        blank=True,
        editable=False,
        help_text=_("Kept where somebody edited it."),
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="duplicates",
        verbose_name=_("duplicate of"),
    )
    # Never the e-mail address: history outlives the reason for keeping one. And none of a message
    # that is deleted: its last line would hold all its words.
    history = HistoricalRecords(
        cascade_delete_history=True,
        excluded_fields=[
            "email", "card", "words", "organisation_key", "body_as_sent", "link_nonce", "edition",
            "merged_into",
        ],
    )  # fmt: skip

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
                condition=~Q(status="published") | (~Q(card="") & ~Q(body="") & ~Q(words="")),
            ),
            models.CheckConstraint(
                name="message_pinned_on_the_wall",
                condition=Q(pinned_at__isnull=True, pinned_by__isnull=True)
                | Q(pinned_at__isnull=False, status="published"),
                violation_error_message=_("Only a message on the wall can be pinned to it."),
            ),
            models.CheckConstraint(
                name="message_withdrawn_holds_nothing",
                condition=~Q(status="withdrawn")
                | Q(consented_at__isnull=True, **dict.fromkeys(PERSONAL, "")),
            ),
            models.CheckConstraint(
                name="message_duplicate_is_declined",
                condition=Q(merged_into__isnull=True) | Q(status="declined"),
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
            models.Index(
                fields=["dispute", "status", "-pinned_at", "-id"],
                condition=Q(pinned_at__isnull=False),
                name="message_pinned",
            ),
        ]

    def __str__(self) -> str:
        who = self.name or self.organisation or str(_("a supporter"))
        return f"{who}: {Truncator(self.body).chars(60)}" if self.body else who

    @property
    def about(self) -> str:
        """By what name mails about it are called back, and erased with it."""
        return f"message:{self.ref}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Work out what other fields say: by what name its organisation is counted, if it shows;
        what of its card can be searched; and what version of the words its sender agreed to.

        Kept in columns, because the two databases fold capitals and accents differently.
        """
        self.derive_version()
        on_the_wall = self.status == self.Status.PUBLISHED
        self.words = words_in(self.card) if on_the_wall else ""
        if not on_the_wall:
            self.pinned_at = self.pinned_by = None
        shows = self.display in self.SHOWS_ORGANISATION
        key = " ".join(self.organisation.casefold().split()) if shows else ""
        self.organisation_key = key[:200]  # casefold makes two letters of some: ß

    def get_absolute_url(self) -> str:
        return reverse("solidarity:message", args=[self.dispute.slug, self.ref])
