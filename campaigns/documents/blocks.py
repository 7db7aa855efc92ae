"""The tokens of a letter's Markdown as blocks: what campaigns.markup shows as HTML, on paper."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin, urlsplit

from markdown_it.token import Token

from campaigns.markup import SCHEMES
from dispute.documents.blocks import (
    Block,
    Break,
    Code,
    Grid,
    Heading,
    ItemList,
    Paragraph,
    Quotation,
    Run,
    Runs,
    text_of,
    written,
)

# The title of the letter is the first level, so its own headings begin with the second.
FIRST_LEVEL, LAST_LEVEL = 2, 4
FIGURES = ("figure", "figure_broken")
ALIGNS = {"text-align:right": "end", "text-align:center": "center"}


@dataclass(frozen=True, slots=True)
class Quoted:
    """What a letter shows for a figure reference, and the number of the line that proves it."""

    shown: str
    line: int


def letter_blocks(
    tokens: Sequence[Token], *, address: str, quoted: Mapping[Any, Quoted] | None = None
) -> tuple[Block, ...]:
    """Return Markdown's tokens as blocks.

    `address` is the letter's own, from which links without a site start. `quoted` holds what stands
    for each reference in a token's `meta`; one that is not in it stays as it is written.
    """
    return _Reader(tokens, address, quoted or {}).blocks_until("")


class _Reader:
    """Goes through block tokens once, from the first to the last."""

    def __init__(self, tokens: Sequence[Token], address: str, quoted: Mapping[Any, Quoted]) -> None:
        self.tokens, self.at, self.address, self.quoted = tokens, 0, address, quoted
        self.level, self.depth = FIRST_LEVEL - 1, 0

    def blocks_until(self, end: str) -> tuple[Block, ...]:
        """Return the blocks up to the token called `end`, which is passed."""
        found: list[Block] = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token.type == end:
                break
            found.extend(self.block(token))
        return tuple(found)

    def block(self, token: Token) -> Iterator[Block]:
        """Yield the block that `token` opens; nothing where it would be empty."""
        if token.type == "inline":
            if text_of(runs := self.runs(token)).strip():
                yield Paragraph(runs)
        elif token.type == "heading_open":
            yield from self.heading(int(token.tag[1]))
        elif token.type == "blockquote_open":
            if blocks := self.blocks_inside("blockquote_close"):
                yield Quotation(blocks)
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            yield self.item_list(token)
        elif token.type == "table_open":
            yield self.grid()
        elif token.type in ("fence", "code_block"):
            if token.content.strip():
                yield Code(written(token.content.rstrip("\n")))
        elif token.type == "hr":
            yield Break()

    def blocks_inside(self, end: str) -> tuple[Block, ...]:
        """Return the blocks of a quotation or a list item."""
        self.depth += 1
        found = self.blocks_until(end)
        self.depth -= 1
        return found

    def heading(self, level: int) -> Iterator[Block]:
        """Yield the heading that was just opened, as PDF/UA wants it: at most one level below the
        last. Inside a quotation or a list it is a line in bold."""
        runs = self.runs(self.tokens[self.at])
        self.at += 1
        if not text_of(runs).strip():
            return
        if self.depth:
            yield Paragraph(tuple(replace(run, bold=True) for run in runs))
            return
        self.level = max(FIRST_LEVEL, min(level, self.level + 1, LAST_LEVEL))
        yield Heading(self.level, runs)

    def item_list(self, opened: Token) -> ItemList:
        """Return the list that was just opened."""
        items, tight = [], True
        end = opened.type.replace("_open", "_close")
        while self.tokens[self.at].type != end:
            self.at += 1
            if self.tokens[self.at].type == "paragraph_open":
                tight = tight and self.tokens[self.at].hidden
            items.append(self.blocks_inside("list_item_close"))
        self.at += 1
        start = int(opened.attrs.get("start", 1)) if opened.type == "ordered_list_open" else None
        return ItemList(tuple(items), start, tight)

    def grid(self) -> Grid:
        """Return the table that was just opened."""
        rows: list[list[Runs]] = []
        aligns: list[str] = []
        while (token := self.tokens[self.at]).type != "table_close":
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "th_open":
                aligns.append(ALIGNS.get(str(token.attrs.get("style", "")), "start"))
            elif token.type == "inline":
                rows[-1].append(self.runs(token))
            self.at += 1
        self.at += 1
        head, *body = (tuple(row) for row in rows)
        return Grid(head, tuple(body), tuple(aligns))

    def runs(self, inline: Token) -> Runs:
        """Return the runs of an inline token; neighbours in the same face are one run."""
        merged: list[Run] = []
        for run in self.separate_runs(inline.children or []):
            last = merged[-1] if merged else None
            if last and _joins(last, run):
                merged[-1] = replace(last, text=last.text + run.text)
            else:
                merged.append(run)
        return tuple(merged)

    def separate_runs(self, children: Sequence[Token]) -> Iterator[Run]:
        """Yield a run for each stretch of text."""
        face, bold, italic = Run(""), 0, 0
        for token in children:
            if token.type.startswith("strong_"):
                bold += token.nesting
                face = replace(face, bold=bold > 0)
            elif token.type.startswith("em_"):
                italic += token.nesting
                face = replace(face, italic=italic > 0)
            elif token.type.startswith("link_"):
                face = replace(face, link=self.link(token) if token.nesting == 1 else "")
            else:
                yield from self.run(token, face)

    def run(self, token: Token, face: Run) -> Iterator[Run]:
        """Yield the run of one token in the face that surrounds it."""
        if token.type in ("softbreak", "hardbreak"):
            yield Run("\n") if token.type == "hardbreak" else replace(face, text=" ")
        elif token.type == "image":
            yield replace(face, text=written(self.in_words(token.children or [])))
        elif token.type in FIGURES and (quoted := self.quoted.get(token.meta["reference"])):
            yield replace(face, text=written(quoted.shown), figure=quoted.line)
        elif token.content:
            text = written(token.content).replace("\n", " ")
            yield replace(face, text=text, code=token.type == "code_inline")

    def in_words(self, children: Sequence[Token]) -> str:
        """Return what stands for a picture: its words, and its figures' words."""
        return "".join(map(self.words_of, children))

    def words_of(self, token: Token) -> str:
        """Return the words of one token of a picture."""
        if token.type in ("softbreak", "hardbreak"):
            return " "
        if token.type in FIGURES and (quoted := self.quoted.get(token.meta["reference"])):
            return quoted.shown
        return self.in_words(token.children or []) if token.type == "image" else token.content

    def link(self, token: Token) -> str:
        """Return the whole address of a link, "" for one that paper and Word should not have."""
        href = str(token.attrs.get("href", ""))
        if href.startswith("#"):
            return ""
        try:
            address = urljoin(self.address, href)
            return address if urlsplit(address).scheme in SCHEMES else ""
        except ValueError:
            return ""


def _joins(last: Run, run: Run) -> bool:
    """Return whether a run only goes on with the last."""
    if "\n" in (last.text, run.text) or last.figure or run.figure:
        return False
    return replace(last, text="") == replace(run, text="")
