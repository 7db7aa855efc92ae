"""Pledges, invitations and the wall's settings in a pack.

A public export has the totals' rows where the branch publishes them, and no invitation.
"""

from dispute.packs.cells import Ref
from dispute.packs.linking import Links
from dispute.packs.tables import (
    Column,
    PackTable,
    Values,
    add,
    columns,
    entered_at_column,
    ref_column,
)

from .models import Invitation, Message, Pledge, WallSettings

PLEDGE = "pledged_on name organisation organisation_public amount received_on thanked_on"
INVITATION = "asked_on organisation contact when place answered_on answer takes_place_on speaker"
SOURCE = "source source_url"
# With only today for a day, a row would be another one tomorrow.
DATED = ("pledged_on", "asked_on")


def register() -> None:
    """Add these tables."""
    add(
        PackTable(
            "wall_settings",
            WallSettings,
            (
                ref_column(WallSettings),
                *columns(WallSettings, "pledges_public noindex"),
                entered_at_column(),
            ),
            key=("dispute",),
        )
    )
    add(pledges_table())
    add(invitations_table())


def pledges_table() -> PackTable:
    """Gifts to the strike fund."""
    own = columns(Pledge, f"{PLEDGE} {SOURCE}", required=DATED, private=("name", "thanked_on"))
    return PackTable(
        "pledges",
        Pledge,
        (ref_column(Pledge), *own, message_column(), entered_at_column()),
        order=("pledged_on", "pk"),
        related=("message",),
        link=link_message,
        public=unnamed,
    )


def invitations_table() -> PackTable:
    """Requests for a speaker, all private."""
    own = columns(Invitation, f"{INVITATION} {SOURCE}", required=DATED)
    return PackTable(
        "invitations",
        Invitation,
        (ref_column(Invitation), *own, message_column(), entered_at_column()),
        order=("asked_on", "pk"),
        related=("message",),
        link=link_message,
        is_private=True,
    )


def message_column() -> Column:
    """Return the column that names the message that something came with."""
    about = "The ref of a row of messages.csv: the message it came with."
    return Column(
        "message", Ref(), "", lambda row: row.message and row.message.ref, None,
        title="message", about=about, private=True,
    )  # fmt: skip


def link_message(row: Pledge | Invitation, values: Values, links: Links) -> None:
    """Find the message that a pledge or an invitation came with."""
    if "message" in values:
        ref = values["message"]
        known = (each.ref for each in links.rows(Message))
        row.message = (
            links.find(Message, "message", ref, lambda each: each.ref == ref, known)[0]
            if ref
            else None
        )


def unnamed(pledge: Pledge) -> Pledge:
    """Cut a pledge down to what everybody may know: an organisation only where it agreed."""
    if not pledge.organisation_public:
        pledge.organisation = pledge.source = pledge.source_url = ""
    return pledge
