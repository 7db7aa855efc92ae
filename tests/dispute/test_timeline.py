"""What happened, by day: each kind of row, told once, and nothing of the days to come."""

from datetime import date

import pytest
from django.test import Client

from dispute.figures import Record
from dispute.models import Dispute
from dispute.timeline import TimelineEntry, entries, runs
from tests import factories as make
from tests.reading import foreign, read

pytestmark = pytest.mark.django_db

LATER = date(2026, 12, 31)


def told(dispute: Dispute, at: date = LATER) -> list[TimelineEntry]:
    return entries(Record(dispute), at)


def titles(dispute: Dispute, at: date = LATER) -> list[str]:
    return [entry.title for entry in told(dispute, at)]


def test_a_dispute_begins_with_being_raised_and_notice() -> None:
    dispute = make.make_dispute()
    assert titles(dispute) == ["Notice is given to Millbrook Council", "The dispute is raised"]
    assert titles(dispute, date(2026, 1, 12)) == ["The dispute is raised"]
    assert titles(dispute, date(2026, 1, 11)) == []


def test_a_dispute_ends_with_its_outcome() -> None:
    dispute = make.make_dispute(
        status="settled", closed_on=date(2026, 5, 1), outcome="Twelve posts filled."
    )
    last = told(dispute)[0]
    assert (last.date, last.title) == (date(2026, 5, 1), "The dispute is settled")
    assert last.text == "Twelve posts filled."


def test_each_row_is_told_on_its_day_with_its_source() -> None:
    dispute = make.make_dispute()
    source = {"dispute": dispute, "source": "Minutes", "source_url": "https://minutes.example/"}
    make.make_ballot(**source)
    make.make_offer(**source)
    make.make_milestone(date=date(2026, 2, 14), title="Petition handed in", **source)
    make.make_correction(what="A count", **source)
    found = {entry.title: entry for entry in told(dispute)}
    assert found["The ballot closes: 15 yes, 1 no"].text == "17 of 20 entitled to vote did so."
    assert found["The offer is rejected"].date == date(2026, 2, 20)
    assert found["Petition handed in"].source_url == "https://minutes.example/"
    assert found["We correct ourselves: A count"].date == date(2026, 3, 20)
    assert titles(dispute, date(2026, 2, 16))[0] == "Millbrook Council makes an offer"


def test_an_offer_without_answer_has_none() -> None:
    dispute = make.make_dispute()
    make.make_offer(dispute=dispute, response="", responded_on=None)
    assert [title for title in titles(dispute) if "offer" in title] == [
        "Millbrook Council makes an offer"
    ]


def test_strike_days_are_told_by_the_week_and_only_those_taken() -> None:
    dispute = make.make_dispute()
    for day in (2, 3, 4, 9):
        make.make_strike_day(dispute=dispute, date=date(2026, 3, day))
    make.make_strike_day(dispute=dispute, date=date(2026, 3, 5), called_off_on=date(2026, 3, 4))
    make.make_strike_day(dispute=dispute, date=date(2026, 3, 6), kind="action short of a strike")
    strikes = [entry for entry in told(dispute) if entry.kind == "strike"]
    assert [(entry.date.day, entry.title) for entry in strikes] == [
        (9, "1 day of strike action"),
        (2, "3 days of strike action"),
    ]
    assert strikes[1].text == "Until 4 March 2026."
    during = [entry for entry in told(dispute, date(2026, 3, 3)) if entry.kind == "strike"]
    assert [entry.title for entry in during] == ["2 days of strike action"]


def test_a_week_over_new_year_is_one_run() -> None:
    dispute = make.make_dispute(raised_on=date(2025, 1, 1))
    days = [date(2025, 12, 31), date(2026, 1, 2), date(2026, 1, 5)]
    rows = [make.make_strike_day(dispute=dispute, date=d, announced_on=d) for d in days]
    assert runs(rows[::-1]) == [rows[:2], rows[2:]]


def test_letters_and_replies_are_told_once_published() -> None:
    dispute = make.make_dispute()
    make.make_open_letter(dispute=dispute, title="Empty posts", replied_on=date(2026, 4, 1))
    make.make_open_letter(dispute=dispute, title="A draft", status="draft")
    found = [(entry.kind, entry.text, bool(entry.url)) for entry in told(dispute)]
    assert ("letter", "Empty posts", True) in found
    assert ("reply", "", True) in found
    assert "A draft" not in str(found)


def test_another_disputes_rows_are_its_own() -> None:
    make.make_milestone(title="Of another dispute")
    assert "Of another dispute" not in titles(make.make_dispute())


def test_the_page_has_a_heading_a_year_and_ways_to_each(client: Client) -> None:
    dispute = make.make_dispute(slug="library", raised_on=date(2024, 5, 1))
    page = read(client, "/library/timeline/")
    for year in (2026, 2024):
        assert f'<section class="section" id="y{year}">' in page
        assert f'href="#y{year}"' in page
    assert page.index("<h2>2026</h2>") < page.index("<h2>2024</h2>")
    assert dispute.title in page


@pytest.mark.parametrize("title", ["<b>bold</b>", "“Zoë’s” ✊", "x" * 200])
def test_titles_are_words_and_nothing_else(client: Client, title: str) -> None:
    dispute = make.make_dispute(slug="library")
    make.make_milestone(dispute=dispute, title=title, text="<script>alert(1)</script>" * 500)
    page = read(client, "/library/timeline/")
    assert "<b>" not in page
    assert foreign(page) == []
