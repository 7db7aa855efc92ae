"""A pack may be a folder or a ZIP; neither leads out of itself, and neither is endless."""

import zipfile
from pathlib import Path

import pytest

from dispute.models import Dispute
from dispute.packs import files
from dispute.packs.files import MEGABYTE, Limits
from tests.dispute.packs.made import FILES, SLUG, brought, folder, refusal, zipped

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("top", ["", "ferry-crews-2026/"])
def test_zip_of_a_pack_is_a_pack(tmp_path: Path, top: str) -> None:
    litter = {"__MACOSX/._teams.csv": "x", ".DS_Store": "x"}
    packed = zipped(tmp_path / "a.zip", {f"{top}{n}": t for n, t in FILES.items()} | litter)
    assert brought(packed).slug == SLUG


def test_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    text = {name: ("\ufeff" + text.replace("\n", "\r\n")).encode() for name, text in FILES.items()}
    added = {each.file: each.added for each in brought(folder(tmp_path, text)).tables}
    assert (added["teams.csv"], added["messages.csv"], added["letters/"]) == (1, 3, 1)


@pytest.mark.parametrize(
    "name", ["../teams.csv", "a/../../teams.csv", "/teams.csv", "C:\\teams.csv", "..\\teams.csv"]
)
def test_name_that_leads_out_of_a_zip_is_refused(tmp_path: Path, name: str) -> None:
    said = refusal(zipped(tmp_path / "a.zip", {**FILES, name: "name\n"}))
    assert said.startswith(f"{name}: a name in a ZIP may not lead out of it")
    assert not (tmp_path.parent / "teams.csv").exists()


def test_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    packed = zipped(tmp_path / "a.zip", FILES)
    link = zipfile.ZipInfo("offers.csv")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    assert refusal(packed).startswith("offers.csv: the ZIP holds a link")


def test_link_out_of_a_folder_is_refused(tmp_path: Path) -> None:
    outside = tmp_path / "offers.csv"
    outside.write_text("made_on,made_by\n")
    pack = folder(tmp_path / "pack")
    (pack / "offers.csv").symlink_to(outside)
    assert refusal(pack) == "offers.csv: this is a link that leads out of the pack."


def test_link_to_a_folder_outside_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    pack = folder(tmp_path / "pack", {"letters/2026-03-04-owner.md": None})
    (pack / "letters").symlink_to(tmp_path / "letters")
    assert refusal(pack) == "letters: this is a link that leads out of the pack."


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    packed = zipped(tmp_path / "a.zip", FILES)
    with (
        zipfile.ZipFile(packed, "a") as archive,
        pytest.warns(UserWarning, match="Duplicate name"),
    ):
        archive.writestr("teams.csv", "name,posts,as_at\n")
    assert refusal(packed) == "teams.csv: the ZIP holds two files of this name."


def test_encrypted_zip_is_refused(tmp_path: Path) -> None:
    packed = zipped(tmp_path / "a.zip", FILES)
    content = bytearray(packed.read_bytes())
    # The flag that says so, in the list of files at the end.
    content[content.index(b"PK\x01\x02") + 8] |= 1
    packed.write_bytes(content)
    assert "the ZIP is encrypted" in refusal(packed)


@pytest.mark.parametrize("content", [b"", b"name,posts\n", b"PK\x05\x06nonsense"])
def test_file_that_is_no_zip_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    assert "neither a folder nor a ZIP" in refusal(tmp_path / "a.zip")


def test_damaged_zip_is_refused(tmp_path: Path) -> None:
    packed = tmp_path / "a.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in FILES.items():
            archive.writestr(name, text)
    packed.write_bytes(packed.read_bytes().replace(b"Keep going.", b"Give over!!"))
    assert refusal(packed).startswith("messages.csv: the file is damaged")


def test_nowhere_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none") == f"There is no file or folder {tmp_path / 'none'}."


def bomb(at: Path, name: str, piece: bytes, megabytes: int) -> Path:
    """Write a small ZIP with a file that is large once it is unpacked."""
    with zipfile.ZipFile(at, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, text in FILES.items():
            if file != name:
                archive.writestr(file, text)
        with archive.open(name, "w") as stream:
            for _each in range(megabytes):
                stream.write(piece * (MEGABYTE // len(piece)))
    return at


@pytest.mark.parametrize("name", ["teams.csv", "dispute.json", "letters/a.md"])
def test_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, name: str) -> None:
    packed = bomb(tmp_path / "a.zip", name, b"0", 64)
    assert packed.stat().st_size < MEGABYTE
    assert refusal(packed).startswith(f"{name}: ")
    assert "larger than 16 MB" in refusal(packed) or "longer than 16 MB" in refusal(packed)


def test_bomb_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    packed = bomb(tmp_path / "a.zip", "teams.csv", b"0", 32)
    told = (32 * MEGABYTE).to_bytes(4, "little")
    packed.write_bytes(packed.read_bytes().replace(told, (100).to_bytes(4, "little")))
    assert refusal(packed).startswith("teams.csv: ")


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(file=100), "strike_days.csv: the file is larger than 100 bytes"),
        (Limits(total=300), "the pack is larger than 300 bytes"),
        (Limits(lines=5), "the pack has more than 5 lines in all"),
        (Limits(at_once=60), "branch.json: the file is larger than 60 bytes"),
        (Limits(files=3), "holds more than 3 files"),
    ],
)
def test_more_than_a_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limits: Limits, said: str
) -> None:
    monkeypatch.setattr(files, "LIMITS", limits)
    assert said in refusal(folder(tmp_path))


def test_files_of_tables_to_come_are_left_aside_and_others_ignored(tmp_path: Path) -> None:
    more = {"events.csv": "x", "actions.csv": "x", "articles/a.md": "x"}
    other = {
        "README.md": "# Us",
        "wall-as-pasted.txt": "x",
        "datapackage.json": '{"resources": []}',
    }
    report = brought(folder(tmp_path, more | other))
    assert report.left_aside == ("actions.csv", "articles/a.md", "events.csv")
    assert report.ignored == ("README.md", "wall-as-pasted.txt")
    assert Dispute.objects.get().slug == SLUG
