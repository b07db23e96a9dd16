"""The raised hands for the status of a question, typed as one line such as ``2 7 3`` and shown as bars."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.editors.boxes import LineBox
from ui.editors.held_text import HeldText
from ui.kit.shortcuts import with_key
from ui.link.bridge import DocumentBridge
from ui.link.keys import Act
from ui.link.language import current, tr
from ui.pages.assessment.hands_bars import HandsPanel, SmallBars
from workbench.errors import InvalidValue
from workbench.language.i18n import Message
from workbench.model.changes import Changes
from workbench.model.labels import label
from workbench.model.raised_hands import COUNTED, counted_on, hands_on_question, read_hands, written_hands
from workbench.model.rows import Hand, QuestionId, Session
from workbench.model.vocabulary import MeasureStatus
from workbench.operations.hands import count_line_on_question

_LIKE: Final = Message("like {example}", example="2 7 3")
"""A hint that nobody takes for hands that were counted."""

_LETTERS = 15


class HandsField(QWidget):
    """A box with the counts, and small bars beside it. Signal ``left``: Enter or Esc was pressed, back to the answer.

    While the box has the focus, ``panel`` says which number is which; it lies over the widget given to :meth:`lie_over`.
    """

    left = Signal()

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._question: QuestionId | None = None
        self.panel: HandsPanel | None = None
        self._over: QWidget = self
        self.box = HandsBox(self)
        self.bars = SmallBars(self)
        self.held = HeldText(self, bridge, self._write, ready=self._is_ready, named=self._named)
        self.held.follow(self._on_changes)
        self._connect()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.box)
        layout.addWidget(self.bars)

    def lie_over(self, widget: QWidget) -> None:
        """Sets the widget over which the panel lies."""
        self._over = widget

    def show_question(self, question: QuestionId) -> None:
        """Shows the raised hands for a question."""
        self._question = question
        self._show()

    def _connect(self) -> None:
        self.box.setReadOnly(self._bridge.read_only)
        self.box.textChanged.connect(self._typed)
        self.box.cursorPositionChanged.connect(self._explain)
        self.box.burst_ended.connect(self.held.leave)
        self.box.entered.connect(self._open_panel)
        self.box.gone.connect(self._close_panel)
        self.box.finished.connect(self._finish)
        self.box.dropped.connect(self._drop)

    def _rows(self) -> list[Hand]:
        return self._bridge.document.read.where(Hand, question_id=self._question) if self._question is not None else []

    def _show(self) -> None:
        counts = hands_on_question(self._rows())
        with self.held.showing():
            self.box.show_text(written_hands(counts))
        self.bars.show_counts(counts)
        self._describe(counts)

    def _describe(self, counts: Mapping[MeasureStatus, int]) -> None:
        said = current().listed(f"{tr(label(status))}: {count}" for status, count in counts.items() if count)
        names = tuple(label(status) for status in COUNTED)
        order = tr(Message("One number for each: {names}", names=names))
        self.box.setAccessibleDescription(f"{said}. {order}" if said else order)

    def _typed(self) -> None:
        if not self._bridge.read_only:
            self.held.typed()
        with contextlib.suppress(InvalidValue):  # the panel says why, and the bars show what was right last
            self.bars.show_counts(read_hands(self.box.text()))
        self._explain()

    def _is_ready(self) -> bool:
        try:
            read_hands(self.box.text())
        except InvalidValue:
            return False
        return True

    def _write(self) -> bool:
        line = self.box.text()
        if self._question is None:
            return True
        done = self._bridge.run(count_line_on_question, question=self._question, line=line, initiator=self)
        if done:
            self._describe(read_hands(line))
        return done

    def _named(self) -> Message:
        return Message("the raised hands")

    def _finish(self) -> None:
        if self.held.leave():
            self.left.emit()

    def _drop(self) -> None:
        self.held.drop()
        self._show()
        self.left.emit()

    def _open_panel(self) -> None:
        if self.panel is None:
            self.panel = HandsPanel(self._over)
        self.panel.show()
        self._explain()

    def _close_panel(self) -> None:
        if self.panel is not None:
            self.panel.hide()

    def _explain(self) -> None:
        panel = self.panel
        if panel is None or panel.isHidden():
            return
        before = self.box.text()[: self.box.cursorPosition()]
        place = max(0, len(before.split()) - (0 if before[-1:].isspace() else 1))
        said: Message | str = self._counted()
        try:
            counts = read_hands(self.box.text())
        except InvalidValue as error:
            counts, said = hands_on_question(self._rows()), error.what
        panel.show_counts(counts, place, said)
        panel.place_at(self.box)

    def _counted(self) -> Message:
        """When the hands were counted, or how to type them."""
        from workbench.language.dates import shown_date

        rows = self._rows()
        day = max((row.date for row in rows), default="")
        if not day:
            return Message("One number for each status, with spaces between, for example 2 7 3.")
        newest = next(row for row in rows if row.date == day)
        session = self._bridge.document.get(Session, newest.session_id) if newest.session_id else None
        return counted_on(shown_date(day, current()), session.title if session is not None else "")

    def _on_changes(self, changes: Changes) -> None:
        if "hands" in changes.tables:
            self._show()
            self._explain()


class HandsBox(LineBox):
    """The box itself. Enter and Esc leave it; Esc drops what could not be stored."""

    entered = Signal()
    gone = Signal()
    finished = Signal()
    dropped = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(with_key(Message("Raised hands for each status"), Act.HANDS))
        self.setPlaceholderText(tr(_LIKE))
        self.setMaxLength(200)
        self._fit()

    def _fit(self) -> None:
        self.setFixedWidth(self.fontMetrics().averageCharWidth() * _LETTERS)

    def changeEvent(self, event: QEvent) -> None:
        """Keeps its width in characters."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Opens the panel."""
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Closes the panel."""
        super().focusOutEvent(event)
        self.gone.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter stores and leaves, Esc drops and leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finished.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)
