"""Figures about letters. An acknowledgement is not a reply."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dispute.figures import FigureRow, Found, Missing, Parameter, Record, figure
from dispute.figures.days import day
from dispute.figures.words import Phrases, Sort, Words

from .models import OpenLetter

GROUP = gettext_lazy("Letters")

_NO_REPLY: Phrases = (
    "unanswered",
    "without a/any reply/response/answer",
    "no reply/response/answer",
    "not replied/responded/answered",
    "not ?yet been/had answered",
    "ignored",
    "still waiting",
    "wait/waits/waiting/waited ~ reply/response/answer",
)


def register() -> None:
    """Importing this module registered its figures."""


def letter_slugs(record: Record) -> Iterable[str]:
    """Return the addresses of the dispute's published letters, oldest first."""
    letters = OpenLetter.objects.public().filter(dispute=record.dispute)
    return letters.order_by("dated", "pk").values_list("slug", flat=True)


def letters_in_prose(record: Record) -> dict[str, str]:
    """Return to whom each published letter went, as a text may say it, with the letter; "" where
    several went to the same."""
    named: dict[str, str] = {}
    for letter in _letters(record):
        role = letter.recipient_role
        for name in filter(None, {role, role.split(" of ")[0], letter.recipient_name}):
            named[name] = "" if name in named else letter.slug
    return named


LETTER = Parameter(
    "letter",
    gettext_lazy("Letter"),
    choices=letter_slugs,
    in_prose=letters_in_prose,
    has_capitals=False,
)


@figure(
    "letters_unanswered",
    label=gettext_lazy("Letters without a reply"),
    unit="letters",
    definition=gettext_lazy(
        "Published letters sent by the as-at day that had no reply by then. An acknowledgement is "
        "not a reply. A letter whose sending is not recorded counts from the date it bears."
    ),
    group=GROUP,
    words=(
        Words(
            Sort.COUNT,
            heads=("letter/letters", "open letter/letters", "of our ?open letters"),
            needs=(_NO_REPLY,),
            forbids=("residents", "residents'", "families", "week", "posted"),
        ),
    ),
)
def letters_unanswered(record: Record, at: date) -> Found | Missing:
    """Public letters sent ≤ D without a reply ≤ D."""
    sent = letters_sent(record, at)
    if not sent:
        return _none_sent(at)
    waiting = [letter for letter in sent if not _answered(letter, at)]
    sentence = ngettext(
        "%(n)s letter without a reply on %(at)s",
        "%(n)s letters without a reply on %(at)s",
        len(waiting),
    )
    return Found(
        value=len(waiting),
        sentence=sentence % {"n": len(waiting), "at": day(at)},
        rows=tuple(_row(letter) for letter in waiting),
    )


@figure(
    "days_without_reply",
    label=gettext_lazy("Days without a reply"),
    unit="days",
    definition=gettext_lazy(
        "Days from the sending of a letter (of the one that has waited longest, if none is chosen) "
        "to the as-at day. An acknowledgement is not a reply."
    ),
    group=GROUP,
    parameters=(LETTER,),
    words=(
        Words(
            Sort.LENGTH,
            heads=(
                "without a/any reply/response/answer",
                "of silence",
                "since we wrote/sent",
                "since our ?open ?last letter",
                "for a/any/your/an ?their reply/response/answer",
                "no reply/response/answer ?for ?in ?after",
                "silent for",
                "unanswered for",
                "gone unanswered",
                "ago we wrote/sent",
            ),
            forbids=("within", "ask", "should", "must", "expect", "promise", "promised"),
            unit="days",
            open=True,
            any_of="letter",
        ),
        Words(
            Sort.LENGTH,
            heads=("waiting for", "waited", "waiting", "owed", "owes", "silent", "silence"),
            needs=(("reply", "answer", "response", "letter"),),
            forbids=("list", "lists", "within", "must", "standard", "residents", "tenants"),
            unit="days",
            open=True,
            any_of="letter",
        ),
    ),
)
def days_without_reply(record: Record, at: date, letter: str = "") -> Found | Missing:
    """D − the day of sending, of `letter` or of the letter that has waited longest."""
    sent = [each for each in letters_sent(record, at) if letter in ("", each.slug)]
    if not sent:
        return _none_sent(at)
    waiting = [each for each in sent if not _answered(each, at) and not _stopped(each, at)]
    if not waiting:
        return Missing(_("No letter sent waits for a reply on %s.") % day(at))
    longest = min(waiting, key=sent_day)
    days = (at - sent_day(longest)).days
    sentence = ngettext(
        "the letter of %(dated)s %(to)s had waited %(n)s day for a reply on %(at)s",
        "the letter of %(dated)s %(to)s had waited %(n)s days for a reply on %(at)s",
        days,
    )
    values = {"dated": day(longest.dated), "n": days, "at": day(at)}
    return Found(
        value=days, sentence=sentence % {**values, "to": _to(longest)}, rows=(_row(longest),)
    )


def letters_sent(record: Record, at: date) -> list[OpenLetter]:
    """Return the public letters sent up to D, in the order of their sending."""
    others = (each for each in _letters(record) if each.ref != record.without)
    return [each for each in others if sent_day(each) <= at]


def _letters(record: Record) -> tuple[OpenLetter, ...]:
    """Return the public letters in the order of their sending, without their texts; read once."""
    if record.dispute._state.adding:  # a record made by hand has no letters
        return ()
    if "letters" not in record.rows:
        letters = OpenLetter.objects.public().filter(dispute=record.dispute)
        without_text = letters.defer("body", "body_html", "reply", "reply_html")
        record.rows["letters"] = tuple(sorted(without_text, key=sent_day))
    found: tuple[OpenLetter, ...] = record.rows["letters"]
    return found


def sent_day(letter: OpenLetter) -> date:
    """Return the day from which a letter waits: its sending, or else the date it bears."""
    return letter.sent_on or letter.dated


def _answered(letter: OpenLetter, at: date) -> bool:
    return letter.replied_on is not None and letter.replied_on <= at


def _to(letter: OpenLetter) -> str:
    """Say to whom a letter went, or where it does not say, what it is called."""
    to = letter.recipient_role or letter.recipient_name or letter.recipient_organisation
    return _("to %s") % to if to else f"(“{letter.title}”)"


def _stopped(letter: OpenLetter, at: date) -> bool:
    """Whether an officer had stopped the count of days by then."""
    return letter.count_stopped_on is not None and letter.count_stopped_on <= at


def _none_sent(at: date) -> Missing:
    return Missing(_("The record holds no letter sent by %s.") % day(at))


def _row(letter: OpenLetter) -> FigureRow:
    return FigureRow("letters", letter.slug, sent_day(letter), letter.title)
