"""A dispute, the addresses that it had before, and the stamp that its public pages carry."""

import re
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .rows import dates_in_order

# First parts of the site's own addresses, which a dispute's slug would hide.
RESERVED_SLUGS = frozenset(
    {
        "accessibility", "admin", "api", "brand", "data-complaint", "dispute", "favicon", "figures",
        "healthz", "home", "letters", "logo", "media", "news", "privacy", "readyz", "robots",
        "search", "send", "sitemap", "static", "unsubscribe", "wall", "well-known", "withdraw",
    }
)  # fmt: skip
# Lower case and hyphens, so that an address can be read out over a telephone.
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def validate_dispute_slug(slug: str) -> None:
    """Refuse a slug that is no plain word, or is the start of another of the site's addresses."""
    if not SLUG.fullmatch(slug):
        raise ValidationError(_("Use small letters, digits and hyphens: library-workers."))
    if slug in RESERVED_SLUGS:
        raise ValidationError(
            _("“%(slug)s” is one of the site's own addresses: choose another."),
            params={"slug": slug},
        )


class DisputeQuerySet(models.QuerySet["Dispute"]):
    def public(self) -> Self:
        """Disputes that anybody may read of: all but drafts."""
        return self.exclude(status=Dispute.Status.DRAFT)

    def current(self) -> "Dispute | None":
        """The dispute that the home page is about: a live one before others, then the newest."""
        live_first = models.Case(models.When(status=Dispute.Status.LIVE, then=0), default=1)
        return self.public().order_by(live_first, "-raised_on", "-pk").first()


class Dispute(models.Model):
    """A quarrel with an employer, from the day it was raised to its outcome."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft: nobody sees it but you")
        LIVE = "live", _("live")
        SETTLED = "settled", _("settled")
        CLOSED = "closed", _("closed")

    slug = models.CharField(
        _("address"),
        max_length=80,
        unique=True,
        validators=[validate_dispute_slug],
        help_text=_(
            "The first part of the dispute's address. If you change it, old links still arrive."
        ),
    )
    title = models.CharField(_("title"), max_length=200)
    headline = models.CharField(
        _("headline"),
        max_length=120,
        blank=True,
        help_text=_("The line that you would carry on a placard. If empty, the title is used."),
    )
    employer = models.CharField(_("employer"), max_length=200)
    workforce = models.CharField(
        _("workforce"), max_length=300, help_text=_("Who is in dispute: “Library assistants”.")
    )
    summary = models.TextField(_("summary"), blank=True)
    demand = models.TextField(_("demand"), blank=True, help_text=_("What would settle it."))
    raised_on = models.DateField(_("raised on"))
    notice_given_on = models.DateField(
        _("notice given on"),
        null=True,
        blank=True,
        help_text=_("When you first told the employer that there would be action. Days count on."),
    )
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=Status,
        default=Status.DRAFT,
        help_text=_("Anything but a draft can be read by everybody, at once."),
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    outcome = models.TextField(_("outcome"), blank=True)
    is_demonstration = models.BooleanField(
        _("demonstration"),
        default=False,
        help_text=_("Every page says that its people and figures are invented."),
    )
    history = HistoricalRecords()

    objects = DisputeQuerySet.as_manager()

    class Meta:
        verbose_name = _("dispute")
        verbose_name_plural = _("disputes")
        constraints = [
            dates_in_order("dispute", "raised_on", "notice_given_on"),
            dates_in_order("dispute", "raised_on", "closed_on"),
            models.CheckConstraint(
                name="dispute_closed_on_when_over",
                condition=models.Q(closed_on__isnull=True)
                | models.Q(status__in=["settled", "closed"]),
                violation_error_message=_("A dispute with a closing date is settled or closed."),
            ),
            models.CheckConstraint(
                name="dispute_status_known",
                condition=models.Q(status__in=["draft", "live", "settled", "closed"]),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and keep the address that the dispute had: other people link to it."""
        before = Dispute.objects.filter(pk=self.pk).values_list("slug", flat=True).first()
        super().save(*args, **kwargs)
        FormerSlug.objects.filter(slug=self.slug).delete()
        if before and before != self.slug:
            FormerSlug.objects.create(slug=before, dispute=self)

    def get_absolute_url(self) -> str:
        # An app that this one knows nothing of composes the page; its address stays for ever.
        return f"/{self.slug}/"

    @property
    def is_public(self) -> bool:
        return self.status != self.Status.DRAFT


class FormerSlug(models.Model):
    """An address that a dispute had: it leads to the one that it has."""

    slug = models.CharField(max_length=80, unique=True)
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="former_slugs")

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")

    def __str__(self) -> str:
        return f"{self.slug} → {self.dispute_id}"


class Stamp(models.Model):
    """The version of everything public about a dispute. Moved by the database: dispute/stamps.py.

    No constraint ties it to its dispute: when a dispute is deleted, the rows that go with it still
    move the stamp, and a kept page of a dispute that is gone must be stale too.
    """

    dispute = models.OneToOneField(
        Dispute,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        primary_key=True,
        related_name="stamp",
    )
    number = models.PositiveBigIntegerField(default=1)

    class Meta:
        verbose_name = _("stamp")
        verbose_name_plural = _("stamps")

    def __str__(self) -> str:
        return f"{self.dispute_id}.{self.number}"
