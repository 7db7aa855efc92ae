"""Reading who sent something out of what they wrote: greetings, sign-offs, names, roles, places.

Pure: text in, guesses out, each with how sure it is. Whatever is asked of a text is asked of a
bounded part of its beginning or end, so that no text takes long. The words are lists in `lists/`.
"""

from .attributions import (
    Attribution,
    attribution_of,
    ending_of,
    is_closing,
    is_greeting,
    opening_of,
)
from .kinds import kind_of
from .senders import Sender, sender_of

__all__ = [
    "Attribution",
    "Sender",
    "attribution_of",
    "ending_of",
    "is_closing",
    "is_greeting",
    "kind_of",
    "opening_of",
    "sender_of",
]
