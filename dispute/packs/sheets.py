"""CSV files of a pack, a row at a time, each with the line on which it starts."""

import csv
import difflib
import re
from collections.abc import Iterable, Iterator, Sequence

from .problems import Place, Problems, Trouble

# More than a message or a letter may hold; the module's own limit is 131,072.
MOST_IN_A_CELL = 4_000_000
# Whatever a text should not hold: tabs and line ends are the only control characters in it.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class NotUtf8Error(Exception):
    """A line that is not UTF-8: which, and what to do."""

    def __init__(self, number: int, line: bytes, error: UnicodeDecodeError) -> None:
        shown = " ".join(f"{byte:02X}" for byte in line[error.start : error.start + 4])
        super().__init__(
            f"this is not UTF-8 (byte {error.start + 1} of the line: {shown}). Save it as UTF-8; "
            "spreadsheets call it “CSV UTF-8”."
        )
        self.number = number


def decoded(lines: Iterable[bytes]) -> Iterator[str]:
    """Yield lines as text, without a byte order mark. Raises NotUtf8Error."""
    for number, line in enumerate(lines, 1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise NotUtf8Error(number, line, error) from error


def rows(
    file: str, lines: Iterable[bytes], problems: Problems
) -> Iterator[tuple[Place, list[str]]]:
    """Yield the place and the cells of each row that is not empty, the first (names) included."""
    csv.field_size_limit(MOST_IN_A_CELL)
    reader = csv.reader(decoded(lines), strict=True)
    while True:
        place = Place(file, reader.line_num + 1)
        try:
            row = next(reader)
        except StopIteration:
            return
        except NotUtf8Error as error:
            problems.add(Place(file, error.number), str(error))
            return
        except csv.Error as error:
            problems.add(place, f"this row cannot be read as CSV: {explained(error)}.")
            return
        if any(cell.strip() for cell in row):
            yield place, row


def explained(error: csv.Error) -> str:
    """Return the reader's words in ours, where they say too little."""
    text = str(error)
    if "unexpected end of data" in text:
        return "a quotation mark is opened and never closed"
    if "field larger" in text:
        return f"a cell holds more than {MOST_IN_A_CELL} characters"
    if "expected after" in text:
        return "a quotation mark inside a quoted cell must be doubled"
    return text


def checked_names(
    names: Sequence[str],
    known: Sequence[str],
    required: Sequence[str],
    place: Place,
    problems: Problems,
) -> list[str]:
    """Return the columns' names, stripped. Unknown, doubled and missing ones are problems."""
    found = [name.strip() for name in names]
    if len(found) == 1 and found[0].count(";") > 1:
        problems.add(place, "the cells are separated by semicolons; save the file with commas.")
        return found
    for name in dict.fromkeys(found):
        if name not in known:
            problems.add(place.at(name or "“”"), not_a_column(name, known))
        elif found.count(name) > 1:
            problems.add(place.at(name), "there are two columns of this name.")
    for name in required:
        if name not in found:
            problems.add(place.at(name), "this column is missing, and it is required.")
    return found


def not_a_column(name: str, known: Sequence[str]) -> str:
    """Return a sentence about a name that no column has, with the nearest that one has."""
    nearest = difflib.get_close_matches(name, known, 1)
    hint = f" Did you mean “{nearest[0]}”?" if nearest else ""
    return f"there is no column “{name[:60]}” here.{hint} Known: {', '.join(known)}."


def refuse_control(text: str) -> None:
    """Raise Trouble for text with a control character in it."""
    if found := CONTROL.search(text):
        raise Trouble(
            f"the text holds the control character U+{ord(found.group()):04X} "
            f"(character {found.start() + 1}); take it out."
        )
