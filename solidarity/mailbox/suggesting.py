"""Gifts and speakers that a mail seems to speak of: suggested, never entered by themselves."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from solidarity.models import Invitation, Pledge, ReceivedMail

from .parsed import ParsedMail

GIFT, SPEAKER = "gift", "speaker"
OPEN, MADE, ASIDE = "", "made", "aside"
ROWS: dict[str, type[Pledge | Invitation]] = {GIFT: Pledge, SPEAKER: Invitation}


def suggestions_of(parsed: ParsedMail) -> list[dict[str, Any]]:
    """Return what a mail offers, as it is kept: {"what", "sentence", "amount", "state", "row"}.

    `amount` is in pounds, "" where none is said. `state` is "" until somebody makes a row of it
    ("made", and `row` is its key) or sets it aside ("aside").
    """
    gifts = [_suggestion(GIFT, each.sentence, each.amount) for each in parsed.gifts]
    return gifts + [_suggestion(SPEAKER, each, None) for each in parsed.speakers]


def with_answers(
    suggested: list[dict[str, Any]], before: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return what a mail suggests when it is read again: what was answered `before` stays so."""
    answered = [each for each in before if each["state"] != OPEN]
    known = {(each["what"], each["sentence"]) for each in answered}
    return answered + [each for each in suggested if (each["what"], each["sentence"]) not in known]


def made_of(mails: QuerySet[ReceivedMail]) -> Iterator[Pledge | Invitation]:
    """Yield the pledges and invitations that people made of what some mails suggest."""
    for suggestions in mails.values_list("suggestions", flat=True):
        for each in suggestions:
            if each["state"] == MADE:
                yield from ROWS[each["what"]]._default_manager.filter(pk=each["row"])


def _suggestion(what: str, sentence: str, amount: Any) -> dict[str, Any]:
    said = "" if amount is None else str(amount)
    return {"what": what, "sentence": sentence, "amount": said, "state": OPEN, "row": None}
