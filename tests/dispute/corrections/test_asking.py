"""Changing a row that a published figure rests on asks why, and offers to say so in public."""

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.messages import get_messages

from dispute.models import Correction, Departure
from tests import factories as make

from .made import (
    DATED,
    REASON,
    answer,
    asked,
    change_url,
    departure_fields,
    dispute_with_letter,
    letter_of,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client

pytestmark = pytest.mark.django_db
LATER = "2026-05-08"
QUERIES = 70


def test_a_row_behind_a_published_figure_asks_why_before_it_is_saved(
    officer_client: "Client",
) -> None:
    _dispute, departure, letter = dispute_with_letter()
    page = asked(officer_client, change_url(departure), departure_fields(departure, left_on=LATER))
    departure.refresh_from_db()
    assert departure.left_on == date(2026, 4, 1)
    assert departure.history.count() == 1
    assert "This row stands behind figures in 1 published letter." in page.text
    assert letter.title in page.text
    assert "it says “2”" in page.text
    assert "will say 1 departure" in page.text


def test_nothing_typed_is_lost_while_it_asks(officer_client: "Client") -> None:
    _dispute, departure, _letter = dispute_with_letter()
    fields = departure_fields(departure, left_on=LATER, note="Half typed", kind="retired")
    page = asked(officer_client, change_url(departure), fields)
    form = page.context["adminform"].form
    assert (form["left_on"].value(), form["note"].value()) == (LATER, "Half typed")
    assert form["kind"].value() == "retired"


def test_the_correction_is_drafted_in_plain_words(officer_client: "Client") -> None:
    _dispute, departure, _letter = dispute_with_letter()
    fields = departure_fields(departure, left_on="2026-04-08")
    page = asked(officer_client, change_url(departure), fields)
    told = answer(page)
    assert told["correction-what"] == "Last day of a departure in North"
    assert (told["correction-was"], told["correction-now"]) == ("1 April 2026", "8 April 2026")
    # The letter still says what the record says: nothing needs to be corrected in public.
    assert "correction-publish" not in told


def test_with_a_reason_it_is_saved_and_the_correction_is_public(
    officer_client: "Client", officer: "User", client: "Client"
) -> None:
    dispute, departure, letter = dispute_with_letter()
    fields = departure_fields(departure, left_on=LATER)
    page = asked(officer_client, change_url(departure), fields)
    assert answer(page)["correction-publish"] is True
    saved = officer_client.post(change_url(departure), fields | answer(page, reason=REASON))
    assert saved.status_code == 302
    departure.refresh_from_db()
    assert departure.left_on == date(2026, 5, 8)
    assert departure.history.first().history_change_reason == REASON
    correction = Correction.objects.get()
    assert (correction.entered_by, correction.reason) == (officer, REASON)
    public = client.get(f"/{dispute.slug}/corrections/").text
    for words in ("1 April 2026", "8 May 2026", REASON, letter.title, letter.get_absolute_url()):
        assert words in public


def test_without_a_reason_it_asks_again_and_keeps_the_words(officer_client: "Client") -> None:
    _dispute, departure, _letter = dispute_with_letter()
    fields = departure_fields(departure, left_on=LATER)
    page = asked(officer_client, change_url(departure), fields)
    again = asked(
        officer_client, change_url(departure), fields | answer(page, reason=" ", what="My words")
    )
    assert "Say why." in again.text
    assert "My words" in again.text
    assert not Correction.objects.exists()
    departure.refresh_from_db()
    assert departure.left_on == date(2026, 4, 1)


def test_a_ticked_correction_needs_its_words(officer_client: "Client") -> None:
    _dispute, departure, _letter = dispute_with_letter()
    fields = departure_fields(departure, left_on=LATER)
    page = asked(officer_client, change_url(departure), fields)
    told = answer(page, reason=REASON, was="", now="x" * 301)
    again = asked(officer_client, change_url(departure), fields | told)
    assert "A correction says this." in again.text
    assert "At most 300 characters." in again.text
    assert not Correction.objects.exists()


def test_an_unticked_correction_is_not_published(officer_client: "Client") -> None:
    _dispute, departure, _letter = dispute_with_letter()
    fields = departure_fields(departure, left_on=LATER)
    page = asked(officer_client, change_url(departure), fields)
    told = answer(page, reason=REASON, publish=None)
    assert officer_client.post(change_url(departure), fields | told).status_code == 302
    assert not Correction.objects.exists()
    assert Departure.objects.get(pk=departure.pk).left_on == date(2026, 5, 8)


def test_a_source_or_a_note_is_changed_without_a_question(officer_client: "Client") -> None:
    _dispute, departure, _letter = dispute_with_letter()
    fields = departure_fields(departure, source="Minutes", note="Seen")
    assert officer_client.post(change_url(departure), fields).status_code == 302


def test_a_row_that_nothing_published_rests_on_is_changed_without_a_question(
    officer_client: "Client",
) -> None:
    dispute, _departure, _letter = dispute_with_letter()
    day = make.make_strike_day(dispute=dispute, date=date(2026, 6, 2))
    fields = {"date": "2026-06-03", "announced_on": "2026-02-02", "kind": "strike"}
    assert officer_client.post(change_url(day), fields).status_code == 302


def test_a_draft_letter_asks_nothing(officer_client: "Client") -> None:
    _dispute, departure, _letter = dispute_with_letter(status="draft")
    fields = departure_fields(departure, left_on=LATER)
    assert officer_client.post(change_url(departure), fields).status_code == 302


def test_a_row_whose_figures_hide_it_asks_by_what_they_say(officer_client: "Client") -> None:
    """Posts are not among the rows behind a share; the share says another thing all the same."""
    _dispute, departure, _letter = dispute_with_letter("[[departures_share|percentage]] left.")
    team = departure.team
    fields = {"name": "North", "posts": "40", "as_at": team.as_at, "experience_years": "96"}
    page = asked(officer_client, change_url(team), fields)
    assert "(2 of 30)" in page.text
    assert "(2 of 40)" in page.text


def test_the_day_of_notice_of_the_dispute_is_asked_about(officer_client: "Client") -> None:
    dispute, _departure, _letter = dispute_with_letter("[[days_since_notice]] days ago.")
    fields = {
        name: getattr(dispute, name) or ""
        for name in ("title", "slug", "headline", "employer", "workforce", "summary", "demand",
                     "raised_on", "status", "outcome")
    }  # fmt: skip
    page = asked(officer_client, change_url(dispute), fields | {"notice_given_on": "2026-02-04"})
    assert answer(page)["correction-what"] == "Day of notice of the dispute"


def test_two_officers_at_once_are_asked_about_what_is_there_now(
    officer_client: "Client", admin_client: "Client"
) -> None:
    _dispute, departure, _letter = dispute_with_letter()
    fields = departure_fields(departure, left_on=LATER)
    first = asked(officer_client, change_url(departure), fields)
    other = departure_fields(departure, left_on="2026-06-30")
    second = asked(admin_client, change_url(departure), other)
    saved = admin_client.post(change_url(departure), other | answer(second, reason="Hers"))
    assert saved.status_code == 302
    told = answer(first, reason=REASON)
    again = asked(officer_client, change_url(departure), fields | told)
    assert "somebody else has saved something since" in again.text
    assert REASON in again.text
    assert Departure.objects.get(pk=departure.pk).left_on == date(2026, 6, 30)
    assert Correction.objects.count() == 1


def test_a_rep_is_asked_nothing_and_changes_nothing(rep_client: "Client") -> None:
    _dispute, departure, _letter = dispute_with_letter()
    fields = departure_fields(departure, left_on=LATER)
    assert rep_client.post(change_url(departure), fields).status_code == 403
    assert rep_client.get("/admin/touched/").status_code == 403


def test_whoever_may_not_publish_a_correction_gives_a_reason_alone(
    officer_client: "Client",
) -> None:
    own = Permission.objects.get(codename="add_correction")
    Group.objects.get(name="officer").permissions.remove(own)
    _dispute, departure, _letter = dispute_with_letter()
    fields = departure_fields(departure, left_on=LATER)
    page = asked(officer_client, change_url(departure), fields)
    assert "Publish a correction" not in page.text
    told = answer(page, reason=REASON, publish="on", what="x", was="y", now="z")
    assert officer_client.post(change_url(departure), fields | told).status_code == 302
    assert not Correction.objects.exists()


def test_after_saving_it_says_how_many_letters_it_touches(officer_client: "Client") -> None:
    dispute, departure, letter = dispute_with_letter()
    letter_of(dispute, "And [[departures_left]] left.", title="Another letter")
    fields = departure_fields(departure, left_on=LATER)
    page = asked(officer_client, change_url(departure), fields)
    saved = officer_client.post(change_url(departure), fields | answer(page, reason=REASON))
    said = [str(each) for each in get_messages(saved.wsgi_request)]
    assert any("This touches 2 published letters." in each for each in said)
    listed = officer_client.get("/admin/touched/").text
    assert letter.title in listed
    assert "Another letter" in listed
    assert "The record said 2 departures, and now says 1 departure" in listed


def test_a_row_that_is_added_says_what_it_touches(officer_client: "Client") -> None:
    dispute, departure, _letter = dispute_with_letter()
    fields = departure_fields(departure, dispute=dispute.pk, left_on="2026-04-20")
    saved = officer_client.post("/admin/dispute/departure/add/", fields)
    assert saved.status_code == 302
    assert "This touches 1 published letter." in "".join(
        str(each) for each in get_messages(saved.wsgi_request)
    )
    link = officer_client.get("/admin/touched/").context["lists"][0]["correct"]
    page = officer_client.get(link)
    assert "2 departures" in page.text
    told = {"dispute": dispute.pk, "corrected_on": DATED, "what": "Left", "was": "2", "now": "3",
            "reason": "One was forgotten."}  # fmt: skip
    assert officer_client.post(link, told).status_code == 302
    assert Correction.objects.get().affects[0]["shown"] == "2"


def test_a_sentence_that_was_right_is_listed_when_the_record_turns_against_it(
    officer_client: "Client",
) -> None:
    """Nobody wrote a reference: the letter check reads the words."""
    _dispute, departure, _letter = dispute_with_letter("In all, 2 people have left the service.")
    fields = departure_fields(departure, left_on=LATER)
    saved = officer_client.post(change_url(departure), fields)
    assert saved.status_code == 302
    listed = officer_client.get("/admin/touched/").text
    assert "1 published letter" in listed
    assert "In all, 2 people have left the service." in listed
    assert "The record now says" in listed


def test_a_text_that_is_too_long_is_not_read_again_and_that_is_said(
    officer_client: "Client",
) -> None:
    dispute, departure, _letter = dispute_with_letter()
    letter_of(dispute, "Long words. " * 6000, title="A very long letter")
    fields = departure_fields(departure, left_on=LATER)
    page = asked(officer_client, change_url(departure), fields)
    officer_client.post(change_url(departure), fields | answer(page, reason=REASON))
    assert (
        "1 text could not be read again: read it yourself."
        in officer_client.get("/admin/touched/").text
    )


@pytest.mark.parametrize("count", [1, 3])
def test_more_letters_ask_the_database_no_more_often(
    count: int, officer_client: "Client", django_assert_num_queries: Any
) -> None:
    dispute, departure, _letter = dispute_with_letter()
    for _each in range(count):
        letter_of(dispute, "[[departures_left]] left, [[departures_share|percentage]].")
    officer_client.get("/admin/")
    with django_assert_num_queries(QUERIES):
        asked(officer_client, change_url(departure), departure_fields(departure, left_on=LATER))


def test_a_text_that_cannot_be_read_keeps_no_row_from_being_saved(
    officer_client: "Client", monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_anything: Any) -> Any:
        raise IndexError

    dispute, departure, _letter = dispute_with_letter("No figure.")
    letter_of(dispute, "[[departures_left]] left.")
    monkeypatch.setattr("dispute.corrections.rereading.claims", broken)
    fields = departure_fields(departure, left_on=LATER)
    page = asked(officer_client, change_url(departure), fields)
    saved = officer_client.post(change_url(departure), fields | answer(page, reason=REASON))
    assert saved.status_code == 302
    assert "could not be read again" in officer_client.get("/admin/touched/").text
