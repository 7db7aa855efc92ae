"""Corrections: what a change of the record touches, why it was made, and what is said in public."""
