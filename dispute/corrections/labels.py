"""What fields are called inside a sentence: “the last day of a departure in North”."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

# Labels of forms (“opened on”) make no sentence.
LABELS = {
    "acknowledged_on": _("day of the acknowledgement"),
    "announced_on": _("day of the announcement"),
    "as_at": _("day"),
    "called_off_on": _("day of calling off"),
    "chased_on": _("day of chasing"),
    "closed_on": _("closing day"),
    "corrected_on": _("day"),
    "count_stopped_on": _("day the count stopped"),
    "dated": _("date"),
    "decides": _("day that decides"),
    "ends_on": _("last day"),
    "entitled": _("number of people entitled to vote"),
    "important_public_service": _("mark as an important public service"),
    "is_demonstration": _("mark as a demonstration"),
    "list": _("list"),
    "made_by": _("name of who made it"),
    "made_on": _("day"),
    "no": _("number of votes against"),
    "notice": _("notice of action"),
    "notice_given_on": _("day of notice"),
    "opened_on": _("opening day"),
    "percent": _("percentage"),
    "posts": _("number of posts"),
    "raised_on": _("day of raising"),
    "received_on": _("day of receipt"),
    "replied_on": _("day of the reply"),
    "responded_on": _("day of the response"),
    "result_told_on": _("day of telling the result"),
    "sent_on": _("day of sending"),
    "slug": _("address"),
    "spoiled": _("number of spoiled votes"),
    "starts_on": _("first day"),
    "standard_max": _("most of the standard"),
    "standard_min": _("least of the standard"),
    "strikers": _("number of strikers"),
    "votes_cast": _("number of votes cast"),
    "was": _("old value"),
    "now": _("new value"),
    "yes": _("number of votes for"),
}


def label_of(model: type[models.Model], name: str) -> str:
    """Return what a field is called in a sentence, without its article."""
    if name in LABELS:
        return str(LABELS[name])
    field: Any = model._meta.get_field(name)
    return str(field.verbose_name)
