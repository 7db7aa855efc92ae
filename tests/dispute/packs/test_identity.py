"""Reading ∘ writing = identity, of cells, of documents, and of whole disputes."""

from datetime import UTC, date, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dispute.figures import Record, sheet
from dispute.models import Departure, Dispute, StrikeDay
from dispute.packs.cells import Day, Instant, Number, Text, Whole, YesNo
from dispute.packs.documents import read_document, write_document
from dispute.packs.exporting import export_pack
from dispute.packs.problems import Problems
from dispute.packs.spreadsheet import RISKY, guarded, unguarded
from solidarity.models import Message
from tests import factories as make
from tests.dispute.packs.made import brought, emptied

# All that a database holds but control characters, which no page shows.
TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\t\n\r"), max_size=60
)
WORDS = TEXT.filter(lambda text: bool(text.strip()))
LINE = st.text("=+-@' \t\r\nab“”，＝0é", max_size=8)
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@given(st.one_of(TEXT, LINE))
@example("'=1")
@example("' =1")
@example("''' @a")
def test_guarded_text_comes_back_and_runs_nowhere(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).lstrip().startswith(("=", "+", "-", "@", "＝"))
    assert not guarded(text).startswith(("\t", "\r"))


@given(st.one_of(TEXT, LINE))
def test_text_that_needs_no_guard_is_let_be(text: str) -> None:
    if not RISKY.match(text):
        assert guarded(text) == text


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (Text(), WORDS),
        (Day(), st.dates()),
        (Whole(), st.integers(0, 2**31 - 1)),
        (Number(), st.decimals(-(10**12), 10**12, places=4)),
        (YesNo(), st.booleans()),
        (Instant(), st.datetimes(timezones=st.just(UTC))),
    ],
)  # fmt: skip
@given(data=st.data())
def test_cell_comes_back(kind: Text, values: st.SearchStrategy[Any], data: st.DataObject) -> None:
    value = data.draw(values)
    assert kind.parse(kind.write(value)) == value


@given(st.dictionaries(st.from_regex(r"[a-z_]{1,12}", fullmatch=True), TEXT, max_size=4), TEXT)
@example({"a": "x\u2028y\u2029z"}, "---\n")
@example({"a": "\n\n  a\n b "}, "\r\n")
@example({"a": "---"}, "\ufeff")
@example({"a": "null", "b": "~", "c": "yes", "d": "2026-01-01", "e": "1e3", "f": ""}, "")
def test_document_comes_back(values: dict[str, str], body: str) -> None:
    text = write_document(dict(values), body)
    problems = Problems()
    read = read_document("a.md", text.encode(), problems)
    problems.raise_if_any()
    assert read is not None
    assert ({name: found for name, (_place, found) in read[0].items()}, read[1]) == (values, body)


def test_document_says_where_its_names_stand() -> None:
    read = read_document("a.md", b"---\ntitle: A\nreply: |\n  b\n\ndated: x\n---\n", Problems())
    assert read is not None
    assert [place.line for place, _text in read[0].values()] == [2, 3, 6]


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_dispute_comes_back(db: None, data: st.DataObject) -> None:
    emptied()
    dispute = make_anything(data)
    figures = figures_of(dispute)
    with TemporaryDirectory() as temporary:
        one, two = Path(temporary, "one.zip"), Path(temporary, "two.zip")
        export_pack(dispute, one)
        emptied()
        brought(one)
        again = Dispute.objects.get()
        export_pack(again, two)
        assert one.read_bytes() == two.read_bytes()
    assert figures_of(again) == figures


def figures_of(dispute: Dispute) -> list[tuple[object, ...]]:
    return [
        (each.key, each.parameters, each.value, each.missing, each.sentence)
        for each in sheet(Record(dispute), date(2026, 6, 1))
    ]


def make_anything(data: st.DataObject) -> Dispute:
    """Make a dispute with whatever rows can be."""
    make.make_branch(name=data.draw(WORDS), address=data.draw(TEXT))
    dispute = make.make_dispute(title=data.draw(WORDS), summary=data.draw(TEXT))
    for day in data.draw(st.sets(DAYS, max_size=4)):
        kind = data.draw(st.sampled_from(StrikeDay.Kind.values))
        early = day - timedelta(days=data.draw(st.integers(0, 40)))
        make.make_strike_day(
            dispute=dispute, date=day, announced_on=early, kind=kind, note=data.draw(TEXT),
            called_off_on=data.draw(st.sampled_from([None, early, day])), source=data.draw(TEXT),
        )  # fmt: skip
    teams = [
        make.make_team(dispute=dispute, name=data.draw(WORDS), as_at=as_at, posts=7)
        for as_at in data.draw(st.sets(DAYS, max_size=3))
    ]
    for team in teams:
        make.make_departure(
            team=team, left_on=data.draw(DAYS), notice_given_on=None, note=data.draw(TEXT),
            kind=data.draw(st.sampled_from(Departure.Kind.values)),
            experience_years=data.draw(st.decimals(0, 60, places=1)),
        )  # fmt: skip
    make.make_statistic(
        dispute=dispute, series=data.draw(WORDS), value=data.draw(st.decimals(-9, 9, places=4)),
        unit=data.draw(WORDS.map(lambda text: text[:20]).filter(str.strip)),
    )  # fmt: skip
    make_anything_sent(data, dispute)
    make.make_offer(dispute=dispute, percent=None, amount=Decimal("0.50"), summary=data.draw(TEXT))
    return dispute


def make_anything_sent(data: st.DataObject, dispute: Dispute) -> None:
    """Make messages on few days, so that their order on a day matters, and a letter."""
    for status in data.draw(
        st.lists(st.sampled_from(["published", "pending", "held"]), max_size=5)
    ):
        make.make_message(
            dispute=dispute, status=status, body=data.draw(WORDS), name=data.draw(TEXT),
            display=data.draw(st.sampled_from(Message.Display.values)),
            received_on=date(2026, 3, data.draw(st.integers(1, 2))), organisation=data.draw(TEXT),
        )  # fmt: skip
    make.make_open_letter(
        dispute=dispute, body=f"Letter\n{data.draw(TEXT)}", title=data.draw(WORDS),
        reply=data.draw(TEXT), signatories=data.draw(TEXT), recipient_address=data.draw(TEXT),
    )  # fmt: skip
