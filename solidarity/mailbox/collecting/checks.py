"""A site with an IMAP_URL that cannot be read does not start, and says what to write."""

from typing import Any

from django.conf import settings
from django.core import checks

from .address import BadUrlError, read


def imap_url(**_asked: Any) -> list[checks.CheckMessage]:
    """Return what is wrong with IMAP_URL, without a word of it."""
    if not settings.IMAP_URL:
        return []
    try:
        read(settings.IMAP_URL)
    except BadUrlError as error:
        return [checks.Error(f"IMAP_URL cannot be used: {error}", id="solidarity.E001")]
    return []


def register() -> None:
    """Let every command of manage.py look at the setting before it does anything."""
    checks.register(imap_url)
