"""Published letters that the record contradicts now: counted anew only when something has moved."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import QuerySet
from django.db.models.functions import Length
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.checking import checked_numbers
from campaigns.decisions import NONE, Decisions
from campaigns.models import CheckedNumber, OpenLetter
from dispute.figures import Record
from dispute.models import Dispute
from dispute.stamps import stamp_of
from dispute.what_waits import Item, Panel, panel

ITEMS_SHOWN = 5
# As much as is checked before somebody's first page: the newest letters, none longer than this.
MOST_LETTERS = 40
LONGEST = 50_000
KEPT_SECONDS = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Against:
    """A number that the check holds against a letter, as it is kept in the cache."""

    letter: int
    number: str
    asked: tuple[str, str, str, str]


@panel(order=32)
def contradicted_letters(request: HttpRequest) -> Panel | None:
    """Letters that everybody may read, and that the record contradicts as it is now."""
    if not request.user.has_perm("campaigns.view_openletter"):
        return None
    found = contradicted(Dispute.objects.exclude(status="draft").order_by("-raised_on", "-pk"))
    title = "letter that the record contradicts"
    return Panel(
        count=len(found),
        title=ngettext(title, "letters that the record contradicts", len(found)),
        text="" if found else _("The newest published letters agree with the record."),
        url=reverse("admin:campaigns_openletter_changelist") + "?status__exact=published",
        items=tuple(_item(*each) for each in list(found.items())[:ITEMS_SHOWN]),
    )


def contradicted(disputes: Iterable[Dispute]) -> dict[OpenLetter, list[str]]:
    """Return the letters that the record contradicts, the newest first, with the numbers."""
    against = [each for dispute in disputes for each in known(dispute)]
    if not against:
        return {}
    rows = list(CheckedNumber.objects.filter(letter__in={each.letter for each in against}))
    numbers: dict[int, list[str]] = {}
    for each in against:
        decided = Decisions.among(row for row in rows if row.letter_id == each.letter)
        if each.asked[0] not in decided.not_ours and each.asked not in decided.confirmed:
            numbers.setdefault(each.letter, []).append(each.number)
    letters = OpenLetter.objects.public().filter(pk__in=numbers).newest_first()
    return {letter: numbers[letter.pk] for letter in letters.only("pk", "title", "dated")}


def known(dispute: Dispute) -> tuple[Against, ...]:
    """Return what the check holds against a dispute's letters; kept until its stamp moves."""
    key = f"contradicted:{dispute.pk}:{stamp_of(dispute)}"
    kept: tuple[Against, ...] | None = cache.get(key)
    if kept is None:
        kept = tuple(against(dispute))
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def against(dispute: Dispute) -> Iterator[Against]:
    """Yield what the check holds against the newest letters of a dispute, decided or not."""
    record = Record(dispute)
    for letter in newest(dispute):
        letter.dispute = dispute
        # Tables and words are read once for all letters; no letter is part of its own figures.
        record.without = letter.ref
        record.memo.pop("figures", None)
        for each in checked_numbers(letter, record, NONE):
            if each.is_warning:
                yield Against(letter.pk, each.finding.number, each.asked)


def newest(dispute: Dispute) -> QuerySet[OpenLetter]:
    """Return the letters that are checked: the newest, without those as long as a book."""
    public = OpenLetter.objects.public().filter(dispute=dispute).defer("body_html", "reply")
    short = public.annotate(length=Length("body")).filter(length__lte=LONGEST)
    return short.newest_first()[:MOST_LETTERS]


def _item(letter: OpenLetter, numbers: list[str]) -> Item:
    url = reverse("admin:campaigns_openletter_change", args=[letter.pk])
    note = ", ".join(f"“{number[:40]}”" for number in numbers[:ITEMS_SHOWN])
    return Item(letter.title, f"{url}?check=1", note)
