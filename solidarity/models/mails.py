"""A mail that came, whole, and what was read out of it. Nothing of it is ever public."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dispute.models.rows import Row

# What says something about a person: none of it stays in a mail that is erased.
SAID = {
    "raw": b"",
    "subject": "",
    "email": "",
    "addresses": "",
    "why": "",
    "guesses": {},
    "left_out": [],
    "suggestions": [],
}


class ReceivedMail(Row):
    """One mail. Its digests stay when it is erased, so that the same mail is not taken in again.

    `digest` stands for its bytes, `message_key` for its Message-ID ("" where it has none) and
    `words` for the words read out of it, keyed. `guesses` holds {"name": {"text", "sure"}, ...},
    `left_out` [{"what", "name", "size"}], and `suggestions` what solidarity/mailbox/suggesting.py
    says of itself.
    """

    class Door(models.TextChoices):
        MAILBOX = "mailbox", _("the mailbox")
        FILE = "file", _("a file on the server")
        PASTED = "pasted", _("pasted")
        UPLOAD = "upload", _("an upload")

    class What(models.TextChoices):
        MESSAGE = "message", _("a message")
        HELD = "held", _("held for a person")
        AUTOREPLY = "autoreply", _("an automatic reply")
        BOUNCE = "bounce", _("a mail that came back")
        CALENDAR = "calendar", _("an entry for a calendar")
        DUPLICATE = "duplicate", _("a copy of one that came before")

    door = models.CharField(_("came by"), max_length=10, choices=Door)
    received_at = models.DateTimeField(_("taken in at"))
    digest = models.CharField(max_length=64, editable=False)
    message_key = models.CharField(max_length=64, blank=True, editable=False, default="")
    words = models.CharField(max_length=64, blank=True, editable=False, default="")
    size = models.PositiveIntegerField(_("size in bytes"))
    raw = models.BinaryField(_("the mail as it came"))
    subject = models.TextField(_("subject"), blank=True)
    email = models.CharField(_("e-mail of its writer"), max_length=320, blank=True)
    # Every address in its head that says who sent it, each between line breaks.
    addresses = models.TextField(_("addresses of its senders"), blank=True, editable=False)
    what = models.CharField(_("what it is"), max_length=10, choices=What)
    why = models.TextField(_("why"), blank=True)
    guesses: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(
        _("what was read out of it"), default=dict, blank=True
    )
    left_out: "models.JSONField[list[dict[str, Any]], list[dict[str, Any]]]" = models.JSONField(
        _("what was left out"), default=list, blank=True
    )
    suggestions: "models.JSONField[list[dict[str, Any]], list[dict[str, Any]]]" = models.JSONField(
        _("pledges and invitations it may hold"), default=list, blank=True
    )
    message = models.OneToOneField(
        "solidarity.Message",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="mail",
        verbose_name=_("message"),
    )
    duplicate_of = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="copies",
        verbose_name=_("copy of"),
    )
    looked_at = models.DateTimeField(_("dealt with at"), null=True, blank=True)
    looked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dealt with by"),
    )
    erased_at = models.DateTimeField(_("erased at"), null=True, blank=True)
    # Counts what people do with it, so that nobody changes what they have not seen.
    edition = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        constraints = [
            models.UniqueConstraint(fields=["dispute", "digest"], name="mail_taken_once"),
            models.UniqueConstraint(
                fields=["dispute", "message_key"],
                condition=~Q(message_key="") & ~Q(what="duplicate"),
                name="mail_with_its_id_once",
            ),
            models.CheckConstraint(
                name="mail_looked_by_and_at",
                condition=Q(looked_by__isnull=True) | Q(looked_at__isnull=False),
            ),
            models.CheckConstraint(
                name="mail_is_something",
                condition=Q(
                    what__in=["message", "held", "autoreply", "bounce", "calendar", "duplicate"]
                ),
            ),
            models.CheckConstraint(
                name="mail_of_a_message",
                condition=Q(message__isnull=True) | Q(what="message"),
            ),
            models.CheckConstraint(
                name="mail_erased_holds_nothing",
                condition=Q(erased_at__isnull=True)
                | Q(raw=b"", subject="", email="", addresses="", why=""),
            ),
        ]
        indexes = [
            models.Index(fields=["what", "looked_at", "received_at"], name="mail_by_what"),
            models.Index(fields=["dispute", "message_key"], name="mail_by_its_id"),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}, {self.received_at:%Y-%m-%d %H:%M}"

    @property
    def is_erased(self) -> bool:
        """Whether nothing but its digests is left."""
        return self.erased_at is not None
