"""A whole wall, pasted: one page of many messages, split into drafts. See docs/wall.md."""

from .drafts import LONGEST_PAGE, Cut, Draft, TooLongError, cut, read_again, split
from .sifting import Piece

__all__ = ["LONGEST_PAGE", "Cut", "Draft", "Piece", "TooLongError", "cut", "read_again", "split"]
