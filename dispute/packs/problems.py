"""What is wrong with a pack, and where: file, line, column, and what was expected."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

# After so many a person has enough to mend, and a file of rubbish has no end.
MOST = 50


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a pack. `line` counts from 1 and is where a row starts; 0 means the whole file."""

    file: str
    line: int = 0
    column: str = ""

    def __str__(self) -> str:
        line = f", line {self.line}" if self.line else ""
        column = f", column {self.column}" if self.column else ""
        return f"{self.file}{line}{column}"

    def at(self, column: str) -> "Place":
        """Return the same row's `column`."""
        return replace(self, column=column)


@dataclass(frozen=True, slots=True)
class Problem:
    place: Place
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"


class PackError(Exception):
    """A pack that cannot be read or written. Nothing was changed; its text says what to mend."""

    def __init__(self, problems: Iterable[Problem | str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Trouble(ValueError):
    """What is wrong with a value, for whoever knows its place. `column` is "" for the whole row."""

    def __init__(self, text: str, column: str = "") -> None:
        super().__init__(text)
        self.column = column


class Skipped(Trouble):
    """What is no new problem: it follows from one that is named already."""


class Problems:
    """The problems found so far; raises PackError once there are MOST of them."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def __len__(self) -> int:
        return len(self._found)

    def add(self, place: Place, text: str) -> None:
        """Note a problem."""
        self._found.append(Problem(place, text))
        if len(self._found) >= MOST:
            raise PackError(
                [*self._found, f"These are the first {MOST} problems; there may be more."]
            )

    @contextmanager
    def at(self, place: Place) -> Iterator[None]:
        """Note Trouble raised inside as a problem of `place`, and go on after the block."""
        try:
            yield
        except Skipped:
            pass
        except Trouble as trouble:
            self.add(place.at(trouble.column) if trouble.column else place, str(trouble))

    def raise_if_any(self) -> None:
        """Raise PackError with all that was found."""
        if self._found:
            raise self.error()

    def error(self) -> PackError:
        """Return an error with all that was found."""
        return PackError(self._found)
