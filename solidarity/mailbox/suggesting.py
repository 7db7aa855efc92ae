"""Gifts and speakers that a mail seems to speak of: suggested, never entered by themselves."""

from typing import Any

from .parsed import ParsedMail

GIFT, SPEAKER = "gift", "speaker"
OPEN, MADE, ASIDE = "", "made", "aside"


def suggestions_of(parsed: ParsedMail) -> list[dict[str, Any]]:
    """Return what a mail offers, as it is kept: {"what", "sentence", "amount", "state", "row"}.

    `amount` is in pounds, "" where none is said. `state` is "" until somebody makes a row of it
    ("made", and `row` is its key) or sets it aside ("aside").
    """
    gifts = [_suggestion(GIFT, each.sentence, each.amount) for each in parsed.gifts]
    return gifts + [_suggestion(SPEAKER, each, None) for each in parsed.speakers]


def _suggestion(what: str, sentence: str, amount: Any) -> dict[str, Any]:
    said = "" if amount is None else str(amount)
    return {"what": what, "sentence": sentence, "amount": said, "state": OPEN, "row": None}
