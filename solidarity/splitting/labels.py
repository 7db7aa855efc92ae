"""What forms and tables call what they ask of a sender."""

from collections.abc import Sequence

from solidarity.reading.words import plain

# What a form calls what it asks, and what that is of a message.
ASKED = {
    "name": "name", "your name": "name", "full name": "name", "from": "name", "sender": "name",
    "signed": "name", "role": "role", "job title": "role", "position": "role", "job": "role",
    "job role": "role", "your role": "role", "occupation": "role",
    "organisation": "organisation", "organization": "organisation", "union": "organisation",
    "branch": "organisation", "union branch": "organisation", "workplace": "organisation",
    "your organisation": "organisation", "union/branch": "organisation",
    "union / branch": "organisation", "place": "place", "town": "place", "location": "place",
    "city": "place", "area": "place", "where": "place", "town/city": "place",
    "message": "message", "your message": "message", "message of support": "message",
    "message of solidarity": "message", "comment": "message", "comments": "message",
    "solidarity message": "message", "text": "message", "body": "message",
    "date": "", "timestamp": "", "email": "", "e-mail": "", "email address": "", "telephone": "",
    "phone": "", "submitted": "", "subject": "", "kind": "", "received": "", "received on": "",
}  # fmt: skip


def asked(label: str) -> str | None:
    """Return what of a message stands under a label: "" what is not kept, None what nobody asks."""
    return ASKED.get(plain(label.replace("_", " ")).strip(" :*"))


def are_asked(labels: Sequence[str]) -> bool:
    """Whether these are the columns of a table of messages."""
    kinds = [asked(each) for each in labels]
    return "message" in kinds and "name" in kinds and None not in kinds[:3]
