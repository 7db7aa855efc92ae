"""The record: what happened, when, and how we know. The dictionary is in docs/record.md."""

from .action import ActionNotice, Ballot, StrikeDay
from .branch import Branch
from .disputes import Dispute, FormerSlug, Stamp
from .law import LawRule
from .mail import Erasure, OutgoingMail
from .privacy import DataComplaint, PurgeRun
from .publicity import Claim, Correction, Milestone, Offer, Statistic
from .rows import Row, RowManager, SourcedRow
from .staffing import Departure, Team
from .waiting import WaitingList, WaitingListFigure

__all__ = [
    "ActionNotice",
    "Ballot",
    "Branch",
    "Claim",
    "Correction",
    "DataComplaint",
    "Departure",
    "Dispute",
    "Erasure",
    "FormerSlug",
    "LawRule",
    "Milestone",
    "Offer",
    "OutgoingMail",
    "PurgeRun",
    "Row",
    "RowManager",
    "SourcedRow",
    "Stamp",
    "Statistic",
    "StrikeDay",
    "Team",
    "WaitingList",
    "WaitingListFigure",
]
