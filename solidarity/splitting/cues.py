"""What each line of a page is by itself: a greeting, a closing, an attribution, or text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from solidarity.reading.attributions import (
    FROM,
    Attribution,
    ending_of,
    is_closing,
    is_greeting,
    opening_of,
    opens_like_a_message,
    opens_like_a_paragraph,
    signed_line,
)  # fmt: skip
from solidarity.reading.names import tokens_of
from solidarity.reading.senders import is_afterword
from solidarity.reading.words import plain, words

from .lines import Line, Mark

OPENING, CLOSING = '“"«„', '”"»'
TERMINAL = ".!?…"
LONGEST_CRY = 60
# Arrows, hearts and faces come after this in Unicode.
FIRST_PICTURE = 0x2190
POINT = re.compile(r"^(?:\(?(?:\d{1,2}|[a-hivx]{1,3})[.)]|[•●▪◦‣*·–—-])\s")
AFTERWORDS = ("ps ", "p.s", "ps:", "ps.", "sent from my")


@dataclass(frozen=True, slots=True)
class Cue:
    """A line with what it looks like. `whole` is the attribution that it is from end to end,
    `ending` one at its end, `opening` one at its beginning."""

    line: Line
    is_greeting: bool
    is_closing: bool
    whole: Attribution | None
    ending: Attribution | None
    opening: Attribution | None
    opens: bool
    opens_weakly: bool
    is_afterword: bool

    @property
    def is_signature(self) -> bool:
        """Whether it can only belong to a message before it, or lead one that follows."""
        return self.is_closing or self.is_afterword or self.whole is not None

    @property
    def is_signed(self) -> bool:
        """Whether it names who wrote, at its end."""
        return self.whole is not None or self.ending is not None

    @property
    def is_marked(self) -> bool:
        """Whether a dash leads to who wrote."""
        return self.whole is not None and self.whole.is_marked

    @property
    def ends_sentence(self) -> bool:
        bare = self.line.text.rstrip("”\"’')] \u200d\ufe0f")
        return bare[-1:] in TERMINAL or (
            bool(bare) and not bare[-1].isalnum() and ord(bare[-1]) > 0x2190
        )

    @property
    def is_cry(self) -> bool:
        """Whether it is a few words called out: “Not one cut!”"""
        bare = self.line.text.rstrip("”\"’' ")
        return bare.endswith("!") and len(bare) < LONGEST_CRY

    @property
    def hangs(self) -> bool:
        """Whether it ends where more must follow."""
        return self.line.text.rstrip()[-1:] in {":", ",", ";", "–", "—", "&"}

    @property
    def opens_quote(self) -> bool:
        return self.line.text[:1] in OPENING or self.line.text[:1] == "‘"

    @property
    def closes_quote(self) -> bool:
        return self.line.text.rstrip(". ")[-1:] in CLOSING

    @property
    def is_listed(self) -> bool:
        """Whether it is one of several points: “2. To send £50”, “• a banner”."""
        return POINT.match(self.line.text) is not None and self.whole is None

    @property
    def starts_small(self) -> bool:
        """Whether it goes on with a sentence."""
        first = self.line.text.lstrip("“\"‘'( ")[:1]
        return first.islower() or plain(self.line.text[:12]).startswith(AFTERWORDS)


def cue_of(line: Line) -> Cue:
    """Return a line with what it looks like."""
    greets, closes = is_greeting(line.text), is_closing(line.text)
    whole = None if greets or closes else signed_line(line.text)
    opening = None if greets or closes or whole else opening_of(line.text)
    return Cue(
        line,
        greets,
        closes,
        whole,
        None if whole or closes else ending_of(line.text),
        opening,
        opens_like_a_message(line.text),
        opens_like_a_paragraph(line.text),
        is_afterword(line.text),
    )


def leads(cues: Sequence[Cue]) -> frozenset[int]:
    """Return which attributions on lines of their own stand before their messages, not after.

    A page does one or the other: its first and last line and the gaps around each say which.
    """
    own = [at for at, cue in enumerate(cues) if _stands_alone(cues, at)]
    if not own:
        return frozenset()
    sure = frozenset(at for at in own if _is_sure_lead(cues[at]))
    votes = sum(_vote(cues, at) for at in own if at not in sure)
    return frozenset(own) if votes > 0 else sure


def _stands_alone(cues: Sequence[Cue], at: int) -> bool:
    cue, before = cues[at], cues[at - 1] if at else None
    if cue.whole is not None and _is_said(cue):
        return True
    if cue.line.mark == Mark.HEADING:
        return cue.whole is not None
    named = cue.whole is not None and bool(cue.whole.name)
    after = cues[at + 1] if at + 1 < len(cues) else None
    led = before is not None and (before.is_closing or before.whole is not None)
    followed = after is not None and after.whole is not None and not after.is_greeting
    return named and not cue.is_marked and not led and not followed


def _is_sure_lead(cue: Cue) -> bool:
    return _is_said(cue) or cue.line.mark == Mark.HEADING or cue.line.text.rstrip().endswith(":")


def _is_said(cue: Cue) -> bool:
    """Whether a line says of what follows that it is from somebody: “This one is from …”."""
    said = FROM.match(cue.line.text)
    return said is not None and bool(said.group("this"))


def _vote(cues: Sequence[Cue], at: int) -> int:
    """Say how one attribution stands: above 0 before its message, below after it."""
    cue = cues[at]
    if at == 0 or at == len(cues) - 1:
        return 2 if at == 0 else -2
    gap, following = cue.line.gap, cues[at + 1].line.gap
    vote = (gap > following) - (following > gap)
    vote += 1 if cues[at + 1].opens_quote else 0
    vote -= 1 if cues[at - 1].closes_quote else 0
    # In one quotation with what is before it, or with what follows.
    vote -= 2 if cue.line.block and cue.line.block == cues[at - 1].line.block else 0
    vote -= 2 if cues[at + 1].line.mark in (Mark.QUOTE, Mark.ITEM) else 0
    vote += 2 if cue.line.mark in (Mark.QUOTE, Mark.ITEM) else 0
    return vote - (1 if cues[at + 1].is_greeting else 0)


def is_long(cue: Cue) -> bool:
    """Whether a line without a full stop has enough words to be a message without one."""
    return len(cue.line.text[:200].split()) > 6


def is_short(cue: Cue) -> bool:
    """Whether a line has so few words that it is rather a piece of a message."""
    return sum(token.text[0].isalpha() for token in tokens_of(cue.line.text[:80])) < 4


def says_solidarity(cue: Cue) -> bool:
    """Whether the first words are of support."""
    first = [token.word for token in tokens_of(cue.line.text[:60])][:6]
    return any(word in words("closing_heads") for word in first)
