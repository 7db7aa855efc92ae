"""What export_pack writes, import_pack reads back; the public's holds nothing that is private."""

import csv
import json
import zipfile
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command

from campaigns.models import OpenLetter
from dispute.figures import Record, sheet
from dispute.models import Branch, Dispute, FormerSlug, StrikeDay
from dispute.packs.exporting import export_pack
from dispute.packs.problems import PackError
from solidarity.models import Message
from tests import factories as make
from tests.dispute.packs.made import DEMONSTRATION, SLUG, brought, emptied, folder, refusal

pytestmark = pytest.mark.django_db

AT = date(2026, 11, 21)
PICTURE = b"\x89PNG\r\n\x1a\n" + b"0" * 40


def exported(dispute: Dispute, out: Path, **options: bool) -> dict[str, bytes]:
    """Return an export's files."""
    export_pack(dispute, out, **options)
    return read(out)


def read(out: Path) -> dict[str, bytes]:
    return {str(p.relative_to(out)): p.read_bytes() for p in out.rglob("*") if p.is_file()}


def rows(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(files[name].decode().splitlines(keepends=True)))


@pytest.fixture
def full() -> Dispute:
    """A row of every table, and several of those that differ."""
    make.make_branch(brand_colour="#0b5d6b", social_links="https://social.example/@us")
    dispute = make.make_dispute(slug=SLUG, outcome="", summary="One\n\nTwo “quoted”")
    FormerSlug.objects.create(slug="deckhands", dispute=dispute)
    notice = make.make_action_notice(dispute=dispute)
    make.make_strike_day(dispute=dispute, notice=notice, note="=1+1")
    make.make_strike_day(
        dispute=dispute, note="'=1+1", strikers=None, source_url="https://a.example"
    )
    early = make.make_team(dispute=dispute, name="Deck", as_at=date(2025, 1, 1))
    make.make_team(dispute=dispute, name="Deck", as_at=date(2026, 1, 1))
    make.make_departure(dispute=dispute, team=early, note="Private: went to sea")
    make.make_waiting_list_figure(list=make.make_waiting_list(dispute=dispute))
    for maker in (make.make_ballot, make.make_offer, make.make_claim, make.make_statistic):
        maker(dispute=dispute)
    make.make_milestone(dispute=dispute)
    make.make_correction(dispute=dispute)
    make.make_wall_settings(dispute=dispute, pledges_public=True)
    make.make_pledge(message=make.make_message(dispute=dispute))
    make.make_invitation(dispute=dispute)
    for status in Message.Status.values:
        make.make_message(dispute=dispute, status=status)
    make.make_open_letter(dispute=dispute, slug="b")
    make.make_open_letter(dispute=dispute, slug="a", reply="We will\r\nsee.")
    make.make_open_letter(dispute=dispute, status="draft", title="Draft: secret plan")
    make.make_quoted_figure(dispute=dispute, dated=date(2026, 3, 11))
    return dispute


def test_export_comes_back_as_it_was(tmp_path: Path, full: Dispute) -> None:
    before, figures = exported(full, tmp_path / "one"), sheet(Record(full), AT)
    pages = list(Message.objects.newest_first().values_list("ref", "card"))
    emptied()
    brought(tmp_path / "one")
    dispute = Dispute.objects.get()
    assert exported(dispute, tmp_path / "two") == before
    assert [(f.key, f.value, f.missing) for f in sheet(Record(dispute), AT)] == [
        (f.key, f.value, f.missing) for f in figures
    ]
    assert list(Message.objects.newest_first().values_list("ref", "card")) == pages


def test_every_table_of_an_export_has_a_row(tmp_path: Path, full: Dispute) -> None:
    files = exported(full, tmp_path / "out")
    assert [name for name in files if name.endswith(".csv") and not rows(files, name)] == []


def test_export_into_the_same_site_changes_nothing(tmp_path: Path, full: Dispute) -> None:
    export_pack(full, tmp_path / "out")
    assert {(t.added, t.changed) for t in brought(tmp_path / "out").tables} == {(0, 0)}


def test_zip_has_the_same_files_and_the_same_bytes_every_time(
    tmp_path: Path, full: Dispute
) -> None:
    files = exported(full, tmp_path / "out")
    export_pack(full, tmp_path / "one.zip")
    export_pack(full, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files


def test_text_that_a_spreadsheet_would_run_is_guarded_and_comes_back(
    tmp_path: Path, full: Dispute
) -> None:
    notes = [row["note"] for row in rows(exported(full, tmp_path / "out"), "strike_days.csv")]
    assert notes == ["'=1+1", "''=1+1"]
    emptied()
    brought(tmp_path / "out")
    assert list(StrikeDay.objects.order_by("date").values_list("note", flat=True)) == [
        "=1+1",
        "'=1+1",
    ]


def test_control_characters_are_left_out(tmp_path: Path, full: Dispute) -> None:
    make.make_milestone(dispute=full, title="Bell\x07 rung", text="Tab\tand\r\nline")
    Branch.objects.update(address="Quay\x1b 1")
    exported(full, tmp_path / "out")
    emptied()
    brought(tmp_path / "out")
    assert Branch.objects.get().address == "Quay 1"


def test_letters_of_one_day_stay_in_their_order(tmp_path: Path, full: Dispute) -> None:
    names = sorted(
        n for n in exported(full, tmp_path / "out") if n.startswith("letters/2026-03-09")
    )
    assert names[:2] == ["letters/2026-03-09-001-b.md", "letters/2026-03-09-002-a.md"]


def test_letter_says_what_it_said_when_it_was_published(tmp_path: Path, full: Dispute) -> None:
    quoting = OpenLetter.objects.get(quoted__isnull=False)
    export_pack(full, tmp_path / "out")
    emptied()
    text = (tmp_path / "out" / "dispute.json").read_text()
    # The record was wrong by a day, and is right by now; the letter says what it said.
    (tmp_path / "out" / "dispute.json").write_text(text.replace("2026-02-02", "2026-02-01"))
    brought(tmp_path / "out")
    letter = OpenLetter.objects.get(slug=quoting.slug)
    assert letter.body_html == quoting.body_html
    assert letter.quoted.get().value == "37"


def test_logo_goes_along(tmp_path: Path, full: Dispute) -> None:
    branch = Branch.objects.get()
    branch.logo.save("Our Logo.PNG", ContentFile(PICTURE))
    files = exported(full, tmp_path / "out")
    assert files["files/logo.png"] == PICTURE
    described = json.loads(files["datapackage.json"])["resources"][-1]
    assert (described["path"], described["mediatype"]) == ("files/logo.png", "image/png")
    emptied()
    brought(tmp_path / "out")
    with Branch.objects.get().logo.open("rb") as kept:
        assert kept.read() == PICTURE
    assert brought(tmp_path / "out").tables[-1].unchanged == 1


def test_logo_that_is_no_picture_is_refused(tmp_path: Path) -> None:
    said = refusal(folder(tmp_path, {"files/logo.png": b"<svg onload=alert(1)>"}))
    assert said.startswith("files/logo.png: this is not the picture that its name says")


def test_data_package_describes_every_column(tmp_path: Path, full: Dispute) -> None:
    files = exported(full, tmp_path / "out")
    described = json.loads(files["datapackage.json"])
    assert described["$schema"].endswith("/2.0/datapackage.json")
    assert {each["path"] for each in described["resources"]} == {*files} - {"datapackage.json"}
    for each in described["resources"]:
        if each["path"].endswith(".csv"):
            header = files[each["path"]].decode().splitlines()[0]
            assert header == ",".join(field["name"] for field in each["schema"]["fields"])


# --- For the public -------------------------------------------------------------------------------

SECRETS = ["SECRET", "secret plan", "leak@", "Private:", "Declined because", "MayWe"]


@pytest.fixture
def leaky(full: Dispute) -> Dispute:
    """Something to leak in every place that could."""
    consent = {
        "consent_basis": "consent",
        "consent_wording": "MayWe?",
        "consented_at": datetime(2026, 3, 2, 9, tzinfo=UTC),
        "consent_channel": "e-mail",
        "email": "leak@home.example",
    }
    known = {"name": "Zoe SECRETNAME", "role": "SECRETROLE", "organisation": "SECRETORG"}
    for display in ("first name", "supporter"):
        make.make_message(
            dispute=full, display=display, body=f"As {display}", source="From Zoe SECRETNAME",
            place="SECRETPLACE" if display == "supporter" else "Quay", **known, **consent,
        )  # fmt: skip
    make.make_message(
        dispute=full, display="organisation", body="As organisation", **consent,
        **(known | {"organisation": "Quay Branch"}),
    )  # fmt: skip
    for status in ("pending", "held", "declined"):
        make.make_message(
            dispute=full, status=status, body="SECRET text", reason="Declined because", **consent
        )
    return full


def test_public_export_leaks_nothing(tmp_path: Path, leaky: Dispute) -> None:
    private = b"".join(exported(leaky, tmp_path / "private").values()).decode()
    public = b"".join(exported(leaky, tmp_path / "public", public=True).values()).decode()
    assert [each for each in SECRETS if each in private] == SECRETS
    assert [each for each in SECRETS if each in public] == []


def test_public_export_has_no_private_column(tmp_path: Path, leaky: Dispute) -> None:
    files = exported(leaky, tmp_path / "out", public=True)
    columns = {name for file in files if file.endswith(".csv") for name in rows(files, file)[0]}
    private = {
        "email", "decided_at", "decided_by", "reason", "channel", "entered_at", "entered_by",
        "consent_basis", "consent_wording", "consent_version", "consented_at", "consent_channel",
    }  # fmt: skip
    assert columns & (private - {"reason"}) == set()
    assert "reason" not in rows(files, "messages.csv")[0]
    assert "note" not in rows(files, "departures.csv")[0]
    assert {row["status"] for row in rows(files, "messages.csv")} == {"published"}


def test_public_export_shows_the_same_wall_and_figures(tmp_path: Path, leaky: Dispute) -> None:
    shown = list(Message.objects.public().newest_first().values_list("ref", "card"))
    figures = shown_figures(leaky)
    export_pack(leaky, tmp_path / "out", public=True)
    emptied()
    brought(tmp_path / "out")
    assert list(Message.objects.newest_first().values_list("ref", "card")) == shown
    assert shown_figures(Dispute.objects.get()) == figures


def shown_figures(dispute: Dispute) -> list[tuple[str, object]]:
    """Return the figures that do not rest on how long somebody had been there."""
    found = sheet(Record(dispute), AT)
    return [(each.key, each.value) for each in found if each.key != "experience_lost"]


def test_public_export_shows_a_small_team_only_with_another(tmp_path: Path, full: Dispute) -> None:
    small = make.make_team(dispute=full, name="Bilge", posts=2, as_at=date(2026, 2, 1))
    make.make_departure(dispute=full, team=small, kind="dismissed", source="List, Bilge team")
    files = exported(full, tmp_path / "out", public=True)
    left = rows(files, "departures.csv")
    assert {(row["team"], row["kind"]) for row in left} == {("Bilge and Deck", "other")}
    assert b"List, Bilge" not in files["departures.csv"]
    posts = [(row["name"], row["as_at"], row["posts"]) for row in rows(files, "teams.csv")]
    assert posts == [
        ("Bilge and Deck", "2025-01-01", "12"),
        ("Bilge and Deck", "2026-01-01", "12"),
        ("Bilge and Deck", "2026-02-01", "14"),
    ]
    emptied()
    brought(tmp_path / "out")


def test_public_export_holds_nothing_that_is_announced_tomorrow(
    tmp_path: Path, full: Dispute
) -> None:
    day = date(2090, 1, 2)
    make.make_strike_day(dispute=full, date=day, announced_on=date(2090, 1, 1))
    public, private = exported(full, tmp_path / "a", public=True), exported(full, tmp_path / "b")
    assert b"2090-01-02" not in public["strike_days.csv"]
    assert b"2090-01-02" in private["strike_days.csv"]


def test_public_export_takes_nothing_away(tmp_path: Path, leaky: Dispute) -> None:
    export_pack(leaky, tmp_path / "out", public=True)
    assert refusal(tmp_path / "out").startswith("This is a public export, which leaves things out")
    emptied()
    brought(tmp_path / "out")
    assert {(t.added, t.changed) for t in brought(tmp_path / "out").tables} == {(0, 0)}


def test_public_export_of_a_draft_is_refused(tmp_path: Path, full: Dispute) -> None:
    full.status = Dispute.Status.DRAFT
    full.save()
    with pytest.raises(PackError, match="is a draft: nothing about it is public yet"):
        export_pack(full, tmp_path / "out", public=True)
    assert list(tmp_path.iterdir()) == []


# --- Whole or not at all --------------------------------------------------------------------------


def test_export_that_fails_leaves_nothing_behind(
    tmp_path: Path, full: Dispute, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_args: object, **_options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dispute.packs.exporting.datapackage", stop)
    for name in ("out", "out.zip"):
        with pytest.raises(PackError, match=r"Cannot write .*: No space left on device"):
            export_pack(full, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["out", "out.zip", "missing/out"])
def test_export_writes_over_nothing(tmp_path: Path, full: Dispute, name: str) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    (tmp_path / "out.zip").write_text("mine")
    with pytest.raises(PackError):
        export_pack(full, tmp_path / name)
    assert len(list(tmp_path.rglob("*"))) == 3


def test_export_may_go_into_an_empty_folder(tmp_path: Path, full: Dispute) -> None:
    (tmp_path / "out").mkdir()
    assert "branch.json" in exported(full, tmp_path / "out")


@pytest.mark.parametrize(("public", "mode"), [(False, 0o700), (True, 0o755)])
def test_export_with_private_notes_is_for_its_owner_alone(
    tmp_path: Path, full: Dispute, public: bool, mode: int
) -> None:
    export_pack(full, tmp_path / "out", public=public)
    export_pack(full, tmp_path / "out.zip", public=public)
    assert (tmp_path / "out").stat().st_mode & 0o777 == mode
    assert (tmp_path / "out.zip").stat().st_mode & 0o777 == mode & 0o666


def test_command_writes_and_says_where(tmp_path: Path, full: Dispute) -> None:
    said = StringIO()
    call_command("export_pack", SLUG, tmp_path / "out", public=True, stdout=said)
    assert said.getvalue().startswith("What everybody can read of it is in ")
    assert (tmp_path / "out" / "messages.csv").exists()


def test_command_names_the_disputes_there_are(tmp_path: Path, full: Dispute) -> None:
    with pytest.raises(CommandError, match=f"There is no dispute “x”. Known: {SLUG}."):
        call_command("export_pack", "x", tmp_path / "out")


def test_site_without_a_branch_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="no branch yet: enter it in the admin first"):
        export_pack(make.make_dispute(), tmp_path / "out")


# --- The demonstration ----------------------------------------------------------------------------


@pytest.fixture
def demonstration() -> Dispute:
    brought(DEMONSTRATION)
    return Dispute.objects.get()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("strike_days_taken", 48),
        ("strike_days_to_come", 12),
        ("strike_days_announced", 60),
        ("departures_left", 20),
        ("departures_notice", 2),
        ("departures_total", 22),
        ("departures_since_notice", 15),
        ("posts", 44),
        ("messages_published", 60),
    ],
)
def test_demonstration_gives_its_figures(demonstration: Dispute, key: str, value: int) -> None:
    found = {figure.key: figure for figure in sheet(Record(demonstration), AT)}
    assert found[key].value == value


def test_demonstration_gives_its_turnout(demonstration: Dispute) -> None:
    found = {figure.key: figure for figure in sheet(Record(demonstration), AT)}
    turnout = found["ballot_turnout"]
    assert (turnout.numerator, turnout.denominator) == (29, 31)
    assert demonstration.is_demonstration


def test_demonstration_comes_back_as_it_was(tmp_path: Path, demonstration: Dispute) -> None:
    before = exported(demonstration, tmp_path / "one")
    emptied()
    brought(tmp_path / "one")
    assert exported(Dispute.objects.get(), tmp_path / "two") == before
