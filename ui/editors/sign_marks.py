"""How the signs of light structure look in an editor: bold words bold, the signs themselves pale. Nothing is hidden."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from ui.editors.boxes import utf16_length
from ui.look import style
from workbench.prose.lines import NOTHING_ABOVE, Above, Part, read_line


class SignMarks(QSyntaxHighlighter):
    """Looks at one line after a key, and at those below it only as long as what they mean changes."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._known: list[Above] = [NOTHING_ABOVE]
        self._numbers: dict[Above, int] = {NOTHING_ABOVE: 0}
        self._make_looks()
        style.follow(self._look_changed)

    def above(self, state: int) -> Above:
        """What the lines above a block mean for it; ``state`` is the number that the block before it has."""
        return self._known[state] if state >= 0 else NOTHING_ABOVE

    def highlightBlock(self, text: str) -> None:
        """Shows the pieces of one line."""
        line, below = read_line(text, self.above(self.previousBlockState()))
        number = self._numbers.setdefault(below, len(self._known))
        if number == len(self._known):
            self._known.append(below)
        self.setCurrentBlockState(number)
        place = 0
        for span in line.spans:
            length = utf16_length(span.text)
            look = self._looks.get(span.part)
            if look is not None:
                self.setFormat(place, length, look)
            place += length

    def _make_looks(self) -> None:
        bold, pale = QTextCharFormat(), QTextCharFormat()
        bold.setFontWeight(QFont.Weight.Bold)
        pale.setForeground(QColor(style.colours().muted))
        self._looks = {Part.BOLD: bold, Part.SIGN: pale, Part.BAR: pale}

    def _look_changed(self) -> None:
        self._make_looks()
        self.rehighlight()
