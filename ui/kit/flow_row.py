"""A row of controls that continues on the next line when the window is narrow, the text large or the words long."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.look.style import GAP

_BETWEEN_CAPTION: Final = 2
_MEASURE: Final = (QEvent.Type.LayoutRequest, QEvent.Type.LayoutDirectionChange, QEvent.Type.Show)


class FlowRow(QWidget):
    """Lays out its parts like text: from the leading side, in as many lines as the width needs.

    What comes after :meth:`add_spring` stands at the other end of its line; without a spring, the parts that want to grow
    share the rest of a line. The row mirrors with the window. Like wrapped text, it needs more height at less width.
    """

    def __init__(self, parent: QWidget | None = None, *, spacing: int = GAP) -> None:
        super().__init__(parent)
        self._parts: list[QWidget | None] = []
        self._spacing = spacing
        self._hints: dict[QWidget, QSize] = {}
        self._needs: tuple[QSize, QSize, int] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, *parts: QWidget) -> None:
        """Adds parts at the end; they become children of the row."""
        for part in parts:
            part.setParent(self)
            self._parts.append(part)

    def add_captioned(self, caption: QWidget, part: QWidget) -> None:
        """Adds a part with its caption above it: they stay together."""
        block = QWidget(self)
        layout = QVBoxLayout(block)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_BETWEEN_CAPTION)
        layout.addWidget(caption)
        layout.addWidget(part)
        block.setSizePolicy(part.sizePolicy())
        self._parts.append(block)

    def add_spring(self) -> None:
        """Adds a spring: what comes after it stands at the other end of the line."""
        self._parts.append(None)

    # Qt overrides

    def heightForWidth(self, width: int) -> int:  # noqa: N802  Qt's name
        """The height of all lines at this width."""
        lines = self._lines(width)
        return sum(map(self._height, lines)) + self._spacing * max(0, len(lines) - 1)

    def sizeHint(self) -> QSize:
        """All parts in one line."""
        shown = _widgets(self._shown())
        wide = sum(map(self._wide, shown)) + self._spacing * max(0, len(shown) - 1)
        return QSize(wide, self._height(shown))

    def minimumSizeHint(self) -> QSize:
        """The width of the widest part, and the height of one line."""
        shown = _widgets(self._shown())
        return QSize(max((part.minimumSizeHint().width() for part in shown), default=0), self._height(shown))

    def event(self, event: QEvent) -> bool:
        """Arranges again when a part has come, gone or grown. A hidden part gets its style, and so its size, when shown."""
        if event.type() in _MEASURE:
            self._hints.clear()
            needs = (self.minimumSizeHint(), self.sizeHint(), self.heightForWidth(self.width()))
            if needs != self._needs:
                self._needs = needs
                self.updateGeometry()
            self._arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Breaks the lines for the new width."""
        super().resizeEvent(event)
        self._arrange()

    # Internal

    def _shown(self) -> list[QWidget | None]:
        return [part for part in self._parts if part is None or not part.isHidden()]

    def _lines(self, room: int) -> list[list[QWidget | None]]:
        lines: list[list[QWidget | None]] = []
        used = 0
        for part in self._shown():
            wide = self._wide(part) + self._spacing if part is not None else 0
            if lines and used + wide <= room:
                lines[-1].append(part)
                used += wide
            else:
                lines.append([part])
                used = self._wide(part) if part is not None else -self._spacing
        return lines

    def _arrange(self) -> None:
        top = 0
        for line in self._lines(self.width()):
            height = self._height(line)
            self._place(line, top, height)
            top += height + self._spacing

    def _place(self, line: Sequence[QWidget | None], top: int, height: int) -> None:
        parts, room = _widgets(line), self.width()
        left = room - sum(map(self._wide, parts)) - self._spacing * (len(parts) - 1)
        springs, wide = line.count(None), [part for part in parts if _grows(part)]
        share = max(0, left) // (springs or len(wide) or 1)
        at = 0
        for part in line:
            if part is None:
                at += share
                continue
            width = min(self._wide(part) + (share if part in wide and not springs else 0), room)
            own = min(self._hint(part).height(), height)
            begin = room - at - width if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else at
            part.setGeometry(QRect(begin, top + height - own, width, own))
            at += width + self._spacing

    def _hint(self, part: QWidget) -> QSize:
        """The size that a part wants; kept until a part reports a change."""
        if part not in self._hints:
            self._hints[part] = part.sizeHint().expandedTo(part.minimumSize())
        return self._hints[part]

    def _wide(self, part: QWidget) -> int:
        return self._hint(part).width()

    def _height(self, parts: Sequence[QWidget | None]) -> int:
        return max((self._hint(part).height() for part in _widgets(parts)), default=0)


def _widgets(parts: Sequence[QWidget | None]) -> list[QWidget]:
    return [part for part in parts if part is not None]


def _grows(part: QWidget) -> bool:
    return part.sizePolicy().horizontalPolicy() in (QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
