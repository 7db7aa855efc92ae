"""What goes out, in the admin."""

from . import check_text, letters, waiting

__all__ = ["check_text", "letters", "waiting"]
