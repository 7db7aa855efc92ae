"""The index tells officers which published letters the record contradicts now."""

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.test import RequestFactory

from campaigns import checked
from campaigns.admin.contradicted import contradicted_letters
from campaigns.models import OpenLetter
from dispute.models import Dispute
from dispute.what_waits import Panel
from tests import factories as make
from tests.campaigns import stand_in

if TYPE_CHECKING:
    from django.contrib.auth.models import User

RIGHT = "We took 1 days of strike action."
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that were checked: what is known already is not checked again."""
    texts: list[str] = []

    def check(text: str, *others: Any) -> Any:
        texts.append(text)
        return stand_in.check(text, *others)

    monkeypatch.setattr("dispute.judging.check", check)
    return texts


@pytest.fixture
def dispute() -> Dispute:
    dispute = make.make_dispute()
    make.make_strike_day(dispute=dispute, date=date(2026, 4, 3), announced_on=date(2026, 3, 1))
    return dispute


def a_letter(dispute: Dispute, **fields: Any) -> OpenLetter:
    return make.make_open_letter(
        dispute=dispute, **{"body": RIGHT, "dated": date(2026, 5, 1), **fields}
    )


def panel_for(user: "User") -> Panel | None:
    request = RequestFactory().get("/admin/")
    request.user = user
    return contradicted_letters(request)


def items(user: "User") -> list[tuple[str, str]]:
    panel = panel_for(user)
    return [(item.text, item.note) for item in panel.items] if panel else []


def test_a_row_that_is_corrected_brings_up_the_letter_that_it_contradicts(
    dispute: Dispute, rep: "User"
) -> None:
    letter = a_letter(dispute, title="To the board")
    a_letter(dispute, status="draft", body="9 days of strike action")
    assert items(rep) == []
    make.make_strike_day(dispute=dispute, date=date(2026, 4, 4), announced_on=date(2026, 3, 1))
    panel = panel_for(rep)
    assert panel is not None
    assert (panel.count, panel.title) == (1, "letter that the record contradicts")
    assert items(rep) == [("To the board", "“1”")]
    assert panel.items[0].url.endswith(f"/{letter.pk}/change/?check=1")


def test_letters_are_checked_again_only_when_something_moved(
    dispute: Dispute, rep: "User", asked: list[str]
) -> None:
    a_letter(dispute)
    for _each in range(3):
        items(rep)
    assert len(asked) == 1
    a_letter(dispute)
    items(rep)
    assert len(asked) == 3


def test_what_was_decided_is_asked_no_more(
    dispute: Dispute, officer: "User", asked: list[str]
) -> None:
    letter = a_letter(dispute, body="9 days of strike action")
    assert len(items(officer)) == 1
    [number] = checked.check(letter)
    before = len(asked)
    row = checked.mark_not_ours(letter, number, by=officer)
    assert items(officer) == []
    checked.ask_again(row, by=officer)
    assert len(items(officer)) == 1
    assert len(asked) == before


def test_a_book_is_not_checked_before_somebodys_first_page(dispute: Dispute, rep: "User") -> None:
    a_letter(dispute, body=f"9 days of strike action. {'word ' * 10_001}")
    assert items(rep) == []


def test_a_letter_on_which_the_check_fails_is_named_and_the_others_are_checked(
    dispute: Dispute, rep: "User", monkeypatch: pytest.MonkeyPatch
) -> None:
    a_letter(dispute, title="Wrong", body="9 days of strike action")
    a_letter(dispute, title="Broken", body="Break the check.")
    monkeypatch.setattr("dispute.judging.check", stand_in.failing_on("Break"))
    assert items(rep) == [("Broken", "the check failed on it"), ("Wrong", "“9”")]


def test_a_visit_checks_some_letters_and_leaves_the_rest_to_the_next(
    dispute: Dispute, rep: "User", asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("campaigns.admin.contradicted.MOST_AT_ONCE", 2 * len(RIGHT))
    for _each in range(3):
        a_letter(dispute)
    first, second = panel_for(rep), panel_for(rep)
    assert first is not None
    assert second is not None
    assert first.text == "1 letter is still to be checked; each visit checks some."
    assert second.text == "The newest published letters agree with the record."
    assert len(asked) == 3


def test_only_those_who_read_letters_are_told(moderator: "User", stranger: "User") -> None:
    assert panel_for(moderator) is None
    assert panel_for(stranger) is None


@pytest.mark.parametrize("rows", [1, 3])
def test_three_letters_are_checked_with_as_many_questions_as_one(
    rows: int, dispute: Dispute, rep: "User", django_assert_num_queries: Any
) -> None:
    for _each in range(rows):
        a_letter(dispute, body="9 days of strike action")
    rep.has_perm("campaigns.view_openletter")
    with django_assert_num_queries(6):
        assert len(items(rep)) == rows
