"""What the history of a letter says of it."""

from django.utils.translation import gettext as _

from dispute.corrections.naming import name_rows

from .models import OpenLetter


def register() -> None:
    name_rows(
        OpenLetter,
        lambda letter, _names: _("the letter “%s”") % letter.title,
        # They go with the status, which says what was done.
        follows="version published_at first_published_at",
    )
