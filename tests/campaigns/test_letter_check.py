"""The check on a letter's page in the admin: a warning to confirm, and never a wall."""

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from campaigns import letters
from campaigns.checking import Checked
from campaigns.finding_lines import Lines
from campaigns.models import CheckedNumber, OpenLetter
from tests import factories as make
from tests.campaigns import stand_in

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client

LIST = "admin:campaigns_openletter_changelist"
WRONG = "We took 9 days of strike action."
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dispute.judging.check", stand_in.check, raising=False)


@pytest.fixture
def letter() -> OpenLetter:
    """A draft that says 9 days of strike action where the record has 1."""
    dispute = make.make_dispute()
    make.make_strike_day(dispute=dispute, date=date(2026, 4, 3), announced_on=date(2026, 3, 1))
    return make.make_open_letter(
        dispute=dispute, status="draft", slug="held", body=WRONG, dated=date(2026, 5, 1)
    )


def page_of(letter: OpenLetter, view: str = "change") -> str:
    return reverse(f"admin:campaigns_openletter_{view}", args=[letter.pk])


def typed(**others: Any) -> dict[str, Any]:
    fields = {"title": "To the Council", "slug": "held", "dated": "2026-05-01", "body": WRONG}
    return {**fields, **others}


def found(answer: Any) -> Lines:
    lines: Lines = answer.context["check"]
    return lines


def warning(answer: Any) -> Checked:
    return found(answer).warnings[0].checked


def press(client: "Client", letter: OpenLetter, pressed: str, **others: Any) -> Any:
    return client.post(page_of(letter), typed(letter=pressed, **others), follow=True)


# --- Publishing -----------------------------------------------------------------------------------


def test_a_wrong_number_brings_the_page_back_and_nothing_is_lost(
    officer_client: "Client", letter: OpenLetter
) -> None:
    answer = press(officer_client, letter, "publish", title="Typed just now")
    assert "Not published yet" in answer.text
    assert "1 number contradicts the record." in answer.text
    assert "We took <mark>9</mark> days of strike action" in answer.text
    assert "It was right up to 1 March 2026." in answer.text
    assert 'value="Typed just now"' in answer.text
    letter.refresh_from_db()
    assert (letter.status, letter.title == "Typed just now") == ("draft", False)


def test_what_is_ticked_is_published_and_kept_with_who_and_when(
    officer_client: "Client", officer: "User", letter: OpenLetter
) -> None:
    key = warning(press(officer_client, letter, "publish")).key
    answer = press(
        officer_client, letter, "publish", **{"confirm": key, f"note-{key}": "By our count"}
    )
    letter.refresh_from_db()
    kept = CheckedNumber.objects.get()
    assert letter.status == "published"
    assert (kept.marked_by, kept.version, kept.note) == (officer, 1, "By our count")
    assert kept.marked_at == letter.published_at
    assert "Published as it is in version 1" in answer.text
    history = officer_client.get(page_of(letter, "history")).text
    assert "Published in spite of the check: “9” (the record: 1 day)" in history


def test_a_new_version_asks_only_about_what_is_new(
    officer_client: "Client", letter: OpenLetter
) -> None:
    key = warning(press(officer_client, letter, "publish")).key
    press(officer_client, letter, "publish", confirm=key)
    assert "version 2" in press(officer_client, letter, "again", body=f"New.\n\n{WRONG}").text
    answer = press(officer_client, letter, "again", body=WRONG.replace("9", "8"))
    assert [line.finding.number for line in found(answer).warnings] == ["8"]
    letter.refresh_from_db()
    assert letter.version == 2


def test_a_tick_stays_while_another_number_is_asked_about(
    officer_client: "Client", letter: OpenLetter
) -> None:
    both = f"{WRONG} Then 8 days of strike action."
    key = warning(press(officer_client, letter, "publish", body=both)).key
    answer = press(officer_client, letter, "publish", body=both, confirm=key)
    assert [line.tick.is_ticked for line in found(answer).warnings] == [True, False]
    letter.refresh_from_db()
    assert letter.status == "draft"


def test_nobody_publishes_over_what_somebody_else_saved_since(
    officer_client: "Client", letter: OpenLetter
) -> None:
    opened = str(letter.edition)
    key = warning(press(officer_client, letter, "publish", edition=opened)).key
    letters.save(letter, by=None)
    answer = press(officer_client, letter, "publish", edition=opened, confirm=key)
    assert "Somebody else has saved this letter" in answer.text
    letter.refresh_from_db()
    assert letter.status == "draft"


def test_a_letter_that_agrees_is_published_at_once(
    officer_client: "Client", letter: OpenLetter
) -> None:
    press(officer_client, letter, "publish", body="1 days of strike action, 9 of them, 7 people.")
    letter.refresh_from_db()
    assert letter.status == "published"
    assert not CheckedNumber.objects.exists()


# --- Looking --------------------------------------------------------------------------------------


def test_the_check_saves_nothing_and_folds_what_agrees(
    officer_client: "Client", letter: OpenLetter
) -> None:
    before = OpenLetter.objects.values().get()
    body = "1 days of strike action. 9 of them. 7 people."
    answer = press(officer_client, letter, "check", body=body)
    lines = found(answer)
    assert (len(lines.warnings), len(lines.remarks), len(lines.agreeing)) == (0, 2, 1)
    assert "doubtful" in answer.text
    assert "errornote" not in answer.text
    assert OpenLetter.objects.values().get() == before


def test_a_published_letter_is_checked_as_it_was_changed(officer_client: "Client") -> None:
    letter = make.make_open_letter(slug="held", body="No number.")
    answer = press(officer_client, letter, "check")
    assert len(found(answer).warnings) == 1
    assert "It is published" not in answer.text


def test_a_reference_that_is_wrong_is_named_by_the_check_too(
    officer_client: "Client", letter: OpenLetter
) -> None:
    answer = press(officer_client, letter, "check", body=f"{WRONG} [[strike_day_taken]]")
    assert "strike_days_taken" in str(answer.context["errors"])
    assert len(found(answer).warnings) == 1


def test_an_address_opens_a_letter_checked(rep_client: "Client", letter: OpenLetter) -> None:
    answer = rep_client.get(page_of(letter), {"check": "1"})
    assert len(found(answer).warnings) == 1
    assert 'name="letter"' not in answer.text
    assert 'type="checkbox"' not in answer.text
    assert rep_client.get(page_of(letter)).context["check"] is None


@pytest.mark.parametrize("rows", [1, 3])
def test_a_checked_page_asks_as_often_for_three_numbers_as_for_one(
    rows: int, officer_client: "Client", letter: OpenLetter, django_assert_num_queries: Any
) -> None:
    body = "\n\n".join(f"{n} days of strike action, {n} people." for n in range(7, 7 + rows))
    # What Django remembers of content types from then on.
    officer_client.get(page_of(letter))
    with django_assert_num_queries(38):
        answer = press(officer_client, letter, "check", body=body)
    assert len(found(answer).warnings) == rows


# --- One press ------------------------------------------------------------------------------------


def test_one_press_writes_the_reference_and_saves_nothing(
    officer_client: "Client", letter: OpenLetter
) -> None:
    key = warning(press(officer_client, letter, "check")).key
    answer = press(officer_client, letter, f"write:{key}:[[strike_days_taken]]", title="Kept")
    assert "We took [[strike_days_taken]] days of strike action." in answer.text
    assert 'value="Kept"' in answer.text
    assert found(answer).warnings == ()
    letter.refresh_from_db()
    assert letter.body == WRONG


def test_only_the_number_pressed_is_replaced_line_ends_or_not(
    officer_client: "Client", letter: OpenLetter
) -> None:
    body = "[[strike_days_taken]] **9**\r\n\r\n9 people\r\n\r\n9 days of strike action, 9."
    key = warning(press(officer_client, letter, "check", body=body)).key
    answer = press(officer_client, letter, f"write:{key}:[[strike_days_taken]]", body=body)
    assert answer.context["adminform"].form["body"].value() == (
        "[[strike_days_taken]] **9**\n\n9 people\n\n[[strike_days_taken]] days of strike action, 9."
    )


@pytest.mark.parametrize(
    ("body", "reference"),
    [
        (WRONG.replace("9", "8"), "[[strike_days_taken]]"),
        (WRONG, "[[strike_days_announced]]"),
        (WRONG, ""),
    ],
)
def test_a_text_that_has_changed_is_left_as_it_is(
    officer_client: "Client", letter: OpenLetter, body: str, reference: str
) -> None:
    key = warning(press(officer_client, letter, "check")).key
    answer = press(officer_client, letter, f"write:{key}:{reference}", body=body)
    assert "nothing was replaced" in answer.text
    assert answer.context["adminform"].form["body"].value() == body


# --- Not ours -------------------------------------------------------------------------------------


def test_what_is_not_ours_is_remembered_and_can_be_asked_again(
    officer_client: "Client", officer: "User", letter: OpenLetter
) -> None:
    key = warning(press(officer_client, letter, "check")).key
    answer = press(officer_client, letter, f"not-ours:{key}")
    row = CheckedNumber.objects.get()
    assert (row.kind, row.marked_by, found(answer).warnings) == ("not ours", officer, ())
    assert "“9” is remembered as not ours." in answer.text
    answer = press(officer_client, letter, f"ask-again:{row.pk}")
    assert len(found(answer).warnings) == 1
    assert not CheckedNumber.objects.exists()


@pytest.mark.parametrize(
    "pressed",
    [
        "not-ours:",
        "not-ours:x",
        "ask-again:x",
        "ask-again:99999999999999999999",
        "write",
        "write::",
    ],
)
def test_buttons_that_nobody_offered_do_nothing(
    officer_client: "Client", letter: OpenLetter, pressed: str
) -> None:
    assert press(officer_client, letter, pressed).status_code == 200
    assert not CheckedNumber.objects.exists()


def test_a_rep_decides_nothing(rep_client: "Client", letter: OpenLetter) -> None:
    for pressed in ("check", "not-ours:x", "publish"):
        assert press(rep_client, letter, pressed).status_code == 403


def test_a_hostile_text_is_shown_as_text(officer_client: "Client", letter: OpenLetter) -> None:
    body = "<script>alert(1)</script> 9 days of strike action <img src=x onerror=alert(2)>"
    answer = press(officer_client, letter, "check", body=body)
    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text


# --- From the list --------------------------------------------------------------------------------


def act(client: "Client", *chosen: OpenLetter, **others: Any) -> Any:
    fields = {"action": "publish", "_selected_action": [letter.pk for letter in chosen]}
    return client.post(reverse(LIST), {**fields, **others}, follow=True)


def test_the_list_publishes_what_agrees_and_asks_about_the_rest(
    officer_client: "Client", letter: OpenLetter
) -> None:
    right = make.make_open_letter(dispute=letter.dispute, status="draft")
    answer = act(officer_client, right, letter)
    assert "1 letter is published." in answer.text
    [(held, lines)] = answer.context["held"]
    assert held == letter
    key = lines.warnings[0].checked.key
    # A tick is for one letter, also where another says the same.
    assert act(officer_client, letter, **{f"confirm-{right.pk}": key}).context["held"]
    done = act(officer_client, letter, **{f"confirm-{letter.pk}": key})
    assert "1 letter is published." in done.text
    assert CheckedNumber.objects.get().letter == letter
