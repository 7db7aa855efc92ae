"""Published letters that the record contradicts now: counted anew only when something has moved.

This stands before everybody's first page, so a visit checks some of them, keeps what was found,
and says how many are left to the next. A letter on which the check fails is named, no more.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.core.cache import cache
from django.db.models import QuerySet
from django.db.models.functions import Length
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.checking import UncheckedError, checked_numbers
from campaigns.decisions import NONE, Decisions
from campaigns.models import CheckedNumber, OpenLetter
from dispute.figures import Record
from dispute.models import Dispute
from dispute.stamps import stamp_of
from dispute.what_waits import Item, Panel, panel

ITEMS_SHOWN = 5
# As much as is checked at all: the newest letters, none longer than this.
MOST_LETTERS = 40
LONGEST = 50_000
# In characters, as much as one visit checks: about a second's work.
MOST_AT_ONCE = 50_000
KEPT_SECONDS = 24 * 60 * 60
# Of what is kept: a new shape of it must not be read out of the old.
SHAPE = 2


@dataclass(frozen=True, slots=True)
class Against:
    """A number that the check holds against a letter, as it is kept in the cache."""

    letter: int
    number: str
    asked: tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a dispute's letters: `found` by letter, None where the check failed on it.

    `left` counts the letters that no visit has checked yet.
    """

    found: Mapping[int, tuple[Against, ...] | None] = field(default_factory=dict)
    left: int = 1


@dataclass(frozen=True, slots=True)
class Contradicted:
    """The letters that the record contradicts, the newest first, with the numbers; those on which
    the check failed; and how many are left to check."""

    letters: Mapping[OpenLetter, list[str]]
    failed: tuple[OpenLetter, ...]
    left: int


@panel(order=32)
def contradicted_letters(request: HttpRequest) -> Panel | None:
    """Letters that everybody may read, and that the record contradicts as it is now."""
    if not request.user.has_perm("campaigns.view_openletter"):
        return None
    told = contradicted(Dispute.objects.exclude(status="draft").order_by("-raised_on", "-pk"))
    title, count = "letter that the record contradicts", len(told.letters)
    failed = [(letter, _("the check failed on it")) for letter in told.failed]
    items = [*failed, *((letter, in_brief(numbers)) for letter, numbers in told.letters.items())]
    return Panel(
        count=count,
        title=ngettext(title, "letters that the record contradicts", count),
        text=in_words(told),
        url=reverse("admin:campaigns_openletter_changelist") + "?status__exact=published",
        items=tuple(_item(*each) for each in items[:ITEMS_SHOWN]),
    )


def in_words(told: Contradicted) -> str:
    """Return what is to be said beside the letters themselves."""
    if told.left:
        sentence = ngettext(
            "%(n)s letter is still to be checked; each visit checks some.",
            "%(n)s letters are still to be checked; each visit checks some.",
            told.left,
        )
        return sentence % {"n": told.left}
    if told.letters or told.failed:
        return ""
    return _("The newest published letters agree with the record.")


def contradicted(disputes: Iterable[Dispute]) -> Contradicted:
    """Return what is known of the letters of disputes, after checking some that are not known."""
    known, budget = [], MOST_AT_ONCE
    for dispute in disputes:
        each, budget = known_of(dispute, budget)
        known.append(each)
    found = {pk: against for each in known for pk, against in each.found.items()}
    numbers = undecided(against for each in found.values() for against in each or ())
    failed = {pk for pk, against in found.items() if against is None}
    named = OpenLetter.objects.public().filter(pk__in={*numbers, *failed}).newest_first()
    letters = list(named.only("pk", "title", "dated")) if numbers or failed else []
    return Contradicted(
        {letter: numbers[letter.pk] for letter in letters if letter.pk in numbers},
        tuple(letter for letter in letters if letter.pk in failed),
        sum(each.left for each in known),
    )


def undecided(against: Iterable[Against]) -> dict[int, list[str]]:
    """Return the numbers, by letter, about which nobody has decided."""
    against = list(against)
    rows = CheckedNumber.objects.filter(letter__in={each.letter for each in against})
    by_letter: dict[int, list[CheckedNumber]] = {}
    for row in rows if against else ():
        by_letter.setdefault(row.letter_id, []).append(row)
    numbers: dict[int, list[str]] = {}
    decided = {pk: Decisions.among(by_letter.get(pk, ())) for pk in {x.letter for x in against}}
    for each in against:
        of = decided[each.letter]
        if each.asked[0] not in of.not_ours and each.asked not in of.confirmed:
            numbers.setdefault(each.letter, []).append(each.number)
    return numbers


def known_of(dispute: Dispute, budget: int) -> tuple[Known, int]:
    """Return what is known of a dispute's letters, kept until its stamp moves, and what is left of
    the characters that this visit may check."""
    key = f"contradicted:{SHAPE}:{dispute.pk}:{stamp_of(dispute)}"
    kept: Known = cache.get(key) or Known()
    if not kept.left or budget <= 0:
        return kept, budget
    letters = [letter for letter in newest(dispute) if letter.pk not in kept.found]
    found = dict(kept.found)
    for letter, against in checked_in_turn(dispute, letters):
        found[letter.pk] = against
        budget -= len(letter.body)
        if budget <= 0:
            break
    kept = Known(found, left=len(letters) + len(kept.found) - len(found))
    cache.set(key, kept, KEPT_SECONDS)
    return kept, budget


def checked_in_turn(
    dispute: Dispute, letters: Iterable[OpenLetter]
) -> Iterator[tuple[OpenLetter, tuple[Against, ...] | None]]:
    """Yield letters with what the check holds against each, decided or not; None if it failed."""
    record = Record(dispute)
    for letter in letters:
        letter.dispute = dispute
        # Each table is read once for all letters; of what was worked out, the letter is no part.
        record.without = letter.ref
        record.memo.clear()
        try:
            numbers = checked_numbers(letter, record, NONE)
        except UncheckedError:
            yield letter, None
            continue
        wrong = (each for each in numbers if each.is_warning)
        yield letter, tuple(Against(letter.pk, x.finding.number, x.asked) for x in wrong)


def newest(dispute: Dispute) -> QuerySet[OpenLetter]:
    """Return the letters that are checked: the newest, without those as long as a book."""
    public = OpenLetter.objects.public().filter(dispute=dispute).defer("body_html", "reply")
    short = public.annotate(length=Length("body")).filter(length__lte=LONGEST)
    return short.newest_first()[:MOST_LETTERS]


def in_brief(numbers: list[str]) -> str:
    """Return the numbers that are contradicted, the first few of them."""
    return ", ".join(f"“{number[:40]}”" for number in numbers[:ITEMS_SHOWN])


def _item(letter: OpenLetter, note: str) -> Item:
    url = reverse("admin:campaigns_openletter_change", args=[letter.pk])
    return Item(letter.title, f"{url}?check=1", note)
