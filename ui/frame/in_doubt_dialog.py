"""What was recovered and is in doubt: a list that leads to each part, and accepts what somebody has looked at."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QMessageBox, QPushButton, QWidget

from ui.frame.telling_dialog import TellingDialog
from ui.kit.act_button import act_button
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from workbench.checking.damaged_parts import told_row
from workbench.language.i18n import Message
from workbench.model.changes import Changes, RowChange
from workbench.model.rows import Contribution, Markable
from workbench.recovering.in_doubt import InDoubt, accept, how_many_marks, in_doubt, what_marks_mean


class InDoubtDialog(TellingDialog):
    """Its list has what is in doubt in the open file, once :meth:`follow` was called; several parts can be chosen.

    ``accept_them`` accepts the chosen ones, ``question`` asks what becomes of their marks. ``wanted`` carries a row.
    ``stop`` is shown while a file is being recovered; signal ``stop_wanted``.
    """

    stop_wanted = Signal()

    def __init__(self, parent: QWidget, title: Message, waiting: Message) -> None:
        super().__init__(parent, title, waiting)
        self._bridge: DocumentBridge | None = None
        self._found: tuple[InDoubt, ...] = ()
        self.question: QMessageBox | None = None
        self.places.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.places.itemSelectionChanged.connect(self._name_button)
        self.accept_them.hide()
        self.stop.hide()

    @cached_property
    def stop(self) -> QPushButton:
        """Cancels the recovery."""
        return act_button(self, tr(Message("Cancel the recovery")), self.stop_wanted.emit)

    @cached_property
    def accept_them(self) -> QPushButton:
        """Accepts what is chosen in the list."""
        return act_button(self, tr(Message("Accept as it is…")), self._ask)

    @property
    def further(self) -> Sequence[QPushButton]:
        """The buttons that accept, and cancel."""
        return (self.accept_them, self.stop)

    @property
    def followed(self) -> DocumentBridge | None:
        """The open file whose doubts are shown; None while it is still being recovered."""
        return self._bridge

    def follow(self, bridge: DocumentBridge, sentences: Sequence[str]) -> None:
        """Shows what is in doubt in an open file, below these sentences, also after each change."""
        self._bridge = bridge
        bridge.changed.connect(self._on_changes)
        self.stop.hide()
        self.tell_found(sentences, [])
        more = len(sentences) > 1
        self.found.setVisible(more)
        self.copy.setVisible(more)
        self._fill()

    def _fill(self) -> None:
        """Reads the list anew, and stays where somebody is in it."""
        bridge = self._bridge
        if bridge is None or bridge.closed:
            return
        row, document, before = self.places.currentRow(), bridge.document, self._found
        self._found = in_doubt(document)
        if self._found == before:
            return
        self.tell_places([(_told(each, tr(told_row(document, each.row))), each.row) for each in self._found])
        if 0 < row < self.places.count():
            self.places.setCurrentRow(row)
        self.accept_them.setVisible(bool(self._found) and not bridge.read_only)
        self._name_button()
        if not self._found and self.isActiveWindow():
            self.close_it.setFocus()

    def _on_changes(self, changes: Changes) -> None:
        if Contribution.table in changes.tables or any(map(_changes_a_mark, changes.rows)):
            self._fill()

    def _chosen(self) -> list[InDoubt]:
        rows = sorted(index.row() for index in self.places.selectedIndexes())
        return [self._found[row] for row in rows if row < len(self._found)]

    def _name_button(self) -> None:
        self.accept_them.setEnabled(bool(self._chosen()))

    def _ask(self) -> None:
        """Asks about the marks, if there are any; else what is chosen is accepted at once: undo takes it back."""
        chosen = self._chosen()
        marks = how_many_marks(chosen)
        if not marks:
            self._accept(chosen, take_marks_off=False)
            return
        box = self.question = QMessageBox(self)
        box.setObjectName("marks-question")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(tr(Message("Accept as it is?")))
        count = len(chosen)
        box.setText(tr(Message("{count} part will be accepted.", "{count} parts will be accepted.", count=count)))
        box.setInformativeText(tr(what_marks_mean(marks)))
        keep = QPushButton(tr(Message("Accept and keep the marks")), box)
        off = QPushButton(tr(Message("Accept and take the marks off")), box)
        cancel = QPushButton(tr(Message("Cancel")), box)
        box.addButton(keep, QMessageBox.ButtonRole.AcceptRole)
        box.addButton(off, QMessageBox.ButtonRole.AcceptRole)
        box.addButton(cancel, QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(cancel)
        keep.clicked.connect(partial(self._accept, chosen, take_marks_off=False))
        off.clicked.connect(partial(self._accept, chosen, take_marks_off=True))
        box.open()

    def _accept(self, chosen: Sequence[InDoubt], _clicked: bool = False, *, take_marks_off: bool) -> None:  # noqa: FBT001, FBT002
        bridge = self._bridge
        if bridge is not None and not bridge.closed and bridge.flush():
            bridge.run(accept, chosen=chosen, take_marks_off=take_marks_off)


def _changes_a_mark(change: RowChange) -> bool:
    before, after = change.before, change.after
    return (
        isinstance(before, Markable) and isinstance(after, Markable) and before.is_confidential is not after.is_confidential
    )


def _told(each: InDoubt, name: str) -> str:
    if each.is_empty:
        name = tr(Message("{name}, empty", name=name))
    return tr(Message("{name}, marked confidential by the recovery", name=name)) if each.marked else name
