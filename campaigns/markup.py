"""Markdown to the HTML that is stored beside it: made once, sanitised once."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from . import references
from .references import TOKEN, Reference

# What a letter is made of. No pictures: one from another site would tell that site who reads.
TAGS = {
    "a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre", "s",
    "span", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
# Only a figure that is quoted has one, and no text can make one up: HTML in it is text.
CLASSES = {"a": {"quoted-figure"}, "span": {"quoted-figure"}}
SCHEMES = {"http", "https", "mailto", "tel"}
# The page's title is its first heading, so a letter's own begin with the second.
HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}

_markdown = (
    MarkdownIt("commonmark", {"html": False, "typographer": False})
    .enable("table")
    .use(references.plugin)
)

# Where a rule finds what stands for each reference, and the place of its row below the letter.
SHOWN, PLACES = "shown", "places"


def _picture_in_words(
    renderer: RendererHTML, tokens: Sequence[Token], position: int, options: Any, env: Any
) -> str:
    """Show what stands for a picture instead of it, so that no sentence loses its end."""
    children = tokens[position].children or []
    return "".join(
        escapeHtml(str(env.get(SHOWN, {}).get(child.meta["reference"], child.content)))
        if child.type == TOKEN
        else escapeHtml(renderer.renderInlineAsText([child], options, env))
        for child in children
    )


def _figure(
    renderer: RendererHTML, tokens: Sequence[Token], position: int, options: Any, env: Any
) -> str:
    """Show a quoted figure, which leads to its proof; one that is not known stays as it is written.

    Inside a link it leads nowhere of its own: a link in a link is no HTML.
    """
    reference = tokens[position].meta["reference"]
    shown = env.get(SHOWN, {}).get(reference)
    if shown is None:
        return escapeHtml(reference.text)
    if tokens[position].meta["in_link"]:
        return f'<span class="quoted-figure">{escapeHtml(shown)}</span>'
    place = env[PLACES][reference]
    return f'<a class="quoted-figure" href="#figure-{place}">{escapeHtml(shown)}</a>'


_markdown.add_render_rule("image", _picture_in_words)
_markdown.add_render_rule(TOKEN, _figure)


def parse(text: str) -> list[Token]:
    """Return the tokens of a Markdown text, with figure references among the inline ones."""
    return references.parse(_markdown, text.replace("\x00", ""))


def references_in(text: str) -> Iterator[Reference]:
    """Yield the figure references of a Markdown text, in order; those in code are none."""
    return references.in_tokens(parse(text))


def to_html(text: str, shown: Mapping[Reference, str] | None = None) -> str:
    """Return Markdown as HTML that is safe to show. HTML in the text is shown as text.

    `shown` holds what stands for each figure reference, in the order of the rows that prove them;
    a reference that is not in it is shown as it is written.
    """
    tokens = parse(text)
    for position, token in enumerate(tokens):
        token.tag = HEADINGS.get(token.tag, token.tag)
        token.attrs.pop("style", None)
        if token.type == "th_open" and not tokens[position + 1].content:
            # An empty heading says nothing to a screen reader: the corner of a table is a cell.
            token.tag = tokens[position + 2].tag = "td"
    places = {reference: place for place, reference in enumerate(shown or {}, 1)}
    env = {SHOWN: shown or {}, PLACES: places}
    html = _markdown.renderer.render(tokens, _markdown.options, env)
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        url_schemes=SCHEMES,
        link_rel="noopener nofollow",
    )
