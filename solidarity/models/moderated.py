"""What everything that supporters send has in common, whatever it is: who, consent, decision."""

import hashlib
import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dispute.models import SourcedRow


def new_nonce() -> str:
    """Return what makes a sender's private link one that nobody can guess: 128 bits."""
    return secrets.token_hex(16)


class Moderated(SourcedRow):
    """Something sent by a supporter that a person checks before it is public."""

    class Status(models.TextChoices):
        PENDING = "pending", _("to check")
        AWAITING = "awaiting consent", _("waits for its sender's consent")
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

    # Nobody has decided about these.
    UNDECIDED = (Status.PENDING, Status.AWAITING)
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
    contact_wording = models.TextField(
        _("words about being contacted again"),
        blank=True,
        help_text=_("Empty: nobody may write to them about anything but this."),
    )
    contact_version = models.CharField(_("version of those words"), max_length=40, blank=True)
    contact_consented_at = models.DateTimeField(
        _("agreed to be contacted at"), null=True, blank=True
    )
    contact_channel = models.CharField(
        _("agreed to be contacted by"),
        max_length=20,
        choices=Channel,
        blank=True,
        default=Channel.NOT_KNOWN,
    )
    # Part of the sender's private link; without it the link is dead.
    link_nonce = models.CharField(max_length=32, blank=True, editable=False, default=new_nonce)
    # Counts decisions and edits, so that nobody decides about what they have not seen.
    edition = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_status_known",
                condition=Q(
                    status__in=[
                        "pending",
                        "awaiting consent",
                        "held",
                        "published",
                        "declined",
                        "withdrawn",
                    ]
                ),
            ),
            models.CheckConstraint(
                name="%(class)s_decided_when_not_pending",
                condition=Q(
                    status__in=["pending", "awaiting consent"],
                    decided_at__isnull=True,
                    decided_by__isnull=True,
                )
                | (~Q(status__in=["pending", "awaiting consent"]) & Q(decided_at__isnull=False)),
                violation_error_message=_("A decision has a time; what waits has none."),
            ),
            models.CheckConstraint(
                name="%(class)s_published_with_consent",
                condition=~Q(status="published")
                | (
                    Q(consent_basis="consent", consented_at__isnull=False)
                    & ~Q(consent_wording="")
                    & ~Q(consent_version="")
                    & ~Q(consent_channel="")
                )
                | (Q(consent_basis="already public") & ~Q(source="")),
                violation_error_message=_(
                    "It cannot be published without the sender's consent (its words, time and "
                    "channel), or a source that shows it is public already."
                ),
            ),
            models.CheckConstraint(
                name="%(class)s_contact_consent_is_whole",
                condition=Q(
                    contact_wording="",
                    contact_version="",
                    contact_channel="",
                    contact_consented_at__isnull=True,
                )
                | (
                    Q(contact_consented_at__isnull=False)
                    & ~Q(contact_wording="")
                    & ~Q(contact_version="")
                    & ~Q(contact_channel="")
                ),
                violation_error_message=_(
                    "Consent to be contacted has its words, their version, a time and a channel."
                ),
            ),
        ]

    @property
    def is_public(self) -> bool:
        return self.status == self.Status.PUBLISHED and self.dispute.is_public

    @property
    def has_basis(self) -> bool:
        """Whether anything allows it to be public: whole consent, or a public source."""
        if self.consent_basis == self.Basis.ALREADY_PUBLIC:
            return bool(self.source)
        agreed = self.consented_at and self.consent_wording and self.consent_channel
        return self.consent_basis == self.Basis.CONSENT and bool(agreed)

    @property
    def may_be_contacted(self) -> bool:
        """Whether its sender agreed to hear from the branch again."""
        return bool(self.email) and self.contact_consented_at is not None

    def derive_version(self) -> None:
        """Name the words that somebody agreed to by a digest, where nobody gave them a version."""
        if self.consent_basis == self.Basis.CONSENT and not self.consent_version:
            self.consent_version = version_of(self.consent_wording)


def version_of(wording: str) -> str:
    """Return a version for words that came without one; "" for no words."""
    digest = hashlib.sha256(wording.encode()).hexdigest()[:12]
    return f"words-{digest}" if wording else ""
