"""How the signs of light structure look in the projector view: points, numbers in colour, bold words without their stars.

No character is added or taken away: where there is only one screen people type on the slide, and each position in it must be
the one in the editor. Stars are made too small to be seen.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QTextCharFormat, QTextFormat, QTextLayout

from ui.editors.boxes import utf16_length
from ui.projector.isolates import Isolated
from workbench.prose.lines import STARS, Form, Line, Part

_POINT: Final = "•"
_MOST_SHARE: Final = 6
"""Items are indented by at most this many heights of a letter, so that a narrow column has room for words."""


def with_points(text: str, line: Line) -> str:
    """The paragraph with a point in the place of the sign of an item without number."""
    return text.replace(line.sign, _POINT, 1) if line.form is Form.BULLET else text


def indents_of(line: Line, font: QFont) -> tuple[float, float]:
    """How far the first line of a paragraph is indented, and the others, in pixels."""
    if not line.is_item:
        return 0.0, 0.0
    metrics = QFontMetricsF(font)
    step = metrics.horizontalAdvance(f"{_POINT}  ")
    first = min(line.level * step, _MOST_SHARE * metrics.height())
    return first, first + metrics.horizontalAdvance(f"{_POINT if line.form is Form.BULLET else line.sign} ")


def formats_of(
    line: Line, inside: Isolated, colour: str, quiet: str
) -> tuple[list[QTextLayout.FormatRange], frozenset[int]]:
    """How the pieces of a line are painted, and the places of the stars, which are not."""
    formats: list[QTextLayout.FormatRange] = []
    stars: set[int] = set()
    place = 0
    for span in line.spans:
        end = place + utf16_length(span.text)
        first, last = inside.shown(place), inside.shown(end)
        if span.part is Part.BOLD:
            formats.append(_range(first, last, _bold()))
        elif span.text == STARS and span.part is Part.SIGN:
            formats.append(_range(first, last, _unseen()))
            stars.update(range(first, last))
        elif span.part is Part.BAR or line.form is Form.DASHES:
            formats.append(_range(first, last, _inked(quiet)))
        elif span.part is Part.SIGN and line.is_item:
            blanks = len(span.text) - len(span.text.lstrip())
            formats += [_range(first, first + blanks, _unseen()), _range(first + blanks, last, _inked(colour))]
        place = end
    return formats, frozenset(stars)


def _range(first: int, last: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = first, last - first, form
    return made


def _bold() -> QTextCharFormat:
    form = QTextCharFormat()
    form.setFontWeight(QFont.Weight.Bold)
    return form


def _inked(colour: str) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setForeground(QColor(colour))
    return form


def _unseen() -> QTextCharFormat:
    form = QTextCharFormat()
    form.setProperty(QTextFormat.Property.FontPixelSize, 1)
    form.setForeground(Qt.GlobalColor.transparent)
    return form
