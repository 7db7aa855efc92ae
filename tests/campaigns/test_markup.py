"""Markdown to HTML that is safe to store: whatever an officer pastes, or somebody hides in it."""

import re
import time
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.markup import ATTRIBUTES, TAGS, to_html

TAG = re.compile(r"<([a-z][a-z0-9]*)([^>]*)>")
EVERY_ATTRIBUTE = {name for names in ATTRIBUTES.values() for name in names} | {"rel", "class"}


def tags(html: str) -> list[str]:
    return [name for name, _attributes in TAG.findall(html)]


def links(html: str) -> list[str]:
    return re.findall(r'href="([^"]*)"', html)


# --- What a letter is made of ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>\n"),
        ("**bold** and *soft*", "<p><strong>bold</strong> and <em>soft</em></p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("3. c\n4. d", '<ol start="3">\n<li>c</li>\n<li>d</li>\n</ol>\n'),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>\n"),
        ("a\\\nb", "<p>a<br>\nb</p>\n"),
        ("“Quoted” – as typed… ✊🏽 שלום", "<p>“Quoted” – as typed… ✊🏽 שלום</p>\n"),
        ("", ""),
        ("\x00", ""),
    ],
)
def test_markdown_is_html(text: str, html: str) -> None:
    assert to_html(text) == html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# One", ["h2"]),
        ("One\n===", ["h2"]),
        ("## Two\n\n### Three", ["h2", "h3"]),
        ("#### Four\n\n##### Five\n\n###### Six", ["h4", "h4", "h4"]),
    ],
)
def test_the_pages_own_heading_stays_alone(text: str, expected: list[str]) -> None:
    html = to_html(text)
    assert [tag for tag in tags(html) if tag.startswith("h")] == expected
    assert html.count("</h") == len(expected)


def test_a_table_has_no_style_of_its_own() -> None:
    html = to_html("| Team | Posts |\n|:-----|------:|\n| East | 12 |")
    assert tags(html) == ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"]
    assert "style" not in html


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("[a](https://a.example/?b=c&d)", "https://a.example/?b=c&amp;d"),
        ("[a](mailto:branch@a.example)", "mailto:branch@a.example"),
        ("[a](tel:+441632960123)", "tel:+441632960123"),
        ("[a](/porters/letters/)", "/porters/letters/"),
        ("<https://a.example>", "https://a.example"),
        ("[a]\n\n[a]: https://a.example", "https://a.example"),
    ],
)
def test_a_link_leads_where_it_says_and_lends_no_trust(text: str, href: str) -> None:
    html = to_html(text)
    assert links(html) == [href]
    assert 'rel="noopener nofollow"' in html


# --- What somebody hides in it --------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<p style='color:red'>red</p>",
        "<iframe src='https://evil.example'></iframe>",
        "text <b onclick=alert(1)>bold</b>",
        "<!-- hidden -->",
        "<style>*{display:none}</style>",
        "```html\n<script>alert(1)</script>\n```",
        "`<script>`",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<a href='javascript:alert(1)'>x</a>",
    ],
)
def test_html_in_the_text_is_text(text: str) -> None:
    html = to_html(text)
    assert set(tags(html)) <= {"p", "pre", "code"}
    assert "&lt;" in html


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "javascript&colon;alert(1)",
        "&#106;avascript:alert(1)",
        "java\tscript:alert(1)",
        "vbscript:msgbox(1)",
        "data:text/html,<script>alert(1)</script>",
        "data:image/png;base64,AAAA",
        "file:///etc/passwd",
        "ftp://a.example/",
    ],
)
@pytest.mark.parametrize("shape", ["[x]({})", "[x](<{}>)", "<{}>", "[x]\n\n[x]: {}", "![x]({})"])
def test_no_link_leads_to_anything_but_a_page_or_a_person(shape: str, address: str) -> None:
    for href in links(to_html(shape.format(address))):
        assert urlsplit(href).scheme in ("", "https", "http", "mailto", "tel")


def test_a_title_cannot_break_out_of_its_attribute() -> None:
    html = to_html('[x](https://a.example "a\' onmouseover=\'alert(1)\\" b=\\"")')
    assert tags(html) == ["p", "a"]
    assert html.count('"') % 2 == 0
    (attributes,) = (rest for name, rest in TAG.findall(html) if name == "a")
    assert set(re.findall(r'([a-z]+)="[^"]*"', attributes)) == {"href", "title", "rel"}
    assert re.sub(r'[a-z]+="[^"]*"', "", attributes).strip() == ""


def test_a_picture_is_its_words() -> None:
    assert to_html("![The picket & us](https://evil.example/x.png)") == (
        "<p>The picket &amp; us</p>\n"
    )
    assert to_html("[![The picket](x.png)](https://a.example)") == (
        '<p><a href="https://a.example" rel="noopener nofollow">The picket</a></p>\n'
    )
    assert "<" not in to_html("![<img src=x>](x.png)").replace("<p>", "").replace("</p>", "")


@settings(max_examples=200, deadline=None, database=None)
@given(st.lists(st.sampled_from([*"#*_`[]()<>!|\\\"'&;:=-\n\t aé0",
    "<script>", "javascript:", "](", "![", "```", "|-|-|", "[[", "]]", "https://a.example", "    ",
]), max_size=40).map("".join))  # fmt: skip
def test_no_text_makes_more_than_a_letter_is_made_of(text: str) -> None:
    for name, attributes in TAG.findall(to_html(text)):
        assert name in TAGS
        assert set(re.findall(r'([a-z]+)="', attributes)) <= EVERY_ATTRIBUTE


# --- How long it takes ----------------------------------------------------------------------------

MANY = 10_000


@pytest.mark.parametrize(
    "text",
    [
        "[" * MANY,
        "[" * MANY + "]" * MANY,
        "![" * MANY,
        "[a](" * MANY,
        "[a](b " * MANY,
        '[a](b "' * MANY,
        "[[" * MANY,
        "[[posts" * MANY,
        '[[posts team="' * MANY,
        ">" * MANY + "x",
        "> " * MANY + "x",
        "- " * MANY + "x",
        "1) " * MANY,
        "".join("  " * n + "- a\n" for n in range(500)),
        "*a **b " * MANY,
        "_a" * MANY,
        "~~a" * MANY,
        "".join("`" * n + " " for n in range(400)),
        "<" * 5 * MANY,
        "<a@" * MANY,
        "<!A " * MANY,
        "<?" * MANY,
        "&" * 10 * MANY,
        "\\" * 10 * MANY,
        "[a]: x\n" * MANY,
        "|a" * 1000 + "\n" + "|-" * 1000 + "\n" + "|\n" * 300,
        "a\n" + "\t" * 20 * MANY,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_nesting_is_read_in_bounded_time(text: str) -> None:
    started = time.process_time()
    to_html(text)
    # Many times what it takes: only what grows with the square would take longer.
    assert time.process_time() - started < 60


def test_a_million_characters_are_read() -> None:
    html = to_html("Words of a long letter, **bold** and so on, without end.\n\n" * 17_000)
    assert html.count("<p>") == 17_000
