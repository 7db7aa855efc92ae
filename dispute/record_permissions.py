"""What each group may do with the record."""

from . import models
from .permissions import KEEP, MODERATOR, OFFICER, READ, REP, allow

ROWS = (
    models.ActionNotice,
    models.Ballot,
    models.Claim,
    models.Correction,
    models.Departure,
    models.Milestone,
    models.Offer,
    models.Statistic,
    models.StrikeDay,
    models.Team,
    models.WaitingList,
    models.WaitingListFigure,
)


def register() -> None:
    """Officers keep the record, reps read it, moderators see which dispute a message is for."""
    for model in ROWS:
        allow(OFFICER, model, KEEP)
        allow(REP, model, READ)
    # A dispute takes its whole record with it: only an administrator deletes one.
    for whole in (models.Branch, models.Dispute):
        allow(OFFICER, whole, ("view", "add", "change"))
        allow(REP, whole, READ)
        allow(MODERATOR, whole, READ)
    # What the law says is for an administrator to change; everybody who plans by it reads it.
    for group in (OFFICER, REP):
        allow(group, models.LawRule, READ)
    # Nobody writes a mail by hand; to change one is to send it again.
    allow(OFFICER, models.OutgoingMail, ("view", "change", "delete"))
    allow(OFFICER, models.Erasure, ("view", "report"))
    # A complaint comes by the form, and its row stays for ever.
    allow(OFFICER, models.DataComplaint, ("view", "change"))
