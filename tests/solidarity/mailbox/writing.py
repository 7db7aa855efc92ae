"""Invented mails, as bytes."""

from email.message import EmailMessage

WORDS = "Dear all,\n\nWe stand with you, every one of us.\n\nIn solidarity,\n"


def a_mail(
    body: str = WORDS + "Ines Example\nBranch Secretary\nExample Branch\n", **head: str
) -> bytes:
    """Return a mail of 3 March 2026; `head` gives or replaces lines: `message_id=`, `to=`."""
    lines = {
        "from": "Ines Example <ines@example.org>",
        "to": "branch@example.net",
        "subject": "Solidarity",
        "date": "Tue, 03 Mar 2026 09:30:00 +0000",
        "message-id": "<one@example.org>",
    }
    lines |= {name.replace("_", "-"): text for name, text in head.items()}
    mail = EmailMessage()
    for name, text in lines.items():
        if text:
            mail[name] = text
    mail.set_content(body)
    return mail.as_bytes()


def an_mbox(*mails: bytes) -> bytes:
    """Return a file of several mails, one after another."""
    line = b"From ines@example.org Tue Mar  3 09:30:00 2026\n"
    return b"".join(line + mail.replace(b"\nFrom ", b"\n>From ") + b"\n" for mail in mails)
