"""The font of reports: FiraGO, with Latin, Cyrillic and Arabic in one family (package ``pymupdf-fonts``, OFL)."""

from __future__ import annotations

import unicodedata
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

REGULAR: Final = "FiraGO"
BOLD: Final = "FiraGO-Bold"
FIRST_PRIVATE: Final = 0xF0000
"""The first private-use character of plane 15; from here on a character means a glyph of the font."""

_FILES: Final = {REGULAR: "figo", BOLD: "figbo"}


@cache
def font_data(name: str) -> bytes:
    """The TrueType file of a font. It is unpacked once, when first needed: that takes some 20 ms."""
    import pymupdf_fonts

    data: bytes = pymupdf_fonts.myfont(_FILES[name])
    return data


@cache
def pdf_font(name: str) -> TTFont:
    """The font as ReportLab draws it; registered under its name when first asked for."""
    from reportlab.lib.fonts import addMapping
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(name, BytesIO(font_data(name)), subfontIndex=0)
    pdfmetrics.registerFont(font)
    for bold in (0, 1):
        for italic in (0, 1):
            addMapping(REGULAR, bold, italic, BOLD if bold else REGULAR)
    return font


@cache
def _characters(name: str) -> frozenset[str]:
    """The characters that the font itself can draw, without the private ones that shaping adds."""
    known: dict[int, Any] = pdf_font(name).face.charToGlyph
    return frozenset(chr(code) for code in known if code < FIRST_PRIVATE)


def drawable(text: str, name: str = REGULAR) -> str:
    """The text with every character missing from the font written as ``[U+1F600]``: nothing vanishes in silence.

    Characters that are invisible by nature (joiners, direction marks) stay; other white space becomes a space.
    """
    known = _characters(name)
    if known.issuperset(text):
        return text
    return "".join(_drawable_character(character, known) for character in text)


def _drawable_character(character: str, known: frozenset[str]) -> str:
    if character in known:
        return character
    if character == "\u202f":
        return "\u00a0"
    if character.isspace():
        return " "
    if unicodedata.category(character) == "Cf":
        return character
    plain = unicodedata.normalize("NFKC", character)
    if plain != character and known.issuperset(plain):
        return plain
    return f"[U+{ord(character):04X}]"
