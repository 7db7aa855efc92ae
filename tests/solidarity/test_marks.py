"""Marking words in a card: in what its sender wrote, and never in a tag, an entity or a label."""

import pytest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from solidarity.searching.cards import NO_WORD, marked, words_in


def card(text: str) -> SafeString:
    """Return a card's markup around a text, escaped as the template does."""
    paragraphs = render_to_string("solidarity/_paragraphs.html", {"paragraphs": [[text]]})
    return mark_safe(f'<article class="strike"><summary>Read on</summary>{paragraphs}</article>')  # noqa: S308


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The strike", {"strike"}, "The <mark>strike</mark>"),
        ("<b>strike</b>", {"b"}, "&lt;<mark>b</mark>&gt;strike&lt;/<mark>b</mark>&gt;"),
        ("A & B", {"amp", "b"}, "A &amp; <mark>B</mark>"),
        ("&amp; &#39;", {"amp", "39"}, "&amp;<mark>amp</mark>; &amp;#<mark>39</mark>;"),
        ('"x" \'y\'', {"quot", "x27", "x"}, "&quot;<mark>x</mark>&quot; &#x27;y&#x27;"),
        ("<mark>strike</mark>", {"strike"}, "&lt;mark&gt;<mark>strike</mark>&lt;/mark&gt;"),
        ("Zoë strikes", {"zoe"}, "<mark>Zoë</mark> strikes"),
        ("striker strike", {"strike"}, "striker <mark>strike</mark>"),
        ("p dir auto", {"dir", "auto", "p"}, "<mark>p</mark> <mark>dir</mark> <mark>auto</mark>"),
        ("nothing", set(), "nothing"),
    ],
)  # fmt: skip
def test_words_are_marked_where_the_sender_wrote_them(
    text: str, words: set[str], expected: str
) -> None:
    around = card("X")
    assert marked(card(text), words | {"article", "read", "class"}) == around.replace(
        ">X<", f">{expected}<"
    )


def test_a_card_is_left_as_it_is_but_for_the_marks() -> None:
    whole = card("One <two> & “three” 四\u0301 🙂")
    assert marked(whole, ()) == whole
    assert marked(whole, {"two"}).replace("<mark>", "").replace("</mark>", "") == whole


def test_words_of_a_card_are_each_kept_once_without_its_markup() -> None:
    assert words_in(card("Strike, STRIKE & Zoë’s <b>")) == "strike zoe s b"
    assert words_in(card("?!")) == NO_WORD


def test_what_is_folded_away_is_open_where_a_word_is_marked_in_it() -> None:
    folded = mark_safe('<p dir="auto">One</p><details class="fold"><p dir="auto">Two</p></details>')
    assert '<details class="fold" open>' in marked(folded, {"two"})
    assert '<details class="fold">' in marked(folded, {"one"})
