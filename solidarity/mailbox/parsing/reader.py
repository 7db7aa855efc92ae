"""One mail, read: its parts, its texts, its sender."""

from solidarity.mailbox.parsed import Guess, ParsedMail, What
from solidarity.reading import sender_of

from .charsets import text_of
from .limits import MOST_BYTES, MOST_TEXT, MOST_TEXT_BYTES
from .structure import tree_of


def parse(raw: bytes) -> ParsedMail:
    """Return what a mail says. Never fails: what is not understood is UNREADABLE, with why."""
    if len(raw) > MOST_BYTES:
        return ParsedMail(What.UNREADABLE, why="This mail is longer than is read here.")
    tree, _met = tree_of(raw)
    texts = [
        text_of(part.content(MOST_TEXT_BYTES), part.parameters.get("charset", ""))
        for part in tree.walk()
        if part.type == "text/plain" and not part.name
    ]
    body = "\n\n".join(texts).replace("\r\n", "\n").strip()[:MOST_TEXT]
    subject = tree.headers.text("subject")
    if not body:
        return ParsedMail(What.UNREADABLE, why="This mail has no text.", subject=subject)
    sender = sender_of(body.splitlines())
    sure = sender.sure
    return ParsedMail(
        What.MESSAGE, body=body, subject=subject, name=Guess(sender.name, sure),
        role=Guess(sender.role, sure), organisation=Guess(sender.organisation, sure),
        place=Guess(sender.place, sure), kind=Guess(sender.kind, sure),
        message_id=tree.headers.text("message-id").strip("<> "),
    )  # fmt: skip
