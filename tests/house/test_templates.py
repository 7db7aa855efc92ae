"""Templates are short, and hold nothing that a strict content security policy would stop."""

import re

import pytest

from tests.house import tree

FORBIDDEN = {
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "inline script": re.compile(r"<script\b(?![^>]*\ssrc=)", re.IGNORECASE),
    "event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "javascript address": re.compile(r"javascript:", re.IGNORECASE),
    "unescaped text": re.compile(r"\|\s*safe(?:seq)?\b|autoescape\s+off"),
}
# What a template comments on is not in the page.
COMMENT = re.compile(r"{#.*?#}|{% comment.*?{% endcomment %}", re.DOTALL)


def forbidden(source: str) -> list[str]:
    """Return the names of what `source` holds and may not."""
    shown = COMMENT.sub("", source)
    return [name for name, pattern in FORBIDDEN.items() if pattern.search(shown)]


def test_templates_stay_below_150_lines() -> None:
    lengths = {name: len(tree.text(name).splitlines()) for name in tree.templates()}
    assert lengths
    assert {name: lines for name, lines in lengths.items() if lines >= 150} == {}


def test_templates_hold_nothing_inline_or_unescaped() -> None:
    found = {name: forbidden(tree.text(name)) for name in tree.templates()}
    assert {name: held for name, held in found.items() if held} == {}


@pytest.mark.parametrize(
    "source",
    [
        '<p style="color: red">',
        '<p class="x"\n   STYLE = "color: red">',
        "<style>p {}</style>",
        "<script>alert(1)</script>",
        '<script type="module">x</script>',
        '<a class="b" onclick="x()">',
        '<a href="javascript:x()">',
        "{{ letter.body|safe }}",
        "{{ letter.body | safe }}",
        "{% autoescape off %}",
    ],
)
def test_forbidden_thing_is_found(source: str) -> None:
    assert forbidden(source)


@pytest.mark.parametrize(
    "source",
    [
        '<script src="/static/js/wall.js" defer></script>',
        '<link rel="stylesheet" href="x.css">',
        '<p class="on style">Carry on = strike</p>',
        "{# no |safe here #}",
        "{{ figure|safely_shown }}",
    ],
)
def test_harmless_thing_is_let_be(source: str) -> None:
    assert not forbidden(source)
