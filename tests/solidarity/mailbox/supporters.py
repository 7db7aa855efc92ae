"""Mails of supporters who do not exist."""

from email.message import EmailMessage


def mail(n: int = 1, *, body: str = "") -> bytes:
    """Return mail number n, of somebody who does not exist, saying so."""
    made = EmailMessage()
    made["From"] = f"Supporter {n} <supporter-{n}@example.org>"
    made["To"] = "branch@branch.example"
    made["Subject"] = f"Solidarity {n}"
    made["Date"] = "Mon, 02 Mar 2026 10:00:00 +0000"
    made["Message-ID"] = f"<mail-{n}@example.org>"
    made.set_content(body or f"Dear strikers,\n\nThis is message number {n} of many.\n")
    return made.as_bytes()
