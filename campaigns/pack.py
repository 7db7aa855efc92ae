"""The tables of this app in a pack."""


def register() -> None:
    """Add this app's tables."""
