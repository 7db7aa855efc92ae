"""By which words a figure is known in prose: data beside its definition, for the letter check.

A phrase is words in lower case, in a row: "days of strike action". In it, `a/b` is one or the
other, `?a` may be missing, `~` stands for up to three words of any sort, and `{workforce}` for what
the dispute calls the people who are in it. The first word of a phrase is written out.
"""

from dataclasses import dataclass
from enum import StrEnum

from .figure import ParameterValue


class Sort(StrEnum):
    """What sort of number a figure is when people write it."""

    COUNT = "count"  # 14 staff
    LENGTH = "length"  # 15 months
    SHARE = "share"  # 66.7%, 14 of 21, two thirds
    MONEY = "money"  # £150
    TIMES = "times"  # ten times


class Part(StrEnum):
    """Which number of a figure is meant: itself, or one of the counts that it travels with."""

    VALUE = "value"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"


Phrases = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """One way in which people speak of a figure.

    `heads` name what is counted and stand beside the number ("staff", "days of strike action").
    Of each group in `needs` one phrase has to stand near it ("left", "gone"); `bare` says that this
    is enough without a head ("14 have left"). A phrase of `forbids` near it rules the figure out.
    `parameters` are those that these words choose. `open` says that the words could mean other
    figures as well ("resigned"), so that a difference is doubtful, and `loose` that they say too
    little for a difference to be told at all. `by_us`: of others who act, it says nothing. `future`
    says that "will" and "may" are natural here. `most` says that the figure is a greatest one, so
    that "up to 15 months" means 15, `ahead` that it looks forward, so that "in March" is the next
    one. `base` are the words that a share is of ("of our posts"). `any_of` is a parameter, any
    choice of which may be meant where the text names none ("113 days without a reply").
    """

    sort: Sort
    heads: Phrases
    needs: tuple[Phrases, ...] = ()
    forbids: Phrases = ()
    base: Phrases = ()
    part: Part = Part.VALUE
    parameters: tuple[tuple[str, ParameterValue], ...] = ()
    unit: str = ""
    bare: bool = False
    open: bool = False
    future: bool = False
    most: bool = False
    ahead: bool = False
    loose: bool = False
    by_us: bool = False
    any_of: str = ""


# People who work here, as letters call them.
PEOPLE: Phrases = (
    "staff",
    "staff member/members",
    "member/members of staff",
    "members of our ?own team/teams",
    "colleague/colleagues",
    "worker/workers",
    "workmate/workmates",
    "teammate/teammates",
    "operative/operatives",
    "tradespeople",
    "tradesman/tradesmen",
    "comrades",
    "skilled/experienced/good people",
    "hands",
    "practitioner/practitioners",
    "professional/professionals",
    "employee/employees",
    "people",
    "person",
    "us",
    "our number",
    "team member/members",
    "team mates",
    "{workforce}",
)
# What a share of the staff is a share of.
WHOLE_STAFF: Phrases = (
    "post/posts",
    "staff",
    "workforce",
    "team/teams",
    "us",
    "colleagues",
    "workers",
    "practitioners",
    "employees",
    "service",
    "establishment",
    "department",
    "positions",
    "{workforce}",
)
