"""What is done with letters, by whom, and how long one has waited for a reply."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from campaigns import letters
from campaigns.models import OpenLetter
from tests import factories as make

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 9, 12, tzinfo=UTC)
SENT = date(2026, 3, 9)


def draft(**fields: object) -> OpenLetter:
    return make.make_open_letter(status="draft", **fields)


def test_publishing_says_when_and_by_whom_and_stores_the_html(officer: User) -> None:
    letter = draft(body="Fill the **empty** posts.")
    assert not letter.history.exclude(history_type="+").exists()
    letters.publish(letter, by=officer, at=AT)
    kept = OpenLetter.objects.public().get()
    assert (kept.status, kept.published_at) == ("published", AT)
    assert kept.body_html == "<p>Fill the <strong>empty</strong> posts.</p>\n"
    assert letter.history.latest().history_user == officer


@pytest.mark.parametrize("body", ["", " \n\t", "[a]: https://a.example"])
def test_a_letter_that_shows_nothing_is_not_published(body: str) -> None:
    letter = draft(body=body)
    with pytest.raises(ValidationError, match="without text"):
        letters.publish(letter, by=None)
    letter.refresh_from_db()
    assert (letter.status, letter.published_at) == ("draft", None)


def test_a_draft_is_on_no_page_and_neither_is_a_letter_of_a_draft() -> None:
    draft()
    make.make_open_letter(dispute=make.make_dispute(status="draft"))
    assert not OpenLetter.objects.public().exists()


def test_a_letter_that_is_taken_back_is_a_draft_again() -> None:
    letter = make.make_open_letter()
    letters.unpublish(letter, by=None)
    letter.refresh_from_db()
    assert (letter.status, letter.published_at) == ("draft", None)
    letters.publish(letter, by=None, at=AT)
    assert OpenLetter.objects.public().get() == letter


def test_saving_a_draft_makes_its_html_anew() -> None:
    letter = draft(body="One.")
    letter.body = "Two. <script>"
    letters.save(letter, by=None)
    letter.refresh_from_db()
    assert letter.body_html == "<p>Two. &lt;script&gt;</p>\n"


def test_a_reply_is_sanitised_beside_the_letter() -> None:
    letter = make.make_open_letter()
    letter.reply, letter.replied_on = "<script>\n\nWe *note* it.", SENT
    letters.save(letter, by=None)
    letter.refresh_from_db()
    assert letter.reply_html == "<p>&lt;script&gt;</p>\n<p>We <em>note</em> it.</p>\n"
    letter.reply = " \n"
    letters.save(letter, by=None)
    assert letter.reply_html == ""


def test_html_that_is_stored_is_no_part_of_history() -> None:
    held = {field.name for field in make.make_open_letter().history.get()._meta.get_fields()}
    assert "body" in held
    assert not {"body_html", "reply_html"} & held


# --- Waiting --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "days"), [(date(2026, 3, 8), None), (SENT, 0), (date(2026, 3, 10), 1)]
)
def test_a_letter_waits_from_the_day_it_was_sent(at: date, days: int | None) -> None:
    letter = make.make_open_letter(sent_on=SENT, acknowledged_on=SENT, chased_on=SENT)
    assert letters.waiting_days(letter, at) == days


def test_a_letter_waits_no_more_from_the_day_of_its_reply() -> None:
    letter = make.make_open_letter(sent_on=SENT, replied_on=date(2026, 3, 20))
    assert letters.waiting_days(letter, date(2026, 3, 19)) == 10
    assert letters.waiting_days(letter, date(2026, 3, 20)) is None


def test_a_letter_whose_sending_is_not_recorded_waits_from_its_date() -> None:
    letter = make.make_open_letter(sent_on=None, dated=date(2026, 3, 1))
    assert letters.waiting_days(letter, SENT) == 8


def test_lists_of_letters_are_in_order() -> None:
    late = make.make_open_letter(dated=date(2026, 3, 9))
    early = make.make_open_letter(dated=date(2026, 3, 1))
    answered = make.make_open_letter(dated=date(2026, 3, 5), replied_on=date(2026, 3, 10))
    assert list(OpenLetter.objects.newest_first()) == [late, answered, early]
    assert list(OpenLetter.objects.without_reply()) == [early, late]


def test_a_recipient_is_told_without_holes() -> None:
    letter = OpenLetter(
        recipient_role="Chief Executive", recipient_address="Town Hall\n\nMillbrook"
    )
    assert letter.recipient_lines == ["Chief Executive", "Town Hall", "Millbrook"]
    assert letter.recipient_line == "Chief Executive"
    assert OpenLetter().recipient_lines == []
