"""Where mail goes on a site without a mail server: nowhere. It is kept, to be read in the admin."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from dispute.models import OutgoingMail


class EmailBackend(BaseEmailBackend):
    """Keeps what Django itself would send, such as a new password's link, beside our own mails."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep one row for each address that a message is for."""
        rows = [
            OutgoingMail(
                kind="from the site",
                status=OutgoingMail.Status.KEPT,
                to=to,
                subject=str(message.subject),
                body=str(message.body),
            )
            for message in email_messages
            for to in message.recipients()
        ]
        return len(OutgoingMail.objects.bulk_create(rows))
