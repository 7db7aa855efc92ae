"""What the branch sends out: open letters, what they quote, and what was decided of them."""

from typing import Self

from django.conf import settings
from django.core.validators import validate_slug
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from dispute.models import Row
from dispute.models.rows import dates_in_order


class OpenLetterQuerySet(models.QuerySet["OpenLetter"]):
    def public(self) -> Self:
        """Published letters, of disputes that anybody may read of."""
        return self.filter(status=OpenLetter.Status.PUBLISHED).exclude(dispute__status="draft")

    def newest_first(self) -> Self:
        """By the date they bear."""
        return self.order_by("-dated", "-pk")

    def without_reply(self) -> Self:
        """Letters that nobody has answered, the longest wait first."""
        return self.filter(replied_on__isnull=True).order_by("dated", "pk")


class OpenLetter(Row):
    """A letter of the branch that everybody may read."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")

    title = models.CharField(_("title"), max_length=300)
    slug = models.SlugField(
        _("address"),
        max_length=120,
        validators=[validate_slug],
        help_text=_(
            "The last part of the letter's address. Leave it once the letter is published."
        ),
    )
    dated = models.DateField(
        _("dated"), help_text=_("The date the letter bears. Its figures are as at this day.")
    )
    recipient_name = models.CharField(_("recipient's name"), max_length=200, blank=True)
    recipient_role = models.CharField(_("recipient's role"), max_length=200, blank=True)
    recipient_organisation = models.CharField(
        _("recipient's organisation"), max_length=200, blank=True
    )
    recipient_address = models.TextField(
        _("recipient's address"), blank=True, help_text=_("Of an office, never of a home.")
    )
    salutation = models.CharField(_("salutation"), max_length=200, blank=True)
    body = models.TextField(
        _("letter"),
        max_length=1_500_000,
        help_text=_(
            "Leave a line empty between paragraphs. ## makes a heading, - a list, > a quotation, "
            "**two stars** bold. HTML is shown as text."
        ),
    )
    body_html = models.TextField(editable=False, blank=True)
    closing = models.CharField(_("closing"), max_length=200, blank=True)
    signatories = models.TextField(
        _("signatories"),
        blank=True,
        help_text=_("A line each. Only people who agreed to be named."),
    )
    status = models.CharField(
        _("status"), max_length=20, choices=Status, default=Status.DRAFT, editable=False
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True, editable=False)
    sent_on = models.DateField(
        _("sent on"), null=True, blank=True, help_text=_("Days without a reply count from here.")
    )
    acknowledged_on = models.DateField(
        _("acknowledged on"), null=True, blank=True, help_text=_("An acknowledgement is no reply.")
    )
    chased_on = models.DateField(_("chased on"), null=True, blank=True)
    replied_on = models.DateField(
        _("replied on"), null=True, blank=True, help_text=_("This stops the count.")
    )
    reply = models.TextField(_("reply"), blank=True, max_length=200_000)
    reply_html = models.TextField(editable=False, blank=True)
    count_stopped_on = models.DateField(
        _("count stopped on"),
        null=True,
        blank=True,
        help_text=_("To stop counting days without a reply, though there was none. Made public."),
    )
    version = models.PositiveIntegerField(_("version"), default=0, editable=False)
    first_published_at = models.DateTimeField(
        _("first published at"), null=True, blank=True, editable=False
    )
    # Counts every write, so that nobody saves over what somebody else has saved since.
    edition = models.PositiveIntegerField(_("edition"), default=0, editable=False)
    open_for_signatures = models.BooleanField(_("open for signatures"), default=False)
    history = HistoricalRecords(excluded_fields=["body_html", "reply_html", "edition"])

    objects = OpenLetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("open letter")
        verbose_name_plural = _("open letters")
        constraints = [
            models.UniqueConstraint(fields=["dispute", "slug"], name="openletter_address_once"),
            models.CheckConstraint(
                name="openletter_status_known", condition=Q(status__in=["draft", "published"])
            ),
            models.CheckConstraint(
                name="openletter_published_is_dated",
                condition=Q(status="draft", published_at__isnull=True)
                | (Q(status="published", published_at__isnull=False) & ~Q(body_html="")),
            ),
            dates_in_order("openletter", "sent_on", "acknowledged_on"),
            dates_in_order("openletter", "sent_on", "chased_on"),
            dates_in_order("openletter", "sent_on", "replied_on"),
        ]
        indexes = [
            models.Index(fields=["dispute", "status", "-dated", "-id"], name="openletter_newest"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("campaigns:letter", args=[self.dispute.slug, self.slug])

    @property
    def recipient_lines(self) -> list[str]:
        """The address block, a line each."""
        lines = [self.recipient_name, self.recipient_role, self.recipient_organisation]
        return [line for line in [*lines, *self.recipient_address.splitlines()] if line.strip()]

    @property
    def recipient_line(self) -> str:
        """The recipient in one line: name, role and organisation."""
        parts = [self.recipient_name, self.recipient_role, self.recipient_organisation]
        return ", ".join(part for part in parts if part)


class QuotedFigure(models.Model):
    """A figure as a published letter says it, written down for ever when it was published.

    The database refuses to change one (campaigns/pins.py). `value`, `numerator`, `denominator` are
    exact: 12, 2.6 or 15/19. `rows` holds the rows behind it (the first thousand, where there
    are more), `row_count` how many there were, `rows_digest` the SHA-256 of all their references.
    """

    letter = models.ForeignKey(
        OpenLetter, on_delete=models.CASCADE, related_name="quoted", verbose_name=_("letter")
    )
    version = models.PositiveIntegerField(_("version of the letter"))
    position = models.PositiveIntegerField(_("position"))
    reference = models.TextField(_("reference"))
    key = models.CharField(_("figure"), max_length=80)
    parameters = models.JSONField(_("parameters"), default=dict)
    style = models.CharField(_("shown as"), max_length=20)
    label = models.CharField(_("label"), max_length=300)
    definition = models.TextField(_("definition"))
    value = models.CharField(_("value"), max_length=100)
    unit = models.CharField(_("unit"), max_length=100, blank=True)
    numerator = models.CharField(_("part"), max_length=100, blank=True)
    denominator = models.CharField(_("whole"), max_length=100, blank=True)
    shown = models.TextField(_("shown"))
    sentence = models.TextField(_("sentence"))
    as_at = models.DateField(_("as at"))
    rows = models.JSONField(_("rows"), default=list)
    row_count = models.PositiveIntegerField(_("number of rows"))
    rows_digest = models.CharField(_("digest of the rows"), max_length=64)

    class Meta:
        verbose_name = _("quoted figure")
        verbose_name_plural = _("quoted figures")
        ordering = ("version", "position")
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "version", "position"], name="quotedfigure_pinned_once"
            ),
        ]
        indexes = [models.Index(fields=["key", "as_at"], name="quotedfigure_key")]

    def __str__(self) -> str:
        return f"{self.shown} ({self.reference})"


class CheckedNumberQuerySet(models.QuerySet["CheckedNumber"]):
    def confirmed(self) -> Self:
        """Numbers that were published though the record says otherwise."""
        return self.filter(kind=CheckedNumber.Kind.CONFIRMED)

    def not_ours(self) -> Self:
        """Numbers that are somebody else's, and are passed over."""
        return self.filter(kind=CheckedNumber.Kind.NOT_OURS)


class CheckedNumber(models.Model):
    """What an officer decided of a number that the check asked about.

    `key` finds it again in a text that was edited elsewhere: the SHA-256 of its sentence, the
    number, and which of several such it is. A number that was confirmed is kept for each version
    that was published with it; one that is not ours is passed over until that is taken back.
    """

    class Kind(models.TextChoices):
        CONFIRMED = "confirmed", _("published as it is")
        NOT_OURS = "not ours", _("not ours")

    letter = models.ForeignKey(
        OpenLetter, on_delete=models.CASCADE, related_name="checked", verbose_name=_("letter")
    )
    kind = models.CharField(_("decision"), max_length=20, choices=Kind)
    version = models.PositiveIntegerField(_("version of the letter"), null=True, blank=True)
    key = models.CharField(_("key"), max_length=64)
    sentence = models.TextField(_("sentence"))
    number = models.CharField(_("number"), max_length=300)
    verdict = models.CharField(_("what the check said"), max_length=30)
    figure = models.CharField(_("figure"), max_length=80, blank=True)
    record = models.CharField(_("what the record said"), max_length=500, blank=True)
    why = models.TextField(_("why"), blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("marked by"),
    )
    marked_at = models.DateTimeField(_("marked at"))
    history = HistoricalRecords()

    objects = CheckedNumberQuerySet.as_manager()

    class Meta:
        verbose_name = _("checked number")
        verbose_name_plural = _("checked numbers")
        ordering = ("-marked_at", "-pk")
        constraints = [
            models.CheckConstraint(
                name="checkednumber_version_of_what_was_published",
                condition=Q(kind="confirmed", version__isnull=False)
                | Q(kind="not ours", version__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["letter", "version", "key"],
                condition=Q(kind="confirmed"),
                name="checkednumber_confirmed_once",
            ),
            models.UniqueConstraint(
                fields=["letter", "key"],
                condition=Q(kind="not ours"),
                name="checkednumber_not_ours_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.get_kind_display()}"
