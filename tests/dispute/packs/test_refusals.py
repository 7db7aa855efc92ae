"""A bad pack changes nothing, and is named by file, line and column."""

import json
from pathlib import Path

import pytest

from tests.dispute.packs.made import BRANCH, DISPUTE, brought, folder, refusal

pytestmark = pytest.mark.django_db

DAYS = "date,announced_on,called_off_on,kind,note\n2026-03-02,2026-02-10,,strike,\n"
LETTER = "---\ntitle: A\ndated: 2026-03-04\n---\n\nText\n"


def refused(tmp_path: Path, name: str, text: str | bytes | None) -> str:
    return refusal(folder(tmp_path, {name: text}))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2026-13-01,2026-02-10,,strike,", "column date: “2026-13-01” is not a day; write it as 2"),
        ("02/03/2026,2026-02-10,,strike,", "column date: “02/03/2026” is not a day"),
        ("2026-02-29,2026-02-10,,strike,", "column date: “2026-02-29” is not a day"),
        ("٢٠٢٦-03-09,2026-02-10,,strike,", "column date: “٢٠٢٦-03-09” is not a day"),
        (",2026-02-10,,strike,", "column date: this is empty, and it is required."),
        ("2026-03-09,2026-02-10,,picnic,", "column kind: “picnic” is not known here; write one o"),
        ("2026-03-09,2026-02-10,,strike,a\0b", "column note: the text holds the control character"),
        (
            "2026-03-09,2026-02-10,,strike,a\x1b",
            "column note: the text holds the control character",
        ),
        ("2026-03-09,2026-02-10,,strike," + "n" * 301, "column note: Ensure this value has at m"),
        (
            "2026-03-09,2026-02-10,2026-03-10,strike,",
            "column date and called_off_on: “date” cannot",
        ),
    ],
)
def test_bad_cell_is_named_by_file_line_and_column(tmp_path: Path, row: str, said: str) -> None:
    found = refused(tmp_path, "strike_days.csv", f"{DAYS}{row}\n")
    assert found.startswith(f"strike_days.csv, line 3, {said}")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2026-03-09,2026-02-10,,strike,a,b", "this row has 6 cells, and the first line names 5."),
        ("2026-03-09,2026-02-10", "this row has 2 cells, and the first line names 5."),
        ("2026-03-02,2026-02-11,,strike,", "this is the same strike day as line 2."),
        ('2026-03-09,2026-02-10,,strike,"a', "this row cannot be read as CSV: a quotation mark is"),
        ('2026-03-09,2026-02-10,,strike,"a"b', "this row cannot be read as CSV: a quotation mark"),
        ("2026-03-09,2026-02-10,,strike,a\rb", "this row cannot be read as CSV"),
    ],
)
def test_bad_row_is_named_by_file_and_line(tmp_path: Path, row: str, said: str) -> None:
    found = refused(tmp_path, "strike_days.csv", f"{DAYS}{row}\n")
    assert found.startswith(f"strike_days.csv, line 3: {said}")


def test_line_is_where_a_row_of_many_lines_starts(tmp_path: Path) -> None:
    text = f'{DAYS}2026-03-03,2026-02-10,,strike,"one\n\ntwo"\n2026-03-0x,2026-02-10,,strike,\n'
    assert refused(tmp_path, "strike_days.csv", text).startswith(
        "strike_days.csv, line 6, column date"
    )


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("teams.csv", "name,posts,as_at,mood\n", "line 1, column mood: there is no column “mood”"),
        ("teams.csv", "name,post,as_at\n", "line 1, column post: there is no column “post” here."),
        ("teams.csv", "name,posts,as_at,name\n", "line 1, column name: there are two columns of"),
        ("teams.csv", "name,posts\n", "line 1, column as_at: this column is missing"),
        ("teams.csv", "", "line 1, column name: this column is missing"),
        ("teams.csv", "name;posts;as_at\n", "line 1: the cells are separated by semicolons"),
        ("teams.csv", "name,posts,as_at\nA,-1,2026-01-01\n", "line 2, column posts: “-1” is not"),
        ("teams.csv", "name,posts,as_at\nA,3000000000,2026-01-01\n", "line 2, column posts: “300"),
        ("teams.csv", "name,posts,as_at\nDeck,1.5,2026-01-01\n", "line 2, column posts: “1.5” is"),
        ("departures.csv", "team,left_on\nBilge,2026-03-02\n", "line 2, column team: there is no"),
        ("departures.csv", "team,left_on\nDeck,\n", "line 2, column notice_given_on and left_on:"),
        ("departures.csv", "team,team_as_at,left_on\nDeck,2020-01-01,2026-01-02\n", "line 2, col"),
        ("offers.csv", "made_on,made_by,percent\n2026-03-01,They,-1\n", "line 2, column percent"),
        ("offers.csv", "made_on,made_by,percent\n2026-03-01,They,NaN\n", "line 2, column percent"),
        ("offers.csv", "made_on,made_by,percent\n2026-03-01,They,1.234\n", "line 2, column perce"),
        ("offers.csv", "made_on,made_by,response\n2026-03-01,They,rejected\n", "line 2, column r"),
        ("claims.csv", "made_on,made_by,statement,source_url\n2026-03-01,A,B,javascript:x\n", "l"),
        ("strike_days.csv", "date,announced_on,notice\n2026-03-02,2026-03-01,000000000000\n", "l"),
        ("strike_days.csv", "ref,date,announced_on\nnope,2026-03-02,2026-03-01\n", "line 2, colu"),
        ("pay.csv", "a\n", "a pack has no table of this name. Known: ballots.csv"),
    ],
)  # fmt: skip
def test_bad_table_is_named(tmp_path: Path, name: str, text: str, said: str) -> None:
    assert said in refused(tmp_path, name, text).splitlines()[0]


@pytest.mark.parametrize("name", ["dispute.json", "branch.json"])
def test_missing_file_is_named(tmp_path: Path, name: str) -> None:
    assert refused(tmp_path, name, None) == f"{name}: this file is missing, and every pack has it."


@pytest.mark.parametrize("name", ["teams.csv", "dispute.json", "letters/2026-03-04-owner.md"])
def test_file_that_is_not_utf8_is_named_with_its_line(tmp_path: Path, name: str) -> None:
    text = b"name,posts,as_at\nCaf\xe9,12,2026-01-01\n"
    assert refused(tmp_path, name, text).startswith(f"{name}, line 2: this is not UTF-8")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"slug": "Ferry Crews"},
            "dispute.json, column slug: Use small letters, digits and hyphens",
        ),
        (
            {"slug": "admin"},
            "dispute.json, column slug: “admin” is one of the site's own addresses",
        ),
        (
            {"raised_on": "yesterday"},
            "dispute.json, line 6, column raised_on: “yesterday” is not a day",
        ),
        ({"raised_on": 2026}, "dispute.json, line 6, column raised_on: write text here"),
        (
            {"notice_given_on": "2025-01-01"},
            "dispute.json, column notice_given_on and raised_on: “not",
        ),
        ({"mood": "good"}, "dispute.json, line 9, column mood: there is no column “mood” here"),
        (
            {"demonstration": "perhaps"},
            "dispute.json, line 9, column demonstration: “perhaps” is neith",
        ),
        ({"former_slugs": "x"}, "dispute.json, column former_slugs: write a list of texts"),
        ({"former_slugs": ["x", "Y"]}, "dispute.json, column former_slugs: “Y”: Use small letters"),
        ({"title": ""}, "dispute.json, line 3, column title: this is empty, and it is required."),
        (
            {"title": "a\0b"},
            "dispute.json, line 3, column title: the text holds the control character",
        ),
    ],
)
def test_bad_dispute_is_named(tmp_path: Path, change: dict[str, object], said: str) -> None:
    text = json.dumps({**DISPUTE, **change}, indent=2, ensure_ascii=False)
    assert refused(tmp_path, "dispute.json", text).startswith(said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"name": "A",}', "branch.json, line 1: this is no JSON"),
        (
            '{"name": "A", "name": "B"}',
            "branch.json: this is no JSON that can be read: “name” is there",
        ),
        ('{"name": NaN}', "branch.json: this is no JSON that can be read: NaN is no value"),
        ("[]", "branch.json: write names and values between { and }."),
        ("[" * 100_000, "branch.json: this is no JSON that can be read"),
        ("{}", "branch.json, column name: this is missing, and it is required."),
        (
            '{"name": "A", "brand_colour": "red"}',
            "branch.json, column brand_colour: Write a colour as",
        ),
    ],
)
def test_bad_branch_is_named(tmp_path: Path, text: str, said: str) -> None:
    assert refused(tmp_path, "branch.json", text).startswith(said)


def test_pack_of_another_branch_says_what_to_do(tmp_path: Path) -> None:
    brought(folder(tmp_path / "one"))
    other = json.dumps({**BRANCH, "name": "Another Branch"})
    said = refusal(folder(tmp_path / "two", {"branch.json": other}))
    assert said.startswith(
        "branch.json, column name: this site belongs to “Estuary Ferries Branch”"
    )
    assert "another DATA_DIR" in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("No fence\n", ", line 1: a document begins with a line ---"),
        ("---\ntitle: A\n", ", line 1: a document begins with a line ---"),
        ("---\ntitle: [A\n---\n\nText\n", ", line 3: this is no YAML"),
        ("---\ntitle: *a\n---\n\nText\n", ", line 2: this is no YAML"),
        ("---\ntitle: !!python/name:os.system x\ntitle: B\n---\n", ", line 3, column title: this"),
        ("---\n- a\n---\n\nText\n", ", line 2: write a name, a colon and a value on each line."),
        ("---\ntitle: [A]\n---\n\nText\n", ", line 2, column title: write plain text here"),
        ("---\n" + "[" * 50_000 + "\n---\n\nText\n", ", line "),
        (LETTER.replace("title", "titel"), ", column title: this is missing, and it is required."),
        (LETTER.replace("dated:", "mood: x\ndated:"), ", line 3, column mood: there is no column"),
        (LETTER.replace("2026-03-04", "soon"), ", line 3, column dated: “soon” is not a day"),
        (LETTER.replace("dated:", "slug: a b\ndated:"), ", column slug: Enter a valid “slug”"),
        (LETTER.replace("Text", ""), ", column body: this is empty, and it is required."),
        (LETTER.replace("dated:", "published_at: 2026-03-04\ndated:"), ", column published_at: a"),
    ],
)  # fmt: skip
def test_bad_letter_is_named(tmp_path: Path, text: str, said: str) -> None:
    assert f"letters/a.md{said}" in refused(tmp_path, "letters/a.md", text)


def test_two_letters_of_one_address_are_named(tmp_path: Path) -> None:
    found = refused(tmp_path, "letters/to-the-owner.md", LETTER)
    assert found == (
        "letters/to-the-owner.md: this is the same open letter as letters/2026-03-04-owner.md."
    )


def test_every_problem_is_named_at_once(tmp_path: Path) -> None:
    files = {
        "teams.csv": "name,posts,as_at\nDeck,x,y\n",
        "departures.csv": "team,left_on,experience_years\nDeck,2026-03-01,\nDeck,2026-03-02,z\n",
        "messages.csv": "received_on,kind,status,body\n2026-03-02,duck,published,Quack\n",
    }
    found = refusal(folder(tmp_path, files)).splitlines()
    # The departure's team is missing for a reason that is named already.
    assert [line.partition(":")[0] for line in found] == [
        "teams.csv, line 2, column posts",
        "teams.csv, line 2, column as_at",
        "departures.csv, line 3, column experience_years",
        "messages.csv, line 2, column kind",
    ]


def test_no_more_than_fifty_problems_are_named(tmp_path: Path) -> None:
    text = "name,posts,as_at\n" + "Deck,x,2026-01-01\n" * 1000
    found = refused(tmp_path, "teams.csv", text).splitlines()
    assert len(found) == 51
    assert found[-1] == "These are the first 50 problems; there may be more."


def test_late_problem_takes_everything_back(tmp_path: Path) -> None:
    brought(folder(tmp_path / "good"))
    files = {
        "strike_days.csv": f"{DAYS}2026-04-02,2026-02-10,,strike,\n",
        "letters/bad.md": "---\ntitle: A\ndated: never\n---\n\nText\n",
    }
    assert "letters/bad.md, line 3" in refusal(folder(tmp_path / "bad", files))
