"""The texts that a correction is about, in a pack: as JSON in one cell."""

import json
from typing import Any

from dispute.packs.cells import Text
from dispute.packs.problems import Trouble
from dispute.packs.tables import Column

from .affected import NAMES, is_kept

# As long as a cell of it may be: a thousand figures, each with a title.
LONGEST = 1_000_000


class Affects(Text):
    """A list of figures of published texts."""

    is_text = False
    schema = {"type": "array"}

    def parse(self, text: str) -> object:
        found = self._read(text)
        if not isinstance(found, list) or not all(is_kept(each) for each in found):
            raise Trouble(
                "this is no list of published figures: leave it empty in a row of your own."
            )
        if any(set(each) - set(NAMES) for each in found):
            raise Trouble(f"each figure of the list has only these: {', '.join(NAMES)}.")
        if any(not isinstance(value, str) for each in found for value in each.values()):
            raise Trouble("what the list says of a figure is text, in quotation marks.")
        return found

    def write(self, value: object) -> str:
        return json.dumps(value, ensure_ascii=False, sort_keys=True) if value else ""

    def _read(self, text: str) -> Any:
        try:
            return json.loads(text) if len(text) <= LONGEST else None
        except (ValueError, RecursionError) as error:
            raise Trouble(f"this is no JSON ({error}).") from None


def affects_column() -> Column:
    """Return the column; an export for the public has only texts that are public."""
    return Column(
        "affects",
        Affects(),
        "affects",
        lambda correction: correction.affects,
        [],
        title="texts affected",
        about="The published figures that it is about, fixed on the day. An export writes it.",
    )
