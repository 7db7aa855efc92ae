"""What officers type: who is remembered, what is refused in words, and what history tells."""

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from dispute.models import Ballot, Branch, StrikeDay, WaitingList, WaitingListFigure
from tests import factories

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client

PNG = b"\x89PNG\r\n\x1a\n" + bytes(32)


def day_fields(**others: Any) -> dict[str, Any]:
    return {"date": "2026-05-04", "announced_on": "2026-04-01", "kind": "strike", **others}


def errors_of(answer: Any) -> str:
    assert answer.status_code == 200
    return str(answer.context["errors"])


def test_row_remembers_who_entered_and_who_changed_it(
    officer_client: "Client", officer: "User", admin_client: "Client", admin_user: "User"
) -> None:
    dispute = factories.make_dispute()
    add = reverse("admin:dispute_strikeday_add")
    assert officer_client.post(add, day_fields(dispute=dispute.pk)).status_code == 302
    day = StrikeDay.objects.get()
    assert (day.entered_by, day.date) == (officer, date(2026, 5, 4))
    change = reverse("admin:dispute_strikeday_change", args=[day.pk])
    assert admin_client.post(change, day_fields(strikers=14)).status_code == 302
    day.refresh_from_db()
    assert (day.entered_by, day.strikers) == (officer, 14)
    assert [entry.history_user for entry in day.history.all()] == [admin_user, officer]


def test_history_says_what_it_was_before(officer_client: "Client") -> None:
    day = factories.make_strike_day(note="")
    change = reverse("admin:dispute_strikeday_change", args=[day.pk])
    fields = day_fields(kind="part-day", announced_on="2026-02-02", note="<b>Rain</b>")
    assert officer_client.post(change, fields).status_code == 302
    page = officer_client.get(reverse("admin:dispute_strikeday_history", args=[day.pk])).text
    assert "the kind changed from strike to part-day strike" in page
    assert "to 4 May" in page
    assert "the note became “&lt;b&gt;Rain&lt;/b&gt;”" in page
    assert "by olive" in page


@pytest.mark.parametrize("wrong", ["x", "_", "0", "9" * 30])
def test_history_of_what_is_no_row_is_not_there(wrong: str, officer_client: "Client") -> None:
    page = reverse("admin:dispute_strikeday_history", args=[wrong])
    assert officer_client.get(page).status_code == 404


def test_saving_a_row_untouched_is_no_line_of_history(officer_client: "Client") -> None:
    day = factories.make_strike_day(note="")
    change = reverse("admin:dispute_strikeday_change", args=[day.pk])
    same = day_fields(date=day.date.isoformat(), kind=day.kind, source=day.source)
    same["announced_on"] = day.announced_on.isoformat() if day.announced_on else ""
    same["strikers"] = "" if day.strikers is None else day.strikers
    same["source_url"] = day.source_url
    assert officer_client.post(change, same).status_code == 302
    assert day.history.count() == 1
    officer_client.post(change, {**same, "note": "Rain"})
    assert day.history.count() == 2


@pytest.mark.parametrize(
    ("wrong", "beside", "said"),
    [
        ({"announced_on": "2026-06-01"}, "date", "“date” cannot be before “announced on”"),
        ({"called_off_on": "2026-03-01"}, "called_off_on", "“called off on” cannot be before"),
    ],
)
def test_day_before_another_is_refused_beside_it(
    wrong: dict[str, str], beside: str, said: str, officer_client: "Client"
) -> None:
    fields = day_fields(dispute=factories.make_dispute().pk) | wrong
    answer = officer_client.post(reverse("admin:dispute_strikeday_add"), fields)
    errors = answer.context["adminform"].form.errors
    assert list(errors) == [beside]
    assert said in str(errors[beside])


def test_old_versions_cannot_be_brought_back_whole(officer_client: "Client") -> None:
    day = factories.make_strike_day()
    version = day.history.get().pk
    old = reverse("admin:dispute_strikeday_history", args=[day.pk]) + f"{version}/"
    answer = officer_client.post(old, day_fields())
    assert answer.status_code in (302, 404)
    assert day.history.count() == 1


def test_day_recorded_already_is_refused_in_words(officer_client: "Client") -> None:
    day = factories.make_strike_day()
    same = day_fields(date=day.date.isoformat(), announced_on="2026-02-02")
    add = reverse("admin:dispute_strikeday_add")
    assert "recorded already" in errors_of(
        officer_client.post(add, {**same, "dispute": day.dispute_id})
    )
    other = factories.make_strike_day(dispute=day.dispute)
    change = reverse("admin:dispute_strikeday_change", args=[other.pk])
    assert "recorded already" in errors_of(officer_client.post(change, same))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"announced_on": "2026-06-01"}, "cannot be before"),
        ({"called_off_on": "2026-06-01"}, "cannot be before"),
        ({"kind": "carnival"}, "not one of the available choices"),
        ({"date": "4th of May"}, "valid date"),
        ({"strikers": "-1"}, "greater than or equal to 0"),
        ({"strikers": "9" * 30}, "less than or equal to"),
        ({"note": "x" * 301}, "at most 300"),
        ({"source_url": "javascript:alert(1)"}, "valid URL"),
        ({"dispute": "99999"}, "not one of the available choices"),
    ],
)
def test_nonsense_is_refused_in_words(
    wrong: dict[str, str], said: str, officer_client: "Client"
) -> None:
    fields = day_fields(dispute=factories.make_dispute().pk) | wrong
    assert said in errors_of(officer_client.post(reverse("admin:dispute_strikeday_add"), fields))
    assert not StrikeDay.objects.exists()


def test_votes_above_those_entitled_are_refused_in_words(officer_client: "Client") -> None:
    ballot = factories.make_ballot()
    fields = {
        "opened_on": ballot.opened_on.isoformat(), "closed_on": ballot.closed_on.isoformat(),
        "entitled": 20, "votes_cast": 21, "yes": 15, "no": 1, "spoiled": 1,
    }  # fmt: skip
    change = reverse("admin:dispute_ballot_change", args=[ballot.pk])
    assert "More votes were cast" in errors_of(officer_client.post(change, fields))
    assert Ballot.objects.get().votes_cast == 17


def test_a_second_of_what_there_is_once_is_refused_in_words(officer_client: "Client") -> None:
    ballot = factories.make_ballot()
    again = {
        "dispute": ballot.dispute_id, "opened_on": ballot.opened_on, "closed_on": ballot.closed_on,
        "entitled": 20, "votes_cast": 18, "yes": 15, "no": 1, "spoiled": 1,
    }  # fmt: skip
    answer = officer_client.post(reverse("admin:dispute_ballot_add"), again)
    assert "Another ballot of this dispute has the same “opened on”." in errors_of(answer)
    team = factories.make_team()
    again = {"dispute": team.dispute_id, "name": team.name, "as_at": team.as_at, "posts": 9}
    answer = officer_client.post(reverse("admin:dispute_team_add"), again)
    said = "Another team of this dispute has the same “name” and “as at”."
    assert said in errors_of(answer)


def test_row_of_another_dispute_cannot_be_chosen(officer_client: "Client") -> None:
    day, elsewhere = factories.make_strike_day(), factories.make_action_notice()
    change = reverse("admin:dispute_strikeday_change", args=[day.pk])
    answer = officer_client.post(change, day_fields(notice=elsewhere.pk))
    assert "not one of the available choices" in errors_of(answer)
    add = reverse("admin:dispute_strikeday_add")
    answer = officer_client.post(add, day_fields(notice=elsewhere.pk, dispute=day.dispute_id))
    assert "belongs to another dispute" in errors_of(answer)


def test_row_stays_with_its_dispute(officer_client: "Client") -> None:
    day, other = factories.make_strike_day(), factories.make_dispute()
    change = reverse("admin:dispute_strikeday_change", args=[day.pk])
    officer_client.post(change, day_fields(dispute=other.pk))
    day.refresh_from_db()
    assert (day.date, day.dispute_id == other.pk) == (date(2026, 5, 4), False)


# --- Waiting lists with their readings ------------------------------------------------------------


def readings(*rows: dict[str, Any], initial: int = 0) -> dict[str, Any]:
    fields = {"readings-TOTAL_FORMS": len(rows), "readings-INITIAL_FORMS": initial}
    for number, row in enumerate(rows):
        fields |= {f"readings-{number}-{name}": value for name, value in row.items()}
    return fields


def test_list_and_its_first_reading_are_entered_together(
    officer_client: "Client", officer: "User"
) -> None:
    dispute = factories.make_dispute()
    reading = {"as_at": "2026-03-01", "longest_wait": "9", "unit": "months"}
    fields = {"dispute": dispute.pk, "name": "Assessments", **readings(reading)}
    answer = officer_client.post(reverse("admin:dispute_waitinglist_add"), fields)
    assert answer.status_code == 302
    made = WaitingListFigure.objects.get()
    assert (made.dispute, made.entered_by) == (dispute, officer)
    assert made.list.entered_by == officer
    assert made.history.get().history_user == officer


def test_second_reading_of_a_day_is_refused_in_words(officer_client: "Client") -> None:
    there = factories.make_waiting_list_figure()
    again = {"as_at": there.as_at.isoformat(), "longest_wait": "8", "unit": "months"}
    kept = {"id": there.pk, "list": there.list_id, **again}
    fields = {"name": there.list.name, **readings(kept, again, initial=1)}
    change = reverse("admin:dispute_waitinglist_change", args=[there.list_id])
    answer = officer_client.post(change, fields)
    assert errors_of(answer)
    assert WaitingListFigure.objects.count() == 1


def test_standard_without_a_unit_is_refused_in_words(officer_client: "Client") -> None:
    fields = {"dispute": factories.make_dispute().pk, "name": "X", "standard_max": 6, **readings()}
    answer = officer_client.post(reverse("admin:dispute_waitinglist_add"), fields)
    assert "A standard has a most" in errors_of(answer)
    assert not WaitingList.objects.exists()


# --- The branch -----------------------------------------------------------------------------------


def branch_fields(**others: Any) -> dict[str, Any]:
    return {"name": "Millbrook", "brand_colour": "#a3182d", **others}


def test_branch_is_one_page(officer_client: "Client", rep_client: "Client") -> None:
    listing, add = reverse("admin:dispute_branch_changelist"), reverse("admin:dispute_branch_add")
    assert officer_client.get(listing).headers["Location"] == add
    assert rep_client.get(listing).status_code == 200
    assert officer_client.post(add, branch_fields()).status_code == 302
    branch = Branch.objects.get()
    change = reverse("admin:dispute_branch_change", args=[branch.pk])
    assert officer_client.get(listing).headers["Location"] == change
    assert officer_client.get(add).status_code == 403
    assert officer_client.get(change).status_code == 200


@pytest.mark.parametrize("colour", ["red", "#12345", "#a3182d;", "#gggggg", "url(x)"])
def test_colour_that_is_none_is_refused(colour: str, officer_client: "Client") -> None:
    fields = branch_fields(brand_colour=colour)
    assert errors_of(officer_client.post(reverse("admin:dispute_branch_add"), fields))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("logo.png", b"<svg onload='alert(1)'>", "no PNG picture"),
        ("logo.jpg", PNG, "no JPG picture"),
        ("logo.webp", b"RIFF" + bytes(12), "no WEBP picture"),
        ("logo.svg", b"<svg/>", "not allowed"),
        ("logo.png", PNG + bytes(1024 * 1024), "larger than 1 MB"),
    ],
)
def test_logo_that_is_no_picture_is_refused(
    name: str, content: bytes, said: str, officer_client: "Client"
) -> None:
    fields = branch_fields(logo=SimpleUploadedFile(name, content))
    answer = officer_client.post(reverse("admin:dispute_branch_add"), fields)
    assert said in errors_of(answer)
    assert not Branch.objects.exists()


def test_logo_is_kept_and_shown(officer_client: "Client") -> None:
    fields = branch_fields(logo=SimpleUploadedFile("logo.png", PNG))
    assert officer_client.post(reverse("admin:dispute_branch_add"), fields).status_code == 302
    branch = Branch.objects.get()
    page = officer_client.get(reverse("admin:dispute_branch_change", args=[branch.pk])).text
    assert f'href="/media/{branch.logo.name}"' in page


def test_social_link_that_is_no_address_is_refused(officer_client: "Client") -> None:
    fields = branch_fields(social_links="https://social.example/@us\njavascript:alert(1)")
    answer = officer_client.post(reverse("admin:dispute_branch_add"), fields)
    assert "javascript:alert(1)" in errors_of(answer)


@pytest.mark.parametrize("typed", ["0202-05-04", "0001-01-01", "9999-12-31", "2200-01-01"])
def test_day_of_a_year_that_nobody_means_is_refused(officer_client: "Client", typed: str) -> None:
    dispute = factories.make_dispute()
    fields = day_fields(dispute=dispute.pk, date=typed, announced_on="1900-01-01")
    answer = officer_client.post(reverse("admin:dispute_strikeday_add"), fields)
    assert "Enter a day of the years 1900 to 2199." in errors_of(answer)
    assert not StrikeDay.objects.exists()
