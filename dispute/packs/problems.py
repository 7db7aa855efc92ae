"""What is wrong with a pack, and where: file, line, column, and what was expected."""

from collections.abc import Iterable
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

    def at(self, place: Place) -> "Noted":
        """Note Trouble raised in a `with` block as a problem of `place`; go on after the block."""
        return Noted(self, place)

    def raise_if_any(self) -> None:
        """Raise PackError with all that was found."""
        if self._found:
            raise self.error()

    def error(self) -> PackError:
        """Return an error with all that was found."""
        return PackError(self._found)


class Noted:
    """What `Problems.at` returns."""

    def __init__(self, problems: Problems, place: Place) -> None:
        self._problems = problems
        self._place = place

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _traceback: object) -> bool:
        if not isinstance(error, Trouble):
            return False
        if not isinstance(error, Skipped):
            self._problems.add(self._place.at(error.column or self._place.column), str(error))
        return True
