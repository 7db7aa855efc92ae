"""Figure references are read out of Markdown, wherever they stand, and out of nothing else."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.markup import references_in, to_html
from campaigns.references import Reference, read


def texts(markdown: str) -> list[str]:
    return [reference.text for reference in references_in(markdown)]


def test_a_reference_has_a_key_parameters_and_a_style() -> None:
    found = read('[[departures_left team="North West" since=2026-01-01|words]]')
    parameters = (("team", "North West"), ("since", "2026-01-01"))
    assert found == Reference("departures_left", parameters, "words")


def test_a_telephone_may_curl_the_quotation_marks() -> None:
    found = read("[[longest_wait list=“Home assessment”]]")
    assert found is not None
    assert found.parameters == (("list", "Home assessment"),)


def test_a_value_may_stand_without_quotation_marks() -> None:
    found = read("[[statistic series=calls]]")
    assert found is not None
    assert found.parameters == (("series", "calls"),)


@pytest.mark.parametrize(
    "markdown",
    [
        "after [[posts]] posts",
        "## Of [[posts]] posts",
        "> said [[posts]]",
        "- one of [[posts]]",
        "**[[posts]]**",
        "[all [[posts]] posts](https://figures.example/)",
        "| a | b |\n|---|---|\n| [[posts]] | c |",
        "[[[posts]]]",
        "[[nothing [[posts]]",
    ],
)
def test_a_reference_is_found_in(markdown: str) -> None:
    assert "[[posts]]" in texts(markdown)


@pytest.mark.parametrize(
    "markdown",
    [
        "`[[posts]]`",
        "    [[posts]]",
        "```\n[[posts]]\n```",
        r"\[[posts]]",
        "[x]([[posts]])",
        "[[1]]",
    ],
)
def test_no_reference_is_found_in(markdown: str) -> None:
    assert texts(markdown) == []


def test_the_bar_of_a_reference_ends_no_cell() -> None:
    html = to_html(
        "| a | b |\n|---|---|\n| [[posts|words]] | c |",
        {Reference("posts", style="words"): "twenty-one"},
    )
    assert ">twenty-one</a></td>" in html
    assert "<td>c</td>" in html


def test_in_code_a_reference_is_shown_as_it_is_written() -> None:
    assert to_html("`[[posts]]`", {Reference("posts"): "21"}) == "<p><code>[[posts]]</code></p>\n"


def test_a_figure_leads_to_its_row_and_in_a_link_nowhere() -> None:
    shown = {Reference("posts"): "21", Reference("posts", style="words"): "twenty-one"}
    html = to_html("[[posts|words]] and [of [[posts]]](https://figures.example/)", shown)
    assert 'href="#figure-2"' in html
    assert '<span class="quoted-figure">21</span></a>' in html


def test_what_a_figure_shows_is_text() -> None:
    html = to_html("[[posts]]", {Reference("posts"): "<script>alert(1)</script>"})
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_a_reference_that_is_not_known_is_shown_as_it_is_written() -> None:
    assert "[[posts]]" in to_html("We have [[posts]] posts.")


def test_characters_that_mark_references_cannot_be_smuggled_in() -> None:
    html = to_html("{\ue0000\ue001} and {%EE%80%800%EE%80%81} [x](%7B%EE%80%807%EE%80%81%7D)")
    assert "\ue000" not in html


def test_ten_thousand_references_are_read() -> None:
    assert len(texts("[[posts]] " * 10_000)) == 10_000


@pytest.mark.parametrize(
    "hostile",
    [
        "[[" * 20_000,
        "[[posts " * 20_000,
        "[[a b=c " * 10_000,
        '[[a b="' * 10_000,
        "[[posts|" * 9_000,
    ],
)
def test_a_hostile_text_is_read_in_bounded_time(hostile: str) -> None:
    started = time.process_time()
    to_html(hostile)
    # Hundreds of times what it takes: only something that grows with the square would take longer.
    assert time.process_time() - started < 60


@given(st.text(alphabet="[]|=\"'` \n\\ab_{}\ue000\ue001", max_size=60))
def test_any_text_is_read_without_error(text: str) -> None:
    list(references_in(text))
    to_html(text)
