"""What the history of a message says of it: its sender's words and name on its own page alone."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dispute.corrections.naming import name_rows

from .models import Message


def register() -> None:
    name_rows(
        Message,
        lambda message, _names: _("a message of %s") % date_format(message.received_on, "j F Y"),
        unsaid="body name role organisation place reason consent_wording source source_url",
        # They go with the status, which says what was decided, and with when it was pinned.
        follows="decided_at decided_by pinned_by",
    )
