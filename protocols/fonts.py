"""The embedded faces, and the one place where text is measured.

Every text passes `width` before it is drawn, so a letter that a face lacks is found before a page exists:
ReportLab itself would print a black box and say nothing.
"""

import unicodedata
from enum import StrEnum
from functools import cache, lru_cache

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from resources import FONTS
from station.domain.errors import Reason, StationError

_HIDDEN = {0x2010: "-", 0x2011: "-", 0x00AD: None, 0x200B: None, 0x2060: None, 0xFEFF: None}


class Face(StrEnum):
    """Faces by their file names."""

    REGULAR = "LiberationSerif-Regular"
    BOLD = "LiberationSerif-Bold"
    ITALIC = "LiberationSerif-Italic"
    BOLD_ITALIC = "LiberationSerif-BoldItalic"
    MONO = "LiberationMono-Bold"


@cache
def register() -> None:
    """Parse the font files once per process; a parsed font serves every later document.

    Page streams stay binary: the text encoding of ReportLab's default costs a third of a protocol's time.
    """
    rl_config.useA85 = 0
    for face in Face:
        pdfmetrics.registerFont(TTFont(face.value, str(FONTS / f"{face.value}.ttf")))


@cache
def _glyphs(face: Face) -> dict[int, int]:
    register()
    glyphs: dict[int, int] = pdfmetrics.getFont(face.value).face.charToGlyph
    return glyphs


def missing_sign(text: str) -> str:
    """The first sign that one of the faces lacks, as GLYPH_MISSING names it; "" where all can be set."""
    return next((_told(char) for char in text for face in Face if not _glyphs(face).get(ord(char))), "")


def with_known_signs(text: str) -> str:
    """The text with a `?` for every sign that one of the faces lacks: for working papers, which must come out whatever
    somebody imported."""
    if not missing_sign(plain(text)):
        return text
    return "".join(sign if not missing_sign(plain(sign)) else "?" for sign in text)


def _told(char: str) -> str:
    return f"{char} (U+{ord(char):04X})"


@lru_cache(maxsize=16384)
def unit_width(text: str, face: Face) -> float:
    """Width of the text at size 1. Raises StationError(GLYPH_MISSING) for a letter that the face lacks."""
    glyphs = _glyphs(face)
    for char in text:
        if not glyphs.get(ord(char)):
            raise StationError(Reason.GLYPH_MISSING, glyph=_told(char), font=face.value)
    return float(pdfmetrics.stringWidth(text, face.value, 1))


def width(text: str, face: Face, size: float) -> float:
    """Width in points. Raises StationError(GLYPH_MISSING)."""
    return unit_width(text, face) * size


def shown(canvas: Canvas, text: str, face: Face, size: float) -> str:
    """The operators that show the text at the present place, its glyphs noted for embedding.

    What the canvas' own text object does, without its decimal and escape formatting: half of a page's time.
    """
    font, document = pdfmetrics.getFont(face.value), canvas._doc
    return " ".join(
        f"{font.getSubsetInternalName(subset, document)} {size:.2f} Tf <{codes.hex()}> Tj"
        for subset, codes in font.splitString(text, document)
    )


def plain(text: str) -> str:
    """The text as it is set: composed letters, every kind of white space a single blank.

    What a spreadsheet or a browser hides in a name (soft hyphens, zero-width blanks) is left out, its
    unbreakable hyphen is a hyphen.
    """
    return " ".join(unicodedata.normalize("NFC", text).translate(_HIDDEN).split())
