"""An address as a QR code, for people who hold a telephone up to the screen."""

from functools import lru_cache

import segno
from django.utils.safestring import SafeString, mark_safe


@lru_cache(maxsize=64)
def qr_code(address: str) -> SafeString:
    """Return `address` as an SVG drawing: dark on light in any scheme, as telephones want it."""
    code = segno.make(address, error="m", micro=False)
    drawn = code.svg_inline(
        omitsize=True, border=4, dark="#000", light="#fff", svgclass="qr__code", lineclass=None
    )
    # Safe: made by the library, of numbers alone; the address is not in it as text.
    return mark_safe(drawn)  # noqa: S308 - see above
