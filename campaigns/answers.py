"""What was pressed, ticked and noted where findings are shown with their buttons."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.http import QueryDict


@dataclass(frozen=True, slots=True)
class Press:
    """A button of a letter's page: what it does, to which number, and what it said of it."""

    verb: str
    key: str = ""
    said: str = ""

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """Return the button that sent a form: `letter=write:<key>:[[strike_days_taken]]`."""
        verb, _colon, rest = str(data.get("letter", "")).partition(":")
        key, _colon, said = rest.partition(":")
        return cls(verb, key, said)

    @property
    def is_look(self) -> bool:
        """Whether the page is to come back as it was typed, with nothing saved."""
        return self.verb in ("check", "write", "not-ours", "ask-again")

    @property
    def is_publication(self) -> bool:
        return self.verb in ("publish", "again")


@dataclass(frozen=True, slots=True)
class Tick:
    """The box and the note beside one number: their names in the form, and what was put there."""

    name: str
    note_name: str
    is_ticked: bool
    note: str


@dataclass(frozen=True, slots=True)
class Answers:
    """What a form says of the numbers of one letter; `of` tells letters of one form apart."""

    data: QueryDict | None = None
    of: str = ""

    @property
    def confirmed(self) -> dict[str, str]:
        """The key of each number that was ticked, with its note."""
        return {key: self.tick(key).note for key in self._ticked}

    def tick(self, key: str) -> Tick:
        """Return the box and the note of a number."""
        note = f"note{self.of}-{key}"
        said = str(self.data.get(note, "")).strip() if self.data is not None else ""
        return Tick(self._box, note, key in self._ticked, said)

    @property
    def _box(self) -> str:
        return f"confirm{self.of}"

    @property
    def _ticked(self) -> list[str]:
        return self.data.getlist(self._box) if self.data is not None else []
