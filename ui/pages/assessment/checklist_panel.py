"""The checklist at the side of the assessment page: a search, a filter, and the tree that they narrow."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHeaderView, QLabel, QPushButton, QTreeView, QVBoxLayout, QWidget

from ui.editors.boxes import LineBox
from ui.kit.plain_text import tip
from ui.kit.shortcuts import with_key
from ui.link.bridge import DocumentBridge
from ui.link.keys import Act
from ui.link.language import tr
from ui.look import style
from ui.models.answer_search import AnswerSearch
from ui.models.checklist_marks import MARKS_SIZE, Marks
from ui.models.checklist_tree_model import PROGRESS, TITLE, ChecklistTreeModel
from ui.pages.assessment.checklist_filter import ChecklistFilter
from ui.pages.assessment.pace_line import PaceLine
from workbench.checklist.tree import QuestionEntry
from workbench.language.i18n import Message
from workbench.model.changes import Changes
from workbench.operations.notes import notes_of

_ROW_ROOM: Final = 8
_FOLLOW_MS: Final = 20
"""How much later than the question the tree is painted: in the next frame, so that the question has one for itself."""


_REST_MS: Final = 100
"""When the questions of closed sections get their words: after the first paint, and before anybody has opened one."""


class ChecklistPanel(QWidget):
    """Chooses an area, a section or a question.

    Signals: ``chosen`` carries the entry that the user went to, ``opened`` says that they want to type, ``menu_wanted``
    carries an entry and a point on the screen, ``notes_wanted`` the id of a note about no question, or "", ``left`` that
    the search was ended.
    """

    chosen = Signal(object)
    opened = Signal()
    menu_wanted = Signal(object, QPoint)
    notes_wanted = Signal(str)
    left = Signal()

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page-area")
        self._selecting = False
        self._wanted = ""
        self._follow = QTimer(self, singleShot=True, interval=_FOLLOW_MS)
        self._follow.timeout.connect(self.settle)
        self._narrow_soon = QTimer(self, singleShot=True, interval=0)
        self._narrow_soon.timeout.connect(self._narrow)
        self._shown: frozenset[str] | None = None
        self._hidden: frozenset[str] = frozenset()
        self.model = ChecklistTreeModel(bridge, self._own_marks(), self)
        self.search = AnswerSearch(bridge)
        self._build_find()
        self._build_filter(bridge)
        self._build_tree()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 10, 8, 10)
        layout.setSpacing(6)
        self._build_notes(bridge)
        for widget in (self.find_box, self.filter, self.found, self.tree, self.notes, self.pace):
            layout.addWidget(widget)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._finish)
        self._rest.start()
        self.model.rebuilt.connect(self._on_rebuilt)
        style.follow(self._make_room)

    def select(self, row_id: str) -> None:
        """Selects an entry in the tree, and brings it into sight, as soon as the question is painted."""
        self._wanted = row_id
        self._follow.start()

    def settle(self) -> None:
        """Does now what :meth:`select` does later."""
        self._follow.stop()
        if not self._wanted:
            return
        index = self.model.index_of(self._wanted)
        self._wanted = ""
        self._selecting = True
        self.tree.setAutoScroll(False)
        try:
            self.tree.setCurrentIndex(index)
        finally:
            self.tree.setAutoScroll(True)
            self._selecting = False
        if index.isValid():
            self._turn_to(index)

    def _turn_to(self, index: QModelIndex) -> None:
        """Scrolls to a row page by page: painting all rows at every step would take a quarter of a frame."""
        row = self.tree.visualRect(index)
        if row.isEmpty():
            self.tree.scrollTo(index)
        elif row.top() < 0:
            self.tree.scrollTo(index, QTreeView.ScrollHint.PositionAtBottom)
        elif row.bottom() >= self.tree.maximumViewportSize().height():
            self.tree.scrollTo(index, QTreeView.ScrollHint.PositionAtTop)

    @property
    def shown(self) -> frozenset[str] | None:
        """The ids of the questions that the search and the filter leave; None for all."""
        return self._shown

    def to_find(self) -> None:
        """Leads to the search."""
        self.find_box.setFocus()
        self.find_box.selectAll()

    def _build_find(self) -> None:
        self.find_box = LineBox(self)
        self.find_box.setPlaceholderText(tr(Message("Find questions")))
        self.find_box.setAccessibleName(with_key(Message("Find in questions and answers"), Act.FIND))
        self.find_box.setClearButtonEnabled(True)
        self.find_box.textChanged.connect(self._narrow)
        self.found = QLabel(self)
        self.found.setProperty("role", "count")
        self.found.setTextFormat(Qt.TextFormat.PlainText)
        self.found.setWordWrap(True)
        self.found.hide()
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.find_box)
        escape.setContext(Qt.ShortcutContext.WidgetShortcut)
        escape.activated.connect(self._leave_find)

    def _leave_find(self) -> None:
        """Esc ends the search and leads back to where it was started."""
        self.find_box.clear()
        self.left.emit()

    def _build_filter(self, bridge: DocumentBridge) -> None:
        self.filter = ChecklistFilter(bridge, self)
        self.filter.setMinimumContentsLength(len(self.filter.itemText(0)))
        self.filter.chosen.connect(self._narrow_soon.start)
        self.pace = PaceLine(bridge, self)

    def _build_notes(self, bridge: DocumentBridge) -> None:
        self.notes = QPushButton(self)
        self.notes.setProperty("role", "link")
        hint = Message("Notes about no question: what came up and must not be lost")
        self.notes.setToolTip(tip(with_key(hint, Act.NOTE)))
        self.notes.clicked.connect(self._to_notes)
        self._document = bridge.document
        bridge.changed.connect(self._on_changes)
        self._name_notes()

    def _name_notes(self) -> None:
        """Says how many notes are open, or how many the search finds."""
        found = self.search.find_notes(self.find_box.text())
        text = Message("{count} note found", "{count} notes found", count=len(found))
        if not found:
            waiting = sum(not row.done for row in notes_of(self._document))
            text = Message("Notes ({count})", count=waiting) if waiting else Message("Notes")
        self.notes.setText(tr(text))

    def _to_notes(self) -> None:
        self.notes_wanted.emit(next(iter(self.search.find_notes(self.find_box.text())), ""))

    def _on_changes(self, changes: Changes) -> None:
        if "contributions" in changes.tables:
            self._name_notes()

    def _build_tree(self) -> None:
        tree = self.tree = QTreeView(self)
        tree.setAccessibleName(tr(Message("Checklist")))
        tree.setModel(self.model)
        tree.setHeaderHidden(True)
        tree.setWordWrap(True)
        tree.setIndentation(11)
        tree.setIconSize(MARKS_SIZE)
        tree.setAllColumnsShowFocus(True)
        tree.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.setMinimumWidth(120)
        tree.selectionModel().currentChanged.connect(self._on_current)
        tree.expanded.connect(self._finish)
        tree.activated.connect(lambda _: self.opened.emit())
        tree.customContextMenuRequested.connect(self._on_menu)
        self.find_box.installEventFilter(self)
        self._size_columns()
        self._size_rows()

    def _make_room(self) -> None:
        """Makes room for the present letters. The tree must have them already: it gets them after this panel."""
        self.tree.ensurePolished()
        self._size_columns()
        self._size_rows()

    def _size_rows(self) -> None:
        """Sets the height of the rows: one line for areas and sections, two for questions, so that they can be read."""
        line = self.tree.fontMetrics().height()
        high = max(line + _ROW_ROOM, MARKS_SIZE.height() + 4)
        self.model.use_heights(high, high + line)
        if self.tree.isVisible():
            self.tree.doItemsLayout()

    def _size_columns(self) -> None:
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(20)
        header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(PROGRESS, QHeaderView.ResizeMode.Fixed)
        widest = max(tr(Message("{done} of {total}", done=88, total=88)), tr(Message("excluded", context="area")), key=len)
        header.resizeSection(PROGRESS, self.tree.fontMetrics().horizontalAdvance(widest) + 14)

    def _finish(self, below: QModelIndex | None = None) -> None:
        """Finishes the questions of an area or section (None: all). Their text uses both columns, as they have no count."""
        for index in self.model.finish(below):
            self.tree.setFirstColumnSpanned(index.row(), index.parent(), True)  # noqa: FBT003  Qt's own signature

    def _on_rebuilt(self) -> None:
        self._finish()
        self._size_rows()
        self._shown, self._hidden = None, frozenset()
        self._narrow()

    def _own_marks(self) -> Marks:
        return Marks(self.palette(), self.devicePixelRatioF())

    def _on_current(self, now: QModelIndex | QPersistentModelIndex) -> None:
        entry = self.model.entry_at(now)
        if entry is not None and not self._selecting:
            self.chosen.emit(entry)

    def _on_menu(self, point: QPoint) -> None:
        entry = self.model.entry_at(self.tree.indexAt(point))
        if entry is not None:
            self.menu_wanted.emit(entry, self.tree.viewport().mapToGlobal(point))

    def _narrow(self) -> None:
        """Shows what the search and the filter find. The filter never hides the question that is being answered."""
        self.settle()
        self._name_notes()
        found, chosen = self.search.find(self.find_box.text()), self.filter.questions()
        shown = found if chosen is None else chosen if found is None else found & chosen
        self.found.setVisible(shown is not None)
        if shown is not None:
            self._finish()
            self.found.setText(tr(Message("{count} question found", "{count} questions found", count=len(shown))))
            current = self.model.entry_at(self.tree.currentIndex())
            shown |= {current.id} if isinstance(current, QuestionEntry) and found is None else set()
        if shown == self._shown:
            return
        narrowed, self._shown = self._shown is not None, shown
        self._hide_others(shown)
        if shown is None:
            self.tree.collapseAll()
            self.tree.scrollTo(self.tree.currentIndex())
        elif not narrowed:
            self.tree.expandAll()

    def _hide_others(self, shown: frozenset[str] | None) -> None:
        hidden = self.model.others(shown)
        # from one letter to the next few rows come or go
        for row_id in hidden ^ self._hidden:
            index = self.model.index_of(row_id)
            self.tree.setRowHidden(index.row(), index.parent(), row_id in hidden)
        self._hidden = hidden

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow down leads from the search to what it found."""
        if watched is self.find_box and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down:
            if event.type() == QEvent.Type.KeyPress:
                self.tree.setFocus()
            return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Draws the marks in the present colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "model"):
            self.model.use_marks(self._own_marks())
