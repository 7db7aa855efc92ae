"""The wall as a book: every message once, no name torn from its words, and nothing else shown."""

import io
import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pypdf import PdfReader

from dispute.models import Dispute
from solidarity.book import contents
from solidarity.book.contents import Choice, NoBookError, book_of, tally_of, volumes_of
from solidarity.book.setting import book_pdf
from solidarity.models import Message
from tests import factories as make

pytestmark = pytest.mark.django_db

AT = date(2026, 6, 30)
WORDS = "We stood at the gate and sang until the rain had stopped, and then we went in. "


@pytest.fixture
def dispute() -> Dispute:
    make.make_branch()
    return make.make_dispute(slug="library", title="Library assistants", employer="Mill Council")


def pages(dispute: Dispute, **chosen: object) -> list[str]:
    """Return the text of each page of a book."""
    return [page.extract_text() for page in reader(dispute, **chosen).pages]


def reader(dispute: Dispute, **chosen: object) -> PdfReader:
    book = book_of(dispute, Choice(**{"as_at": AT, **chosen}))  # type: ignore[arg-type]  # as chosen
    return PdfReader(io.BytesIO(book_pdf(book).pdf))


def flat(text: str) -> str:
    """Return a text without its spaces: where lines are broken is nobody's business."""
    return re.sub(r"\s+", "", text)


def page_with(found: list[str], words: str) -> int:
    """Return the number of the page that holds `words`, after the pages before the messages."""
    return next(n for n, page in enumerate(found, 1) if n > 3 and flat(words) in flat(page))


def test_it_holds_every_message_and_who_wrote_it(dispute: Dispute) -> None:
    for n in range(12):
        make.make_message(
            dispute=dispute, body=f"Message {n}. {WORDS * (n * n)}", name=f"Name-{n}",
            organisation=f"Union {n % 3}", received_on=date(2026, 1 + n // 4, 1 + n),
        )  # fmt: skip
    found = pages(dispute)
    whole = flat("".join(found))
    assert all(flat(f"Message {n}. {WORDS * min(n, 2)}") in whole for n in range(12))
    assert [whole.count(flat(f"Name-{n}Secretary")) for n in range(12)] == [1] * 12
    assert "12" in found[0]
    assert flat("messages from 3 organisations") in flat(found[0])
    assert flat("1 January 2026 – 12 March 2026") in flat(found[0])
    assert len(found) % 2 == 0
    assert flat("A book that is printed cannot be called back.") in flat(found[-1])
    assert "http://testserver/library/wall/" in flat(found[-1])


def test_it_is_a_book_for_every_reader(dispute: Dispute) -> None:
    for n in range(3):
        make.make_message(dispute=dispute, received_on=date(2026, 1 + n, 1))
    read = reader(dispute)
    assert read.metadata is not None
    assert read.metadata.title == "Messages of solidarity: Library assistants"
    root = read.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert {
        (round(float(p.mediabox.width)), round(float(p.mediabox.height))) for p in read.pages
    } == {(420, 595)}
    assert [entry.title for entry in read.outline if not isinstance(entry, list)] == [
        "To everybody who stood with us",
        "January 2026", "February 2026", "March 2026",
        "Who wrote", "About this book",
    ]  # fmt: skip


@pytest.mark.parametrize("words", [8, 23, 38])
def test_no_name_is_torn_from_its_words(dispute: Dispute, words: int) -> None:
    for n in range(14):
        body = f"{WORDS * (words + n)}The end of {n}."
        make.make_message(dispute=dispute, body=body, name=f"Name-{n}", received_on=AT)
    found = pages(dispute)
    for n in range(14):
        at = page_with(found, f"Name-{n}Secretary")
        assert at == page_with(found, f"end of {n}.")
        before = flat(found[at - 1]).partition(f"Name-{n}Secretary")[0]
        assert before.endswith(flat(f"The end of {n}."))


def test_words_that_are_shouted_are_not_signed_as_loud(dispute: Dispute) -> None:
    make.make_message(dispute=dispute, body="Row on!\n\nSam Oar, Cox", name="Sam Oar")
    sizes: dict[str, float] = {}

    def note(text: str, _user: object, matrix: list[float], _font: object, size: float) -> None:
        sizes[text.strip()] = round(size * matrix[3])

    for page in reader(dispute).pages:
        page.extract_text(visitor_text=note)
    assert abs(sizes["Row on!"]) > abs(sizes["Sam Oar, Cox"])


def test_an_organisation_is_found_by_its_pages(dispute: Dispute) -> None:
    for n in range(9):
        make.make_message(
            dispute=dispute, body=f"Said {n}. {WORDS * 18}",
            organisation="Alpha Union" if n % 4 else "beta union",
            display="organisation" if n == 8 else "full", received_on=AT,
        )  # fmt: skip
    make.make_message(dispute=dispute, organisation="Hidden Union", display="supporter")
    found = pages(dispute)
    index = flat(next(page for page in found if page.startswith("Who wrote")))
    for name, told in (("Alpha Union", (1, 2, 3, 5, 6, 7)), ("beta union", (0, 4, 8))):
        numbers = dict.fromkeys(page_with(found, f"Said {n}.") for n in told)
        assert flat(name + ", ".join(map(str, numbers))) in index
    assert "Hidden" not in "".join(found)


@pytest.mark.parametrize(
    ("display", "shows"),
    [("full", "Ines Field Steward · Lamplighters · Tidewater"), ("first name", "Ines Tidewater"),
     ("organisation", "Lamplighters"), ("supporter", "A supporter")],
)  # fmt: skip
def test_it_prints_no_more_of_a_sender_than_they_chose(
    dispute: Dispute, display: str, shows: str
) -> None:
    make.make_message(
        dispute=dispute, name="Ines Field", role="Steward", organisation="Lamplighters",
        place="Tidewater", display=display, email="ines@example.org", body="Win!",
    )  # fmt: skip
    whole = "".join(pages(dispute))
    assert flat(f"Win!{shows}") in flat(whole)
    hidden = [
        word for word in ("Field", "Steward", "Lamplighters", "Tidewater") if word not in shows
    ]
    assert [word for word in (*hidden, "@example") if word in whole] == []


def test_only_what_is_on_the_wall_and_chosen_is_in_it(dispute: Dispute) -> None:
    make.make_message(dispute=dispute, body="Inside.", kind="health", received_on=date(2026, 2, 2))
    for fields in (
        {"status": "pending"}, {"status": "held"}, {"dispute": make.make_dispute()},
        {"kind": "union"}, {"received_on": AT + timedelta(days=1)},
        {"received_on": date(2026, 1, 31)},
    ):  # fmt: skip
        make.make_message(**{"dispute": dispute, "body": "Outside.", "kind": "health", **fields})
    whole = "".join(pages(dispute, kinds=("health",), since=date(2026, 2, 1)))
    assert "Inside." in whole
    assert "Outside." not in whole


def test_letters_that_are_nowhere_lose_no_words(dispute: Dispute) -> None:
    bodies = [
        "✊🏿 Keep going",
        "نقف معكم",
        "我们同在",
        "\U00012000\U00012001 old words",
        "x" * 3000,
    ]
    for body in bodies:
        make.make_message(dispute=dispute, body=body)
    book = book_of(dispute, Choice(AT))
    done = book_pdf(book)
    whole = flat("".join(p.extract_text() for p in PdfReader(io.BytesIO(done.pdf)).pages))
    assert "Keepgoing" in whole
    assert "oldwords" in whole
    assert whole.count("x") >= 3000


@pytest.mark.parametrize(
    "body",
    ["#panic(1) *bold* $x$ @m-1 <m-1> \\ `raw`", "= Heading\n- list", '{json} "quoted" </a>'],
)
def test_no_text_becomes_markup(dispute: Dispute, body: str) -> None:
    make.make_message(dispute=dispute, body=body)
    assert flat(body) in flat("".join(pages(dispute)))


def test_the_same_book_has_the_same_bytes(dispute: Dispute) -> None:
    make.make_message(dispute=dispute)
    first, second = (book_pdf(book_of(dispute, Choice(AT))).pdf for _n in range(2))
    assert first == second
    assert book_pdf(book_of(dispute, Choice(AT, by="kind"))).pdf != first


def test_one_message_is_a_book_and_none_is_not(dispute: Dispute) -> None:
    with pytest.raises(NoBookError, match="The first one is enough"):
        book_of(dispute, Choice(AT))
    make.make_message(dispute=dispute)
    found = pages(dispute)
    assert len(found) == 6
    assert "message of solidarity" in found[0]


def test_a_long_wall_comes_in_volumes(
    dispute: Dispute, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for n in range(6):
        make.make_message(dispute=dispute, body=f"{n}" * 90, received_on=date(2026, 1, 1 + n))
    monkeypatch.setattr(contents, "MOST", 200)
    with pytest.raises(NoBookError, match="more than one book"):
        book_of(dispute, Choice(AT))
    volumes = volumes_of(dispute, Choice(AT))
    assert [tally_of(dispute, volume).messages for volume in volumes] == [2, 2, 2]
    assert volumes[-1].as_at == AT
    call_command("wall_book", "library", str(tmp_path / "b.pdf"), "--as-at", "2026-06-30")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b-1.pdf", "b-2.pdf", "b-3.pdf"]


def test_the_command_says_what_it_made(
    dispute: Dispute, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make.make_message(dispute=dispute)
    out = tmp_path / "wall.pdf"
    call_command("wall_book", "library", str(out), "--json", "--by", "kind")
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["messages"], told["agreed"], told["were_public"]) == (1, 0, 1)
    assert told["bytes"] == out.stat().st_size
    for slug, path in (("no-such", out), ("library", tmp_path / "none" / "b.pdf")):
        with pytest.raises(CommandError):
            call_command("wall_book", slug, str(path))


def test_an_officer_sees_how_many_agreed_and_gets_the_book(
    dispute: Dispute, officer_client: Client
) -> None:
    make.make_message(dispute=dispute)
    make.make_message(
        dispute=dispute, consent_basis=Message.Basis.CONSENT, consent_wording="Yes.",
        consented_at="2026-03-01T12:00Z", consent_channel="web",
    )  # fmt: skip
    asked = {"dispute": dispute.pk, "as_at": "2026-06-30", "by": "month"}
    page = officer_client.get("/admin/wall-book/", asked).text
    assert "1 came with its sender’s consent to be published" in page
    assert "1 was public already" in page
    assert "a printed book cannot be called back" in page
    link = re.search(r'href="(\?[^"]*make=1[^"]*)"', page)
    assert link
    made = officer_client.get("/admin/wall-book/" + link[1].replace("&amp;", "&"))
    assert made["Content-Type"] == "application/pdf"
    assert "no-store" in made["Cache-Control"]
    assert made.content == book_pdf(book_of(dispute, Choice(AT))).pdf


def test_there_is_a_page_without_messages_too(dispute: Dispute, officer_client: Client) -> None:
    asked = {"dispute": dispute.pk, "as_at": "2026-06-30", "by": "month"}
    for more in ({}, {"make": "1"}):
        assert (
            "The first one is enough" in officer_client.get("/admin/wall-book/", asked | more).text
        )
    assert officer_client.get("/admin/wall-book/", {"as_at": "x"}).status_code == 200


def test_nobody_else_makes_books(
    dispute: Dispute, rep_client: Client, moderator_client: Client, stranger_client: Client
) -> None:
    for client in (rep_client, moderator_client):
        assert client.get("/admin/wall-book/").status_code == 403
    for client in (stranger_client, Client()):
        assert client.get("/admin/wall-book/").status_code == 302
