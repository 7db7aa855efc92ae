"""Text that a spreadsheet must not run, and that must come back as it was.

A program that opens a CSV takes a cell beginning with = + - or @ for a formula. An apostrophe in
front makes it text. So that what is read back is what was written, a cell that needs no apostrophe
and happens to have one keeps it, and one that has such an apostrophe already gets another.
"""

import re

# The wide ones are what an input method for Chinese or Japanese types.
RISKY = re.compile(r"'*\s*[=+\-@＝＋－＠]|'*\s*[\t\r]")


def guarded(text: str) -> str:
    """Return `text` as it may stand in a cell."""
    return f"'{text}" if RISKY.match(text) else text


def unguarded(text: str) -> str:
    """Return the text that `guarded` made `text` of."""
    return text[1:] if text.startswith("'") and RISKY.match(text) else text
