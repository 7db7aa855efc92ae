"""What import_pack does with a good pack, the first time and every time after."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import OperationalError

from campaigns.models import OpenLetter
from dispute.models import Branch, Departure, Dispute, FormerSlug, StrikeDay, Team
from dispute.packs.importing import import_pack
from dispute.packs.saving import TableReport
from solidarity.models import Message
from tests.dispute.packs.made import DEMONSTRATION, SLUG, brought, everything, folder, refusal
from tests.factories import make_dispute, make_strike_day

pytestmark = pytest.mark.django_db

DAYS = "date,announced_on,kind,strikers\n"


def told(path: Path, file: str) -> TableReport:
    return next(each for each in brought(path).tables if each.file == file)


def test_pack_comes_in_with_its_history(tmp_path: Path, officer: User) -> None:
    import_pack(folder(tmp_path), by=officer)
    departure = Departure.objects.get()
    assert (departure.team.name, departure.note) == ("Deck", "Going to sea")
    assert departure.entered_by == officer
    for model in (Branch, Dispute, StrikeDay, Team, Message, OpenLetter):
        history = list(model.history.all())
        assert len(history) == model.objects.count()
        assert {(each.history_user, each.history_change_reason) for each in history} == {
            (officer, "pack import")
        }


def test_second_import_changes_nothing(tmp_path: Path) -> None:
    path = folder(tmp_path)
    brought(path)
    before = everything()
    report = brought(path)
    assert everything() == before
    assert {(each.added, each.changed) for each in report.tables} == {(0, 0)}


def test_import_moves_the_stamp(tmp_path: Path) -> None:
    brought(folder(tmp_path))
    before = everything()["stamps"]
    brought(folder(tmp_path, {"strike_days.csv": f"{DAYS}2026-05-01,2026-04-01,strike,9\n"}))
    assert everything()["stamps"] != before


def test_dry_run_says_what_would_change_and_changes_nothing(tmp_path: Path) -> None:
    before = everything()
    report = brought(folder(tmp_path), dry_run=True)
    assert everything() == before
    assert TableReport("strike_days.csv", added=2) in report.tables
    assert TableReport("teams.csv", added=1) in report.tables


def test_identical_rows_are_as_many_rows(tmp_path: Path) -> None:
    brought(folder(tmp_path))
    assert Message.objects.filter(body="Keep going.").count() == 2


def test_row_of_a_known_key_is_changed_and_never_doubled(tmp_path: Path) -> None:
    brought(folder(tmp_path))
    text = f"{DAYS}2026-03-02,2026-02-10,strike,31\n"
    assert told(folder(tmp_path, {"strike_days.csv": text}), "strike_days.csv").changed == 1
    day = StrikeDay.objects.get(date=date(2026, 3, 2))
    assert (day.strikers, day.history.count()) == (31, 2)


def test_column_that_a_file_has_not_keeps_what_was_there(tmp_path: Path) -> None:
    brought(folder(tmp_path))
    brought(folder(tmp_path, {"strike_days.csv": f"{DAYS}2026-03-03,2026-02-10,strike,31\n"}))
    assert StrikeDay.objects.get(date=date(2026, 3, 3)).note == "Rain"


def test_row_that_left_a_pack_stays_in_the_record(tmp_path: Path) -> None:
    brought(folder(tmp_path))
    brought(folder(tmp_path, {"strike_days.csv": DAYS}))
    assert StrikeDay.objects.count() == 2


def test_row_without_a_key_keeps_what_an_officer_made_of_it(tmp_path: Path) -> None:
    brought(folder(tmp_path))
    Departure.objects.update(left_on=date(2026, 4, 1))
    brought(folder(tmp_path))
    assert Departure.objects.get().left_on == date(2026, 4, 1)


def test_columns_in_another_order_and_empty_ones_make_no_other_row(tmp_path: Path) -> None:
    brought(folder(tmp_path))
    text = (
        "note,kind,team,left_on,notice_given_on,source\nGoing to sea,resigned,Deck,,2026-02-20,\n"
    )
    assert told(folder(tmp_path, {"departures.csv": text}), "departures.csv").unchanged == 1


def test_row_with_a_reference_is_found_by_it(tmp_path: Path) -> None:
    text = "ref,team,notice_given_on\nabcdefghjkmn,Deck,{day}\n"
    brought(folder(tmp_path, {"departures.csv": text.format(day="2026-02-20")}))
    path = folder(tmp_path, {"departures.csv": text.format(day="2026-02-21")})
    assert told(path, "departures.csv").changed == 1
    assert Departure.objects.get(ref="abcdefghjkmn").notice_given_on == date(2026, 2, 21)


def test_row_of_a_known_key_takes_the_reference_of_the_pack(tmp_path: Path) -> None:
    brought(folder(tmp_path))
    text = "ref,date,announced_on\nabcdefghjkmn,2026-03-02,2026-02-10\n"
    brought(folder(tmp_path, {"strike_days.csv": text}))
    assert StrikeDay.objects.get(date=date(2026, 3, 2)).ref == "abcdefghjkmn"


def test_reference_of_another_dispute_is_refused(tmp_path: Path) -> None:
    day = make_strike_day()
    text = f"ref,date,announced_on\n{day.ref},2026-03-02,2026-02-10\n"
    said = refusal(folder(tmp_path, {"strike_days.csv": text}))
    assert said.startswith("strike_days.csv, line 2, column ref: the row ")
    assert "belongs to another dispute" in said


def test_reference_twice_in_a_file_is_refused(tmp_path: Path) -> None:
    text = "ref,team,left_on\nabcdefghjkmn,Deck,2026-03-02\nabcdefghjkmn,Deck,2026-03-03\n"
    said = refusal(folder(tmp_path, {"departures.csv": text}))
    assert said == "departures.csv, line 3: this is the same departure as line 2."


def test_strike_day_finds_its_notice_and_another_disputes_is_unknown(tmp_path: Path) -> None:
    notices = "ref,sent_on,first_day\nabcdefghjkmn,2026-02-10,2026-03-02\n"
    days = "date,announced_on,notice\n2026-03-02,2026-02-10,abcdefghjkmn\n"
    brought(folder(tmp_path, {"action_notices.csv": notices, "strike_days.csv": days}))
    notice = StrikeDay.objects.get(date=date(2026, 3, 2)).notice
    assert notice is not None
    assert notice.sent_on == date(2026, 2, 10)


@pytest.mark.parametrize(
    ("as_at", "left_on", "found"),
    [
        ("", "2026-01-31", "2025-06-01"),
        ("", "2026-02-01", "2026-02-01"),
        ("", "2020-01-01", "2025-06-01"),
        ("2026-02-01", "2026-01-31", "2026-02-01"),
    ],
)
def test_departure_belongs_to_the_establishment_of_its_day(
    tmp_path: Path, as_at: str, left_on: str, found: str
) -> None:
    teams = "name,posts,as_at\nDeck,12,2025-06-01\nDeck,11,2026-02-01\n"
    text = f"team,team_as_at,left_on\nDeck,{as_at},{left_on}\n"
    brought(folder(tmp_path, {"teams.csv": teams, "departures.csv": text}))
    assert str(Departure.objects.get().team.as_at) == found


def test_former_addresses_lead_to_the_dispute(tmp_path: Path) -> None:
    text = '{"slug": "crews", "title": "C", "employer": "E", "workforce": "W",'
    text += '"raised_on": "2026-01-01", "former_slugs": ["deckhands"]}'
    brought(folder(tmp_path, {"dispute.json": text}))
    assert FormerSlug.objects.get(slug="deckhands").dispute.slug == "crews"


def test_pack_of_a_former_address_is_refused(tmp_path: Path) -> None:
    brought(folder(tmp_path))
    dispute = Dispute.objects.get()
    dispute.slug = "crews"
    dispute.save()
    said = refusal(folder(tmp_path))
    assert said.startswith(f"dispute.json, column slug: “{SLUG}” is an address that a dispute here")


def test_second_dispute_comes_in_beside_the_first(tmp_path: Path) -> None:
    make_dispute(slug="other")
    brought(folder(tmp_path))
    assert set(Dispute.objects.values_list("slug", flat=True)) == {"other", SLUG}


def test_letter_without_a_slug_is_called_by_its_file(tmp_path: Path) -> None:
    text = "---\ntitle: A\ndated: 2026-03-04\nreply:\nstatus: draft\n---\n\nText\n"
    brought(folder(tmp_path, {"letters/to-the-mayor.md": text}))
    letter = OpenLetter.objects.get(slug="to-the-mayor")
    assert (letter.status, letter.body, letter.published_at) == ("draft", "Text", None)


def test_published_letter_has_its_html_and_its_day(tmp_path: Path) -> None:
    brought(folder(tmp_path))
    letter = OpenLetter.objects.get()
    assert "<em>here</em>" in letter.body_html
    assert str(letter.published_at) == "2026-03-04 12:00:00+00:00"


def test_what_the_database_says_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_args: object, **_options: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(Dispute, "save", locked)
    assert refusal(folder(tmp_path)) == (
        "The database says: database is locked. Try again; nothing was changed."
    )


# --- The commands ---------------------------------------------------------------------------------


def test_command_says_what_came_in(tmp_path: Path) -> None:
    path = folder(tmp_path, {"actions.csv": "x", "README.md": "x"})
    said = StringIO()
    call_command("import_pack", path, stdout=said)
    assert "Imported the dispute ferry-crews:" in said.getvalue()
    assert "2 added, 0 changed, 0 as before" in said.getvalue()
    assert "Left aside, not kept here yet: actions.csv" in said.getvalue()
    assert "No part of a pack: README.md" in said.getvalue()
    lines = said.getvalue().splitlines()
    assert "2 messages are published as already public, because the pack says so." in lines
    absent = next(line for line in lines if line.startswith("Not in this pack: "))
    assert absent.startswith("Not in this pack: ballots.csv, action_notices.csv, waiting_lists.csv")


def test_command_misses_nothing_that_it_worked_out_itself() -> None:
    said = StringIO()
    call_command("import_pack", DEMONSTRATION, stdout=said)
    assert "quoted_figures.csv" in said.getvalue()
    assert "Not in this pack: wall_settings.csv, pledges.csv, invitations.csv\n" in said.getvalue()


def test_command_says_that_a_dry_run_changed_nothing(tmp_path: Path) -> None:
    said = StringIO()
    call_command("import_pack", folder(tmp_path), dry_run=True, stdout=said)
    assert said.getvalue().startswith("Nothing was changed. This pack would bring in")
    assert not Dispute.objects.exists()


def test_command_refuses_in_sentences(tmp_path: Path) -> None:
    path = folder(tmp_path, {"teams.csv": "name,posts,as_at\nA,b,2026-01-01\n"})
    with pytest.raises(CommandError) as refused:
        call_command("import_pack", path)
    first, *rest = str(refused.value).splitlines()
    assert first == f"Nothing was imported from {path}."
    assert rest[0].startswith("teams.csv, line 2, column posts: “b” is not a whole number")
