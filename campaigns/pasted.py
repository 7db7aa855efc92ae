"""A text that comes from outside, pasted or in a file: its own title and day, where it says them.

Nothing of it is kept anywhere.
"""

from dataclasses import dataclass
from datetime import date

import yaml
from django.utils.translation import gettext as _

from dispute.models import Dispute
from dispute.packs.documents import FENCE, MOST_FRONT_MATTER, composed

# 1 MB: more than any letter, and what is checked in seconds.
LONGEST_TEXT = 2**20


class UnreadableError(ValueError):
    """Why a text cannot be checked, and what to do about it."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text to be checked against the record of a dispute as at a day.

    `says_its_day` is true where the day is the one that the text bears.
    """

    dispute: Dispute
    body: str
    dated: date
    title: str = ""
    says_its_day: bool = False


def read_pasted(text: str, dispute: Dispute, *, as_at: date | None, today: date) -> Pasted:
    """Return a text as at `as_at`, or else the day in its front matter, or else today.

    Raises UnreadableError where it is too long, or its front matter cannot be read.
    """
    if len(text) > LONGEST_TEXT:
        raise UnreadableError(
            _("The text is longer than 1 MB (%(limit)s characters): check it in parts.")
            % {"limit": f"{LONGEST_TEXT:,}"}
        )
    names, body = split(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    said = names.get("dated", "")
    day = as_at or (day_of(said) if said else None)
    return Pasted(
        dispute,
        body,
        day or today,
        title=names.get("title", ""),
        says_its_day=bool(said) and as_at is None,
    )


def split(text: str) -> tuple[dict[str, str], str]:
    """Return the names and values between two lines of ---, where a text begins so, and the rest.

    A text may begin with a line for the eye: what is between is front matter only if it reads so.
    """
    first, _end, rest = text.partition("\n")
    front, fence, body = f"\n{rest}".partition(f"\n{FENCE}\n")
    if first.rstrip() != FENCE or not fence or len(front) > MOST_FRONT_MATTER or ":" not in front:
        return {}, text
    try:
        node = composed(front)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = _("line %s") % (mark.line + 1) if mark else _("the lines at the top")
        raise UnreadableError(
            _("What is between the two lines of --- cannot be read (%s): mend it or leave it out.")
            % place
        ) from error
    if not isinstance(node, yaml.MappingNode):
        return {}, text
    plain = [pair for pair in node.value if all(isinstance(x, yaml.ScalarNode) for x in pair)]
    return {str(name.value): str(value.value) for name, value in plain}, body


def day_of(text: str) -> date:
    """Return the day that a text says. Raises UnreadableError."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise UnreadableError(
            _("“%s” is no day. Write the year first, as in 2026-05-01.") % text.strip()[:40]
        ) from None
