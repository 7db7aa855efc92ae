"""What comes in, in the admin: a module for each kind of thing."""

from solidarity.mailbox import page as mails
from solidarity.queue import mails_page, page

from . import consents, mailbox_state, messages, promises, split_wall, wall_book, wallsettings

__all__ = [
    "consents",
    "mailbox_state",
    "mails",
    "mails_page",
    "messages",
    "page",
    "promises",
    "split_wall",
    "wall_book",
    "wallsettings",
]
