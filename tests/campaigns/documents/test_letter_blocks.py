"""From a letter's Markdown to blocks: nothing is lost, and nothing becomes markup."""

from typing import Any

import pytest

from campaigns.documents.blocks import Quoted, letter_blocks
from campaigns.markup import parse
from campaigns.references import Reference
from dispute.documents.blocks import (
    Block,
    Break,
    Code,
    Grid,
    Heading,
    ItemList,
    Paragraph,
    Quotation,
    Run,
    text_of,
)

ADDRESS = "https://branch.example/library/letters/posts/"


def blocks(text: str, quoted: dict[Any, Quoted] | None = None) -> tuple[Block, ...]:
    return letter_blocks(parse(text), address=ADDRESS, quoted=quoted)


def runs(text: str) -> tuple[Run, ...]:
    """Return the runs of a text that is one paragraph."""
    (block,) = blocks(text)
    assert isinstance(block, Paragraph)
    return block.runs


def test_a_paragraph_has_its_faces() -> None:
    assert runs("a **b *c*** `d`") == (
        Run("a "),
        Run("b ", bold=True),
        Run("c", bold=True, italic=True),
        Run(" "),
        Run("d", code=True),
    )


def test_bold_inside_bold_ends_with_the_outer() -> None:
    assert runs("**a **b** c** d")[-1] == Run(" d")


def test_lines_are_joined_and_breaks_are_kept() -> None:
    assert runs("one\ntwo\\\nthree") == (Run("one two"), Run("\n"), Run("three"))


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("[x](http://a.example/b)", "http://a.example/b"),
        ("[x](mailto:a@b.example)", "mailto:a@b.example"),
        ("[x](/library/figures/)", "https://branch.example/library/figures/"),
        ("[x](#there)", ""),
        ("[x](ftp://a.example/)", ""),
        ("[x](http://[bad)", "http://%5Bbad"),
    ],
)
def test_links_lead_where_the_page_leads(text: str, address: str) -> None:
    assert {run.link for run in runs(text) if run.text == "x"} <= {address}


def test_a_picture_is_its_words() -> None:
    assert text_of(runs("![our **banner**](http://a.example/b.png) flew")) == "our banner flew"


def test_a_picture_says_its_figures_in_words() -> None:
    quoted: dict[Any, Quoted] = {Reference("posts"): Quoted("20", 1)}
    (block,) = blocks("![of [[posts]] posts](http://a.example/b.png)", quoted)
    assert block == Paragraph((Run("of 20 posts"),))


def test_headings_begin_with_the_second_level_and_skip_none() -> None:
    found = blocks("###### a\n\n# b\n\n##### c\n\n###### d\n\n##\n\ne")
    levels = [block.level for block in found if isinstance(block, Heading)]
    assert levels == [2, 2, 3, 4]


def test_a_heading_in_a_quotation_is_a_line_in_bold() -> None:
    assert blocks("> # a") == (Quotation((Paragraph((Run("a", bold=True),)),)),)


def test_lists_nest_and_count_from_their_start() -> None:
    (found,) = blocks("5. a\n   - b\n6. c")
    assert isinstance(found, ItemList)
    assert (found.start, found.tight, len(found.items)) == (5, True, 2)
    paragraph, inner = found.items[0]
    assert inner == ItemList(((Paragraph((Run("b"),)),),), None, True)
    assert paragraph == Paragraph((Run("a"),))


def test_a_list_with_lines_between_is_loose() -> None:
    (found,) = blocks("- a\n\n- b")
    assert isinstance(found, ItemList)
    assert not found.tight


def test_tables_are_whole_and_keep_their_sides() -> None:
    (found,) = blocks("| a | b |\n|---|---:|\n| c | **d** |\n| e |")
    assert found == Grid(
        ((Run("a"),), (Run("b"),)),
        (((Run("c"),), (Run("d", bold=True),)), ((Run("e"),), ())),
        ("start", "end"),
    )


def test_code_and_rules_are_what_they_are() -> None:
    assert blocks("```\n#import $x$\n```\n\n---") == (Code("#import $x$"), Break())


@pytest.mark.parametrize("text", ["", "\n\n", "##\n", ">", "```\n```"])
def test_what_shows_nothing_is_nothing(text: str) -> None:
    assert blocks(text) == ()


def test_what_no_document_can_hold_is_left_out() -> None:
    assert text_of(runs("a\x01b\ufeffc\ufffed\x85e")) == "abcde"


def test_references_show_what_was_pinned() -> None:
    quoted: dict[Any, Quoted] = {Reference("strike_days_taken"): Quoted("12 days", 1)}
    (block,) = blocks("After [[strike_days_taken]] **[[strike_days_taken]]** [[posts]].", quoted)
    assert isinstance(block, Paragraph)
    assert block.runs == (
        Run("After "),
        Run("12 days", figure=1),
        Run(" "),
        Run("12 days", bold=True, figure=1),
        Run(" [[posts]]."),
    )
