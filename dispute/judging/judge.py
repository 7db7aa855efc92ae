"""Judging: a claim beside the record becomes what the check says of it, or nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from django.utils.translation import gettext as _

from dispute.figures import Figure, Record
from dispute.figures.days import day
from dispute.figures.words import Part, Sort
from dispute.reading.claims import MOST_IN_ALL, MOST_NUMBERS, MOST_WORDS, Claim, Said
from dispute.reading.shapes import Approximation, Kind
from dispute.reading.windows import Scope

from . import reasons
from .beside import Beside, beside, is_share, measured, of_any, takes_windows
from .faintly import right_by_faint_words
from .findings import Finding, Verdict
from .holding import holds, is_truncated, says_little
from .values import counted_from, counted_until, days_of_rows, first_day, last_day, value_at

# Below this the check holds its tongue; an outright contradiction has to be surer than agreement.
LEAST_SURE, LEAST_SURE_TO_DISAGREE = 0.4, 0.5
# No number at all: not even said to be passed over.
_SPOKEN = ("a figure of speech",)
# Windows that say which days they are.
_DATED = (Scope.IN, Scope.AS_AT)
# How much less likely another figure may be, and still be what was meant if it is right.
_AS_LIKELY = 2.5
# A window that begins so long before the first row is about more than the record holds.
BEFORE_THE_RECORD = timedelta(days=92)


def judge(claim: Claim, record: Record, at: date) -> Finding | None:
    """Return what the check says of a number, or None where it says nothing."""
    if claim.said is Said.NOT_OURS:
        if claim.why in _SPOKEN:
            return None
        why = _("Passed over: %s.") % claim.why
        return found(claim, Verdict.NOT_OURS, why, sure=0.9)
    if claim.said is Said.UNREAD:
        return found(claim, Verdict.NOT_IN_THE_RECORD, _too_much(), sure=0.9)
    if claim.said in (Said.OUTSIDE, Said.NOTHING, Said.SOME) and (
        far := _faintly(claim, record, at)
    ):
        return far
    if claim.said is Said.OUTSIDE:
        why = _("Nothing that is recorded speaks of this.")
        return found(claim, Verdict.NOT_IN_THE_RECORD, why, sure=0.6)
    if claim.said is not Said.OURS:
        return None
    seen = [each for reading in claim.readings if (each := beside(record, claim, reading, at))]
    if not seen:
        return _faintly(claim, record, at)
    known = [each for each in seen if each.value is not None]
    if not known:
        return _unknown(claim, seen[0])
    right = _rightly(claim, known)
    if right is not None:
        return _agrees(claim, right, first=right is known[0])
    if any_ := of_any(record, claim, known[0].reading, at):
        return _agrees(claim, any_, first=False)
    if far := _faintly(claim, record, at):
        return far
    if claim.formerly:
        return _formerly(claim, record, at, known)
    return _differs(claim, record, at, known)


def _too_much() -> str:
    """Silence would read as "all is well"."""
    return _(
        "Not checked: a sentence of more than %(words)s words or %(numbers)s numbers, or what "
        "comes after the first %(all)s numbers of a text. Make sentences of it, or check it in "
        "parts."
    ) % {"words": MOST_WORDS, "numbers": MOST_NUMBERS, "all": MOST_IN_ALL}


def _rightly(claim: Claim, known: list[Beside]) -> Beside | None:
    """The likeliest reading that is right, of those that are nearly as likely as the first."""
    if claim.mention.quantity.kind is Kind.ORDINAL and known[0].value is not None:
        known = [each for each in known if each.value == claim.mention.quantity.low]
    best = max((each.reading.score for each in known), default=0)
    return next(
        (each for each in known if each.right and each.reading.score >= best - _AS_LIKELY), None
    )


def found(claim: Claim, verdict: Verdict, why: str, *, sure: float, **more: object) -> Finding:
    """Return a finding at a claim's place."""
    mention = claim.mention
    return Finding(
        sentence=mention.sentence.text,
        number=mention.quantity.text,
        verdict=verdict,
        why=why,
        span=mention.quantity.span,
        sure=round(sure, 2),
        **more,  # type: ignore[arg-type]  # fields of a finding
    )


def _of(seen: Beside) -> dict[str, object]:
    """The fields of a finding that say of which figure it is."""
    parameters = tuple(
        (name, value.isoformat() if isinstance(value, date) else str(value))
        for name, value in seen.chosen
    )
    return {
        "figure": seen.figure.key,
        "parameters": parameters,
        "record": seen.shown,
        "rows": tuple(seen.figure.rows[:200]),
        "reference": reasons.reference(seen, parameters),
    }


def _agrees(claim: Claim, seen: Beside, *, first: bool) -> Finding | None:
    sure = seen.reading.sure * (1 if first else 0.8) * (1 if seen.period.firm else 0.9)
    if sure < LEAST_SURE or says_little(claim.mention.quantity, seen.value):
        return None
    return found(claim, Verdict.AGREES, reasons.agrees(claim, seen), sure=sure, **_of(seen))


def _faintly(claim: Claim, record: Record, at: date) -> Finding | None:
    seen = right_by_faint_words(claim, record, at)
    return _agrees(claim, seen, first=True) if seen else None


def _unknown(claim: Claim, seen: Beside) -> Finding | None:
    if not seen.figure.missing or claim.formerly or seen.reading.sure < LEAST_SURE_TO_DISAGREE:
        return None
    more = {"figure": seen.figure.key}
    sure = seen.reading.sure * 0.7
    return found(claim, Verdict.NOT_IN_THE_RECORD, seen.figure.missing, sure=sure, **more)


def _formerly(claim: Claim, record: Record, at: date, known: list[Beside]) -> Finding | None:
    """Said of an earlier time: right if it ever was; if not, wrong where the words date it, and
    otherwise nobody can say."""
    seen = known[0]
    until = _until(claim, record, seen)
    if until is None:
        dated = claim.window is not None and claim.window.scope in _DATED
        return _disagrees(claim, record, at, known) if dated and seen.period.firm else None
    if claim.window is not None and claim.window.scope is Scope.UNKNOWN:
        return None
    why = _("The record said so up to %(day)s, and the words speak of an earlier time.")
    sure = min(seen.reading.sure * 0.7, 0.65)
    return found(claim, Verdict.AGREES, why % {"day": day(until)}, sure=sure, **_of(seen))


def _differs(claim: Claim, record: Record, at: date, known: list[Beside]) -> Finding | None:
    seen = known[0]
    if claim.mention.quantity.text.casefold() in ("one", "a", "a single", "single"):
        return None  # "one colleague who left" is one of those who did
    return (
        _another_unit_or_list(claim, record, known)
        or _mixed(claim, record, seen)
        or _share(claim, record, seen)
        or _disagrees(claim, record, at, known)
    )


# --- Why it differs ---------------------------------------------------------------------------


def _mixed(claim: Claim, record: Record, seen: Beside) -> Finding | None:
    """Another event type's number, or that of all of them."""
    quantity = claim.mention.quantity
    entry = seen.reading.entry
    if not entry.family or entry.words.sort is not Sort.COUNT or seen.by_rows or not claim.firm:
        return None
    if quantity.approximation is not Approximation.EXACT or quantity.kind is Kind.ORDINAL:
        return None
    for other in reasons.siblings(record, seen):
        if seen.period.windowed and not takes_windows(other.key):
            continue
        if other.value is not None and Fraction(other.value) == quantity.low and other.value:
            why = reasons.mixed(claim, seen, other)
            sure = seen.reading.sure * 0.9
            return found(claim, Verdict.MIXED, why, sure=sure, contradicts=True, **_of(seen))
    return None


def _share(claim: Claim, record: Record, seen: Beside) -> Finding | None:
    """A per cent of another base or event, or one that was cut off instead of rounded."""
    quantity = claim.mention.quantity
    if not is_share(seen.reading) or seen.figure.denominator is None or seen.value is None:
        return None
    of = seen.figure.denominator
    others = [each for each in reasons.siblings(record, seen) if each.denominator == of]
    fitting = [each for each in others if holds(quantity, Fraction(each.value or 0))]
    cut = is_truncated(quantity, seen.value)
    if quantity.kind is Kind.PART and not quantity.rate:
        return _counts(claim, seen, others)
    if not fitting and not cut:
        return None
    verdict = Verdict.BASE if fitting or others else Verdict.ROUNDING
    why = reasons.base(claim, seen, others)
    sure = seen.reading.sure * 0.9
    return found(claim, verdict, why, sure=sure, contradicts=True, **_of(seen))


def _counts(claim: Claim, seen: Beside, others: list[reasons.Figure]) -> Finding | None:
    """14 of 20, where the record has 14 of 21; 16 of 21, where it has 14 who left."""
    quantity = claim.mention.quantity
    same_whole = quantity.whole == seen.figure.denominator
    if not same_whole and quantity.part != seen.figure.numerator:
        return None
    fitting = any(quantity.part == each.numerator for each in others)
    if same_whole and not fitting:
        return None
    why = reasons.base(claim, seen, others)
    verdict = Verdict.MIXED if same_whole else Verdict.BASE
    sure = seen.reading.sure * 0.9
    return found(claim, verdict, why, sure=sure, contradicts=True, **_of(seen))


def _another_unit_or_list(claim: Claim, record: Record, known: list[Beside]) -> Finding | None:
    """15 weeks where the record has 15 months; or what another list's figure is."""
    quantity, seen = claim.mention.quantity, known[0]
    if not seen.figure.unit_belongs or quantity.kind is not Kind.DURATION:
        return None
    for each in known:
        number = each.figure.value
        if number is not None and number == quantity.low and each.figure.unit != quantity.unit:
            if _was(claim, record, known):
                return None
            why = reasons.another_unit(claim, each)
            sure = each.reading.sure * 0.9
            return found(claim, Verdict.UNIT_OR_LIST, why, sure=sure, contradicts=True, **_of(each))
    for other in reasons.other_instances(record, seen):
        value, coarse = measured(quantity, other, Part.VALUE)
        if value is not None and not coarse and seen.reading.named and value == quantity.low:
            why = reasons.another_list(claim, seen, other)
            sure = seen.reading.sure * 0.9
            return found(claim, Verdict.UNIT_OR_LIST, why, sure=sure, contradicts=True, **_of(seen))
    return None


def _was(claim: Claim, record: Record, known: list[Beside]) -> bool:
    return any(_until(claim, record, each) for each in known if not each.coarse)


# --- It disagrees -----------------------------------------------------------------------------


def _disagrees(claim: Claim, record: Record, at: date, known: list[Beside]) -> Finding | None:
    seen = _likeliest(claim, known)
    if not claim.firm or _is_of_another_whole(claim, seen) or _is_a_limit(claim, seen):
        return None
    sure = seen.reading.sure * (1 if seen.period.firm else 0.75) * (0.8 if seen.coarse else 1)
    if seen.reading.entry.words.loose:
        sure = min(sure, 0.6)
    loose = seen.reading.entry.words.loose and not claim.carried
    if loose or _is_before_the_record(claim, record, seen) or _may_go_on(claim, seen):
        return None
    if seen.coarse and seen.figure.unit_belongs and not seen.reading.named:
        return None
    if claim.mention.quantity.kind is Kind.ORDINAL and _is_past_ordinal(claim, seen):
        return None
    if len({each.chosen for each in known}) > 1 and not seen.reading.named:
        sure *= 0.8
    plain = None
    if claim.window is not None:
        plain = beside(record, claim, seen.reading, at, plain=True)
    if plain is not None and plain.right:
        if not seen.period.windowed or _is_of_a_day(seen):
            return None  # right today: the day that is named is of something else
        sure = min(sure, 0.6)
    if sure < LEAST_SURE_TO_DISAGREE:
        return None
    until, since = _until(claim, record, seen), _from(claim, record, seen)
    why = reasons.disagrees(claim, seen, until, since, plain if plain and plain.right else None)
    return found(
        claim, Verdict.DISAGREES, why, sure=sure, right_until=until, right_from=since,
        contradicts=True, **_of(seen),
    )  # fmt: skip


def _is_a_limit(claim: Claim, seen: Beside) -> bool:
    """Whether "no more than 30 cases" may be what there ought to be at most."""
    above = claim.mention.quantity.approximation in (Approximation.UP_TO, Approximation.UNDER)
    return above and seen.figure.unit_belongs and not seen.reading.entry.words.most


def _is_of_another_whole(claim: Claim, seen: Beside) -> bool:
    """Whether a part is of other people than the figure's: "twelve of the 18 who left"."""
    quantity = claim.mention.quantity
    whole = seen.figure.denominator
    counted = quantity.kind is Kind.PART and not quantity.rate and whole is not None
    return counted and quantity.whole != whole and not seen.reading.beside


def _is_of_a_day(seen: Beside) -> bool:
    """Whether a figure is no number of rows: those of a month are no part of it, and the month that
    is named may be that in which people began to vote."""
    return not seen.by_rows and not takes_windows(seen.reading.entry.key)


def _may_go_on(claim: Claim, seen: Beside) -> bool:
    """Whether a month that is not over may have more of them: "three strike days in June"."""
    window = claim.window
    if not seen.by_rows or window is None or window.scope not in (Scope.IN, Scope.BETWEEN):
        return False
    named = window.last or window.first
    more = claim.mention.quantity.low > (seen.value or 0)
    return more and bool(named and named.month) and seen.period.until == seen.period.at


def _is_before_the_record(claim: Claim, record: Record, seen: Beside) -> bool:
    """Whether it speaks of days from before the first row, of which the record may know nothing."""
    since, until = seen.period.since, seen.period.until
    if until is not None and not seen.figure.rows:
        return True
    dates = days_of_rows(record, seen.figure)
    if since is None or not dates or claim.mention.quantity.low <= (seen.value or 0):
        return False
    return min(dates) - since > BEFORE_THE_RECORD


def _likeliest(claim: Claim, known: list[Beside]) -> Beside:
    """The reading to differ from: of lists that the text does not name, one in the unit written."""
    same = [each for each in known if not each.coarse]
    first = known[0]
    if first.reading.named or not first.coarse or not same:
        return first
    return same[0]


def _is_past_ordinal(claim: Claim, seen: Beside) -> bool:
    """Whether "our third day of strike action" can be any day up to the last one taken."""
    return seen.value is not None and claim.mention.quantity.low <= seen.value


def _until(claim: Claim, record: Record, seen: Beside) -> date | None:
    """The last day on which the number was right."""
    if seen.by_rows:
        return None
    at = seen.period.at
    if _counts_time(seen):
        return counted_until(
            at, lambda each: _number(record, seen, each), claim.mention.quantity.low
        )
    return last_day(record, seen.figure, at, seen.chosen, _right_by(claim, seen))


def _from(claim: Claim, record: Record, seen: Beside) -> date | None:
    if seen.by_rows:
        return None
    at = seen.period.at
    if _counts_time(seen):
        return counted_from(
            at, lambda each: _number(record, seen, each), claim.mention.quantity.low
        )
    return first_day(record, seen.figure, at, seen.chosen, _right_by(claim, seen))


def _counts_time(seen: Beside) -> bool:
    """Whether a figure counts days or months up by itself."""
    words = seen.reading.entry.words
    return words.sort is Sort.LENGTH and bool(words.unit) and not seen.figure.unit_belongs


def _number(record: Record, seen: Beside, at: date) -> Fraction | None:
    figure = value_at(record, seen.figure.key, at, seen.chosen)
    return None if figure is None or figure.value is None else Fraction(figure.value)


def _right_by(claim: Claim, seen: Beside) -> Callable[[Figure], bool]:
    """A test whether the number, taken to the dot, is what a figure says."""
    exact = replace(claim.mention.quantity, approximation=Approximation.EXACT)
    part = seen.reading.entry.words.part
    counted = exact.kind is Kind.COUNT and part is Part.VALUE

    def right(figure: Figure) -> bool:
        if counted and figure.value != exact.low:
            return False
        value, coarse = measured(exact, figure, part)
        return value is not None and not coarse and holds(exact, value)

    return right
