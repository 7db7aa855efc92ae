"""What corrections stand on, added when the app is ready."""

from . import naming, reasons, tables


def register() -> None:
    """Name the rows and the facts of this app, and let histories keep reasons."""
    naming.register()
    reasons.register()
    tables.register()
