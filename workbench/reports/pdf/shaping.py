"""Shaping with HarfBuzz, and drawing the shaped glyphs through ReportLab's fonts.

ReportLab draws characters, not glyphs. So each glyph gets a private character (plane 15) of its font, which ReportLab puts
into its subsets like any other. The map from glyphs back to letters, which readers need to copy or search the text, is
replaced by one that has the letters behind the private characters. This module exists because ReportLab's own shaping (5.1)
puts right-to-left words in the wrong order. It replaces ``ttfonts.makeToUnicodeCMap``, which is why the version is pinned.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any, Final
from weakref import WeakKeyDictionary

import uharfbuzz
from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase import ttfonts

from workbench.language.fonts import FIRST_PRIVATE, font_data, pdf_font
from workbench.system.frozen import frozen

_NEGLIGIBLE: Final = 0.01
_BLOCK: Final = 100
"""The most entries that one block of a character map may have (PDF reference, 9.7.6.2)."""


@frozen
class Glyph:
    """A glyph as its private character. Lengths are thousandths of the font size; ``natural`` is the glyph's own width."""

    character: str
    advance: float
    x_offset: float
    y_offset: float
    natural: float


@frozen
class Shaped:
    """A run of glyphs in drawing order, and its width in thousandths of the font size."""

    glyphs: tuple[Glyph, ...]
    width: float


class _PrivateCharacters:
    """The private characters used so far, by font, glyph and letters, and the letters of each."""

    def __init__(self) -> None:
        self._characters: dict[tuple[str, int, str], str] = {}
        self.letters: dict[int, str] = {}

    def character(self, name: str, glyph: int, letters: str) -> str:
        """The private character of a glyph that shows these letters."""
        wanted = (name, glyph, letters)
        if wanted not in self._characters:
            code = FIRST_PRIVATE + len(self._characters)
            face: Any = pdf_font(name).face
            face.charToGlyph[code] = glyph
            face.charWidths[code] = _pdf_units(name, _harfbuzz_font(name).get_glyph_h_advance(glyph))
            self._characters[wanted] = chr(code)
            self.letters[code] = letters
        return self._characters[wanted]


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
    # the finest clusters: the map from glyphs back to letters needs them
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


_CODES: Final[WeakKeyDictionary[Any, dict[str, dict[str, tuple[int, bytes]]]]] = WeakKeyDictionary()
"""The subset of each private character, and its code there, by document and font: subsets belong to a document."""


class GlyphWriter:
    """Writes the glyphs of one line with as few PDF operators as possible. ReportLab's text object has no kerning."""

    def __init__(self, text_object: Any, canvas: Any, name: str, size: float) -> None:
        self._code = text_object._code  # noqa: SLF001  # the only way to write TJ and Ts
        self._document = canvas._doc  # noqa: SLF001  # as above
        self._escape = canvas._escape  # noqa: SLF001  # the escaping of PDF strings
        self._font = pdf_font(name)
        self._codes = _CODES.setdefault(self._document, {}).setdefault(name, {})
        self._size = size
        self._subset = -1
        self._rise = 0.0
        self._shown: list[bytes] = []
        self._parts: list[str] = []

    def add(self, glyphs: Iterable[Glyph]) -> None:
        """Adds glyphs in drawing order."""
        for glyph in glyphs:
            found = self._codes.get(glyph.character)
            if found is None:
                (found,) = self._font.splitString(glyph.character, self._document)
                self._codes[glyph.character] = found
            subset, encoded = found
            if subset != self._subset:
                self._flush()
                self._subset = subset
                self._code.append(f"{self._font.getSubsetInternalName(subset, self._document)} {fp_str(self._size)} Tf")
            if glyph.y_offset != self._rise:
                self._flush()
                self._rise = glyph.y_offset
                self._code.append(f"{fp_str(self._rise * self._size / 1000)} Ts")
            self._move(-glyph.x_offset)
            self._shown.append(encoded)
            self._move(glyph.natural - glyph.advance + glyph.x_offset)

    def finish(self) -> None:
        """Writes what is not written yet."""
        self._flush()
        if self._rise:
            self._code.append("0 Ts")
            self._rise = 0.0

    def _move(self, distance: float) -> None:
        """Moves the pen back by thousandths of the font size."""
        if abs(distance) >= _NEGLIGIBLE:
            self._end_string()
            self._parts.append(fp_str(distance))

    def _end_string(self) -> None:
        if self._shown:
            self._parts.append(f"({self._escape(b''.join(self._shown))})")
            self._shown.clear()

    def _flush(self) -> None:
        self._end_string()
        if self._parts:
            self._code.append(f"[{' '.join(self._parts)}] TJ")
            self._parts.clear()


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
