"""What comes in, in the admin: a module for each kind of thing."""

from . import consents, messages, promises, wallsettings

__all__ = ["consents", "messages", "promises", "wallsettings"]
