"""Read the gold set: passages, each with its day and what a careful reader with the record says.

    %% a remark
    [2024-12-13] Fifteen have left, and 5 more are leaving (the text; it may run over several lines)
        = Fifteen | departures_left | 15         agrees: the number, the figure, the record's value
        ! 5 | departures_notice | 3              disagrees
        ~ 20 | sum,disagrees                     says something else: any of these verdicts
        ? 7                                      a careful reader could not say: nothing is scored

A passage without marks is a decoy: nothing in it may be said to agree or to disagree. The figure
may be followed by its parameters ("team=Voids since=2024-01-01") and by at=, where the text speaks
of another day; "a/b" is one key or another, and the value is that of the first. The value is
worked out by hand from the rows. After it stand verdicts that are as good ("rounding"). A number is
found in the text where it first stands; words beside it may say which one is meant ("{bar}" is the
line between the cells of a table).
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
MARKS = {"=": "agrees", "!": "disagrees", "~": "", "?": "either"}
_START = re.compile(r"\[(\d{4}-\d\d-\d\d)\] ?")
_MARK = re.compile(r" {4}([=!~?]) ")
_PARAMETER = re.compile(r" (team|since|until|event|list|series|letter|at)=")


@dataclass(frozen=True)
class Expected:
    """One number and its verdict. `value` is the record's; `keys` are the figures it may be of."""

    number: str
    start: int
    end: int
    verdict: str
    accepted: frozenset[str]
    keys: tuple[str, ...] = ()
    parameters: tuple[tuple[str, str], ...] = ()
    value: float | None = None


@dataclass(frozen=True)
class Passage:
    """A text with its day. `name` says where it stands: file and line."""

    name: str
    at: date
    text: str
    expected: tuple[Expected, ...]

    @property
    def is_decoy(self) -> bool:
        return all(each.verdict == "either" for each in self.expected)


@cache
def sentences() -> tuple[Passage, ...]:
    """Return the single sentences and short passages, in the order of their files."""
    files = sorted((HERE / "sentences").glob("*.txt"))
    return tuple(each for file in files for each in passages(file.name, file.read_text()))


@cache
def letters() -> tuple[Passage, ...]:
    """Return the whole letters, each a Markdown file beside which its marks stand."""
    files = sorted((HERE / "letters").glob("*.md"))
    return tuple(_letter(file) for file in files)


def passages(name: str, text: str) -> list[Passage]:
    """Return the passages of one file."""
    blocks: list[tuple[int, list[str]]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if _START.match(line):
            blocks.append((number, []))
        if blocks and not line.startswith("%%"):
            blocks[-1][1].append(line)
    return [_passage(f"{name}:{number}", lines) for number, lines in blocks]


def _passage(name: str, lines: list[str]) -> Passage:
    text = "\n".join(line for line in lines if not _MARK.match(line)).strip()
    start = _START.match(text)
    assert start, f"{name} does not begin with a day"
    said = text[start.end() :].replace("{nbsp}", "\N{NO-BREAK SPACE}")
    return Passage(name, date.fromisoformat(start[1]), said, _marks(name, said, lines))


def _letter(file: Path) -> Passage:
    text, lines = file.read_text(), file.with_suffix(".expected").read_text().splitlines()
    day = date.fromisoformat(lines[0].strip("[]"))
    return Passage(file.name, day, text, _marks(file.name, text, lines))


def _marks(name: str, text: str, lines: list[str]) -> tuple[Expected, ...]:
    return tuple(_expected(name, text, line) for line in lines if _MARK.match(line))


def _expected(name: str, text: str, line: str) -> Expected:
    mark, rest = line.strip().split(" ", 1)
    number, *more = [part.strip().replace("{bar}", "|") for part in rest.split(" | ")]
    start = _place(text, number)
    assert start >= 0, f"{name} has no “{number}”"
    verdict, place = MARKS[mark], (number, start, start + len(number))
    if mark == "~":
        keys = tuple(more[1].split("/")) if len(more) > 1 else ()
        return Expected(*place, "other", frozenset(more[0].split(",")), keys)
    if mark == "?":
        return Expected(*place, verdict, frozenset())
    accepted = frozenset({verdict, *(more[2].split(",") if len(more) > 2 else ())})
    keys, *chosen = _PARAMETER.split(more[0])
    pairs = tuple(zip(chosen[::2], chosen[1::2], strict=True))
    return Expected(*place, verdict, accepted, tuple(keys.split("/")), pairs, float(more[1]))


def _place(text: str, number: str) -> int:
    """Return where `number` first stands by itself ("8" not in "18"), or -1."""
    text = text.replace("\N{NO-BREAK SPACE}", " ")
    found = re.search(rf"(?<![\w£]){re.escape(number)}(?!\w)", text)
    return found.start() if found else -1
