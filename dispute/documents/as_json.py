"""Blocks as JSON for paper.typ, which never sees anything but texts and their faces."""

import re
from typing import Any

from .blocks import (
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
    addresses_written_out,
    is_right_to_left,
    text_of,
)

# Longer words than a line has room for may break anywhere (a zero-width space says where).
LINE = 60
# Characters of a table's row that fit the width, its gaps included.
ROOM = 88
# Characters up to which a paragraph's lines are balanced against each other.
FINE = 3_000
# Lines of code that are set in one piece: the typesetter is slow with thousands.
PIECE = 50
_LONG_WORD = re.compile(rf"\S{{{2 * LINE}}}")
_ADDRESS = re.compile(r"https?://|www\.")


def blocks_as_json(blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
    """Return blocks as paper.typ reads them."""
    return [_block(block) for block in blocks]


def line_as_json(text: str) -> dict[str, Any]:
    """Return one line of text, with its direction."""
    return runs_as_json((Run(text),))


def runs_as_json(runs: Runs, most: int = LINE) -> dict[str, Any]:
    """Return runs with their direction; words of more than `most` characters can break."""
    addressed = zip(runs, addresses_written_out(runs), strict=True)
    shown = [_run(run, most, address) for run, address in addressed if run.text]
    entry: dict[str, Any] = {"runs": shown}
    text = text_of(runs)
    if is_right_to_left(text):
        entry["rtl"] = True
    if len(text) > FINE or _LONG_WORD.search(text):
        entry["rough"] = True
    return entry


def broken(text: str, most: int) -> str:
    """Return `text` with places to break in words longer than `most`; addresses break by
    themselves."""
    return re.sub(rf"\S{{{most + 1},}}", lambda word: _word(word.group(), most), text)


def _word(word: str, most: int) -> str:
    if _ADDRESS.match(word) and most >= LINE:
        return word
    return "\u200b".join(word[at : at + most] for at in range(0, len(word), most))


def _run(run: Run, most: int, address: str) -> dict[str, Any]:
    entry: dict[str, Any] = {"text": run.text if run.text == "\n" else broken(run.text, most)}
    for name in ("bold", "italic", "code", "link", "figure", "numeral", "soft"):
        if value := getattr(run, name):
            entry[name] = value
    if address:
        entry["address"] = broken(address, most)
    return entry


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph(runs):
            return {"kind": "paragraph", **runs_as_json(runs)}
        case Heading(level, runs):
            return {"kind": "heading", "level": level, **runs_as_json(runs)}
        case ItemList(items, start, tight):
            of_items = [blocks_as_json(item) for item in items]
            first = next((each for item in of_items for each in item), {})
            entry = {"kind": "list", "start": start, "tight": tight, "items": of_items}
            return entry | ({"rtl": True} if first.get("rtl") else {})
        case Quotation(blocks):
            return {"kind": "quotation", "blocks": blocks_as_json(blocks)}
        case Grid():
            return _grid(block)
        case Code(text):
            lines = broken(text, LINE).split("\n")
            pieces = ["\n".join(lines[at : at + PIECE]) for at in range(0, len(lines), PIECE)]
            return {"kind": "code", "parts": pieces}
        case Break():
            return {"kind": "break"}


def _grid(grid: Grid) -> dict[str, Any]:
    columns = len(grid.head)
    most = max(8, LINE // columns)
    longest = max((len(text_of(cell)) for row in grid.rows for cell in row), default=0)
    return {
        "kind": "table",
        "aligns": [*grid.aligns, *["start"] * (columns - len(grid.aligns))],
        "shares": list(grid.shares or _natural_shares(grid)),
        "head": [runs_as_json(cell, most) for cell in grid.head],
        "rows": [[runs_as_json(cell, most) for cell in row] for row in grid.rows],
        # A row stays on one page unless it would fill it.
        "whole": longest * columns < 1500,
    }


def _natural_shares(grid: Grid) -> list[int]:
    """Shares of the whole width where every column has room for its longest cell; else none, and
    the typesetter balances them."""
    columns = zip(*(map(text_of, row) for row in (grid.head, *grid.rows)), strict=True)
    shares = [4 + max(len(text) for text in column) for column in columns]
    return shares if sum(shares) < ROOM else []
