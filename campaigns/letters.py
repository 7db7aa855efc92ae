"""What is done with letters: each a named function with the person who did it."""

from datetime import date, datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .figures import sent_day
from .markup import to_html
from .models import OpenLetter


def prepare(letter: OpenLetter) -> None:
    """Make the HTML that a letter shows, without saving it."""
    letter.body_html = to_html(letter.body)
    letter.reply_html = to_html(letter.reply) if letter.reply.strip() else ""


@transaction.atomic
def save(letter: OpenLetter, *, by: User | None) -> None:
    """Save a letter with the HTML that goes with its text.

    Raises ValidationError where the letter is published and nothing of it would show.
    """
    prepare(letter)
    if letter.status == OpenLetter.Status.PUBLISHED:
        _refuse_without_text(letter)
    _write(letter, by)


@transaction.atomic
def publish(letter: OpenLetter, *, by: User | None, at: datetime | None = None) -> None:
    """Publish a letter. Raises ValidationError where it has no text."""
    prepare(letter)
    _refuse_without_text(letter)
    letter.status = OpenLetter.Status.PUBLISHED
    letter.published_at = letter.published_at or at or timezone.now()
    _write(letter, by)


@transaction.atomic
def unpublish(letter: OpenLetter, *, by: User | None) -> None:
    """Take a letter off every public page."""
    letter.status, letter.published_at = OpenLetter.Status.DRAFT, None
    save(letter, by=by)


def _refuse_without_text(letter: OpenLetter) -> None:
    """Say in words what the database would refuse: Markdown can be there and show nothing."""
    if not letter.body_html.strip():
        raise ValidationError(_("A letter without text cannot be published."))


def _write(letter: OpenLetter, by: User | None) -> None:
    letter._history_user = by  # type: ignore[attr-defined]  # simple_history reads it from here
    letter.save()


def waiting_days(letter: OpenLetter, at: date) -> int | None:
    """Return the days a letter has waited for a reply by `at`, or None where it had one, or was
    not sent by then."""
    start = sent_day(letter)
    if start > at or (letter.replied_on is not None and letter.replied_on <= at):
        return None
    return (at - start).days
