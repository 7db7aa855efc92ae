"""Who signs and how: of many ways to say a name, a role, an organisation and a place, nearly all
are read rightly, and an organisation is seldom one that nobody named."""

from pathlib import Path

import pytest
import yaml

from solidarity.mailbox.parsing import parse
from tests.solidarity.mailbox.measuring import Measured, Score, report, scores
from tests.solidarity.mailbox.writing import a_mail

pytestmark = pytest.mark.sqlite_only  # no database takes part, so once is enough

ROWS = yaml.safe_load((Path(__file__).parent / "signatures.yaml").read_text(encoding="utf-8"))
LINES = {"body": 0.95, "sender": 0.95, "name": 0.95, "role": 0.95, "organisation": 0.95}


def _measured(number: int, row: dict[str, str]) -> Measured:
    text = row["text"]
    raw = a_mail(text, **{"from": row["from"]})
    body = text[: text.index(row["body"]) + len(row["body"])]
    expected = {**row, "what": "message", "body": body, "email": parse(raw).email}
    return Measured(f"signature {number}: {text[-80:]!r}", raw, expected, parse(raw))


@pytest.fixture(scope="module")
def told() -> dict[str, Score]:
    return scores([_measured(number, row) for number, row in enumerate(ROWS, 1)])


@pytest.mark.parametrize(("name", "least"), LINES.items())
def test_signatures_are_read_rightly(told: dict[str, Score], name: str, least: float) -> None:
    assert told[name].of >= 100
    assert told[name].share >= least, report({name: told[name]})


def test_no_organisation_is_read_where_none_is_named(told: dict[str, Score]) -> None:
    invented = [each for each in told["organisation"].wrong if "expected  ''" in each]
    assert not invented, "\n".join(invented)
