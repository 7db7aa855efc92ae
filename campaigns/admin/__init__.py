"""What goes out, in the admin."""

from . import check_text, contradicted, letters, waiting

__all__ = ["check_text", "contradicted", "letters", "waiting"]
