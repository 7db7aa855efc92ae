"""A pack that says what it holds must hold it; one that does not is told what it lacks."""

import json
from pathlib import Path

import pytest

from dispute.models import Dispute
from dispute.packs.exporting import export_pack
from tests.dispute.packs.made import FILES, brought, emptied, folder, refusal, zipped

pytestmark = pytest.mark.django_db

LISTED = "this file is missing, and datapackage.json lists it."
FOLDER = "this is a folder, and a pack has a file of this name."
PICTURE = b"\x89PNG\r\n\x1a\n and so on"


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """An export, on a site that is new again."""
    brought(folder(tmp_path / "pack", {"files/logo.png": PICTURE}))
    export_pack(Dispute.objects.get(), tmp_path / "out")
    emptied()
    return tmp_path / "out"


@pytest.mark.parametrize(
    "name",
    ["strike_days.csv", "teams.csv", "quoted_figures.csv", "ballots.csv", "files/logo.png"],
)
def test_export_without_one_of_its_files_is_refused(exported: Path, name: str) -> None:
    (exported / name).unlink()
    # A departure's team, which went with its file, is no second problem.
    assert refusal(exported) == f"{name}: {LISTED}"


def test_export_without_one_of_its_letters_is_refused(exported: Path) -> None:
    letter = next((exported / "letters").iterdir())
    letter.unlink()
    assert refusal(exported) == f"letters/{letter.name}: {LISTED}"


def test_zip_of_an_export_without_one_of_its_files_is_refused(
    exported: Path, tmp_path: Path
) -> None:
    paths = [path for path in exported.rglob("*") if path.is_file()]
    held = {path.relative_to(exported).as_posix(): path.read_bytes() for path in paths}
    del held["strike_days.csv"]
    assert refusal(zipped(tmp_path / "a.zip", held, "out/")) == f"strike_days.csv: {LISTED}"


def test_missing_dispute_is_named_once(exported: Path) -> None:
    (exported / "dispute.json").unlink()
    assert refusal(exported) == "dispute.json: this file is missing, and every pack has it."


def test_whole_export_lacks_nothing(exported: Path) -> None:
    assert brought(exported).absent == ()


def test_pack_that_lists_nothing_is_told_which_tables_it_lacks(tmp_path: Path) -> None:
    without = {"departures.csv": None, "letters/2026-03-04-owner.md": None}
    absent = brought(folder(tmp_path, without)).absent
    assert {"departures.csv", "letters/", "ballots.csv", "quoted_figures.csv"} <= {*absent}
    assert not {"teams.csv", "strike_days.csv", "messages.csv"} & {*absent}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"resources": [}', ", line 1: this is no JSON"),
        ("[]", ": write names and values between { and }."),
        (b"\xff{}", ", line 1: this is not UTF-8"),
        ("{}", ", column resources: write a list of the pack's files here"),
        ('{"resources": {}}', ", column resources: write a list of the pack's files here"),
        ('{"resources": ["teams.csv"]}', ", column resources: each of these names its file"),
        ('{"resources": [{"path": 1}]}', ", column resources: each of these names its file"),
        ('{"resources": [{"path": ""}]}', ", column resources: each of these names its file"),
    ],
)
def test_bad_list_of_files_is_named(tmp_path: Path, text: str | bytes, said: str) -> None:
    found = refusal(folder(tmp_path, {"datapackage.json": text}))
    assert found.startswith(f"datapackage.json{said}")


def test_path_may_be_several_and_is_named_once(tmp_path: Path) -> None:
    paths = [{"path": ["./teams.csv", "offers.csv"]}, {"path": "offers.csv"}]
    text = json.dumps({"resources": paths})
    assert refusal(folder(tmp_path, {"datapackage.json": text})) == f"offers.csv: {LISTED}"


@pytest.mark.parametrize("name", ["strike_days.csv", "dispute.json", "datapackage.json", "pay.csv"])
@pytest.mark.parametrize("inside", ["", "a.txt"])
def test_folder_that_is_called_like_a_file_is_refused(
    tmp_path: Path, name: str, inside: str
) -> None:
    path = folder(tmp_path, {name: None} if name in FILES else {})
    (path / name).mkdir()
    if inside:
        (path / name / inside).write_text("x")
    assert f"{name}: {FOLDER}" in refusal(path).splitlines()


@pytest.mark.parametrize("entry", ["strike_days.csv/", "strike_days.csv/a.txt"])
@pytest.mark.parametrize("top", ["", "ferry-crews/"])
def test_folder_that_is_called_like_a_table_in_a_zip_is_refused(
    tmp_path: Path, entry: str, top: str
) -> None:
    held = {name: text for name, text in FILES.items() if name != "strike_days.csv"}
    packed = zipped(tmp_path / "a.zip", {**held, entry: ""}, top)
    assert refusal(packed) == f"strike_days.csv: {FOLDER}"
