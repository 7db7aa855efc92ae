"""Blocks as a Word document to go on working in: real styles, real lists, real page numbers.

Paragraphs are written as the XML that they are: python-docx looks a style up by name each time, and
goes through a whole table for each of its cells, which takes minutes for long letters.
"""

import re
from collections.abc import Iterable, Sequence

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from .blocks import (
    Block,
    Break,
    Code,
    Grid,
    Heading,
    ItemList,
    Paragraph,
    Quotation,
    Run,
    Runs,
    addresses_written_out,
    is_right_to_left,
    plain,
    size_of,
    text_of,
)
from .word_styles import BULLETS, LEVELS, NUMBERS, new_numbering

# Addresses that Word is sure to read: with a strange one it refuses the whole document.
_SAFE_ADDRESS = re.compile(
    r"(https?://[\w.-]+(:\d+)?([/?#][^\s\"<>\\^`{|}\[\]]*)?|(mailto|tel):[^\s\"<>\\^`{|}\[\]]+)\Z"
)

# Twentieths of a point, in which Word counts, are so many of python-docx's units.
UNITS = 635
# A table of more columns than these is set small.
FEW_COLUMNS = 7
# A table with no more characters than these, some dozen lines, stays on one page.
SHORT_TABLE = 1_000


def element(name: str, *children: BaseOxmlElement, **attributes: str) -> BaseOxmlElement:
    """Return an element of Word's, such as element("w:jc", val="end")."""
    made = OxmlElement(name)
    for attribute, value in attributes.items():
        made.set(qn(f"w:{attribute}"), value)
    made.extend(children)
    return made


class WordWriter:
    """Appends to a document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.styles = {style.name: style.style_id for style in document.styles}
        self.end = document.element.body.sectPr
        page = document.sections[0]
        between = (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)
        # Between the margins, in twentieths of a point.
        self.width = between // UNITS

    def blocks(self, blocks: Iterable[Block]) -> None:
        """Append blocks."""
        for block in blocks:
            self.block(block)

    def block(self, block: Block, *, style: str = "") -> None:
        """Append one block; `style` is that of the paragraphs in it, where it has none."""
        match block:
            case Paragraph(runs):
                self.paragraph(runs, style)
            case Heading(level, runs):
                self.paragraph(runs, f"Heading {level}")
            case ItemList():
                self.item_list(block, 0)
            case Quotation(blocks):
                for each in blocks:
                    self.block(each, style="Quote")
            case Grid():
                self.grid(block)
            case Code(text):
                self.paragraph(plain(text), "Code")
            case Break():
                self.paragraph((), "Rule")

    def paragraph(self, runs: Runs, style: str = "", *more: BaseOxmlElement) -> None:
        """Append a paragraph; `more` are properties of it, in the order that Word wants."""
        self.end.addprevious(self.paragraph_element(runs, style, *more))

    def paragraph_element(
        self, runs: Runs, style: str = "", *more: BaseOxmlElement
    ) -> BaseOxmlElement:
        """Return a paragraph of its own."""
        right_to_left = is_right_to_left(text_of(runs))
        properties = element("w:pPr")
        if style:
            properties.append(element("w:pStyle", val=self.styles[style]))
        before_direction = [each for each in more if each.tag != qn("w:jc")]
        properties.extend(before_direction)
        if right_to_left:
            properties.append(element("w:bidi"))
        properties.extend(each for each in more if each not in before_direction)
        paragraph = element("w:p", properties)
        for run, address in zip(runs, addresses_written_out(runs), strict=True):
            paragraph.append(self.linked(run, right_to_left))
            if run.figure:
                # In brackets: copied, "12" and its number 1 must never become 121.
                index = Run(f"[{run.figure}]")
                paragraph.append(self.run(index, right_to_left, "Figure Index"))
            if address and not _SAFE_ADDRESS.match(run.link):
                paragraph.append(self.run(Run(f" ({address})"), right_to_left))
        return paragraph

    def linked(self, run: Run, right_to_left: bool) -> BaseOxmlElement:
        """Return a run, in a link where it has one that Word reads."""
        if not _SAFE_ADDRESS.match(run.link):
            return self.run(run, right_to_left)
        part = self.document.part
        reference = part.relate_to(run.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = element("w:hyperlink", self.run(run, right_to_left, "Hyperlink"), history="1")
        link.set(qn("r:id"), reference)
        return link

    def run(self, run: Run, right_to_left: bool, style: str = "") -> BaseOxmlElement:
        """Return a run of text in its face."""
        named = {
            "Figure": run.figure,
            "Code Text": run.code,
            "Numeral": run.numeral,
            "Soft": run.soft,
        }
        style = style or next((name for name, wanted in named.items() if wanted), "")
        properties = element("w:rPr")
        if style:
            properties.append(element("w:rStyle", val=self.styles[style]))
        for name, wanted in (("b", run.bold), ("i", run.italic)):
            if wanted:
                properties.extend([element(f"w:{name}"), element(f"w:{name}Cs")])
        if right_to_left:
            properties.append(element("w:rtl"))
        if run.text == "\n":
            return element("w:r", properties, element("w:br"))
        text = element("w:t")
        text.text = run.text
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return element("w:r", properties, text)

    def item_list(self, items: ItemList, level: int) -> None:
        """Append a list; a numbered one counts by itself, from its own start."""
        bullets = items.start is None
        depth = min(level, LEVELS - 1)
        kind = BULLETS if bullets else NUMBERS
        number = new_numbering(self.document, kind, depth, items.start)
        name = "List Bullet" if bullets else "List Number"
        style = name if depth == 0 else f"{name} {depth + 1}"
        for item in items.items:
            self.item(item, level, style, number, depth)

    def item(
        self, blocks: Sequence[Block], level: int, style: str, number: int, depth: int
    ) -> None:
        """Append an item: its first paragraph has the bullet, its others stand under it."""
        numbered = element(
            "w:numPr", element("w:ilvl", val=str(depth)), element("w:numId", val=str(number))
        )
        first, *others = blocks or (Paragraph(()),)
        if isinstance(first, Paragraph):
            self.paragraph(first.runs, style, numbered)
        else:
            others = [first, *others]
        for block in others:
            if isinstance(block, ItemList):
                self.item_list(block, level + 1)
            else:
                following = f"List Continue {depth + 1}" if depth else "List Continue"
                self.block(block, style=following)

    def grid(self, grid: Grid) -> None:
        """Append a table whose heads come again on every page."""
        widths = _widths(grid, self.width)
        layout = "fixed" if grid.shares else "autofit"
        table = element(
            "w:tbl",
            element(
                "w:tblPr",
                element("w:tblStyle", val=self.styles["Table Grid"]),
                element("w:tblW", w="5000", type="pct"),
                element("w:tblLayout", type=layout),
                element("w:tblLook", firstRow="1", noHBand="1", noVBand="1"),
            ),
            element("w:tblGrid", *(element("w:gridCol", w=str(width)) for width in widths)),
        )
        together = len(grid.rows) if size_of([grid]) < SHORT_TABLE else 0
        for at, row in enumerate((grid.head, *grid.rows)):
            table.append(self.row(row, grid, widths, is_head=at == 0, held=at < together))
        self.end.addprevious(table)
        self.paragraph((), "After Table")

    def row(
        self, row: Sequence[Runs], grid: Grid, widths: list[int], *, is_head: bool, held: bool
    ) -> BaseOxmlElement:
        """Return a row of a table; one that is `held` stays on the page of the next."""
        made = element("w:tr")
        if is_head:
            # The others may split: where they must not, LibreOffice can lose all but one of them.
            made.append(element("w:trPr", element("w:cantSplit"), element("w:tblHeader")))
        style = "Table Head" if is_head else "Table Text"
        if len(row) > FEW_COLUMNS:
            style += " Small"
        aligns = [*grid.aligns, *["start"] * (len(row) - len(grid.aligns))]
        for runs, align, width in zip(row, aligns, widths, strict=True):
            more = [element("w:keepNext")] if held else []
            if align != "start":
                more.append(element("w:jc", val="right" if align == "end" else align))
            width_of = element("w:tcPr", element("w:tcW", w=str(width), type="dxa"))
            made.append(element("w:tc", width_of, self.paragraph_element(runs, style, *more)))
        return made


def _widths(grid: Grid, width: int) -> list[int]:
    """The widths of columns, `width` together: as asked, or by what is in them."""
    columns = zip(*(map(text_of, row) for row in (grid.head, *grid.rows)), strict=True)
    needed = [min(40, 6 + max(map(len, column))) for column in columns]
    shares = grid.shares or needed
    return [share * width // sum(shares) for share in shares]
