"""The parts of an OpenDocument spreadsheet that are the same for every table."""

from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"

_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in (
        ("office", f"{_OASIS}office:1.0"),
        ("table", f"{_OASIS}table:1.0"),
        ("text", f"{_OASIS}text:1.0"),
        ("style", f"{_OASIS}style:1.0"),
        ("number", f"{_OASIS}datastyle:1.0"),
        ("fo", f"{_OASIS}xsl-fo-compatible:1.0"),
        ("meta", f"{_OASIS}meta:1.0"),
        ("config", f"{_OASIS}config:1.0"),
        ("dc", "http://purl.org/dc/elements/1.1/"),
        # Without it nobody reads the settings, whose name begins with ooo.
        ("ooo", "http://openoffice.org/2004/office"),
    )
)
_ROOT = f'{_SPACES} office:version="1.2"'

_FILES = ("content.xml", "meta.xml", "settings.xml", "styles.xml")
MANIFEST = (
    f'{_XML}<manifest:manifest xmlns:manifest="{_OASIS}manifest:1.0" manifest:version="1.2">\n'
    '<manifest:file-entry manifest:full-path="/" manifest:version="1.2" '
    f'manifest:media-type="{MIMETYPE}"/>\n'
    + "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>\n'
        for name in _FILES
    )
    + "</manifest:manifest>\n"
)

META = f"""{_XML}<office:document-meta {_ROOT}><office:meta>
<dc:title>{{title}}</dc:title><meta:creation-date>{{day}}T00:00:00</meta:creation-date>
</office:meta></office:document-meta>
"""

STYLES = f"""{_XML}<office:document-styles {_ROOT}><office:styles>
<style:style style:name="Default" style:family="table-cell"/>
</office:styles></office:document-styles>
"""

CONTENT_ENDS = "</office:spreadsheet></office:body></office:document-content>\n"

_DASH = "<number:text>-</number:text>"
_COLON = "<number:text>:</number:text>"
_DAY = (
    f'<number:year number:style="long"/>{_DASH}<number:month number:style="long"/>{_DASH}'
    '<number:day number:style="long"/>'
)
_CLOCK = (
    f'<number:text> </number:text><number:hours number:style="long"/>{_COLON}'
    f'<number:minutes number:style="long"/>{_COLON}<number:seconds number:style="long"/>'
)
_CELLS = f"""<number:date-style style:name="iso-day">{_DAY}</number:date-style>
<number:date-style style:name="iso-moment">{_DAY}{_CLOCK}</number:date-style>
<style:style style:name="day" style:family="table-cell" style:data-style-name="iso-day"/>
<style:style style:name="moment" style:family="table-cell" style:data-style-name="iso-moment"/>
<style:style style:name="heading" style:family="table-cell">
<style:table-cell-properties fo:border-bottom="0.75pt solid #000000"/>
<style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="wrapped" style:family="table-cell">
<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/></style:style>
"""
# How wide a character is, about.
_CHARACTER_CM = 0.2


def content_begins(widths: Iterable[int]) -> str:
    """Return the content up to its first sheet; `widths` are the columns', in characters."""
    named = {f"co{position}": width for position, width in enumerate(widths)}
    columns = "".join(_column(*each) for each in {**named, "label": 28, "said": 90}.items())
    return (
        f"{_XML}<office:document-content {_ROOT}><office:automatic-styles>{columns}{_CELLS}"
        "</office:automatic-styles><office:body><office:spreadsheet>"
    )


def settings(sheets: Iterable[str]) -> str:
    """Return the settings that keep the first row of each of `sheets` in sight."""
    frozen = "".join(
        f"<config:config-item-map-entry config:name={quoteattr(name)}>"
        f"{_item('VerticalSplitMode', 'short', 2)}{_item('VerticalSplitPosition', 'int', 1)}"
        f"{_item('ActiveSplitRange', 'short', 2)}{_item('PositionBottom', 'int', 1)}"
        "</config:config-item-map-entry>"
        for name in sheets
    )
    views = (
        '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        '<config:config-item config:name="ViewId" config:type="string">view1</config:config-item>'
        '<config:config-item-map-named config:name="Tables">'
        f"{frozen}</config:config-item-map-named>"
        "</config:config-item-map-entry></config:config-item-map-indexed>"
    )
    return (
        f"{_XML}<office:document-settings {_ROOT}><office:settings>"
        f'<config:config-item-set config:name="ooo:view-settings">{views}</config:config-item-set>'
        "</office:settings></office:document-settings>\n"
    )


def _item(name: str, kind: str, value: int) -> str:
    named = f'config:name="{name}" config:type="{kind}"'
    return f"<config:config-item {named}>{value}</config:config-item>"


def _column(name: str, width: int) -> str:
    return (
        f'<style:style style:name="{name}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width * _CHARACTER_CM:.2f}cm"/>'
        "</style:style>"
    )
