"""What each group may do with what comes in."""

from dispute.permissions import KEEP, MODERATOR, OFFICER, READ, REP, allow

from .models import ConsentWording, Invitation, Message, Pledge, ReceivedMail, WallSettings


def register() -> None:
    """Officers keep everything, moderators check messages, reps read what is on the wall."""
    for model in (Message, Pledge, Invitation, WallSettings, ConsentWording):
        allow(OFFICER, model, KEEP)
    allow(REP, WallSettings, READ)
    allow(MODERATOR, Message, ("view", "add", "change"))
    allow(REP, Message, READ)
    # Mails come by the doors alone; whoever checks messages deals with them.
    for group in (OFFICER, MODERATOR):
        allow(group, ReceivedMail, ("view", "change"))
