"""Letters as the public reads them: the list, and one as it was sent."""

import html
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
import time_machine
from django.test import Client

from dispute.models import Claim, Correction, Dispute
from tests import factories as make
from tests.reading import Tags, foreign, read

pytestmark = pytest.mark.django_db

Exactly = Callable[[int], AbstractContextManager[object]]
LIST_QUERIES = CLAIM_QUERIES = 3
# One for the figures that it quotes.
LETTER_QUERIES = 5


@pytest.fixture
def dispute() -> Dispute:
    return make.make_dispute(slug="library")


def in_order(page: str, *texts: str) -> bool:
    """Whether the texts stand on the page, each after the one before."""
    places = [page.find(text) for text in texts]
    return -1 not in places and places == sorted(places)


def test_a_letter_reads_as_it_was_sent(client: Client, dispute: Dispute) -> None:
    make.make_branch()
    letter = make.make_open_letter(dispute=dispute, title="The empty posts")
    page = html.unescape(read(client, letter.get_absolute_url())).partition("<article")[2]
    assert in_order(
        page,
        "Millbrook Libraries Branch",
        "Union of Invented Workers",
        "3 Weir Lane",
        "Robin Invented",
        "Chief Executive",
        "Millbrook Council",
        "Town Hall",
        "9 March 2026",
        "Dear Robin Invented,",
        "The empty posts",
        "We write about the <strong>empty posts</strong>.",
        "Please fill them.",
        "Yours sincerely,",
        "Olive Example, branch secretary",
    )


def test_the_letterhead_bears_the_logo(client: Client, dispute: Dispute) -> None:
    make.make_branch(logo="logos/mill.png")
    page = read(client, make.make_open_letter(dispute=dispute).get_absolute_url())
    pictures = [each for tag, each in Tags(page).found if tag == "img"]
    assert [(each["src"], each["alt"]) for each in pictures] == [("/media/logos/mill.png", "")]


def test_letters_are_listed_newest_first(client: Client, dispute: Dispute) -> None:
    for day, title in ((9, "Second"), (1, "First"), (20, "Third")):
        when = date(2026, 3, day)
        make.make_open_letter(dispute=dispute, dated=when, sent_on=when, title=title)
    make.make_open_letter(dispute=dispute, status="draft", title="A draft")
    make.make_open_letter(title="Of another dispute")
    page = read(client, "/library/letters/")
    assert in_order(page, "Third", "Second", "First")
    assert "A draft" not in page
    assert "Of another dispute" not in page


@time_machine.travel("2026-04-08 12:00Z", tick=False)
@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "30 days without a reply"),
        ({"acknowledged_on": date(2026, 3, 12)}, "30 days without a reply"),
        ({"sent_on": date(2026, 4, 7)}, "1 day without a reply"),
        ({"sent_on": None, "dated": date(2026, 4, 6)}, "2 days without a reply"),
        ({"replied_on": date(2026, 4, 1)}, "Answered on 1 April 2026"),
    ],
)
def test_a_letter_says_how_it_stands(
    client: Client, dispute: Dispute, fields: dict[str, object], said: str
) -> None:
    letter = make.make_open_letter(dispute=dispute, **fields)
    assert said in read(client, "/library/letters/")
    page = read(client, letter.get_absolute_url())
    assert said.partition(" ")[2].removesuffix(" without a reply") in page


@time_machine.travel("2026-03-01 12:00Z", tick=False)
def test_a_letter_of_a_day_to_come_does_not_wait(client: Client, dispute: Dispute) -> None:
    letter = make.make_open_letter(dispute=dispute)
    for path in ("/library/letters/", letter.get_absolute_url()):
        assert "without a reply" not in read(client, path)


def test_a_draft_has_no_page(client: Client, dispute: Dispute) -> None:
    draft = make.make_open_letter(dispute=dispute, status="draft")
    never = client.get("/library/letters/never-was/")
    answer = client.get(draft.get_absolute_url())
    assert (answer.status_code, answer.content) == (404, never.content)


def test_a_letter_is_found_under_its_own_dispute_alone(client: Client, dispute: Dispute) -> None:
    letter = make.make_open_letter(dispute=dispute, slug="empty-posts")
    other = make.make_dispute()
    assert client.get(letter.get_absolute_url()).status_code == 200
    assert client.get(f"/{other.slug}/letters/empty-posts/").status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "[press](javascript:alert(1))",
        "[press](data:text/html,x)",
        "![picture](https://tracker.example/x.png)",
        '<a href="x" onclick="alert(1)">x</a>',
        "# One\n\n# Two",
        "| a |\n|--:|\n| b |",
    ],
)
def test_a_letter_holds_text_and_nothing_else(client: Client, dispute: Dispute, body: str) -> None:
    names = ("title", "recipient_name", "salutation", "closing", "signatories")
    hostile = dict.fromkeys(names, "<img src=x onerror=alert(1)>")
    letter = make.make_open_letter(dispute=dispute, body=f"Hello.\n\n{body}", **hostile)
    for path in (letter.get_absolute_url(), "/library/letters/", "/library/timeline/", "/"):
        page = read(client, path)
        assert foreign(page) == []
        assert [tag for tag, _each in Tags(page).found].count("h1") == 1


def test_a_huge_letter_is_shown_whole(client: Client, dispute: Dispute) -> None:
    letter = make.make_open_letter(dispute=dispute, body="word " * 100_000)
    assert read(client, letter.get_absolute_url()).count("word") >= 100_000


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_the_same_of_one_and_of_three(
    client: Client, dispute: Dispute, count: int, django_assert_num_queries: Exactly
) -> None:
    make.make_branch()
    for _n in range(count):
        letter = make.make_open_letter(dispute=dispute)
        make.make_claim(dispute=dispute)
        make.make_correction(dispute=dispute)
    with django_assert_num_queries(LIST_QUERIES):
        assert read(client, "/library/letters/").count("<h2") >= count
    with django_assert_num_queries(LETTER_QUERIES):
        read(client, letter.get_absolute_url())
    for page in ("claims", "corrections"):
        with django_assert_num_queries(CLAIM_QUERIES):
            read(client, f"/library/{page}/")


def test_claims_and_corrections_are_newest_first_and_of_their_dispute(
    client: Client, dispute: Dispute
) -> None:
    for maker, when, what in (
        (make.make_claim, "made_on", "statement"),
        (make.make_correction, "corrected_on", "what"),
    ):
        maker(dispute=dispute, **{when: date(2026, 3, 1), what: "Older"})
        maker(dispute=dispute, **{when: date(2026, 3, 2), what: "Newer"})
        maker(**{what: "Of another dispute"})
    assert (Claim.objects.count(), Correction.objects.count()) == (3, 3)
    for page in ("claims", "corrections"):
        shown = read(client, f"/library/{page}/")
        assert in_order(shown, "Newer", "Older")
        assert "Of another dispute" not in shown


def test_a_count_that_the_branch_stopped_says_so(client: Client, dispute: Dispute) -> None:
    letter = make.make_open_letter(
        dispute=dispute,
        dated=date(2023, 5, 1),
        sent_on=None,
        acknowledged_on=date(2023, 5, 4),
        chased_on=date(2024, 5, 1),
        count_stopped_on=date(2026, 5, 3),
    )
    with time_machine.travel("2026-05-04 12:00", tick=False):
        page = read(client, letter.get_absolute_url())
    assert "The branch stopped counting on 3 May 2026, after 1,098 days." in page
    assert in_order(page, "Acknowledged 4 May 2023.", "Chased 1 May 2024.")
    assert "Sent" not in page


def test_thousands_of_days_are_written_as_numbers_are(client: Client, dispute: Dispute) -> None:
    letter = make.make_open_letter(dispute=dispute, dated=date(2023, 5, 1), sent_on=None)
    with time_machine.travel("2026-05-03 12:00", tick=False):
        assert ">1,098</span>" in read(client, letter.get_absolute_url())
        assert "1,098 days without a reply" in read(client, "/library/letters/")
