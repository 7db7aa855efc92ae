"""Where one message ends and the next begins: what speaks for it is added up, line by line."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .cues import Cue, is_long, is_short, leads
from .lines import Mark

# A boundary is where the sum reaches this; how far it is from it says how sure it is.
ENOUGH = 2.5
CERTAIN = 9.0
# What a greeting without a signature yet says; and within how many lines a quotation ends.
UNSIGNED_LETTER, SOON = -2.0, 8
# So much more it takes where the page parts its messages by itself: in so many parts, each with
# hardly more than one signature, and with no more lines than this.
DIVIDED, LEAST_PARTS, MOST_SIGNED, MOST_LINES = 4.0, 4, 1.25, 12
MARKED = (Mark.ITEM, Mark.QUOTE, Mark.HEADING)
# What a signature says for an end; a lone word of which nobody knows that it is a name says less.
SIGNED, DOUBTFUL = 3.5, 0.5
# Where more than one in so many wider gaps stands above a signature, they are inside messages too.
INSIDE = 4
# “Solidarity greetings from Northmoor UNISON” says it more clearly than other beginnings.
SENT_FROM = re.compile(
    r"^[“\"‘]?(?:(?i:sending|with|massive|huge|full|love and|our|warm|warmest|much) ){0,3}"
    r"(?i:solidarity|greetings|support|love)\b[^.!?\n]{0,30}? from [A-Z]"
)
# A share of gaps that an ordinary gap has at least.
ORDINARY = 0.15


def ordinary_gap(cues: Sequence[Cue]) -> int:
    """Return how many empty lines stand between lines that belong together: the least usual gap."""
    gaps = Counter(cue.line.gap for cue in cues[1:])
    total = sum(gaps.values())
    return min((gap for gap, count in gaps.items() if count >= ORDINARY * total), default=0)


@dataclass(frozen=True, slots=True)
class _Page:
    """What is known of a page before its lines are looked at one by one."""

    cues: Sequence[Cue]
    led: frozenset[int]
    usual: int
    # Whether wider gaps part its messages, and whether they stand inside them as well; and how much
    # more a boundary needs where rules do.
    trusted: bool
    inside: bool
    needed: float


def boundaries(cues: Sequence[Cue], hard: frozenset[int]) -> tuple[list[float], frozenset[int]]:
    """Return for each line how much speaks for a message beginning there, and which lines are
    attributions that lead what follows. `hard` are lines after something that parts messages."""
    led, usual = leads(cues), ordinary_gap(cues)
    needed = DIVIDED if _is_divided(cues, hard, led) else 0.0
    page = _Page(cues, led, usual, _gaps_part(cues, usual), _is_inside(cues, usual), needed)
    sums: list[float] = []
    began, open_quote = 0, False
    for at, cue in enumerate(cues):
        total = CERTAIN
        if at and at not in hard:
            total = _sum(page, at, began, open_quote=open_quote)
        sums.append(total)
        began = at if total >= ENOUGH else began
        open_quote = _is_open(cue, was=open_quote and total < ENOUGH)
    return sums, led


def _is_divided(cues: Sequence[Cue], hard: frozenset[int], led: frozenset[int]) -> bool:
    """Whether rules, numbers or quotations part this page's messages: hardly any part between two
    of them is signed more than once."""
    parts = sorted(hard | {at for at, cue in enumerate(cues) if cue.line.mark in MARKED} | {0})
    if len(parts) < LEAST_PARTS:
        return False
    signed = [at for at, cue in enumerate(cues) if at not in led and _is_signed_here(cues, at)]
    opened = [at for at, cue in enumerate(cues) if cue.is_greeting or cue.opening is not None]
    most = MOST_SIGNED * len(parts)
    return len(signed) <= most and len(opened) <= most and len(cues) <= MOST_LINES * len(parts)


def _is_signed_here(cues: Sequence[Cue], at: int) -> bool:
    """Whether a line names who wrote, and the next does not."""
    following = cues[at + 1] if at + 1 < len(cues) else None
    found = cues[at].whole or cues[at].ending
    goes_on = following is not None and following.whole is not None and cues[at].whole is not None
    return found is not None and bool(found.name) and not goes_on


def _gaps_part(cues: Sequence[Cue], usual: int) -> bool:
    """Whether larger gaps part messages on this page: most come after an end, and after most
    signatures comes one."""
    large = [at for at in range(1, len(cues)) if cues[at].line.gap > usual]
    ended = [at for at in large if cues[at - 1].is_signed or cues[at - 1].ends_sentence]
    signed = [at for at in range(1, len(cues)) if _is_signed_here(cues, at - 1)]
    wide = [at for at in signed if cues[at].line.gap > usual]
    return len(large) >= 2 and 2 * len(ended) >= len(large) and 2 * len(wide) >= len(signed)


def _is_inside(cues: Sequence[Cue], usual: int) -> bool:
    """Whether wider gaps stand above signatures too, and so inside messages."""
    large = [at for at in range(1, len(cues)) if cues[at].line.gap > usual]
    inside = [at for at in large if cues[at].is_signature and not cues[at - 1].is_signature]
    return INSIDE * len(inside) > len(large)


def _names_somebody(cues: Sequence[Cue], at: int) -> bool:
    """Whether the lines of a signature that end here have a name, or come after a closing."""
    for earlier in range(at, max(at - 6, -1), -1):
        cue = cues[earlier]
        if not cue.is_signature:
            return cue.ending is not None and bool(cue.ending.name)
        if cue.is_closing or (cue.whole and (cue.whole.name or cue.whole.is_marked)):
            return True
    return False


def _sum(page: _Page, at: int, began: int, *, open_quote: bool) -> float:
    """Add up what speaks for a message beginning at a line; the one before began at `began`."""
    cues, before, cue = page.cues, page.cues[at - 1], page.cues[at]
    if at - 1 in page.led:
        return -6.0
    if at in page.led:
        return 6.0
    if _is_point_of_letter(cues, at, began):
        return -6.0
    total = _start(cue, open_quote=open_quote) + _gap(cue, page)
    total += _block(before, cue) + _so_far(page, at, began, open_quote=open_quote)
    # Below a signature begins what begins with a small letter too.
    total += 3.5 if cue.starts_small and cue.line.gap and before.whole is not None else 0.0
    ends = before.whole is not None or before.is_afterword
    if ends and _names_somebody(cues, at - 1):
        total += SIGNED
    else:
        total += _end(before, open_quote=open_quote)
    said = cue.line.mark in MARKED or cue.opening is not None
    return total - (0.0 if said else page.needed)


def _is_point_of_letter(cues: Sequence[Cue], at: int, began: int) -> bool:
    """Whether an item is one of a list within a letter that nobody signed yet."""
    if cues[at].line.mark != Mark.ITEM or cues[began].line.mark == Mark.ITEM:
        return False
    letter = cues[began].is_greeting and cues[began].line.block == 0
    return letter and not any(cue.is_signed for cue in cues[began:at][-MOST_LINES:])


def _so_far(page: _Page, at: int, began: int, *, open_quote: bool) -> float:
    """What the message so far says: a letter is signed, a quotation ends, one that says at its
    beginning who it is from needs no signature."""
    cues, first = page.cues, page.cues[began]
    if cues[at - 1].is_signed or cues[at - 1].is_afterword:
        return 0.0
    if open_quote and _quote_ends(cues, at):
        return -4.0
    if first.is_greeting and cues[at].opens_weakly:
        return 2 * UNSIGNED_LETTER
    if first.is_greeting and not (cues[at].is_greeting or cues[at].opens):
        return UNSIGNED_LETTER
    is_said = began in page.led or first.opening is not None
    if not is_said:
        return 0.0
    return 2.0 if cues[at].is_greeting else float(cues[at].opens)


def _quote_ends(cues: Sequence[Cue], at: int) -> bool:
    """Whether a quotation that is open ends soon, before another begins."""
    for cue in cues[at : at + SOON]:
        opens = min((cue.line.text.find(e) for e in "“„«" if e in cue.line.text), default=-1)
        closes = min((cue.line.text.find(e) for e in "”»" if e in cue.line.text), default=-1)
        if opens >= 0 and (closes < 0 or opens < closes):
            return False
        if closes >= 0:
            return True
    return False


def _end(before: Cue, *, open_quote: bool) -> float:
    """How much a line looks like a message's last."""
    if before.is_greeting and (before.hangs or is_short(before) or not before.ends_sentence):
        return -6.0 if len(before.line.text) < 120 else 0.0
    if before.is_closing:
        return -2.5
    if before.opening is not None and before.opening.end >= len(before.line.text):
        return -6.0
    signed = before.whole or before.ending
    if signed is not None:
        clear = signed.is_marked or (signed.name and signed.sure > DOUBTFUL)
        sure = SIGNED if clear else 2.0
        return sure + 0.5 if before.closes_quote else sure
    if before.hangs:
        return -4.0
    if before.closes_quote and (open_quote or before.opens_quote):
        return 2.0
    if before.is_cry:
        return 1.0
    if before.ends_sentence or before.is_afterword:
        return 0.5
    return 0.0 if is_long(before) else -2.0


def _start(cue: Cue, *, open_quote: bool) -> float:
    """How much a line looks like a message's first."""
    if cue.opening is not None:
        return 5.0
    if cue.is_signature or cue.starts_small:
        return -6.0
    if cue.is_greeting:
        return 4.0
    total = 2.0 if cue.opens else 0.0
    total += 1.0 if SENT_FROM.match(cue.line.text) else 0.0
    if cue.opens_quote:
        total += 0.5 if open_quote and not cue.closes_quote else 2.0
    return total - (1.0 if is_short(cue) and not cue.opens else 0.0)


def _gap(cue: Cue, page: _Page) -> float:
    if cue.line.gap > page.usual:
        return (1.9 if page.inside else 2.5) if page.trusted else 1.5
    close = -1.5 if cue.line.gap == 0 and page.usual else 0.0
    return close - (1.5 if page.trusted else 0.5)


def _block(before: Cue, cue: Cue) -> float:
    """What quotations and items of a list say."""
    if cue.line.mark in (Mark.QUOTE, Mark.ITEM) and not before.hangs:
        return 4.0
    if cue.line.block and cue.line.block == before.line.block:
        return -3.0
    if cue.is_listed and (before.is_listed or not before.ends_sentence):
        return -5.0
    if cue.line.mark == Mark.HEADING:
        return 4.0
    return 2.0 if before.line.block != cue.line.block else 0.0


def _is_open(cue: Cue, *, was: bool) -> bool:
    """Whether a quotation is open after a line."""
    opened = max(cue.line.text.rfind(each) for each in "“„«")
    closed = max(cue.line.text.rfind(each) for each in "”»")
    if opened < 0 and closed < 0:
        if cue.line.text[:1] == '"':
            return not cue.line.text.rstrip(". ").endswith('"')
        return was and not cue.line.text.rstrip(". ").endswith('"')
    return opened > closed
