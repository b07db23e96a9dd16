"""The one editor of cells: text, choices and what pages add, stored while it is typed, put back by Esc."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QPalette, QTextCursor
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.editors.boxes import LineBox, PlainBox
from ui.editors.cell_choice import CellChoiceBox
from ui.editors.cell_remark import CellRemark
from ui.editors.choice_editor import ChoiceBox
from ui.editors.date_editor import DateEditor, DayEditor, TimeEditor
from ui.editors.held_text import HeldText, named_after
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.look import style
from ui.models.row_table_model import CHOSEN, Column, Index, TableSpec
from workbench.document.undo import Step
from workbench.language.i18n import Message
from workbench.model.declared import Kind

WORDS = (Kind.LINE, Kind.TEXT)
"""The kinds of which every beginning is worth storing."""
_WHOLE = {Kind.DATE: DateEditor.pattern, Kind.DAY: DayEditor.pattern, Kind.TIME: TimeEditor.pattern}
"""What is complete, so that it can be stored while the typing continues."""
_ROW_PADDING = 12
_CELL_PADDING = 3
"""As ``QTableView::item`` in :mod:`ui.look.sheet`, so that text is aligned with its heading."""
_MARGIN = 4
_MOST_SIZES = 20_000
"""Sizes of cells that are remembered, a few MB at most."""
_BORDER = 2
"""As ``QPlainTextEdit[role="cell"]`` there: together as wide as what Qt leaves beside the text of a cell."""
_MOST_LINES = 8
"""A longer text scrolls while it is edited."""


class CellBox(PlainBox):
    """A cell while it is edited: Enter ends it, Shift+Enter is a new line."""

    finished = Signal()

    def __init__(self, kind: Kind, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = kind
        self.setProperty("role", "cell")
        self.document().setDocumentMargin(_MARGIN)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ends the cell, unless Shift makes it a new line."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.finished.emit()
            return
        super().keyPressEvent(event)

    def wanted_height(self, width: int) -> int:
        """The height that the text needs at a width."""
        margins = 2 * (_MARGIN + _BORDER)
        text = self.text() or " "
        flags = Qt.TextFlag.TextWordWrap if " " in text else Qt.TextFlag.TextWrapAnywhere
        return self.fontMetrics().boundingRect(0, 0, max(1, width - margins), 0, int(flags), text).height() + margins

    def fit(self, width: int, least: int, most: int) -> int:
        """The height at a width, between two bounds and up to some lines; what is cut then scrolls."""
        wanted = self.wanted_height(width)
        lines = _MOST_LINES * self.fontMetrics().lineSpacing() + 2 * (_MARGIN + _BORDER)
        height = min(max(least, min(wanted, lines)), most)
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if height < wanted else policy.ScrollBarAlwaysOff)
        return height


class CellModel(Protocol):
    """What the delegate needs from a model of rows: its columns, and what can be chosen in one."""

    bridge: DocumentBridge
    spec: TableSpec

    def choices(self, column: Column) -> list[tuple[Any, str]]:
        """The values of a column with their texts."""
        ...


class CellDelegate(QStyledItemDelegate):
    """Makes the editor of a cell by the kind of its column, and writes what is typed at each pause.

    ``replacing`` is set by the table while a typed sign opens a cell: the sign then replaces what is there. ``is_marked``
    says of a text whether it has words that somebody looks for. Signals:
    ``moved_on`` carries the cell that was closed by Enter (0), Tab (1) or Shift+Tab (-1), and which of them.
    """

    moved_on = Signal(object, int)

    def __init__(self, model: CellModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._open: QWidget | None = None
        self._cell = QPersistentModelIndex()
        self._before: Any = None
        self._since: Step | None = None
        self._refused = False
        self._clean = ""
        self.replacing = False
        self.is_marked: Callable[[str], bool] | None = None
        self._sizes: dict[tuple[object, ...], QSize] = {}
        self.remark = CellRemark(model.bridge, parent)
        self.held = HeldText(
            self,
            model.bridge,
            self._write,
            ready=self._is_ready,
            settle=self._settle,
            named=self._named,
            box=lambda: self._open,
            put_back=self.put_back,
            parting=lambda: self.remark.given_up(self._open),
        )

    # What is typed

    def _write(self) -> bool:
        before, self._refused = self._refused, False
        if self._open is not None:
            with self.remark.listening():
                self.commitData.emit(self._open)
            self.remark.show_at(self._open if self._refused else None)
        if before and not self._refused:
            self.remark.say_right()
        return not self._refused

    def _is_ready(self) -> bool:
        box = self._open
        if not isinstance(box, CellBox):
            return box is not None
        text = box.text().strip()
        if box.kind is Kind.NUMBER:
            return text.isdecimal()
        whole = _WHOLE.get(box.kind)
        return box.kind in WORDS or not text or (whole is not None and whole.fullmatch(text) is not None)

    def _settle(self) -> None:
        """Completes what is typed, in a subclass; a text needs nothing."""

    def _named(self) -> Message:
        return named_after(self._open)

    def _finish(self, box: QWidget, step: int | None = None) -> None:
        """Closes a cell, unless its text could not be written: then it stays open, so that nothing typed is lost.

        ``step`` says by which key, as :attr:`moved_on`; None: the focus has left.
        """
        if box is self._open and not self.held.flush():
            return
        here = QPersistentModelIndex(self._cell)
        self._close(box)
        if step is not None:
            self.moved_on.emit(here, step)

    def put_back(self) -> None:
        """Closes the cell that is open, and makes its value what it was when it was opened; nothing is left to undo."""
        box, bridge, refused = self._open, self._model.bridge, self._refused
        if box is None:
            return
        self.held.drop()
        index = self._cell
        if index.isValid() and index.data(Qt.ItemDataRole.EditRole) != self._before and not bridge.closed:
            if not index.model().setData(index, self._before):
                return
            bridge.document.steps.drop_idle(self._since)
        self._close(box)
        if refused:
            self.remark.say_as_it_was()

    def _close(self, box: QWidget) -> None:
        """Forgets the cell before it closes: losing the focus must not write a second time."""
        if box is self._open:
            self._closed()
        self.closeEditor.emit(box, QStyledItemDelegate.EndEditHint.NoHint)

    def _opened(self, editor: QWidget, index: Index) -> None:
        self._open = editor
        self._cell = QPersistentModelIndex(index)
        self._before = index.data(Qt.ItemDataRole.EditRole)
        self._since = self._model.bridge.document.steps.next_undo()
        self._refused = False

    def _closed(self) -> None:
        self._open = None
        self.remark.show_at(None)
        self.held.drop()

    def place_cursor(self) -> None:
        """The cursor goes to the end of the text, as F2 does everywhere."""
        box = self._open
        if isinstance(box, CellBox):
            box.moveCursor(QTextCursor.MoveOperation.End)
        elif isinstance(box, LineBox):
            box.end(False)  # noqa: FBT003  Qt's own

    def destroyEditor(self, editor: QWidget, index: Index) -> None:  # noqa: N802  Qt's name
        """Forgets the cell that is closed."""
        if editor is self._open:
            self._closed()
        super().destroyEditor(editor, index)

    # Qt overrides

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: ARG002
        """A drop-down list for choices, a text box for all else."""
        spec = self._model.spec
        column = spec.columns[index.column()]
        if spec.kind(column) in CHOSEN:
            return self._choice_box(parent, index, tr(spec.heading(column)), self._model.choices(column))
        box = CellBox(spec.kind(column), parent)
        box.setAccessibleName(tr(spec.heading(column)))
        box.textChanged.connect(lambda: self._typed_into(box))
        box.finished.connect(lambda: self._finish(box, 0))
        self._clean = ""
        self._opened(box, index)
        return box

    def _choice_box(self, parent: QWidget, index: Index, name: str, choices: list[tuple[Any, str]]) -> ChoiceBox:
        choice = CellChoiceBox(parent)
        choice.setAccessibleName(name)
        for value, text in choices:
            choice.addItem(text, _Value(value))
        choice.activated.connect(lambda: self.commitData.emit(choice))
        choice.unfit.connect(partial(self.remark.say_unfit, choice))
        choice.fitted.connect(partial(self.remark.show_at, None))
        self._opened(choice, index)
        return choice

    def _typed_into(self, box: CellBox) -> None:
        if box is not self._open or box.text() == self._clean:
            return
        self.remark.show_at(None)
        self.held.typed()
        view = box.parentWidget()
        if view is not None:
            box.resize(box.width(), box.fit(box.width(), box.height(), max(box.height(), view.height() - box.y())))

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Shows the value; what is typed and not written yet stays."""
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, ChoiceBox):
            kept = [editor.itemData(position).value for position in range(editor.count())]
            editor.setCurrentIndex(kept.index(value) if value in kept else -1)
        elif isinstance(editor, CellBox) and (editor is not self._open or editor.text() == self._clean):
            fresh = not self._clean and not editor.text()
            self._clean = "" if value is None else str(value)
            editor.show_text(self._clean)
            if fresh and self.replacing:
                editor.selectAll()
            elif fresh:
                editor.moveCursor(QTextCursor.MoveOperation.End)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Writes what the editor holds."""
        if isinstance(editor, ChoiceBox):
            if editor.currentIndex() >= 0:
                model.setData(index, editor.currentData().value)
        elif isinstance(editor, CellBox):
            typed = editor.text()
            self._refused = not model.setData(index, self._typed(index, typed))
            self._clean = self._clean if self._refused else typed

    def _typed(self, index: Index, text: str) -> Any:
        kind = self._model.spec.kind(self._model.spec.columns[index.column()])
        if kind is Kind.NUMBER:
            return int(text) if text.strip().isdecimal() else None
        return text if kind in WORDS else text.strip()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Gives a text box the height of its text, and a list the width of its longest choice, within the table."""
        super().updateEditorGeometry(editor, option, index)
        parent = editor.parentWidget()
        if isinstance(editor, CellBox) and parent is not None:
            place = option.rect
            height = editor.fit(place.width(), place.height(), parent.height())
            editor.setGeometry(place.x(), max(0, min(place.y(), parent.height() - height)), place.width(), height)
        elif isinstance(editor, ChoiceBox) and parent is not None:
            place = option.rect
            width = min(max(place.width(), editor.sizeHint().width()), parent.width())
            left = place.right() + 1 - width if parent.isRightToLeft() else place.x()
            editor.setGeometry(max(0, min(left, parent.width() - width)), place.y(), width, place.height())

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Underlines a cell with words that somebody looks for, and gives it a colour."""
        super().initStyleOption(option, index)
        if self.is_marked is not None and self.is_marked(option.text):
            option.font.setUnderline(True)
            option.backgroundBrush = QBrush(QColor(style.colours().soft))
            option.palette.setColor(QPalette.ColorRole.Text, QColor(style.colours().on_soft))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Larger than Qt's own, which does not count the padding that the style sheet gives a cell.

        Qt asks for each cell of a table again whenever one of its parts moves, eight times after a paste: a size that
        was worked out is remembered by all that it depends on.
        """
        column = index.column()
        locked = column == 0 and index.data(Qt.ItemDataRole.DecorationRole) is not None
        key = (index.data(), option.rect.width(), column, locked, option.font.key())
        known = self._sizes.get(key)
        if known is not None:
            return known
        narrower = QStyleOptionViewItem(option)
        narrower.rect = option.rect.adjusted(_CELL_PADDING, 0, -_CELL_PADDING, 0)
        hint = super().sizeHint(narrower, index)
        if len(self._sizes) >= _MOST_SIZES:
            self._sizes.clear()
        self._sizes[key] = QSize(hint.width(), hint.height() + _ROW_PADDING)
        return self._sizes[key]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab in a cell goes on to the next, Enter down, Esc puts back. Leaving a cell writes it."""
        if isinstance(watched, CellBox) and event.type() == QEvent.Type.FocusOut:
            self._finish(watched)
            return False
        if isinstance(watched, QWidget) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if isinstance(watched, CellBox) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                return False  # the box decides between a new line and the end
            return self.on_key(watched, Qt.Key(event.key())) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def on_key(self, box: QWidget, key: Qt.Key) -> bool:
        """What a key does in the editor of a cell, whichever it is. Returns whether it was used."""
        step = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(key)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            step = 0
        if step is not None:
            self._finish(box, step)
        elif key == Qt.Key.Key_Escape and box is self._open:
            self.put_back()
        else:
            return False
        return True


class _Value:
    """Carries a value through Qt unchanged: a StrEnum would come back as a plain string."""

    def __init__(self, value: object) -> None:
        self.value = value
