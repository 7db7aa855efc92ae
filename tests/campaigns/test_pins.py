"""What a published letter says is written down for ever, beside what the record says now."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test import Client

from campaigns import letters
from campaigns.models import OpenLetter, QuotedFigure
from dispute.models import Dispute, StrikeDay
from tests.factories import (
    make_branch,
    make_departure,
    make_dispute,
    make_open_letter,
    make_strike_day,
    make_team,
)

DATED = date(2026, 5, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def dispute() -> Dispute:
    make_branch()
    dispute = make_dispute(notice_given_on=date(2026, 2, 2))
    for day in (3, 4, 5):
        make_strike_day(dispute=dispute, date=date(2026, 4, day), announced_on=date(2026, 3, 1))
    return dispute


def letter_of(
    dispute: Dispute, body: str = "After [[strike_days_taken]] days.", **fields: Any
) -> OpenLetter:
    return make_open_letter(dispute=dispute, dated=DATED, sent_on=DATED, body=body, **fields)


def page_of(letter: OpenLetter) -> str:
    return Client().get(letter.get_absolute_url()).content.decode()


def test_a_figure_is_pinned_with_its_value_definition_and_rows(dispute: Dispute) -> None:
    pin = letter_of(dispute).quoted.get()
    assert (pin.key, pin.value, pin.shown, pin.as_at) == ("strike_days_taken", "3", "3", DATED)
    assert [row["date"] for row in pin.rows] == ["2026-04-03", "2026-04-04", "2026-04-05"]
    assert pin.definition.startswith("Days of strike")
    assert (pin.row_count, len(pin.rows_digest)) == (3, 64)


def test_the_letter_stays_as_it_was_when_a_row_changes(dispute: Dispute) -> None:
    letter = letter_of(dispute)
    before = letter.body_html
    StrikeDay.objects.filter(date=date(2026, 4, 3)).delete()
    letter.refresh_from_db()
    assert letter.body_html == before
    page = page_of(letter)
    assert '<a class="quoted-figure" href="#figure-1" rel="noopener nofollow">3</a>' in page
    assert "The record now says 2 days, as at 1 May 2026." in page


def test_the_page_differs_only_in_what_the_record_says_today(dispute: Dispute) -> None:
    letter = letter_of(dispute)
    before = page_of(letter).splitlines()
    StrikeDay.objects.filter(date=date(2026, 4, 3)).update(note="Changed", source="Another source")
    StrikeDay.objects.filter(date=date(2026, 4, 4)).delete()
    after = page_of(letter).splitlines()
    changed = [line for line in after if line not in before]
    assert changed
    assert all("The record" in line for line in changed)


def test_where_nothing_differs_the_record_says_the_same(dispute: Dispute) -> None:
    page = page_of(letter_of(dispute))
    assert "The record today says" not in page
    assert "The same" in page


def test_each_row_behind_a_figure_is_on_the_page(dispute: Dispute) -> None:
    page = page_of(letter_of(dispute))
    for day in ("3 April 2026", "4 April 2026", "5 April 2026"):
        assert day in page


@pytest.mark.parametrize(
    "change",
    [
        lambda: QuotedFigure.objects.update(shown="4"),
        lambda: QuotedFigure.objects.get().save(),
        lambda: connection.cursor().execute("UPDATE campaigns_quotedfigure SET value = '4'"),
    ],
)
def test_the_database_refuses_to_change_a_pin(dispute: Dispute, change: Any) -> None:
    letter_of(dispute)
    with pytest.raises(DatabaseError), transaction.atomic():
        change()


def test_a_letter_with_a_reference_that_cannot_be_given_is_not_published(dispute: Dispute) -> None:
    draft = letter_of(dispute, "Only [[offer_latest]].", status="draft")
    with pytest.raises(ValidationError, match="no offer made"):
        letters.publish(draft, by=None)
    draft.refresh_from_db()
    assert (draft.status, draft.quoted.count()) == ("draft", 0)


def test_of_two_officers_at_once_the_second_is_refused(dispute: Dispute) -> None:
    draft = letter_of(dispute, status="draft")
    mine, theirs = (OpenLetter.objects.get(pk=draft.pk) for _each in range(2))
    letters.publish(mine, by=None)
    with pytest.raises(ValidationError, match="published already"):
        letters.publish(theirs, by=None)
    assert QuotedFigure.objects.count() == 1


def test_the_text_of_a_published_letter_is_not_changed_in_passing(dispute: Dispute) -> None:
    letter = letter_of(dispute)
    letter.body = "After many days."
    with pytest.raises(ValidationError, match="new version"):
        letters.save(letter, by=None)


def test_dates_and_the_reply_of_a_published_letter_can_be_kept(dispute: Dispute) -> None:
    letter = letter_of(dispute)
    letter.acknowledged_on, letter.reply = date(2026, 5, 3), "We will **write**."
    letters.save(letter, by=None)
    letter.refresh_from_db()
    assert "<strong>write</strong>" in letter.reply_html
    assert ">3</a>" in letter.body_html


def test_a_new_version_says_so_and_has_pins_of_its_own(dispute: Dispute) -> None:
    letter = letter_of(dispute)
    make_strike_day(dispute=dispute, date=date(2026, 4, 6), announced_on=date(2026, 3, 1))
    letter.body = "After [[strike_days_taken]] long days."
    letters.publish_new_version(letter, by=None)
    assert [(pin.version, pin.shown) for pin in letter.quoted.all()] == [(1, "3"), (2, "4")]
    assert "Version 2 of this letter" in page_of(letter)


def test_a_letter_published_again_after_unpublishing_is_a_new_version(dispute: Dispute) -> None:
    letter = letter_of(dispute)
    letters.unpublish(letter, by=None)
    assert QuotedFigure.objects.filter(letter=letter).count() == 1
    letters.publish(letter, by=None)
    assert letter.version == 2


def test_two_officers_cannot_both_publish_a_new_version_of_the_same(dispute: Dispute) -> None:
    letter = letter_of(dispute)
    mine, theirs = (OpenLetter.objects.get(pk=letter.pk) for _each in range(2))
    letters.publish_new_version(mine, by=None)
    with pytest.raises(ValidationError, match="just now"):
        letters.publish_new_version(theirs, by=None)


def test_a_save_that_was_begun_before_a_publication_takes_nothing_back(dispute: Dispute) -> None:
    draft = letter_of(dispute, status="draft")
    mine, theirs = (OpenLetter.objects.get(pk=draft.pk) for _each in range(2))
    letters.publish(mine, by=None)
    theirs.sent_on = date(2026, 5, 2)
    letters.save(theirs, by=None)
    draft.refresh_from_db()
    assert (draft.status, draft.version, draft.sent_on) == ("published", 1, date(2026, 5, 2))


def test_nobody_saves_over_what_somebody_else_has_saved_since(dispute: Dispute) -> None:
    draft = letter_of(dispute, status="draft")
    seen = OpenLetter.objects.get(pk=draft.pk).edition
    letters.save(draft, by=None, seen=seen)
    for write in (letters.save, letters.publish, letters.unpublish):
        with pytest.raises(ValidationError, match="Somebody else"):
            write(draft, by=None, seen=seen)


def test_versions_go_on_from_the_last_pins(dispute: Dispute) -> None:
    letter = letter_of(dispute)
    OpenLetter.objects.filter(pk=letter.pk).update(version=0, status="draft", published_at=None)
    letters.publish(letter, by=None)
    assert (letter.version, letter.quoted.count()) == (2, 2)


def test_a_letter_does_not_count_itself(dispute: Dispute) -> None:
    letter_of(dispute)
    page = page_of(letter_of(dispute, "You owe us [[letters_unanswered|words]] reply."))
    assert ">one</a>" in page
    assert "The record now says" not in page


def test_a_figure_around_the_text_is_refused(dispute: Dispute) -> None:
    with pytest.raises(ValidationError, match="around it"):
        letter_of(dispute, title="After [[strike_days_taken]] days")


def test_what_was_renamed_is_told_in_words_for_readers(dispute: Dispute) -> None:
    team = make_team(dispute=dispute, name="North", posts=9, as_at=date(2026, 1, 1))
    letter = letter_of(dispute, "[[posts team=North]]")
    team.name = "Northern"
    team.save()
    assert "The record no longer holds what this figure was asked of." in page_of(letter)


def test_an_officer_can_stop_the_count(dispute: Dispute) -> None:
    letter = letter_of(dispute)
    assert letters.waiting_days(letter, date(2026, 5, 4)) == 3
    letter.count_stopped_on = date(2026, 5, 3)
    assert letters.waiting_days(letter, date(2026, 5, 4)) is None


def test_a_figure_says_where_it_was_quoted(dispute: Dispute) -> None:
    public = letter_of(dispute)
    hidden = letter_of(dispute, title="A letter that was taken back")
    letters.unpublish(hidden, by=None)
    page = Client().get(f"/{dispute.slug}/figures/strike_days_taken/").content.decode()
    assert public.title in page
    assert hidden.title not in page


def test_a_letter_of_many_figures_asks_the_database_no_more_often(
    dispute: Dispute, django_assert_max_num_queries: Any
) -> None:
    few = letter_of(dispute, "[[strike_days_taken]]")
    three = "[[strike_days_taken]] [[strike_days_to_come]] [[days_since_notice]]"
    many = letter_of(dispute, three)
    for letter in (few, many):
        with django_assert_max_num_queries(7):
            page_of(letter)


def test_rows_of_a_team_that_became_small_are_held_back(dispute: Dispute) -> None:
    north = make_team(dispute=dispute, name="North", posts=9, as_at=date(2026, 1, 1))
    given = date(2026, 3, 1)
    make_departure(dispute=dispute, team=north, notice_given_on=given, left_on=date(2026, 4, 1))
    letter = letter_of(dispute, "Of us [[departures_left team=North]] left.")
    assert "last day 1 April 2026" in page_of(letter)
    make_team(dispute=dispute, name="Duty", posts=2, as_at=date(2026, 1, 1))
    page = page_of(letter)
    assert ">1</a>" in page
    assert "last day 1 April 2026" not in page


def test_a_letter_of_very_many_rows_leads_to_them_instead(
    dispute: Dispute, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("campaigns.pins.ROWS_ON_A_PAGE", 2)
    page = page_of(letter_of(dispute))
    assert "3 April 2026" not in page
    address = f"/{dispute.slug}/figures/strike_days_taken/?as_at=2026-05-01"
    assert address in page
    assert "3 April 2026" in Client().get(address).content.decode()
