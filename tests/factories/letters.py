"""What goes out: letters, with what they quote and what was decided about them."""

from datetime import date
from typing import Any

from campaigns import letters
from campaigns.models import CheckedNumber, OpenLetter, QuotedFigure

from .record import DECIDED_AT, number, with_dispute


def make_open_letter(**fields: Any) -> OpenLetter:
    """Make a published letter, sent on 9 March 2026 and not answered; `status=` for a draft."""
    n = number()
    defaults = {
        "title": f"Letter {n} about the empty posts",
        "slug": f"empty-posts-{n}",
        "dated": date(2026, 3, 9),
        "recipient_name": "Robin Invented",
        "recipient_role": "Chief Executive",
        "recipient_organisation": "Millbrook Council",
        "recipient_address": "Town Hall\nMillbrook",
        "salutation": "Dear Robin Invented,",
        "body": "We write about the **empty posts**.\n\nPlease fill them.",
        "closing": "Yours sincerely,",
        "signatories": "Olive Example, branch secretary",
        "sent_on": date(2026, 3, 9),
    }
    status = fields.pop("status", OpenLetter.Status.PUBLISHED)
    letter = OpenLetter(**with_dispute({**defaults, **fields}))
    if status == OpenLetter.Status.PUBLISHED:
        letters.publish(letter, by=None, at=fields.get("published_at", DECIDED_AT))
    else:
        letters.save(letter, by=None)
    return letter


def make_quoted_figure(**fields: Any) -> QuotedFigure:
    """Publish a letter that quotes the days since notice, and return what was written down."""
    body = "Notice was given [[days_since_notice]] days ago."
    letter = make_open_letter(**{"body": body, **fields})
    return letter.quoted.get()


def make_checked_number(**fields: Any) -> CheckedNumber:
    """Make a number of a letter that an officer has marked as not ours; `kind=` for another."""
    defaults = {
        "kind": CheckedNumber.Kind.NOT_OURS,
        "key": f"{number():064x}",
        "sentence": "The employer counts 7 days.",
        "number": "7 days",
        "verdict": "disagrees",
        "figure": "strike_days_taken",
        "record": "9 days",
        "marked_at": DECIDED_AT,
    }
    letter = fields.pop("letter", None) or make_open_letter()
    return CheckedNumber.objects.create(letter=letter, **{**defaults, **fields})
