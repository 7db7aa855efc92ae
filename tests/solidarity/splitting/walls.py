"""Walls with what ought to be read out of them, and how much of it was.

An invented wall is one file: lines after “=== name | role | organisation | place | kind” are one
message as the page has it; lines after “~” are the page's own.
"""

import csv
import html
import re
from dataclasses import dataclass
from pathlib import Path

from solidarity.splitting import Draft

HERE = Path(__file__).parent
FIELDS = ("name", "role", "organisation", "place", "kind")


@dataclass(frozen=True)
class Wall:
    """A page, and for each message on it its fields and its words."""

    page: str
    messages: list[tuple[dict[str, str], str]]


@dataclass(frozen=True)
class Score:
    """Which share of messages came out whole, and with each field right."""

    whole: float
    right: dict[str, float]
    missed: list[str]

    def __str__(self) -> str:
        fields = ", ".join(f"{name} {share:.0%}" for name, share in self.right.items())
        return f"whole {self.whole:.0%}; {fields}; missed: {self.missed}"


def invented(name: str) -> Wall:
    """Return an invented wall of this folder."""
    page: list[str] = []
    messages: list[tuple[dict[str, str], list[str]]] = []
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("==="):
            said = [each.strip() for each in line[4:].split("|")]
            messages.append((dict(zip(FIELDS, said, strict=True)), []))
        elif line.startswith("~"):
            page.append(line[1:].strip())
        else:
            page.append(line)
            messages[-1][1].append(line)
    return Wall("\n".join(page), [(who, _words("\n".join(body))) for who, body in messages])


def of_pack(folder: Path) -> Wall:
    """Return the wall of a pack that keeps it both as a page and message by message."""
    rows = csv.DictReader((folder / "messages.csv").read_text(encoding="utf-8").splitlines(True))
    page = (folder / "wall-as-pasted.txt").read_text(encoding="utf-8")
    return Wall(page, [(row, row["body"]) for row in rows])


def score(wall: Wall, drafts: tuple[Draft, ...]) -> Score:
    """Hold drafts against what ought to be; spaces, quotation marks and capitals do not count."""
    found = {plain(each.body): each for each in drafts}
    pairs = [(who, found.get(plain(body))) for who, body in wall.messages]
    whole = [(who, draft) for who, draft in pairs if draft is not None]
    right = {
        name: sum(plain(who[name]) == plain(getattr(draft, name)) for who, draft in whole)
        for name in FIELDS
    }
    missed = [body[:30] for _who, body in wall.messages if plain(body) not in found]
    count = len(pairs)
    return Score(len(whole) / count, {each: n / count for each, n in right.items()}, missed)


def plain(text: str) -> str:
    """Return the letters and digits of a text."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def _words(text: str) -> str:
    """Return what a browser would show of a piece of HTML."""
    return html.unescape(re.sub(r"<[^>]+>", "\n", text)) if "<" in text else text
