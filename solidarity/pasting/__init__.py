"""A pasted wall on its way to the wall: kept in pieces, corrected, taken in, and taken back."""
