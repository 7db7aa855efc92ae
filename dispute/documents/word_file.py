"""A Word document from its letterhead to its bytes: the same bytes for the same document."""

import io
import struct
import zipfile
from datetime import UTC, datetime

from django.utils.translation import gettext as _
from docx.document import Document
from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

from .blocks import Run, plain, written
from .paper import LANGUAGE, Letterhead
from .word import WordWriter, element

# What zip files give as the earliest day; it says nothing, which is what we want it to say.
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
# What python-docx raises for a picture that is broken; an odd resolution divides by nothing.
UNREADABLE = (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
    ArithmeticError,
    LookupError,
    OSError,
    ValueError,
    struct.error,
)


def write_letterhead(writer: WordWriter, head: Letterhead) -> None:
    """Write the branch's logo, name, union and address, over a rule in its colour."""
    if head.logo and head.logo.kind != "webp":
        _write_logo(writer.document, head.logo.content)
    if head.name:
        writer.paragraph(plain(head.name), "Letterhead")
    if head.union:
        writer.paragraph(plain(head.union), "Letterhead Union")
    writer.paragraph(plain("\n".join(head.lines)), "Letterhead Address")


def _write_logo(document: Document, content: bytes) -> None:
    """Word reads no WebP; what it cannot read is left out rather than the letter."""
    try:
        document.add_picture(io.BytesIO(content), height=Mm(15))
    except UNREADABLE:
        return


def write_foot(writer: WordWriter, running: str) -> None:
    """Write what stands below every page: `running`, and "2 of 3"."""
    paragraph = writer.document.sections[0].footer.paragraphs[0]._p
    for child in list(paragraph):
        paragraph.remove(child)
    paragraph.append(element("w:pPr", element("w:pStyle", val=writer.styles["Footer"])))
    paragraph.append(writer.run(Run(running), False))
    paragraph.append(element("w:r", element("w:tab")))
    paragraph.append(_field("PAGE"))
    paragraph.append(writer.run(Run(f" {_('of')} "), False))
    paragraph.append(_field("NUMPAGES"))


def _field(name: str) -> BaseOxmlElement:
    text = element("w:t")
    text.text = "1"
    return element("w:fldSimple", element("w:r", text), instr=f" {name} ")


def file_of(document: Document, *, title: str, author: str, made: int) -> bytes:
    """Return a document's bytes. `made` is when it says that it was made, seconds since 1970."""
    properties = document.core_properties
    # Word has room for 255 characters in each.
    properties.title, properties.author = written(title)[:255], written(author)[:255]
    properties.language = LANGUAGE
    properties.comments = properties.last_modified_by = properties.keywords = ""
    properties.revision = 1
    properties.created = properties.modified = _moment(made)
    _without_thumbnail(document)
    file = io.BytesIO()
    document.save(file)
    return _without_clock(file)


def _moment(made: int) -> datetime:
    """Return a moment that Word can read: it knows no day before 1601."""
    moment = datetime.fromtimestamp(max(made, -11_644_473_600), UTC)
    return moment.replace(tzinfo=None)


def _without_thumbnail(document: Document) -> None:
    """The template carries a picture of itself."""
    for key, relation in list(document.part.package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del document.part.package.rels[key]


def _without_clock(file: io.BytesIO) -> bytes:
    """Write a zip file anew, in which no file says when it was written."""
    made = io.BytesIO()
    with zipfile.ZipFile(file) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(entry, before.read(name))
    return made.getvalue()
