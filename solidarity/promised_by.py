"""Erasing who promised or invited: the sum and the days stay, for the fund's accounts.

An organisation that agreed to be named stays too: that was its own consent, with its own source.
"""

from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models

from dispute.erasing import erases

from .models import Invitation, Message, Pledge

# What says who, where and how to reach them.
WHO: dict[type[models.Model], tuple[str, ...]] = {
    Pledge: ("name", "organisation", "source", "source_url"),
    Invitation: ("organisation", "contact", "when", "place", "source", "source_url"),
}


def register() -> None:
    """Importing this module said what is erased with a message."""


def erase_promise(row: Pledge | Invitation) -> None:
    """Erase who stands behind a pledge or an invitation, its history and the admin's log too."""
    model = type(row)
    names = WHO[model]
    if isinstance(row, Pledge) and row.organisation_public:
        names = ("name",)
    model._default_manager.filter(pk=row.pk).update(**dict.fromkeys(names, ""))
    history: Any = row.history
    kept = {each.name for each in history.model._meta.concrete_fields}
    if texts := dict.fromkeys((name for name in names if name in kept), ""):
        history.model.objects.filter(id=row.pk).update(**texts)
    erase_log(row, f"{model._meta.verbose_name} {row.ref}")


def erase_log(row: models.Model, name: str) -> None:
    """Call a row by `name` in the admin's log of what was done, where it called it by who it is."""
    kind = ContentType.objects.get_for_model(type(row))
    LogEntry.objects.filter(content_type=kind, object_id=str(row.pk)).update(object_repr=name)


@erases(Message, if_asked=True)
def erase_promises(message: Message) -> None:
    """Erase who promised what came with a message that is taken back."""
    for row in (*message.pledges.all(), *message.invitations.all()):
        erase_promise(row)
