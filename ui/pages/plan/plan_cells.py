"""The editors for cells of the plan: a box for text, a box with names to choose from, two boxes for the quarters."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QAbstractItemModel, QEvent, QLocale, QObject, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from ui.editors.cell_delegate import CellDelegate
from ui.editors.people_box import PeopleBox
from ui.editors.people_editor import contributors
from ui.editors.quarter_picker import QuarterBox, QuarterPicker
from ui.link.language import tr
from ui.look.style import GAP, TIGHT
from ui.models.plan_model import PlanModel
from ui.models.row_table_model import Index
from ui.pages.plan.timeline_editor import END_STOPS, no_quarter
from workbench.plan.columns import PLAN_COLUMNS

_NAMES: Final = 40
"""How many characters of names are visible while they are typed."""

_EDGE: Final = 4
"""What style sheet and grid take at each side of a cell, in pixels; Qt does not count it when it measures a text."""

_QUARTER: Final = re.compile(r"\b([0-9]{4})-(Q[1-4])\b")
_UNBROKEN: Final = "\\1\u2011\\2"


class QuarterCell(QFrame):
    """The two boxes one above the other, on a ground of their own because they are larger than the cell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.picker = QuarterPicker(upright=True, parent=self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP, GAP, GAP, GAP)
        layout.addWidget(self.picker)
        self.setFocusProxy(self.picker)

    def text(self) -> str:
        """What is typed and is not a quarter."""
        return self.picker.what_is_wrong()


class PlanDelegate(CellDelegate):
    """Adds the two kinds of cells that only the plan has. What is typed in them is held and written like any text."""

    def __init__(self, model: PlanModel, parent: QWidget) -> None:
        super().__init__(model, parent)
        self._plan = model

    def _settle(self) -> None:
        """Completes a year alone to its quarter."""
        if isinstance(self._open, QuarterCell):
            self._open.picker.settle()

    def _is_ready(self) -> bool:
        return self._open.picker.is_whole() if isinstance(self._open, QuarterCell) else super()._is_ready()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The editor for the column; a heading has only its title."""
        line = self._plan.line_at(index)
        column = PLAN_COLUMNS[index.column()]
        if line is None or column.name not in ("responsible", "timeline"):
            return super().createEditor(parent, option, index)
        if column.name == "responsible":
            person = PeopleBox(lambda: contributors(self._plan.bridge), parent)
            person.setAccessibleName(tr(column.heading))
            person.textEdited.connect(self.held.typed)
            person.chosen.connect(self.held.store)
            self._opened(person, index)
            return person
        cell = QuarterCell(parent)
        cell.picker.stopped.connect(self._tell_stopped)
        cell.setAccessibleName(tr(column.heading))
        cell.picker.typed.connect(self.held.typed)
        cell.picker.edited.connect(self.held.store)
        cell.picker.left.connect(lambda: self._leave(cell))
        for box in (cell.picker.start, cell.picker.end):
            box.installEventFilter(self)
        self._opened(cell, index)
        return cell

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Shows the value; what is typed and not written yet stays."""
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, PeopleBox):
            if not editor.isModified():
                editor.setText(value)
        elif isinstance(editor, QuarterCell):
            if editor.picker.value() is not None:
                editor.picker.show_value(*value.split("/"))
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Writes what the editor holds."""
        if isinstance(editor, PeopleBox):
            self._refused = not model.setData(index, editor.text())
        elif isinstance(editor, QuarterCell):
            value = editor.picker.value()
            if value is None:
                self._refused = True
                self._plan.bridge.messages.error(no_quarter(editor.picker), refusal=True)
            else:
                self._refused = not model.setData(index, "/".join(value))
        else:
            super().setModelData(editor, model, index)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Gives people and quarters the room that they need, within the table."""
        super().updateEditorGeometry(editor, option, index)
        parent = editor.parentWidget()
        if isinstance(editor, (QuarterCell, PeopleBox)) and parent is not None:
            wanted = editor.sizeHint()
            least = _NAMES * editor.fontMetrics().averageCharWidth() if isinstance(editor, PeopleBox) else wanted.width()
            width, height = min(max(editor.width(), least), parent.width()), wanted.height()
            left = editor.x() + editor.width() - width if editor.isRightToLeft() else editor.x()
            left = max(0, min(left, parent.width() - width))
            editor.setGeometry(left, max(0, min(editor.y(), parent.height() - height)), width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The quarters are two boxes: Tab goes from the first to the last, and then on; the focus stays inside."""
        in_menu = isinstance(event, QFocusEvent) and event.reason() == Qt.FocusReason.PopupFocusReason
        if isinstance(watched, PeopleBox) and in_menu:
            return False
        if not isinstance(watched, (QuarterBox, QuarterCell)):
            return super().eventFilter(watched, event)
        cell = self._open
        if not isinstance(cell, QuarterCell) or watched is cell:
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key, first = Qt.Key(event.key()), watched is cell.picker.start
            inside = Qt.Key.Key_Tab if first else Qt.Key.Key_Backtab
            return key != inside and self.on_key(cell, key)
        return False

    def displayText(self, value: object, locale: QLocale | QLocale.Language) -> str:  # noqa: N802  Qt's name
        """The text, with hyphens in quarters at which a line does not break."""
        return _QUARTER.sub(_UNBROKEN, super().displayText(value, locale))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height of the text with its margins, at the width that is left beside the lines of the grid."""
        inner = QStyleOptionViewItem(option)
        inner.rect = option.rect.adjusted(TIGHT + _EDGE, 0, -TIGHT - _EDGE, 0)
        hint = QStyledItemDelegate.sizeHint(self, inner, index)  # not CellDelegate's, which adds a padding of its own
        return QSize(hint.width() + 2 * TIGHT, hint.height() + 2 * TIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paints the ground to the edges, and the text with a margin."""
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        view = option.widget
        view.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, ground, painter, view)
        inner = QStyleOptionViewItem(option)
        inner.rect = option.rect.adjusted(TIGHT, TIGHT, -TIGHT, -TIGHT)
        super().paint(painter, inner, index)

    # Internal

    def _leave(self, cell: QuarterCell) -> None:
        if cell is self._open:
            self._finish(cell)

    def _tell_stopped(self) -> None:
        self._plan.bridge.messages.info(END_STOPS, passing=True)
