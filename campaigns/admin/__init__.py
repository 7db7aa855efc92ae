"""What goes out, in the admin."""

from . import letters, waiting

__all__ = ["letters", "waiting"]
