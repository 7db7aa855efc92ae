"""The styles of our Word documents, for whoever goes on working in them.

Source Serif 4 and Barlow Condensed are free, and not on most machines: the table of fonts names
what Word takes instead.
"""

from collections.abc import Iterator
from typing import cast

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import BaseStyle, CharacterStyle, ParagraphStyle

from .paper import LANGUAGE

SERIF, CONDENSED, MONOSPACE = "Source Serif 4", "Barlow Condensed", "Consolas"
INSTEAD = {SERIF: "Georgia", CONDENSED: "Arial Narrow"}
INK, SOFT = RGBColor(0x1D, 0x1A, 0x16), RGBColor(0x5F, 0x57, 0x4C)
BULLETS, NUMBERS = "bullets", "numbers"
# As many kinds of list as the template has styles for.
LEVELS = 3
_MARKS = ("•", "–", "▪")
_INDENT = 360


def new_document(colour: str, *, landscape: bool = False) -> Document:
    """Return an empty A4 document with our styles; `colour` is the brand's, #rrggbb."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        section.left_margin = section.right_margin = Mm(15)
    section.top_margin, section.bottom_margin = Mm(20), Mm(24)
    _write_styles(document, RGBColor.from_string(colour.removeprefix("#").upper()))
    _write_lists(document)
    _write_fonts(document)
    return document


def new_numbering(document: Document, kind: str, level: int, start: int | None) -> int:
    """Return the number of a new list of ours, which counts from `start` at `level`."""
    numbering = document.part.numbering_part.element
    number = numbering.add_num(_abstract_of(kind))
    if start is not None:
        number.add_lvlOverride(ilvl=level).add_startOverride(val=start)
    return int(number.numId)


def _write_styles(document: Document, brand: RGBColor) -> None:
    _face(_style(document, "Normal"), SERIF, 10.5, INK, after=8, line=1.15)
    _language(document)
    _face(_style(document, "Title"), CONDENSED, 17, INK, bold=True, before=10, after=8)
    _without_border(_style(document, "Title"))
    for depth, size in ((1, 15), (2, 14), (3, 12), (4, 11)):
        heading = _style(document, f"Heading {depth}")
        _face(heading, CONDENSED, size, INK, bold=True, before=14, after=5)
        heading.font.italic = False
    for name in ("List Bullet", "List Number", "List Continue"):
        for level in ("", " 2", " 3"):
            _face(_style(document, f"{name}{level}"), SERIF, 10.5, INK, after=4, line=1.15)
    quote = _style(document, "Quote")
    _face(quote, SERIF, 10.5, INK, after=8, line=1.15)
    quote.font.italic = False
    quote.paragraph_format.left_indent = Mm(5)
    _border(quote, "left", 18, str(brand), space=8)
    _write_own_styles(document, brand)


def _write_own_styles(document: Document, brand: RGBColor) -> None:
    """Styles that the template has not."""
    _face(_style(document, "Letterhead"), CONDENSED, 19, INK, bold=True, after=0)
    _face(_style(document, "Letterhead Union"), CONDENSED, 12, SOFT, bold=True, after=0)
    address = _style(document, "Letterhead Address")
    _face(address, SERIF, 9.5, INK, after=22)
    _border(address, "bottom", 26, str(brand), space=6)
    _face(_style(document, "Recipient"), SERIF, 10.5, INK, after=10, line=1.2)
    date = _style(document, "Letter Date")
    _face(date, SERIF, 10.5, INK, after=10)
    date.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    closing = _style(document, "Letter Closing")
    _face(closing, SERIF, 10.5, INK, before=10, after=40)
    closing.paragraph_format.keep_with_next = True
    signed = _style(document, "Signatories")
    _face(signed, SERIF, 10.5, INK, bold=True, after=16, line=1.15)
    signed.paragraph_format.keep_together = True
    foot = _style(document, "Footer")
    _face(foot, CONDENSED, 9, SOFT)
    for tabs in list(foot.element.iter(qn("w:tabs"))):
        tabs.getparent().remove(tabs)
    page = document.sections[0]
    room = (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)
    foot.paragraph_format.tab_stops.add_tab_stop(Length(room), WD_TAB_ALIGNMENT.RIGHT)
    _face(_style(document, "Code"), MONOSPACE, 9, INK, after=8)
    _border(_style(document, "Rule"), "bottom", 6, str(SOFT), space=1)
    _face(_style(document, "Table Head"), CONDENSED, 10, SOFT, bold=True, before=2, after=2)
    _style(document, "Table Head").paragraph_format.keep_with_next = True
    _face(_style(document, "Table Text"), SERIF, 9.5, INK, before=2, after=2)
    _face(_style(document, "Table Head Small"), CONDENSED, 8, SOFT, bold=True, before=2, after=2)
    _style(document, "Table Head Small").paragraph_format.keep_with_next = True
    _face(_style(document, "Table Text Small"), SERIF, 7.5, INK, before=2, after=2)
    _face(_style(document, "After Table"), SERIF, 6, INK, after=0)
    _write_faces(document, brand)
    _write_table(document)


def _write_faces(document: Document, brand: RGBColor) -> None:
    """Styles of a few words in a line."""
    link = _character(document, "Hyperlink")
    link.font.underline = True
    figure = _character(document, "Figure")
    figure.font.bold = figure.font.underline = True
    index = _character(document, "Figure Index")
    index.font.superscript, index.font.color.rgb = True, brand
    numeral = _character(document, "Numeral")
    _name_font(numeral, CONDENSED)
    numeral.font.bold, numeral.font.size = True, Pt(15)
    soft = _character(document, "Soft")
    soft.font.color.rgb, soft.font.size = SOFT, Pt(9)
    code = _character(document, "Code Text")
    _name_font(code, MONOSPACE)
    code.font.size = Pt(9)


def _style(document: Document, name: str) -> ParagraphStyle:
    """The paragraph style called `name`, made where the template has none."""
    if name in document.styles:
        found = document.styles[name]
    else:
        found = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        found.base_style = document.styles["Normal"]
    return cast(ParagraphStyle, found)


def _character(document: Document, name: str) -> CharacterStyle:
    return cast(CharacterStyle, document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER))


def _face(
    style: ParagraphStyle,
    font: str,
    size: float,
    colour: RGBColor,
    *,
    bold: bool = False,
    before: float = 0,
    after: float = 0,
    line: float = 1.1,
) -> None:
    _name_font(style, font)
    style.font.size, style.font.color.rgb, style.font.bold = Pt(size), colour, bold
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after = Pt(before), Pt(after)
    spacing.line_spacing = line
    spacing.widow_control = True
    contextual = style.element.find(f"{qn('w:pPr')}/{qn('w:contextualSpacing')}")
    if contextual is not None:
        contextual.getparent().remove(contextual)


def _name_font(style: CharacterStyle, font: str) -> None:
    """Name a font for every script: the template's theme would win otherwise."""
    style.font.name = font
    fonts = style.element.rPr.rFonts
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), font)


def _language(document: Document) -> None:
    """Say that the text is British English, so that Word spells it so."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)


def _without_border(style: BaseStyle) -> None:
    for border in list(style.element.iter(qn("w:pBdr"))):
        border.getparent().remove(border)


def _border(style: ParagraphStyle, side: str, eighths: int, colour: str, *, space: int) -> None:
    """Draw a rule beside or below a paragraph, in eighths of a point."""
    line = OxmlElement(f"w:{side}")
    values = {"val": "single", "sz": str(eighths), "space": str(space), "color": colour}
    for attribute, value in values.items():
        line.set(qn(f"w:{attribute}"), value)
    border = OxmlElement("w:pBdr")
    border.append(line)
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(border, *_AFTER_BORDER)


_AFTER_BORDER = (
    "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:spacing", "w:ind",
    "w:contextualSpacing", "w:jc", "w:outlineLvl",
)  # fmt: skip


def _write_table(document: Document) -> None:
    """Hairlines between the rows of a Table Grid, and a line under its head."""
    style = document.styles["Table Grid"].element
    for borders in style.iter(qn("w:tblBorders")):
        for line in borders:
            inner = line.tag in (qn("w:insideH"), qn("w:bottom"), qn("w:top"))
            line.set(qn("w:val"), "single" if inner else "nil")
            line.set(qn("w:color"), "BFB4A4")


def _write_lists(document: Document) -> None:
    """Our own bullets and numbers, of three levels; the template's count through the document."""
    numbering = document.part.numbering_part.element
    for kind in (BULLETS, NUMBERS):
        abstract = OxmlElement("w:abstractNum")
        abstract.set(qn("w:abstractNumId"), str(_abstract_of(kind)))
        multi = OxmlElement("w:multiLevelType")
        multi.set(qn("w:val"), "hybridMultilevel")
        abstract.append(multi)
        abstract.extend(_level(kind, level) for level in range(LEVELS))
        numbering.insert(0, abstract)


def _abstract_of(kind: str) -> int:
    return {BULLETS: 90, NUMBERS: 91}[kind]


def _level(kind: str, level: int) -> BaseOxmlElement:
    made = OxmlElement("w:lvl")
    made.set(qn("w:ilvl"), str(level))
    bullets = kind == BULLETS
    for name, value in (
        ("start", "1"),
        ("numFmt", "bullet" if bullets else "decimal"),
        ("lvlText", _MARKS[level] if bullets else f"%{level + 1}."),
        ("lvlJc", "left"),
    ):
        part = OxmlElement(f"w:{name}")
        part.set(qn("w:val"), value)
        made.append(part)
    indent = OxmlElement("w:ind")
    indent.set(qn("w:left"), str(_INDENT * (level + 1)))
    indent.set(qn("w:hanging"), str(_INDENT))
    properties = OxmlElement("w:pPr")
    properties.append(indent)
    made.append(properties)
    return made


def _write_fonts(document: Document) -> None:
    """Name what stands in for our fonts where they are missing."""
    part = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    closing = b"</w:fonts>"
    # python-docx keeps this part as bytes, and has no other way to change them.
    part._blob = part.blob.replace(closing, b"".join(_font_entries()) + closing)


def _font_entries() -> Iterator[bytes]:
    for font, instead in INSTEAD.items():
        entry = f'<w:font w:name="{font}"><w:altName w:val="{instead}"/></w:font>'
        yield entry.encode()
