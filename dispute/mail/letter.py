"""A row of the queue as a mail."""

from email.utils import formataddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.crypto import salted_hmac

from dispute.models import Branch, OutgoingMail


def email_of(mail: OutgoingMail, connection: Any) -> EmailMessage:
    """Return the mail as the branch sends it. Each attempt bears the same Message-ID."""
    branch = Branch.objects.first()
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    sender = settings.EMAIL_FROM or (branch and branch.email) or f"no-reply@{host}"
    name = " ".join(branch.name.split()) if branch else ""
    headers = {
        "Message-ID": f"<{_name_of(mail)}@{host}>",
        # Out-of-office answers to a machine help nobody.
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(
        subject=mail.subject,
        body=mail.body,
        from_email=formataddr((name, sender)),
        to=[mail.to],
        reply_to=[branch.email] if branch and branch.email else None,
        headers=headers,
        connection=connection,
    )


def _name_of(mail: OutgoingMail) -> str:
    named = f"{mail.pk} {mail.created_at.isoformat()}"
    return salted_hmac("dispute.mail", named, algorithm="sha256").hexdigest()[:32]
