"""Figures to take away: their shape, their numbers, and cells that no spreadsheet runs."""

import csv
import io
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.test import Client

from dispute.exports import FIGURE_COLUMNS, FORMULA_STARTS, Table, csv_cell, csv_lines
from dispute.figures import Record, sheet
from dispute.models import Dispute
from tests import factories as make
from tests.addresses import Site, whole_site
from tests.reading import read

AS_AT = "2026-06-01"
KEYS = [
    "key", "label", "parameters", "value", "unit", "sentence", "definition", "numerator",
    "denominator", "missing",
]  # fmt: skip


@pytest.fixture
def site(db: None) -> Site:
    return whole_site(slug="library")


def as_json(client: Client, **asked: str) -> dict[str, Any]:
    return json.loads(read(client, "/library/figures.json", asked or {"as_at": AS_AT}))


def as_csv(client: Client, **asked: str) -> list[dict[str, str]]:
    text = read(client, "/library/figures.csv", asked or {"as_at": AS_AT})
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def entry(found: dict[str, Any], key: str) -> dict[str, Any]:
    return next(each for each in found["figures"] if each["key"] == key)


class TestJson:
    """/<dispute>/figures.json"""

    def test_is_shaped_as_promised(self, site: Site, client: Client) -> None:
        found = as_json(client)
        assert list(found) == ["dispute", "as_at", "figures"]
        assert (found["dispute"], found["as_at"]) == ("library", AS_AT)
        assert [list(each) for each in found["figures"]] == [KEYS] * len(found["figures"])
        response = client.get("/library/figures.json")
        assert response["Content-Type"] == "application/json"

    def test_gives_numbers_as_numbers(self, site: Site, client: Client) -> None:
        found = as_json(client)
        days = entry(found, "days_since_notice")
        assert (days["value"], days["unit"], type(days["value"])) == (119, "days", int)
        turnout = entry(found, "ballot_turnout")
        assert (turnout["value"], turnout["numerator"], turnout["denominator"]) == (85, 17, 20)
        yes = entry(found, "ballot_yes")
        assert yes["value"] == pytest.approx(100 * 15 / 16)
        for each in found["figures"]:
            for number in ("value", "numerator", "denominator"):
                assert each[number] is None or type(each[number]) in (int, float)

    def test_has_one_entry_a_list_and_a_series(self, site: Site, client: Client) -> None:
        make.make_waiting_list_figure(
            list=make.make_waiting_list(dispute=site.dispute, name="Zebra crossings")
        )
        make.make_statistic(dispute=site.dispute, series="Zebras")
        keys = [each["key"] for each in as_json(client)["figures"]]
        for key in ("longest_wait", "wait_against_standard", "statistic"):
            assert keys.count(key) == 2
        waits = [e for e in as_json(client)["figures"] if e["key"] == "longest_wait"]
        assert waits[1]["parameters"] == {"list": "Zebra crossings"}

    def test_says_why_a_figure_is_missing_and_never_nought(self, db: None, client: Client) -> None:
        make.make_dispute(slug="library")
        for each in as_json(client, as_at="2020-01-01")["figures"]:
            assert each["value"] is None, each["key"]
            assert each["missing"], each["key"]
            assert each["sentence"] == ""

    def test_gives_a_reason_or_a_value_and_never_both(self, site: Site, client: Client) -> None:
        for each in as_json(client)["figures"]:
            assert (each["value"] is None) == bool(each["missing"]), each["key"]
            assert bool(each["sentence"]) != bool(each["missing"]), each["key"]

    def test_keeps_letters_as_they_are(self, site: Site, client: Client) -> None:
        make.make_statistic(dispute=site.dispute, series="Zoë’s café ☕")
        assert "Zoë’s café ☕" in read(client, "/library/figures.json")


@pytest.mark.django_db
class TestCsv:
    """/<dispute>/figures.csv"""

    def test_begins_with_a_mark_and_the_columns(self, site: Site, client: Client) -> None:
        sent = client.get("/library/figures.csv").getvalue()
        assert sent.startswith(b"\xef\xbb\xbfdispute,as_at,key,")
        assert sent.splitlines()[0].decode("utf-8-sig") == ",".join(FIGURE_COLUMNS)

    def test_is_a_file_with_a_name(self, site: Site, client: Client) -> None:
        response = client.get("/library/figures.csv", {"as_at": AS_AT})
        assert response["Content-Type"] == "text/csv; charset=utf-8"
        named = f'attachment; filename="library-figures-{AS_AT}.csv"'
        assert response["Content-Disposition"] == named
        assert response.getvalue()

    def test_says_the_same_as_json(self, site: Site, client: Client) -> None:
        rows, found = as_csv(client), as_json(client)["figures"]
        assert len(rows) == len(found) == len(sheet(Record(site.dispute), date(2026, 6, 1)))
        for row, each in zip(rows, found, strict=True):
            assert (row["dispute"], row["as_at"]) == ("library", AS_AT)
            for name in ("key", "label", "unit", "definition"):
                assert row[name] == each[name]
            for name in ("value", "numerator", "denominator"):
                assert row[name] == ("" if each[name] is None else str(each[name]))
            assert json.loads(row["parameters"] or "{}") == each["parameters"]
            assert row["missing"] == (each["missing"] or "")

    def test_keeps_what_would_run_in_a_spreadsheet_inert(self, site: Site, client: Client) -> None:
        Dispute.objects.update(employer="=HYPERLINK(1)")
        for n, start in enumerate(("=", "+", "-", "@", "\t", "\r")):
            make.make_statistic(dispute=site.dispute, series=f"{start}cmd|' /C calc'!A{n}")
        text = read(client, "/library/figures.csv")
        for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")):
            for cell in row:
                number = cell.replace("-", "", 1).replace(".", "", 1).isdigit()
                assert number or not cell.startswith(FORMULA_STARTS)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
@pytest.mark.parametrize("before", ["", " ", "\n", " \n "])
def test_a_text_that_begins_like_a_formula_is_inert(start: str, before: str) -> None:
    assert csv_cell(f"{before}{start}1+1") == f"'{before}{start}1+1"


@pytest.mark.parametrize("text", ["", "1 = 1", "12 days", "a-b", "“-”", "'='", "é"])
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert csv_cell(text) == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (0, "0"),
        (-5, "-5"),
        (Decimal("2.50"), "2.5"),
        (Fraction(1500, 19), str(1500 / 19)),
        (date(1, 1, 1), "0001-01-01"),
    ],
)
def test_numbers_and_days_are_plain(cell: Any, text: str) -> None:
    assert csv_cell(cell) == text


def test_quotation_marks_commas_and_lines_survive() -> None:
    cells = ("a, “b”", 'c "d"', "e\nf", "g")
    lines = list(csv_lines(Table("t", ("1", "2", "3", "4"), [cells])))
    assert lines[0] == "\ufeff1,2,3,4\r\n"
    assert list(csv.reader(io.StringIO("".join(lines[1:]), newline=""))) == [list(cells)]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("form", ["csv", "json"])
def test_taking_away_asks_no_more_of_a_longer_record(
    site: Site,
    client: Client,
    rows: int,
    form: str,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    for _each in range(rows - 1):
        make.make_statistic(dispute=site.dispute)
        make.make_strike_day(dispute=site.dispute)
        make.make_message(dispute=site.dispute)
        make.make_open_letter(dispute=site.dispute)
    with django_assert_num_queries(13):
        assert read(client, f"/library/figures.{form}")
