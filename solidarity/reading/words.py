"""The lists of words that the reading stands on: text files beside this, in small letters."""

from functools import cache
from pathlib import Path

LISTS = Path(__file__).parent / "lists"


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of a list, one by one."""
    return frozenset(word for line in _lines(name) for word in line.split())


@cache
def phrases(name: str) -> tuple[str, ...]:
    """Return the lines of a list."""
    return tuple(_lines(name))


def plain(text: str) -> str:
    """Return a text as the lists write it: small letters, one kind of apostrophe, single spaces."""
    return " ".join(text.casefold().replace("'", "’").split())


def _lines(name: str) -> list[str]:
    text = (LISTS / f"{name}.txt").read_text(encoding="utf-8")
    return [plain(line) for line in text.splitlines() if line.strip() and not line.startswith("#")]


def trimmed(text: str, edges: str) -> str:
    """Return a text without the characters around it; a bracket that it opens itself is closed."""
    bare = text.strip(edges)
    return f"{bare})" if "(" in bare.rpartition(")")[2] and f"{bare})" in text else bare
