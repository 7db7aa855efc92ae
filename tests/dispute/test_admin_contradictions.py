"""What was said of each metric, for officers and reps; and what would answer each claim."""

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from campaigns import checked
from campaigns.models import OpenLetter
from dispute.models import Claim, Dispute
from tests.campaigns import stand_in
from tests.factories import make_claim, make_dispute, make_open_letter, make_strike_day

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

PAGE = "/admin/contradictions/"
DATED = date(2026, 4, 10)
QUERIES = 23


@pytest.fixture
def dispute(db: None) -> Dispute:
    dispute = make_dispute(slug="library", summary="", demand="")
    for day in (3, 8, 12):
        make_strike_day(dispute=dispute, date=date(2026, 4, day), announced_on=date(2026, 3, 1))
    return dispute


def letter(dispute: Dispute, body: str, **fields: Any) -> None:
    make_open_letter(dispute=dispute, body=body, **{"dated": DATED, **fields})


def shown(client: "Client", show: str = "all", **query: str) -> str:
    answer = client.get(PAGE, {"show": show, **query})
    assert answer.status_code == 200
    return answer.content.decode()


# --- What is shown --------------------------------------------------------------------------------


def test_a_typed_number_stands_against_the_one_that_is_quoted(
    officer_client: "Client", dispute: Dispute
) -> None:
    letter(dispute, "After [[strike_days_taken]] days of strike action, talk.", title="First")
    letter(dispute, "We have taken 9 days of strike action.", title="Second")
    page = shown(officer_client, "contradictions")
    assert "Days of strike action taken" in page
    said = "Value differs: same metric, same window, same day"
    # Letters of one day stand in the order of their references, which are random.
    assert f"{said} (2 / 9 days)" in page or f"{said} (9 days / 2)" in page
    assert "First" in page
    assert "Second" in page
    assert "/library/figures/strike_days_taken/?as_at=2026-04-10" in page


def test_letters_of_other_days_are_different_and_no_contradiction(
    officer_client: "Client", dispute: Dispute
) -> None:
    letter(dispute, "After [[strike_days_taken]] days.")
    letter(dispute, "After [[strike_days_taken]] days.", dated=date(2026, 4, 20))
    assert "Days of strike action taken" not in shown(officer_client, "contradictions")
    page = shown(officer_client, "different")
    assert "the record says 2 days on 10 April 2026 and 3 days on 20 April 2026" in page
    assert "said__against" not in page


def test_another_window_is_named(officer_client: "Client", dispute: Dispute) -> None:
    from tests.factories import make_departure, make_team

    team = make_team(dispute=dispute, posts=20, as_at=date(2025, 1, 1))
    for day in (date(2025, 5, 1), date(2026, 2, 1)):
        make_departure(dispute=dispute, team=team, notice_given_on=day, left_on=day)
    letter(dispute, "[[departures_left]] left, [[departures_left since=2026-01-01]] this year.")
    page = shown(officer_client, "different")
    assert "Window differs (" in page
    assert "since 1 January 2026" in page


def test_a_claim_stands_beside_what_might_answer_it(
    officer_client: "Client", dispute: Dispute
) -> None:
    claim = make_claim(
        dispute=dispute, made_on=DATED, statement="There were 4 days of strike action.", answer=""
    )
    page = shown(officer_client)
    assert f'id="claim-{claim.ref}"' in page
    assert "2 days of strike action up to 10 April 2026" in page
    assert "The employer:" in page


def test_drafts_are_no_part_of_it(officer_client: "Client", dispute: Dispute) -> None:
    letter(dispute, "After [[strike_days_taken]] days.", status="draft")
    assert "Days of strike action taken" not in shown(officer_client)


def test_the_index_counts_contradictions_and_leads_there(
    officer_client: "Client", dispute: Dispute
) -> None:
    letter(dispute, "We have taken 9 days of strike action.")
    page = officer_client.get("/admin/").content.decode()
    assert f'<a href="{PAGE}"><span class="waits__count">1</span> contradiction in public' in page


# --- Who, and what they may ask -------------------------------------------------------------------


def test_reps_read_and_others_are_kept_out(
    rep_client: "Client",
    moderator_client: "Client",
    stranger_client: "Client",
    client: "Client",
    dispute: Dispute,
) -> None:
    make_claim(dispute=dispute, made_on=DATED, statement="There was no strike day.")
    page = shown(rep_client)
    assert "2 days of strike action" in page
    assert "Show these beside the claim" not in page
    assert moderator_client.get(PAGE).status_code == 403
    assert [each.get(PAGE).status_code for each in (stranger_client, client)] == [302, 302]


@pytest.mark.parametrize("asked", ["x", "-1", "9" * 40, "٣", "1 OR 1"])
def test_a_dispute_that_is_none_is_not_found(
    asked: str, officer_client: "Client", dispute: Dispute
) -> None:
    assert officer_client.get(PAGE, {"dispute": asked}).status_code == 404
    assert officer_client.post(PAGE, {"claim": asked}).status_code == 404


def test_an_unknown_tab_is_the_first(officer_client: "Client", dispute: Dispute) -> None:
    assert 'aria-current="page">Contradictions' in shown(officer_client, "<script>")


def test_without_a_dispute_the_page_says_so(officer_client: "Client") -> None:
    assert "There is no dispute yet." in shown(officer_client)


@pytest.mark.parametrize("rows", [1, 3])
def test_it_asks_as_often_for_three_letters_as_for_one(
    rows: int,
    officer_client: "Client",
    dispute: Dispute,
    django_assert_num_queries: "DjangoAssertNumQueries",
) -> None:
    for n in range(rows):
        letter(dispute, "[[strike_days_taken]], 9 days of strike action.", title=f"Letter {n}")
        make_claim(dispute=dispute, made_on=DATED, statement=f"Only {n} days of strike action.")
    with django_assert_num_queries(QUERIES):
        page = shown(officer_client)
    assert page.count("<blockquote") >= 3 * rows


def test_a_page_that_is_kept_is_never_stale(officer_client: "Client", dispute: Dispute) -> None:
    assert "Days of strike action taken" not in shown(officer_client)
    letter(dispute, "After [[strike_days_taken]] days.")
    assert "Days of strike action taken" in shown(officer_client)


def test_what_an_officer_marked_as_not_ours_is_left_out_at_once(
    officer_client: "Client", officer: "User", dispute: Dispute
) -> None:
    letter(dispute, "Words. We have taken 9 days of strike action.")
    assert "9 days" in shown(officer_client)
    saved = OpenLetter.objects.get()
    [number] = checked.check(saved)
    row = checked.mark_not_ours(saved, number, by=officer)
    assert "9 days" not in shown(officer_client)
    checked.ask_again(row, by=officer)
    assert "9 days" in shown(officer_client)


def test_a_wrong_number_of_an_earlier_day_stands_against_the_record_of_that_day(
    officer_client: "Client", dispute: Dispute
) -> None:
    """Of the day of the letter it says nothing."""
    later = date(2026, 4, 20)
    letter(dispute, "[[strike_days_taken]] days.", dated=later)
    letter(dispute, "On 9 April we had taken 7 days of strike action.", dated=later)
    page = shown(officer_client)
    assert "The record says 2 days: <strong>another value</strong>" in page
    assert "as at 8 April 2026" in page
    assert "value differs" not in page.lower()


# --- What cannot be read --------------------------------------------------------------------------


def test_a_text_on_which_the_check_fails_is_named_and_the_others_are_gathered(
    officer_client: "Client", dispute: Dispute, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter(dispute, "Break it: [[strike_days_taken]], 9 days of strike action.", title="Broken")
    monkeypatch.setattr("dispute.judging.check", stand_in.failing_on("Break"))
    make_claim(dispute=dispute, made_on=DATED, statement="Break it: 2 strike days.", answer="")
    page = shown(officer_client)
    assert ">Broken</a>: the check failed on it." in page
    assert "Days of strike action taken" in page
    index = officer_client.get("/admin/").content.decode()
    assert "The numbers of 2 texts could not be read: the page names them." in index


def test_a_text_that_is_too_long_is_named(officer_client: "Client", dispute: Dispute) -> None:
    letter(dispute, f"9 days of strike action. {'word ' * 20_001}", title="A book")
    assert ">A book</a>: too long" in shown(officer_client)


def test_the_index_leaves_to_the_page_what_takes_long(
    officer_client: "Client", dispute: Dispute, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter(dispute, "We have taken 9 days of strike action.")
    waits = "the page works it out anew"
    monkeypatch.setattr("dispute.admin.contradictions.LONGEST_BRIEFLY", 10)
    assert waits in officer_client.get("/admin/").content.decode()
    assert "9 days" in shown(officer_client)
    assert waits not in officer_client.get("/admin/").content.decode()


# --- Putting figures beside a claim ---------------------------------------------------------------


@pytest.fixture
def claim(dispute: Dispute) -> Claim:
    return make_claim(
        dispute=dispute, made_on=DATED, statement="There was 1 strike day.", answer=""
    )


def test_one_press_puts_the_proposals_beside_the_claim(
    officer_client: "Client", officer: "User", claim: Claim
) -> None:
    sent = {"claim": claim.pk, "line": ["strike_days_taken", "strike_days_taken"]}
    assert officer_client.post(PAGE, sent).status_code == 302
    claim.refresh_from_db()
    assert claim.answered_by == "strike_days_taken"
    assert claim.history.first().history_user == officer
    page = officer_client.get("/library/claims/").content.decode()
    assert "2 days of strike action up to 10 April 2026." in page


@pytest.mark.parametrize("line", ["nonsense", "longest_wait", "<script>", "x" * 5000])
def test_a_line_that_cannot_be_shown_is_refused(
    line: str, officer_client: "Client", claim: Claim
) -> None:
    assert officer_client.post(PAGE, {"claim": claim.pk, "line": line}).status_code == 302
    claim.refresh_from_db()
    assert claim.answered_by == ""


def test_a_rep_puts_nothing_beside_a_claim(rep_client: "Client", claim: Claim) -> None:
    assert (
        rep_client.post(PAGE, {"claim": claim.pk, "line": "strike_days_taken"}).status_code == 403
    )


def claim_form(claim: Claim, **fields: str) -> dict[str, str]:
    return {
        "made_on": str(claim.made_on),
        "made_by": claim.made_by,
        "statement": claim.statement,
        "answered_by": "",
        **fields,
    }


def test_the_claims_own_page_proposes_figures_and_takes_them_over(
    officer_client: "Client", claim: Claim
) -> None:
    page = reverse("admin:dispute_claim_change", args=[claim.pk])
    assert "<code>strike_days_taken" in officer_client.get(page).content.decode()
    answer = officer_client.post(page, claim_form(claim, accept="1"))
    assert (answer.status_code, answer["Location"]) == (302, page)
    claim.refresh_from_db()
    assert claim.answered_by == "strike_days_taken"
    assert claim.history.count() == 2


def test_a_slip_of_the_pen_is_named_on_the_claims_page(
    officer_client: "Client", claim: Claim
) -> None:
    page = reverse("admin:dispute_claim_change", args=[claim.pk])
    answer = officer_client.post(page, claim_form(claim, answered_by="strike_day_taken"))
    assert "Did you mean “strike_days_taken”?" in answer.content.decode()
    new = {**claim_form(claim, answered_by="posts"), "dispute": str(claim.dispute_id)}
    answer = officer_client.post(reverse("admin:dispute_claim_add"), new)
    assert answer.status_code == 200
    assert Claim.objects.count() == 1
