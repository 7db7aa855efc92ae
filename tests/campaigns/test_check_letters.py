"""`manage.py check_letters`: what it prints, and the status that it exits with."""

import json
from datetime import date
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from campaigns import checked
from campaigns.models import OpenLetter
from dispute.models import Dispute
from tests import factories as make
from tests.campaigns import stand_in

pytestmark = pytest.mark.django_db
WRONG = "We took 9 days of strike action."
KEYS = ["sentence", "number", "figure", "verdict", "record", "right_until", "why", "sure"]


@pytest.fixture(autouse=True)
def check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dispute.judging.check", stand_in.check, raising=False)


@pytest.fixture
def dispute() -> Dispute:
    """One day of strike action was taken, on 3 April 2026."""
    dispute = make.make_dispute(slug="library")
    make.make_strike_day(dispute=dispute, date=date(2026, 4, 3), announced_on=date(2026, 3, 1))
    return dispute


def run(*arguments: object) -> tuple[int, str]:
    """The exit status, and what was printed."""
    out = StringIO()
    try:
        call_command("check_letters", *map(str, arguments), stdout=out)
    except SystemExit as ended:
        return int(str(ended.code)), out.getvalue()
    return 0, out.getvalue()


def refusal(*arguments: object) -> str:
    with pytest.raises(CommandError) as refused:
        run(*arguments)
    assert refused.value.returncode == 2
    return str(refused.value)


def a_letter(dispute: Dispute, body: str = WRONG) -> OpenLetter:
    return make.make_open_letter(dispute=dispute, slug="council", body=body, dated=date(2026, 5, 1))


def test_a_text_is_taken_from_standard_input(
    dispute: Dispute, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(WRONG.encode())))
    status, printed = run("--file", "-", "--as-at", "2026-05-01", "--json")
    assert (status, [each["number"] for each in json.loads(printed)]) == (1, ["9"])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "letter.md"


# --- The site's letters ---------------------------------------------------------------------------


def test_a_published_letter_that_is_wrong_is_told_and_exits_with_1(dispute: Dispute) -> None:
    a_letter(dispute)
    make.make_open_letter(dispute=dispute, status="draft", body=WRONG)
    status, said = run()
    assert status == 1
    assert "(council, as at 2026-05-01)" in said
    assert "! “9”: the record says otherwise" in said
    assert "The record: 1 day (strike_days_taken)." in said
    assert "It was right up to 1 March 2026." in said


def test_letters_that_agree_exit_with_0(dispute: Dispute) -> None:
    a_letter(dispute, "1 days of strike action, and 7 people.")
    status, said = run("--dispute", "library")
    assert status == 0
    assert "1 agree, 1 to look at." in said


def test_json_is_a_list_of_findings_with_stable_names(dispute: Dispute) -> None:
    a_letter(dispute)
    status, said = run("--json")
    [found] = json.loads(said)
    assert status == 1
    assert list(found) == ["letter", *KEYS]
    assert found == found | {
        "letter": "council",
        "sentence": "We took 9 days of strike action",
        "number": "9",
        "figure": "strike_days_taken",
        "verdict": "disagrees",
        "record": "1 day",
        "right_until": "2026-03-01",
        "sure": 0.9,
    }


def test_without_letters_the_list_is_empty(dispute: Dispute) -> None:
    assert json.loads(run("--json")[1]) == []
    assert run()[0] == 0


def test_what_was_decided_is_left_out_unless_all_is_asked_for(dispute: Dispute) -> None:
    letter = a_letter(dispute, f"{WRONG} 7 people.")
    one, _other = checked.check(letter)
    checked.mark_not_ours(letter, one, by=None)
    assert [each["verdict"] for each in json.loads(run("--json")[1])] == ["not in the record"]
    status, said = run("--json", "--all")
    assert status == 0
    assert [each["verdict"] for each in json.loads(said)] == ["not ours", "not in the record"]


def test_a_dispute_that_is_no_public_one_is_checked_by_name_alone() -> None:
    draft = make.make_dispute(slug="quiet", status="draft")
    make.make_strike_day(dispute=draft, date=date(2026, 4, 3), announced_on=date(2026, 3, 1))
    a_letter(draft)
    assert run()[0] == 0
    assert run("--dispute", "quiet")[0] == 1


# --- A file ---------------------------------------------------------------------------------------


def test_a_file_is_checked_as_at_its_own_day(dispute: Dispute, file: Path) -> None:
    file.write_text(f"---\ntitle: 4 people\ndated: 2026-05-01\nsent_on: 2026-05-02\n---\n\n{WRONG}")
    status, said = run("--file", file, "--json")
    [found] = json.loads(said)
    assert (status, found["number"], list(found)) == (1, "9", KEYS)
    assert "as at 2026-05-01" in run("--file", file)[1]


def test_a_day_that_is_given_counts_more_than_the_files_own(dispute: Dispute, file: Path) -> None:
    make.make_strike_day(dispute=dispute, date=date(2026, 6, 3), announced_on=date(2026, 5, 1))
    file.write_text("---\ndated: 2026-05-01\n---\n2 days of strike action")
    assert run("--file", file)[0] == 1
    assert run("--file", file, "--as-at", "2026-06-03", "--dispute", "library")[0] == 0


def test_a_file_without_front_matter_is_checked_as_at_today(dispute: Dispute, file: Path) -> None:
    file.write_text("\ufeff---\nA line for the eye, and:\n1 days of strike action\n", "utf-8")
    assert run("--file", file)[0] == 0


def test_what_could_steer_a_terminal_is_not_printed(dispute: Dispute, file: Path) -> None:
    file.write_text("\x1b[2J\x07 9 days of strike action \x1b]0;title\x07")
    _status, said = run("--file", file, "--as-at", "2026-05-01")
    assert "\x1b" not in said
    assert "\x07" not in said


# --- Wrong use exits with 2 -----------------------------------------------------------------------


def test_a_dispute_that_is_not_there_is_answered_with_the_nearest(dispute: Dispute) -> None:
    assert "Did you mean “library”?" in refusal("--dispute", "libary")
    assert "Known: library." in refusal("--dispute", "zzz")


def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(
    dispute: Dispute, file: Path, tmp_path: Path
) -> None:
    assert "cannot be read" in refusal("--file", file)
    assert "cannot be read" in refusal("--file", tmp_path)
    file.write_bytes(b"caf\xe9")
    assert "save it as UTF-8" in refusal("--file", file)
    file.write_text("---\ndated: [never\n---\ntext")
    assert "cannot be read (line 2)" in refusal("--file", file)
    file.write_text("---\ndated: 1 May\n---\ntext")
    assert "“1 May” is no day" in refusal("--file", file)


@pytest.mark.parametrize("text", ["a" * (2**20 + 1), "é" * (2**22)], ids=["plain", "accents"])
def test_more_than_1_mb_is_refused(dispute: Dispute, file: Path, text: str) -> None:
    file.write_text(text)
    assert "longer than 1 MB" in refusal("--file", file)


def test_a_day_needs_a_file_and_a_year_first(dispute: Dispute, file: Path) -> None:
    assert "--as-at goes with --file" in refusal("--as-at", "2026-05-01")
    with pytest.raises(CommandError, match="write the year first"):
        run("--file", file, "--as-at", "1 May 2026")


def test_a_text_without_any_dispute_is_refused(file: Path) -> None:
    file.write_text(WRONG)
    assert "There is no dispute" in refusal("--file", file)
