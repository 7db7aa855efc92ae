"""The rules that a new site begins with, as plain rules: no database is asked."""

from datetime import date, timedelta
from importlib import import_module

from hypothesis import strategies as st

from dispute.law.ballots import BallotFacts
from dispute.law.rules import Rule

ROWS = import_module("dispute.migrations.0008_first_law_rules").RULES
RULES = tuple(Rule(**{"confirmed": True, **row}) for row in ROWS)
BEGUN, BORDER = date(2017, 3, 1), date(2026, 2, 18)
TODAY = date(2026, 11, 20)

days = st.dates(min_value=BEGUN, max_value=date(2036, 12, 31))
# Half of them near the day on which the rules changed.
days_near_border = days | st.integers(-40, 40).map(lambda n: BORDER + timedelta(days=n))


def without(*kinds: str) -> tuple[Rule, ...]:
    """Return the rules of a new site, but for some kinds."""
    return tuple(rule for rule in RULES if rule.kind not in kinds)


def ballot(**fields: object) -> BallotFacts:
    """Return a ballot of 15 votes of 19, all of them yes, which opened after the rules changed."""
    facts: dict[str, object] = {
        "opened_on": date(2026, 2, 18),
        "closed_on": date(2026, 3, 5),
        "entitled": 19,
        "votes_cast": 15,
        "yes": 15,
        "no": 0,
    }
    return BallotFacts(**{**facts, **fields})  # type: ignore[arg-type]  # a test names the fields
