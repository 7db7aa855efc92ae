"""A message that waits with what a moderator should look at, and the others that say the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.db.models.functions import Left
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from solidarity.models import Message
from solidarity.moderation import why_not_public
from solidarity.shown import one_line

from .flags import Duplicate, Facts, Flag, flags_of
from .likeness import COMPARED_CHARACTERS, Like, Text, is_common, likely, text_of
from .log import why_back
from .rows import Status

# So many of a dispute's messages are compared with one: those that came about when it did, and
# those that came by the form with the very same words.
COMPARED_BEFORE, COMPARED_AFTER, COMPARED_SAME = 200, 100, 20
# What another message can be merged into.
KEPT = (Status.PUBLISHED, Status.PENDING, Status.HELD, Status.AWAITING)
OPENING_WORDS = 24

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Other:
    """Another message that says the same, or much of it."""

    pk: int
    what: str
    opening: str
    url: str
    is_kept: bool
    like: Like


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that waits. `text` is what it says; in a list, what it says at first."""

    message: Message
    text: str
    flags: tuple[Flag, ...]
    others: tuple[Other, ...]

    @property
    def choice(self) -> str:
        """What stands in the list's tick: the message, and which edition of it was seen."""
        return f"{self.message.pk}:{self.message.edition}"

    @property
    def keepable(self) -> tuple[Other, ...]:
        """The others that this one can be merged into."""
        return tuple(other for other in self.others if other.is_kept)


def looked_at(messages: Sequence[Message]) -> list[Waiting]:
    """Return messages of `queue`, whole, each with what to look at."""
    pool = _pool(messages)
    return [
        _waiting(message, message.body, pool, edited=bool(message.body_as_sent))
        for message in messages
    ]


def openings_looked_at(messages: Sequence[Message]) -> list[Waiting]:
    """Return messages of `openings`, each with what to look at."""
    pool = _pool(messages)
    cut = [(message, vars(message)) for message in messages]
    return [
        _waiting(message, added["begins"], pool, edited=bool(added["came"]))
        for message, added in cut
    ]


def _waiting(message: Message, body: str, pool: list[tuple[Row, Text]], *, edited: bool) -> Waiting:
    text = text_of(message.pk, body, sender=_sender(vars(message)))
    near = [(row, other) for row, other in pool if row["dispute_id"] == message.dispute_id]
    rows = {row["pk"]: row for row, _text in near}
    others = tuple(_other(rows[like.pk], like) for like in likely(text, (t for _row, t in near)))
    shows = (message.name, message.role, message.organisation, message.place)
    facts = _facts(message, text, others, edited=edited)
    return Waiting(message, body, flags_of(body, facts, under="\n".join(shows)), others)


def _facts(message: Message, text: Text, others: Iterable[Other], *, edited: bool) -> Facts:
    submission = getattr(message, "submission", None)
    same = (
        Duplicate(
            other.what,
            other.url,
            is_whole=other.like.is_whole,
            is_common=is_common(text) and not other.like.is_same_sender,
        )
        for other in others
    )
    return Facts(
        # A list does not hold the whole text, of which this speaks.
        refusal="" if "begins" in vars(message) else why_not_public(message),
        has_basis=message.has_basis,
        is_held=message.status == Status.HELD,
        reason=message.reason,
        is_edited=edited,
        back=why_back(message.decisions.all()),
        signs=tuple(submission.signs.split()) if submission else (),
        duplicates=tuple(same),
    )


# --- What is compared -----------------------------------------------------------------------------


def _pool(messages: Sequence[Message]) -> list[tuple[Row, Text]]:
    """Return what the messages are compared with: a bounded number of rows, in three queries."""
    if not messages:
        return []
    disputes = {message.dispute_id for message in messages}
    keys = [message.pk for message in messages]
    known = Message.objects.exclude(status=Status.WITHDRAWN).filter(merged_into=None)
    of_these = known.filter(dispute__in=disputes).annotate(begins=Left("body", COMPARED_CHARACTERS))
    names = ("pk", "dispute_id", "begins", "name", "organisation", "email", "status", "received_on")
    rows = of_these.values(*names)
    words = [each.submission.words for each in messages if hasattr(each, "submission")]
    found = [
        *rows.filter(pk__lt=min(keys)).order_by("-pk")[:COMPARED_BEFORE],
        *rows.filter(pk__gte=min(keys)).order_by("pk")[: COMPARED_AFTER + len(keys)],
        *rows.filter(~Q(submission__words=""), submission__words__in=words)[:COMPARED_SAME],
    ]
    return [(row, _text(row)) for row in {row["pk"]: row for row in found}.values()]


def _text(row: Row) -> Text:
    is_kept = row["status"] in KEPT
    came_on = row["received_on"]
    return text_of(row["pk"], row["begins"], sender=_sender(row), came_on=came_on, is_kept=is_kept)


def _sender(row: Row) -> str:
    """Return who sent it, as far as one sender can be told from another."""
    return row["email"] or f"{row['name']} {row['organisation']}".strip()


def _other(row: Row, like: Like) -> Other:
    who = one_line(row["name"]) or one_line(row["organisation"]) or _("no name")
    return Other(
        pk=row["pk"],
        what=_("that of %(who)s, %(day)s (%(status)s)")
        % {
            "who": Truncator(who).chars(60),
            "day": date_format(row["received_on"], "j F Y"),
            "status": Status(row["status"]).label,
        },
        opening=Truncator(one_line(row["begins"])).words(OPENING_WORDS),
        url=reverse("admin:solidarity_message_change", args=[row["pk"]]),
        is_kept=row["status"] in KEPT,
        like=like,
    )
