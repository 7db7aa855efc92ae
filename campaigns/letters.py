"""What is done with letters: each a named function with the person who did it."""

from datetime import date, datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from dispute.figures import Record

from .figures import sent_day
from .markup import to_html
from .models import OpenLetter, QuotedFigure
from .pins import pins_of
from .quoting import Quoting, quoting
from .references import REFERENCE

# What a reader has in hand: once published, it changes only as a new version that says so.
QUOTED_FIELDS = (
    "title",
    "slug",
    "dated",
    "recipient_name",
    "recipient_role",
    "recipient_organisation",
    "recipient_address",
    "salutation",
    "body",
    "closing",
    "signatories",
)


def prepare(letter: OpenLetter, quotes: Quoting | None = None) -> None:
    """Make the HTML that a letter shows, without saving it.

    `quotes` are its figures where they are known; without them references stay as they are written.
    """
    letter.body_html = to_html(letter.body, quotes.shown if quotes else None)
    letter.reply_html = to_html(letter.reply) if letter.reply.strip() else ""


@transaction.atomic
def save(letter: OpenLetter, *, by: User | None, seen: int | None = None) -> None:
    """Save a letter. A draft gets its HTML anew; a published one keeps the text that it was
    published with. Raises ValidationError where that was changed.

    `seen` is the edition that the officer had before them: where somebody has written another
    since, nothing is saved and ValidationError says so.
    """
    kept = _locked(letter, seen)
    if kept and kept.status == OpenLetter.Status.PUBLISHED:
        _refuse_changed_text(letter, kept)
        letter.body_html = kept.body_html
        letter.reply_html = to_html(letter.reply) if letter.reply.strip() else ""
    else:
        prepare(letter, quoting_of(letter))
    _write(letter, by)


@transaction.atomic
def publish(
    letter: OpenLetter, *, by: User | None, at: datetime | None = None, seen: int | None = None
) -> None:
    """Publish a letter and pin its figures; of two officers at once, the second is refused.

    Raises ValidationError where it has no text, or refers to a figure that cannot be given.
    """
    kept = _locked(letter, seen)
    if kept and kept.status == OpenLetter.Status.PUBLISHED:
        raise ValidationError(_("This letter is published already."))
    _publish_version(letter, by, at or timezone.now())


@transaction.atomic
def publish_new_version(
    letter: OpenLetter, *, by: User | None, at: datetime | None = None, seen: int | None = None
) -> None:
    """Publish a published letter again, changed: a new version that says so, with its own pins.

    Raises ValidationError as `publish` does, and where it is not published.
    """
    had = letter.version
    kept = _locked(letter, seen)
    if kept is None or kept.status != OpenLetter.Status.PUBLISHED or kept.version != had:
        raise ValidationError(_("This letter is not published, or somebody published it just now."))
    _publish_version(letter, by, at or timezone.now())


@transaction.atomic
def unpublish(letter: OpenLetter, *, by: User | None, seen: int | None = None) -> None:
    """Take a letter off every public page. Its pins stay, as what was once said."""
    _locked(letter, seen)
    letter.status, letter.published_at = OpenLetter.Status.DRAFT, None
    prepare(letter, quoting_of(letter))
    _write(letter, by)


def _locked(letter: OpenLetter, seen: int | None) -> OpenLetter | None:
    """Hold the letter's row until the transaction ends, and return it as it is kept.

    What only these functions decide comes from there: an object that was read earlier must not take
    back what somebody else has published since.
    """
    kept = OpenLetter.objects.select_for_update().filter(pk=letter.pk).first()
    if kept is None:
        return None
    if seen is not None and seen != kept.edition:
        raise ValidationError(
            _("Somebody else has saved this letter since you opened it. Open it again to see how.")
        )
    for name in ("status", "version", "published_at", "first_published_at", "edition"):
        setattr(letter, name, getattr(kept, name))
    return kept


def quoting_of(letter: OpenLetter) -> Quoting:
    """Look up the figures of a letter as at the date that it bears."""
    return quoting(letter.body, Record(letter.dispute, without=letter.ref), letter.dated)


def _publish_version(letter: OpenLetter, by: User | None, at: datetime) -> None:
    quotes = quoting_of(letter)
    if quotes.problems:
        raise ValidationError([f"{each.text}: {each.message}" for each in quotes.problems])
    _refuse_references_around(letter)
    prepare(letter, quotes)
    _refuse_without_text(letter)
    letter.status = OpenLetter.Status.PUBLISHED
    letter.published_at = at
    letter.first_published_at = letter.first_published_at or at
    letter.version = 1 + max(letter.version, _last_pinned(letter))
    _write(letter, by)
    QuotedFigure.objects.bulk_create(pins_of(letter, quotes.quotes), batch_size=200)


def _last_pinned(letter: OpenLetter) -> int:
    """The newest version of a letter that has pins; they outlive its publication."""
    newest = QuotedFigure.objects.filter(letter_id=letter.pk).aggregate(version=Max("version"))
    return int(newest["version"] or 0)


def _refuse_references_around(letter: OpenLetter) -> None:
    """A figure stands in the text of a letter; around it, it would be published as written."""
    around = (letter.title, letter.salutation, letter.closing, letter.signatories)
    if any(REFERENCE.search(text) for text in around):
        raise ValidationError(
            _("A figure can be referred to in the text of a letter, and not in what is around it.")
        )


def _refuse_changed_text(letter: OpenLetter, kept: OpenLetter) -> None:
    if any(getattr(letter, name) != getattr(kept, name) for name in QUOTED_FIELDS):
        raise ValidationError(
            _("A published letter is changed by unpublishing it, or as a new version that says so.")
        )


def _refuse_without_text(letter: OpenLetter) -> None:
    """Say in words what the database would refuse: Markdown can be there and show nothing."""
    if not letter.body_html.strip():
        raise ValidationError(_("A letter without text cannot be published."))


def _write(letter: OpenLetter, by: User | None) -> None:
    letter.edition += 1
    letter._history_user = by  # type: ignore[attr-defined]  # simple_history reads it from here
    letter.save()


def waiting_days(letter: OpenLetter, at: date) -> int | None:
    """Return the days a letter has waited for a reply by `at`, or None where it had one, was
    not sent by then, or an officer stopped the count."""
    start = sent_day(letter)
    ends = (letter.replied_on, letter.count_stopped_on)
    if start > at or any(end is not None and end <= at for end in ends):
        return None
    return (at - start).days
