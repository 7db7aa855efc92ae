"""A text to its mentions: the blocks, their sentences, and each number in them."""

from collections.abc import Iterator
from itertools import islice

from .dates import dates_at
from .found import Found, Tokens, at, word
from .hedges import hedged
from .markdown import Block, blocks
from .not_ours import reason_for, reasons_of
from .parts import part_at
from .plain import plain_of
from .quantities import quantity_at
from .quotations import quoted_tokens
from .sentences import sentences_of
from .shapes import Mention, Quantity, Sentence, Span, Word
from .tokens import Sort, Token, tokens_of
from .words import (
    CARDINALS,
    CURRENCIES,
    DOZENS,
    FOLDS,
    FRACTIONS,
    MONTHS,
    ORDINALS,
    SCALES,
    TENS,
    TIMES,
    UNITS,
    WEEKDAYS,
)

# Only at these words, and at numerals and signs of money, does anything begin.
_NUMBER_WORDS = frozenset({*CARDINALS, *TENS, *DOZENS, *SCALES, *ORDINALS, *FRACTIONS})
_STARTERS = frozenset({*_NUMBER_WORDS, *TIMES, *FOLDS, "all", "every", "each", "none", "half"})
_DATED = frozenset({*MONTHS, *WEEKDAYS})
_NUMBERED = frozenset({"day", "week", "month"})
_AFTER_AN_ARTICLE = frozenset({*FRACTIONS, *SCALES, *DOZENS, *UNITS, "couple"})
# A text with more numbers is no letter; what comes after them is not read.
MOST = 20_000
_QUOTES = frozenset('"“”„«')
_CONTEXT = 20
# How many words and signs before a sentence may still say what it speaks of.
_ABOVE = 60


def mentions(text: str) -> tuple[Mention, ...]:
    """Return the numbers, dates, durations and number-words of a Markdown text, in order.

    Spans are places in `text` as it is given. It never fails, whatever the text; its time and its
    memory grow with the text's length. It returns no more than MOST.
    """
    return tuple(islice(_mentions(text), MOST))


def _mentions(text: str) -> Iterator[Mention]:
    waiting: Block | None = None
    heading: tuple[Word, ...] = ()
    for block in blocks(text):
        if waiting:
            runs_on = _opens_with_a_quote(text, block)
            yield from _of_block(text, waiting, heading, runs_on=runs_on)
            heading = _heading(text, waiting) if waiting.heading else heading
        waiting = block
    if waiting:
        yield from _of_block(text, waiting, heading, runs_on=False)


def _heading(text: str, block: Block) -> tuple[Word, ...]:
    return _words(tokens_of(plain_of(text, block.pieces)))[:_CONTEXT]


def _opens_with_a_quote(text: str, block: Block) -> bool:
    start, end = block.pieces[0]
    return text[start : min(end, start + 20)].lstrip(" \t*_\\")[:1] in _QUOTES


def _of_block(
    text: str, block: Block, heading: tuple[Word, ...], *, runs_on: bool
) -> Iterator[Mention]:
    tokens = tokens_of(plain_of(text, block.pieces))
    quoted = quoted_tokens(tokens, runs_on=runs_on)
    done = 0
    for sentence in sentences_of(tokens):
        found = _found_in(sentence)
        if found:
            before = tokens[max(done - _ABOVE, 0) : done]
            whole = _sentence(text, block, sentence, (*heading, *_words(before)))
            yield from _of_sentence(
                text, block, whole, found, (sentence, quoted[done : done + len(sentence)])
            )
        done += len(sentence)


def _of_sentence(
    text: str,
    block: Block,
    sentence: Sentence,
    found: list[Found],
    read: tuple[Tokens, list[bool]],
) -> Iterator[Mention]:
    tokens, quoted = read
    places = _places(tokens)
    reasons = reasons_of(tokens)
    for each in found:
        first, last = places[each.first], places[each.last + 1] - 1
        own = range(each.first, each.last + 1)
        not_ours = "a quotation" if block.quoted or any(quoted[i] for i in own) else ""
        not_ours = not_ours or each.not_ours or reason_for(each, reasons)
        yield Mention(sentence, _quantity(text, tokens, each), first, max(first, last), not_ours)


def _found_in(tokens: Tokens) -> list[Found]:
    found: list[Found] = []
    index = 0
    while index < len(tokens):
        here = _found_at(tokens, index) if _starts(tokens, index) else []
        found += here
        index = here[-1].last + 1 if here else index + 1
    return found


def _starts(tokens: Tokens, index: int) -> bool:
    """Say at little cost whether a quantity may begin at a place."""
    token = tokens[index]
    if token.sort is Sort.NUMERAL or token.sort is Sort.VULGAR or token.text in _STARTERS:
        return True
    if token.text in CURRENCIES:
        return at(tokens, index + 1).sort in (Sort.NUMERAL, Sort.VULGAR)
    if token.text in {"a", "an"}:
        return word(tokens, index + 1) in _AFTER_AN_ARTICLE
    if token.text in _NUMBERED:
        following = at(tokens, index + 1)
        return following.sort is Sort.NUMERAL or following.text in _NUMBER_WORDS
    return token.text in _DATED and token.capital


def _found_at(tokens: Tokens, index: int) -> list[Found]:
    if dates := dates_at(tokens, index):
        return dates
    found = part_at(tokens, index) or quantity_at(tokens, index)
    return [found] if found else []


def _words(tokens: Tokens) -> tuple[Word, ...]:
    return tuple(Word(each.text, Span(each.start, each.end)) for each in tokens if _is_word(each))


def _is_word(token: Token) -> bool:
    return token.sort is not Sort.SIGN


def _places(tokens: Tokens) -> list[int]:
    """Return for each token how many words stand before it."""
    places, count = [], 0
    for each in tokens:
        places.append(count)
        count += _is_word(each)
    return [*places, count]


def _sentence(text: str, block: Block, tokens: Tokens, above: tuple[Word, ...]) -> Sentence:
    span = Span(tokens[0].start, tokens[-1].end)
    context = tuple(
        each
        for start, end in block.context
        for each in _words(tokens_of(plain_of(text, [(start, min(end, start + 400))])))[:_CONTEXT]
    )
    written = text[span.start : span.end]
    words = _words(tokens)
    return Sentence(written, span, words, block.quoted, context, above, block.column)


def _quantity(text: str, tokens: Tokens, found: Found) -> Quantity:
    span = Span(tokens[found.first].start, tokens[found.last].end)
    return Quantity(
        found.kind,
        _written(text, tokens[found.first : found.last + 1]),
        span,
        found.low,
        found.high,
        found.unit,
        found.decimals,
        hedged(tokens, found),
        found.part,
        found.whole,
        found.day,
        found.scale,
        Span(tokens[found.numeral[0]].start, tokens[found.numeral[1]].end)
        if found.numeral
        else None,
        found.rate,
        found.year,
        found.month,
        found.day_of_month,
        found.weekday,
    )


def _written(text: str, tokens: Tokens) -> str:
    """What somebody wrote, without the markup that stands between: “9 days” of “**9** days”."""
    written, end = "", tokens[0].start
    for token in tokens:
        apart = "".join(each for each in text[end : token.start] if each.isspace())
        written += apart + text[token.start : token.end]
        end = token.end
    return written
