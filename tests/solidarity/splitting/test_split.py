"""A pasted wall comes apart into its messages, each with who it is from."""

import contextlib
import csv
import html
import os
import random
import re
import time
from functools import partial
from io import StringIO
from pathlib import Path

import pytest

from solidarity.splitting import TooLongError, cut, split
from tests.solidarity.splitting.walls import Wall, invented, of_pack, score

WHOLE, NAMED = 0.85, 0.80
REAL = Path(os.environ.get("REAL_PACK", Path(__file__).parents[4] / "shared" / "real"))


def told(wall: Wall) -> None:
    """Score a wall, say so, and refuse what is below the line."""
    found = score(wall, split(wall.page))
    print(found)
    assert found.whole >= WHOLE
    assert found.right["name"] >= NAMED
    assert found.right["kind"] >= NAMED


def test_invented_walls_hold_enough_messages_to_measure_on() -> None:
    assert len(invented("harbour.txt").messages) >= 40


WALLS = {
    name: partial(invented, name)
    for name in (
        "harbour.txt",
        "marshes.html",
        "quarry.txt",
        "lighthouse.txt",
        "viaduct.txt",
        "pier.txt",
    )
}
if (REAL / "wall-as-pasted.txt").exists():  # beside the tree, on some machines
    WALLS["a real one"] = partial(of_pack, REAL)


@pytest.mark.parametrize("name", WALLS)
def test_messages_of_a_wall_come_out_whole_and_named(name: str) -> None:
    told(WALLS[name]())


def test_a_wall_with_the_same_gap_everywhere_comes_apart_too() -> None:
    wall = invented("harbour.txt")
    told(Wall(re.sub(r"\n{3,}", "\n\n", wall.page), wall.messages))


@pytest.mark.parametrize("rule", ["\n\n***\n\n", "\n\n\n\n", "\n----------\n"])
def test_a_wall_in_any_order_with_other_separators_comes_apart_too(rule: str) -> None:
    wall = invented("harbour.txt")
    told(Wall(rule.join(body.strip() for _who, body in reversed(wall.messages)), wall.messages))


@pytest.mark.parametrize("tag", ["blockquote", "li"])
def test_a_wall_of_quotations_or_items_comes_apart_too(tag: str) -> None:
    wall = invented("harbour.txt")
    page = "".join(
        f"<{tag}><p>{html.escape(body.strip()).replace(chr(10), '<br>')}</p></{tag}>"
        for _who, body in wall.messages
    )
    told(Wall(page, wall.messages))


def test_numbers_before_messages_are_taken_off() -> None:
    bodies = [f"Thank you for the {n} books that you found for my {n} sons." for n in range(5)]
    page = "\n".join(f"{number}. {body}" for number, body in enumerate(bodies, 1))
    assert [each.body for each in split(page)] == bodies


def test_posts_lose_buttons_counts_and_times_and_keep_their_words() -> None:
    found = cut(invented("pier.txt").page)
    left = [each.text for each in found.left_out]
    assert len(found.drafts) == len(invented("pier.txt").messages)
    assert {"Pier Road Strike", "Like", "View 4 replies", "3.4K", "Top fan"} <= set(left)


POSTED = [
    "Mag Orr\n@magorr\nThe gulls are with you.\n9:12 AM · May 12, 2024\n·\n1,234\n Views\n"
    "Ned Hay\n@nedhay\nSo is the tide.\n10:01 PM · May 12, 2024\n·\n88\nViews\n",
    "All reactions:\n24Ann Lee and 23 others\nMag Orr\nThe gulls are with you.\n2w\nLike\nReply\n"
    "Ned Hay\nAuthor\nSo is the tide.\n1w\nLike\nReply\n2\n",
    "Mag Orr 12 May 2024 at 10:15\nThe gulls are with you.\n\n"
    "Ned Hay 13 May 2024 at 11:00\nSo is the tide.\n",
]


@pytest.mark.parametrize("page", POSTED)
def test_posts_are_parted_however_a_page_says_who_and_when(page: str) -> None:
    assert [(each.name, each.body) for each in split(page)] == [
        ("Mag Orr", "The gulls are with you."), ("Ned Hay", "So is the tide.")
    ]  # fmt: skip


@pytest.mark.parametrize("day", ["Monday {} May 2024", "Posted on {} May 2024", "{} May 2024"])
def test_a_day_above_messages_names_nobody(day: str) -> None:
    page = "\n\n".join(f"{day.format(n)}\n\nRow on.\n\nSam Orr" for n in (12, 13, 14))
    assert [each.name for each in split(page)] == ["Sam Orr"] * 3


def test_a_telephone_number_in_a_chat_is_nobody_s_name() -> None:
    page = "\n".join(f"[0{day}/05/2024, 09:00:00] +44 7700 90012{day}: Hooray" for day in (1, 2, 3))
    assert [(each.name, each.body) for each in split(page)] == [("", "Hooray")] * 3


ANSWERS = [
    {"name": "Tess Orme", "role": "Piper", "organisation": "Tarn UNISON", "message": "Blow hard."},
    {"name": "Ola", "role": "", "organisation": "", "message": "We have a drum.\n\nAnd a goat."},
]
LABELS = ("name", "role", "organisation", "message")


def answered(page: str) -> list[dict[str, str]]:
    """Return what is read out of a page, as `ANSWERS` has it."""
    drafts = split(page)
    return [
        {"name": e.name, "role": e.role, "organisation": e.organisation, "message": e.body}
        for e in drafts
    ]


def test_the_answers_to_a_form_are_read_by_what_it_asked() -> None:
    page = "\n\n".join(
        "\n".join(f"{label.title()}: {each[label]}" for label in LABELS) for each in ANSWERS
    )
    assert answered(page) == ANSWERS


@pytest.mark.parametrize("sign", ["\t", ","])
def test_the_rows_of_a_spreadsheet_are_read_by_its_first(sign: str) -> None:
    sheet = StringIO()
    rows = csv.DictWriter(sheet, LABELS, delimiter=sign)
    rows.writeheader()
    rows.writerows(ANSWERS)
    assert answered(sheet.getvalue()) == ANSWERS


def test_the_rows_of_a_table_are_read_by_its_first() -> None:
    cells = "<tr>" + "<td>{}</td>" * len(LABELS) + "</tr>"
    rows = [LABELS, *(tuple(each[label] for label in LABELS) for each in ANSWERS)]
    page = "".join(cells.format(*(e.replace("\n\n", "<br><br>") for e in row)) for row in rows)
    assert answered(f"<table>{page}</table>") == ANSWERS


def test_the_signs_of_markdown_are_no_message_s() -> None:
    page = (
        "# Well done\n\n> The ferry waits for nobody.\n>\n> Nor do we.\n>\n> — **Jo Bell**, GMB\n\n"
        "> Row on!\n>\n> — **Sam Hart**\n"
    )
    assert [(each.name, each.body.split("\n")[0]) for each in split(page)] == [
        ("Jo Bell", "The ferry waits for nobody."), ("Sam Hart", "Row on!")
    ]  # fmt: skip


def test_greetings_from_somebody_begin_a_message_also_below_one_that_nobody_signed() -> None:
    said = [
        "Row on, the lot of you.\n\nJo Bell",
        "The tide is turning and we are turning with it.",
        "Solidarity greetings from Tarn UNISON, where the kettle is on.\n\nSam Orr, Steward",
        "What a morning it was.\n\nNed Hay",
    ]
    assert [each.body for each in split("\n\n".join(said))] == said


def test_stars_inside_a_word_are_its_own() -> None:
    (draft,) = split("Never mind the b******s, and **mind** the gap.\n\nJo Bell (cleaner)")
    assert draft.body.startswith("Never mind the b******s, and mind the gap.")
    assert (draft.name, draft.role) == ("Jo Bell", "cleaner")


def test_parts_of_a_page_that_their_class_calls_messages_are_one_each() -> None:
    said = ["Knees up.\n\nChins up.", "The tide is with you.\n\nJo Bell", "Onwards we row."]
    page = "".join(
        f'<div class="wall-message"><p>{each.replace(chr(10) * 2, "</p><p>")}</p></div>'
        for each in said
    )
    assert [each.body for each in split(f'<div class="messages">{page}</div>')] == said


COMMENT = (
    '<li class="comment"><footer class="comment-meta"><b class="fn">{}</b> <span>says:</span>'
    "<time>3 May 2024</time></footer><div><p>{}</p></div><a>Reply</a></li>"
)


def test_comments_below_a_page_have_the_names_that_they_were_posted_under() -> None:
    said = {"Sukie Tran": "Ring the bell for me.", "the ferryman": "Aye.", "Mo": "Count me in!"}
    page = "<h2>3 thoughts</h2><ol>{}</ol><footer>Kettle Press</footer>"
    found = split(page.format("".join(COMMENT.format(*each) for each in said.items())))
    assert {each.name: each.body for each in found} == said


def test_a_list_in_a_letter_stays_in_it() -> None:
    page = (
        "<p>Dear friends,</p><ul><li>We have sent soup.</li><li>We have sent spoons.</li></ul>"
        "<p>Please send back the spoons.</p><p>Jo Bell<br>Steward, GMB</p><hr>"
        "<p>Well done all.</p><p>Sam Hart</p>"
    )
    assert [each.name for each in split(page)] == ["Jo Bell", "Sam Hart"]


def test_what_is_the_page_s_own_is_left_out_and_kept_beside() -> None:
    found = cut(invented("marshes.html").page)
    left = " ".join(each.text for each in found.left_out)
    assert "Messages from patients" in left
    assert "Not a message" not in " ".join(each.body for each in found.drafts)


def test_a_draft_says_where_in_the_page_it_was() -> None:
    wall = invented("harbour.txt")
    for draft in split(wall.page):
        start, end = draft.span
        assert draft.body.split("\n")[0] in wall.page[start:end]


@pytest.mark.parametrize("page", ["", " \n\n ", "\ufeff", "Home\n\nAbout\n", "<p></p>", "***"])
def test_a_page_without_messages_has_none(page: str) -> None:
    assert split(page) == ()


def test_one_message_is_one_draft() -> None:
    (draft,) = split("Dear all,\n\nWell done.\n\nIn solidarity\n\nJo Bell\n\nSteward, GMB")
    assert (draft.name, draft.role, draft.organisation) == ("Jo Bell", "Steward", "GMB")


def test_more_than_can_be_read_at_once_is_refused() -> None:
    with pytest.raises(TooLongError):
        split("x" * 1_000_001)
    with pytest.raises(TooLongError):
        split("a\n" * 20_001)


HOSTILE = [
    "Name: a\nMessage: b\n", "[1/2/2024, 9:00] Jo: a\n", "Name\tMessage\n", "> **Jo** ", "# a\n",
    "Jo\n@jo\n", "Jo says:\nReply\n", "<div class=card>", "<tr><td>Name<td>Message</tr>",
    "<", '<a "', "“", "In solidarity, ", "Jo Bell, ", "<p>", "<!--", "from ", " - ", ". Jo ",
    "on behalf of all ", "I am a ", "solidarity from ", "<li><p>Jo Bell</p>", "&amp", "\x00",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_page_takes_no_longer_than_an_honest_one(piece: str) -> None:
    page = (piece * (1_000_000 // len(piece)))[:1_000_000]
    began = time.process_time()
    with contextlib.suppress(TooLongError):
        split(page)
    # Many times what it takes: only what grows with the square would take longer.
    assert time.process_time() - began < 60


def test_rubbish_loses_no_word() -> None:
    picks = random.Random(7)  # noqa: S311 - a fixed seed, for a test
    words = [
        "Jo",
        "Bell,",
        "from",
        "“",
        "”",
        "\n",
        "\n\n",
        "–",
        "Steward.",
        "this",
        "Dear",
        "UNISON",
    ]
    for _round in range(200):
        page = " ".join(picks.choices(words, k=60))
        found = cut(page)
        kept = [each.body for each in found.drafts] + [each.text for each in found.left_out]
        said = sorted(re.findall(r"\w+", " ".join(kept)))
        assert said == sorted(re.findall(r"\w+", page))
