"""Shaping with HarfBuzz, and drawing the shaped glyphs through ReportLab's fonts.

ReportLab draws characters, not glyphs. So each glyph gets a private character (plane 15) of its font, which ReportLab then
puts into its subsets like any other; the map from glyphs back to letters, which a reader needs to copy or search the text,
is replaced by one that knows the letters behind the private characters. ReportLab's own shaping puts right-to-left words in
the wrong order (5.1), which is why this exists. It hooks into ``ttfonts.makeToUnicodeCMap``: the reason for the pinned
version.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

import uharfbuzz
from reportlab.pdfbase import ttfonts

from workbench.reports.fonts import font_data, pdf_font

_FIRST_PRIVATE: Final = 0xF0000
_BLOCK: Final = 100
"""The most entries that one block of a character map may have (PDF reference, 9.7.6.2)."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph as its private character. Lengths are thousandths of the font size; ``natural`` is the glyph's own width."""

    character: str
    advance: float
    x_offset: float
    y_offset: float
    natural: float


@dataclass(frozen=True, slots=True)
class Shaped:
    """A run of glyphs in the order they are drawn, and their width in thousandths of the font size."""

    glyphs: tuple[Glyph, ...]
    width: float


class _PrivateCharacters:
    """The private characters given out so far: for (font, glyph, letters) and back to the letters."""

    def __init__(self) -> None:
        self._characters: dict[tuple[str, int, str], str] = {}
        self.letters: dict[int, str] = {}

    def character(self, name: str, glyph: int, letters: str) -> str:
        """The private character of a glyph that stands for these letters."""
        key = (name, glyph, letters)
        if key not in self._characters:
            code = _FIRST_PRIVATE + len(self._characters)
            face: Any = pdf_font(name).face
            face.charToGlyph[code] = glyph
            face.charWidths[code] = _pdf_units(name, _harfbuzz_font(name).get_glyph_h_advance(glyph))
            self._characters[key] = chr(code)
            self.letters[code] = letters
        return self._characters[key]


_PRIVATE: Final = _PrivateCharacters()


@cache
def _harfbuzz_font(name: str) -> Any:
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(font_data(name))))


def _pdf_units(name: str, units: float) -> float:
    scaled: float = pdf_font(name).face._pdfScale(units)  # noqa: SLF001  # the scale that its widths use
    return scaled


@lru_cache(maxsize=65536)
def shape(text: str, name: str, *, right_to_left: bool) -> Shaped:
    """The glyphs of a run of one direction."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.direction = "rtl" if right_to_left else "ltr"
    uharfbuzz.shape(_harfbuzz_font(name), buffer, {"kern": True, "liga": True})
    infos = buffer.glyph_infos
    starts = sorted({info.cluster for info in infos})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    told: set[int] = set()
    glyphs = []
    for info, position in zip(infos, buffer.glyph_positions, strict=True):
        letters = "" if info.cluster in told else text[info.cluster : ends[info.cluster]]
        told.add(info.cluster)
        character = _PRIVATE.character(name, info.codepoint, letters)
        natural = pdf_font(name).face.charWidths[ord(character)]
        advance, x_offset, y_offset = (
            _pdf_units(name, value) for value in (position.x_advance, position.x_offset, position.y_offset)
        )
        glyphs.append(Glyph(character, advance, x_offset, y_offset, natural))
    return Shaped(tuple(glyphs), sum(glyph.advance for glyph in glyphs))


def _to_unicode_map(font_name: str, subset: list[int]) -> str:
    """The map from the codes of a subset to letters (PDF reference, 9.10.3)."""
    entries = []
    for code, character in enumerate(subset):
        letters = _PRIVATE.letters.get(character)
        text = chr(character) if letters is None else letters or "\u200b"
        entries.append(f"<{code:02X}> <{text.encode('utf-16-be').hex().upper()}>")
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({font_name}) /Ordering ({font_name}) /Supplement 0 >> def",
        f"/CMapName /{font_name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for start in range(0, len(entries), _BLOCK):
        block = entries[start : start + _BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


ttfonts.makeToUnicodeCMap = _to_unicode_map
