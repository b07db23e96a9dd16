"""The label of a field in a form, with a chip below its name or beside it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QLabel, QSizePolicy, QWidget

from ui.kit.chips import Badge, Chip
from ui.kit.plain_text import tip
from ui.link.language import tr
from ui.look import style

_LEAST: Final = 150
_MOST: Final = 220
_ANY: Final = 16_777_215
"""Qt's QWIDGETSIZE_MAX: no greatest width."""


class FieldLabel(QWidget):
    """A name that wraps. :meth:`stand_above` is for a narrow form, where the name stands above its editor."""

    def __init__(self, name: str, editor: QWidget) -> None:
        super().__init__()
        self._above = False
        self._chip: Chip | None = None
        self.name = QLabel(name, self)
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.name.setWordWrap(True)
        self.name.setBuddy(editor)
        self._layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._layout.setContentsMargins(0, style.TIGHT, 0, 0)
        self._layout.setSpacing(style.TIGHT)
        self._layout.addWidget(self.name)
        self._layout.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._measure()
        style.follow(self._measure)

    @property
    def badge(self) -> Badge | None:
        """The badge that is shown; None when there is none."""
        return self._chip.badge if self._chip is not None else None

    def show_badge(self, badge: Badge | None) -> None:
        """Shows a badge, or none."""
        if self._chip is None:
            if badge is None:
                return
            self._chip = Chip(self)
            self._layout.insertWidget(1, self._chip, 0, Qt.AlignmentFlag.AlignLeading)
        self._chip.show_badge(badge)
        self._chip.setToolTip(tip(tr(badge.word)) if badge is not None else "")

    def stand_above(self, *, above: bool) -> None:
        """Takes the whole width above the editor, or a column beside it."""
        if above != self._above:
            self._above = above
            directions = QBoxLayout.Direction
            self._layout.setDirection(directions.LeftToRight if above else directions.TopToBottom)
            self._measure()

    def _measure(self) -> None:
        self.setMinimumWidth(0 if self._above else style.grown(_LEAST))
        self.setMaximumWidth(_ANY if self._above else style.grown(_MOST))
