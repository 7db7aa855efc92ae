"""Markdown to the HTML that is stored beside it: made once, sanitised once."""

from collections.abc import Sequence
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

# What a letter is made of. No pictures: one from another site would tell that site who reads.
TAGS = {
    "a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre", "s",
    "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
# How a column is set comes from Markdown as a style attribute, which our pages refuse: a class.
SCHEMES = {"http", "https", "mailto", "tel"}
# The page's title is its first heading, so a letter's own begin with the second.
HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}

_markdown = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")


def _picture_in_words(
    renderer: RendererHTML, tokens: Sequence[Token], position: int, options: Any, env: Any
) -> str:
    """Show what stands for a picture instead of it, so that no sentence loses its end."""
    return escapeHtml(renderer.renderInlineAsText(tokens[position].children, options, env))


_markdown.add_render_rule("image", _picture_in_words)


def to_html(text: str) -> str:
    """Return Markdown as HTML that is safe to show. HTML in the text is shown as text."""
    tokens = _markdown.parse(text.replace("\x00", ""))
    for position, token in enumerate(tokens):
        token.tag = HEADINGS.get(token.tag, token.tag)
        token.attrs.pop("style", None)
        if token.type == "th_open" and not tokens[position + 1].content:
            # An empty heading says nothing to a screen reader: the corner of a table is a cell.
            token.tag = tokens[position + 2].tag = "td"
    html = _markdown.renderer.render(tokens, _markdown.options, {})
    return nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener nofollow"
    )
