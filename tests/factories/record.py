"""Rows of the record, made whole with as little said as a test needs."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from dispute.mail import send_later
from dispute.models import (
    ActionNotice,
    Ballot,
    Branch,
    Claim,
    Correction,
    Departure,
    Dispute,
    Erasure,
    FormerSlug,
    LawRule,
    Milestone,
    Offer,
    OutgoingMail,
    Stamp,
    Statistic,
    StrikeDay,
    Team,
    WaitingList,
    WaitingListFigure,
)

DECIDED_AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

_numbers = count(1)
# Days differ from row to row, and stay in the year: a long run must not date rows in the future.
DAYS = 240


def number() -> int:
    """Return a number that no other row of this run was given."""
    return next(_numbers)


def make_branch(**fields: Any) -> Branch:
    """Make the branch; a site has one."""
    defaults = {
        "name": "Millbrook Libraries Branch",
        "union": "Union of Invented Workers",
        "address": "The Old Mill\n3 Weir Lane\nMillbrook",
        "telephone": "01632 960 123",
        "email": "branch@millbrook.example",
        "website": "https://millbrook.example/",
    }
    return Branch.objects.create(**{**defaults, **fields})


def make_dispute(**fields: Any) -> Dispute:
    """Make a live dispute, raised on 12 January 2026, with notice given on 2 February 2026."""
    n = number()
    defaults = {
        "slug": f"library-assistants-{n}",
        "title": f"Library assistants, dispute {n}",
        "employer": "Millbrook Council",
        "workforce": "Library assistants",
        "demand": "Fill the empty posts.",
        "raised_on": date(2026, 1, 12),
        "notice_given_on": date(2026, 2, 2),
        "status": Dispute.Status.LIVE,
    }
    return Dispute.objects.create(**{**defaults, **fields})


def make_former_slug(**fields: Any) -> FormerSlug:
    """Make an address that a dispute had."""
    return FormerSlug.objects.create(**with_dispute({"slug": f"former-{number()}", **fields}))


def make_stamp(**fields: Any) -> Stamp:
    """Return the stamp of a new dispute, which the database made with it."""
    return Stamp.objects.get(dispute=with_dispute(fields)["dispute"])


def make_outgoing_mail(**fields: Any) -> OutgoingMail:
    """Make a mail that waits to be sent; `status=` for one that is kept or failed."""
    n = number()
    status = fields.pop("status", "")
    defaults = {"to": f"ines{n}@example.org", "subject": f"Letter {n}", "body": f"Text {n}"}
    mail = send_later(fields.pop("kind", "test"), **{**defaults, **fields})
    if status:
        mail.status = status
        mail.save()
    return mail


def make_erasure(**fields: Any) -> Erasure:
    """Make a line of the log: a message that its sender took back."""
    defaults = {"kind": "message", "why": Erasure.Why.SENDER, "erased_at": DECIDED_AT}
    return Erasure.objects.create(**{**defaults, **fields})


def make_team(**fields: Any) -> Team:
    """Make a team of 12 posts and 96 years of experience, as at 1 January 2026."""
    defaults = {
        "name": f"Team {number()}",
        "posts": 12,
        "experience_years": Decimal(96),
        "as_at": date(2026, 1, 1),
    }
    return Team.objects.create(**with_dispute({**defaults, **fields}))


def make_departure(**fields: Any) -> Departure:
    """Make somebody who gave notice on 2 March 2026 and left on 31 March, after five years."""
    defaults = {
        "notice_given_on": date(2026, 3, 2),
        "left_on": date(2026, 3, 31),
        "experience_years": Decimal(5),
    }
    fields = with_dispute({**defaults, **fields}, "team")
    if "team" not in fields:
        fields["team"] = make_team(dispute=fields["dispute"])
    return Departure.objects.create(**fields)


def make_ballot(**fields: Any) -> Ballot:
    """Make a ballot of January 2026: 17 of 20 voted, 15 yes, 1 no, 1 spoiled."""
    n = number()
    defaults = {
        "opened_on": date(2026, 1, 1) - timedelta(days=n % DAYS),
        "closed_on": date(2026, 1, 30),
        "result_told_on": date(2026, 1, 31),
        "entitled": 20,
        "votes_cast": 17,
        "yes": 15,
        "no": 1,
        "spoiled": 1,
    }
    return Ballot.objects.create(**with_dispute({**defaults, **fields}))


def make_action_notice(**fields: Any) -> ActionNotice:
    """Make a notice received on 2 February 2026 of a strike from 2 March 2026, or later."""
    defaults = {
        "sent_on": date(2026, 2, 2),
        "received_on": date(2026, 2, 2),
        "first_day": date(2026, 3, 2) + timedelta(days=number() % DAYS),
    }
    return ActionNotice.objects.create(**with_dispute({**defaults, **fields}))


def make_strike_day(**fields: Any) -> StrikeDay:
    """Make a strike day after 1 March 2026, announced on 2 February 2026; each on its own day."""
    defaults = {
        "date": date(2026, 3, 1) + timedelta(days=number() % DAYS),
        "announced_on": date(2026, 2, 2),
        "strikers": 11,
    }
    return StrikeDay.objects.create(**with_dispute({**defaults, **fields}, "notice"))


def make_law_rule(**fields: Any) -> LawRule:
    """Make a rule of 7 days’ notice that held on one day, long before those of a new site."""
    then = date(1990, 1, 1) + timedelta(days=number() % 9000)
    defaults = {
        "kind": "notice",
        "starts_on": then,
        "ends_on": then,
        "decides": "received",
        "value": 7,
        "unit": "days",
        "source": "An invented Act, s.1",
        "confirmed": True,
    }
    return LawRule.objects.create(**{**defaults, **fields})


def make_waiting_list(**fields: Any) -> WaitingList:
    """Make a list that ought to take 4 to 6 weeks."""
    defaults = {
        "name": f"Home visits {number()}",
        "standard_min": Decimal(4),
        "standard_max": Decimal(6),
        "standard_unit": "weeks",
        "standard_source": "The council's own charter",
    }
    return WaitingList.objects.create(**with_dispute({**defaults, **fields}))


def make_waiting_list_figure(**fields: Any) -> WaitingListFigure:
    """Make a reading of nine months on 1 March 2026, or a day later each."""
    defaults = {
        "as_at": date(2026, 3, 1) + timedelta(days=number() % DAYS),
        "longest_wait": Decimal(9),
        "unit": "months",
        "people_waiting": 140,
    }
    fields = with_dispute({**defaults, **fields}, "list")
    if "list" not in fields:
        fields["list"] = make_waiting_list(dispute=fields["dispute"])
    return WaitingListFigure.objects.create(**fields)


def make_offer(**fields: Any) -> Offer:
    """Make an offer of 2.5% that was rejected."""
    defaults = {
        "made_on": date(2026, 2, 16),
        "made_by": "Millbrook Council",
        "percent": Decimal("2.5"),
        "summary": "For one year.",
        "response": Offer.Response.REJECTED,
        "responded_on": date(2026, 2, 20),
    }
    return Offer.objects.create(**with_dispute({**defaults, **fields}))


def make_claim(**fields: Any) -> Claim:
    """Make something that they said, with its answer."""
    defaults = {
        "made_on": date(2026, 3, 3),
        "made_by": "Millbrook Council",
        "outlet": "The Millbrook Bugle",
        "statement": f"All {number()} libraries are fully staffed.",
        "answer": "Five of twelve posts are empty.",
    }
    return Claim.objects.create(**with_dispute({**defaults, **fields}))


def make_statistic(**fields: Any) -> Statistic:
    """Make a value of a series of its own, as at 1 March 2026."""
    defaults = {
        "series": f"Agency spend {number()}",
        "unit": "GBP million",
        "as_at": date(2026, 3, 1),
        "value": Decimal("1.25"),
    }
    return Statistic.objects.create(**with_dispute({**defaults, **fields}))


def make_milestone(**fields: Any) -> Milestone:
    """Make something for the timeline."""
    defaults = {"date": date(2026, 2, 14), "title": f"Petition handed in, {number()} names"}
    return Milestone.objects.create(**with_dispute({**defaults, **fields}))


def make_correction(**fields: Any) -> Correction:
    """Make something that was wrong."""
    n = number()
    defaults = {
        "corrected_on": date(2026, 3, 20),
        "what": "Staff who have left, in the letter of 10 March",
        "was": f"{n + 1} people",
        "now": f"{n} people",
        "reason": "One person was counted twice.",
    }
    return Correction.objects.create(**with_dispute({**defaults, **fields}))


def with_dispute(fields: dict[str, Any], *parents: str) -> dict[str, Any]:
    """Return `fields` with a dispute: the one given, that of a parent row given, or a new one."""
    if "dispute" in fields:
        return fields
    given = next((fields[parent] for parent in parents if fields.get(parent)), None)
    return {**fields, "dispute": given.dispute if given else make_dispute()}
