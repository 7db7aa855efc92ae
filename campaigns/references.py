"""Figure references in a letter's Markdown: `[[departures_left team="North"|words]]`.

Reading them is a pure function of the text. What is in code is no reference, and neither is
anything that does not look like one; `\\[[` writes two brackets.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

NUMBER, WORDS, PERCENTAGE, SENTENCE = STYLES = ("number", "words", "percentage", "sentence")

# Every part is bounded and no two parts can take the same text, so a hostile letter is read in one
# go. Telephones curl quotation marks and begin with a capital; some people escape a bar in a table.
_VALUE = r'["“”„][^"“”„\n\[\]]{0,200}["“”]|[^\s"“”„|\\\[\]]{1,200}'
REFERENCE = re.compile(
    r"(?<!\\)\[\[[ \t]{0,20}(?P<key>[A-Za-z][A-Za-z0-9_]{0,60})"
    rf"(?P<parameters>(?:\s{{1,20}}[A-Za-z_]{{1,20}}[ ]{{0,3}}=[ ]{{0,3}}(?:{_VALUE})){{0,8}})"
    r"\s{0,20}(?:\\?\|[ \t]{0,20}(?P<style>[A-Za-z]{1,20})[ \t]{0,20})?\]\]"
)
_PARAMETER = re.compile(rf"([A-Za-z_]{{1,20}})[ ]{{0,3}}=[ ]{{0,3}}({_VALUE})")
# Meant as a reference, and not written as one: whole in brackets, or begun with a known key.
ATTEMPT = re.compile(
    r"(?<!\\)\[\[[ \t]{0,20}(?P<key>[^\W\d_][^\[\]|=\n]{0,80})[^\[\]\n]{0,200}\]\]"
)
BEGINNING = re.compile(r"(?<!\\)\[\[[ \t]{0,20}(?P<key>[A-Za-z][A-Za-z0-9_]{0,60})\b")
TOKEN = "figure"  # noqa: S105 - the name of a Markdown token
BROKEN = "figure_broken"
# While Markdown is read, a reference is one such mark: brackets and bars would be taken for links
# and for the ends of cells. Two characters for private use keep it apart from what people type; the
# brace before them makes the parser stop and look.
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{{{_OPEN}([0-9]+){_CLOSE}}}")
_MARK_IN_ADDRESS = re.compile("(?:{|%7B)%EE%80%80([0-9]+)%EE%80%81(?:}|%7D)")
REFERENCES = "figure_references"


@dataclass(frozen=True, slots=True)
class Reference:
    """A figure that a letter refers to, as texts: nothing of it has been looked up.

    `is_closed` is false for one that was begun and cannot be read any further.
    """

    key: str
    parameters: tuple[tuple[str, str], ...] = ()
    style: str = NUMBER
    is_closed: bool = True
    text: str = field(default="", compare=False)


def read(text: str) -> Reference | None:
    """Return the reference that `text` begins with, or None."""
    found = REFERENCE.match(text)
    return _reference(found) if found else None


def parse(markdown: MarkdownIt, text: str) -> list[Token]:
    """Return the tokens of a Markdown text, references among them as tokens `figure`.

    `markdown` must use `plugin`. A reference is in its token's `meta`, and whether it is in a link.
    """
    marked, references = _marked(text)
    tokens = markdown.parse(marked, {REFERENCES: references})
    _restore(tokens, references)
    return tokens


def plugin(markdown: MarkdownIt) -> None:
    """Teach a Markdown parser the marks that `parse` puts in."""
    markdown.inline.ruler.before("text", TOKEN, _rule)


def in_tokens(tokens: Sequence[Token]) -> Iterator[Reference]:
    """Yield the references of a text, in its order."""
    for token in tokens:
        if token.type == TOKEN:
            yield token.meta["reference"]
        yield from in_tokens(token.children or [])


def _marked(text: str) -> tuple[str, list[Reference]]:
    """Put a mark in the place of each reference; return the text and the references."""
    references: list[Reference] = []

    def mark(found: re.Match[str]) -> str:
        whole = found.re is REFERENCE
        references.append(_reference(found) if whole else _begun(found))
        return f"{{{_OPEN}{len(references) - 1}{_CLOSE}}}"

    clean = text.replace(_OPEN, "").replace(_CLOSE, "")
    for pattern in (REFERENCE, ATTEMPT, BEGINNING):
        clean = pattern.sub(mark, clean)
    return clean, references


def _reference(found: re.Match[str]) -> Reference:
    parameters = tuple(
        (name.casefold(), value.strip('"“”„'))
        for name, value in _PARAMETER.findall(found["parameters"])
    )
    style = (found["style"] or NUMBER).casefold()
    return Reference(found["key"].casefold(), parameters, style, text=found[0])


def _begun(found: re.Match[str]) -> Reference:
    key = re.sub(r"[\s\\-]+", "_", found["key"].strip().replace("\\_", "_")).casefold()
    return Reference(key, is_closed=False, text=found[0])


def _rule(state: StateInline, silent: bool) -> bool:
    found = _MARK.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        token = state.push(TOKEN, "", 0)
        reference = state.env[REFERENCES][int(found[1])]
        token.content = reference.text
        token.meta = {"reference": reference, "in_link": state.linkLevel > 0}
    state.pos = found.end()
    return True


def _restore(tokens: Sequence[Token], references: list[Reference]) -> None:
    """Write references out again where they are none: in code, and in addresses of links."""

    def text_of(found: re.Match[str]) -> str:
        number = int(found[1])
        # In an address somebody may have typed what looks like a mark, and is none.
        return references[number].text if number < len(references) else found[0]

    for token in tokens:
        if token.type != "inline":
            token.content = _MARK.sub(text_of, token.content)
        for name, value in token.attrs.items():
            if isinstance(value, str):
                token.attrs[name] = _MARK.sub(text_of, _MARK_IN_ADDRESS.sub(text_of, value))
        _restore(token.children or [], references)
