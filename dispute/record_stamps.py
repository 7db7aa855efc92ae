"""The record's tables that the public can see."""

from . import models, stamps


def register() -> None:
    stamps.watch(models.Branch, column="")
    stamps.watch(models.Dispute, column="id")
    for model in (
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
    ):
        stamps.watch(model)
