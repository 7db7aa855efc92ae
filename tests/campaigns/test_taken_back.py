"""A message that its sender takes back leaves the figures that letters quote; the figures stay."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from campaigns.models import OpenLetter, QuotedFigure
from campaigns.pins import REFUSAL
from campaigns.taken_back import count_pins
from dispute.packs.exporting import export_pack
from solidarity import withdrawing
from solidarity.models import Message
from tests import factories as make
from tests.dispute.packs.made import brought
from tests.tables import everything

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 20, 10, tzinfo=UTC)
SECRET = "Zq7secret"
BODY = "[[messages_published]] messages from [[organisations_in_support]] organisations."


@pytest.fixture
def letter() -> OpenLetter:
    """A letter that quotes two messages, one of them with something to leak in every place."""
    make.make_branch()
    dispute = make.make_dispute()
    make.make_message(dispute=dispute, organisation="Millbrook Readers")
    told = {"name": SECRET, "organisation": f"{SECRET} Branch", "source": f"{SECRET}, by e-mail"}
    make.make_message(dispute=dispute, body="Go on", source_url=f"https://{SECRET}.example", **told)
    return make.make_open_letter(dispute=dispute, body=BODY, dated=date(2026, 3, 9))


def sender() -> Message:
    return Message.objects.get(name=SECRET)


def pins() -> list[dict[str, Any]]:
    return list(QuotedFigure.objects.order_by("pk").values())


def refused(**changes: object) -> bool:
    """Whether the database refuses to change every pin so."""
    try:
        with transaction.atomic():
            QuotedFigure.objects.update(**changes)
    except DatabaseError as error:
        return REFUSAL in str(error)
    return False


def test_nothing_of_the_sender_is_left_in_any_table_page_or_paper(
    letter: OpenLetter, client: Client, tmp_path: Path
) -> None:
    assert SECRET in client.get(letter.get_absolute_url()).text
    assert everything().count(SECRET) > 5
    withdrawing.withdraw(sender(), at=AT)
    assert [
        line for line in everything().splitlines() if SECRET.casefold() in line.casefold()
    ] == []
    below = letter.dispute.get_absolute_url()
    for page in (letter.get_absolute_url(), f"{below}wall/", f"{below}figures/messages_published/"):
        assert SECRET not in client.get(page).text
    for public in (True, False):
        export_pack(letter.dispute, tmp_path / str(public), public=public)
    written = [path.read_text() for path in tmp_path.rglob("*.*") if path.suffix != ".png"]
    assert written
    assert SECRET not in "".join(written)


def test_figure_keeps_its_value_its_digest_and_how_many_rows(letter: OpenLetter) -> None:
    before = pins()
    withdrawing.withdraw(sender(), at=AT)
    for was, now in zip(before, pins(), strict=True):
        assert {**was, "rows": 0} == {**now, "rows": 0}
        assert len(was["rows"]) == len(now["rows"]) == 2
        assert was["rows"][0] == now["rows"][0]
        kept = {name: was["rows"][1][name] for name in ("table", "ref", "date")}
        assert now["rows"][1] == {**kept, "text": "", "source": "", "source_url": ""}


def test_letter_says_that_a_row_was_taken_back(letter: OpenLetter, client: Client) -> None:
    withdrawing.withdraw(sender(), at=AT)
    assert "a message that was taken back" in client.get(letter.get_absolute_url()).text


def test_paper_loses_the_source(letter: OpenLetter) -> None:
    from campaigns.documents.letter import letter_data

    assert SECRET in str(letter_data(letter))
    withdrawing.withdraw(sender(), at=AT)
    assert SECRET not in str(letter_data(letter))


def test_organisation_stays_where_another_message_names_it(letter: OpenLetter) -> None:
    twin = make.make_message(dispute=letter.dispute, organisation=f"{SECRET}  BRANCH")
    withdrawing.withdraw(sender(), at=AT)
    assert any(SECRET in row["text"] for pin in pins() for row in pin["rows"])
    withdrawing.withdraw(twin, at=AT)
    assert SECRET not in str(pins())


def test_organisation_goes_though_the_message_shows_another_by_now(letter: OpenLetter) -> None:
    message = sender()
    message.organisation = "Something else"
    message.save()
    withdrawing.withdraw(message, at=AT)
    assert SECRET not in str(pins())


def test_other_disputes_letters_stay_as_they_are(letter: OpenLetter) -> None:
    other = make.make_message(organisation=f"{SECRET} Branch")
    before = pins()
    withdrawing.withdraw(other, at=AT)
    assert pins() == before
    assert count_pins(sender()) == 2


def test_older_pack_brings_no_words_back_of_what_was_taken_back(
    letter: OpenLetter, tmp_path: Path
) -> None:
    message = sender()
    export_pack(letter.dispute, tmp_path / "older")
    withdrawing.withdraw(message, at=AT)
    QuotedFigure.objects.all().delete()
    brought(tmp_path / "older")
    rows = [row for pin in pins() for row in pin["rows"] if row["ref"] == message.ref]
    assert rows
    assert SECRET not in str(rows)


# --- What the database refuses --------------------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [{"value": "3"}, {"shown": "3"}, {"rows_digest": "0" * 64}, {"row_count": 9}, {"rows": []}],
)
def test_database_refuses_any_other_change(letter: OpenLetter, changes: dict[str, object]) -> None:
    assert refused(**changes)


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Another branch"},
        {"text": ""},
        {"text": "", "source": "", "source_url": "", "ref": "000000000000"},
        {"text": "", "source": "", "source_url": "", "date": "2020-01-01"},
        {"text": "", "source": "", "source_url": "", "table": "strike_days"},
    ],
)
def test_database_refuses_all_but_whole_erasing(letter: OpenLetter, change: dict[str, str]) -> None:
    pin = QuotedFigure.objects.filter(key="messages_published").get()
    assert refused(rows=[{**pin.rows[0], **change}, pin.rows[1]])
    assert refused(rows=[pin.rows[1], pin.rows[0]])


def test_database_refuses_to_erase_rows_of_the_record() -> None:
    make.make_branch()
    dispute = make.make_dispute()
    make.make_strike_day(dispute=dispute, date=date(2026, 3, 3))
    letter = make.make_open_letter(
        dispute=dispute, body="[[strike_days_taken]]", dated=date(2026, 4, 1)
    )
    row = letter.quoted.get().rows[0]
    assert refused(rows=[{**row, "text": "", "source": "", "source_url": ""}])


def test_database_refuses_it_in_raw_sql_too(letter: OpenLetter) -> None:
    change = "UPDATE campaigns_quotedfigure SET rows = %s"
    with connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
        cursor.execute(change, ["[]"])
