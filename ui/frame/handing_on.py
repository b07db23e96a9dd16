"""What the menu File does for handing a file on: forget for good, copy without history, and say who works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from ui.frame.opening import forget_in_working_copies
from ui.link.language import tr
from ui.link.messages import Notice, Weight
from workbench.errors import WorkbenchError
from workbench.language.i18n import Message
from workbench.model.rows import Contributor

if TYPE_CHECKING:
    from PySide6.QtWidgets import QInputDialog

    from ui.frame.forget_dialog import ForgetDialog
    from ui.frame.handing_window import HandingWindow
    from workbench.document.document import Document
    from workbench.operations.forgetting import Forecast

LONGEST_ROLE = 120


class HandingOn(QObject):
    """The dialogs, and what they do to the open file. ``dialog`` is the one that is open, for whoever looks at it."""

    def __init__(self, window: HandingWindow) -> None:
        super().__init__(window.widget)
        self._window = window
        self.dialog: ForgetDialog | QInputDialog | None = None

    def ask_to_forget(self, row_id: str = "") -> None:
        """Asks what is to be forgotten; ``row_id`` is a question or a person. What is typed is saved first."""
        bridge = self._window.bridge
        if bridge is None or bridge.read_only or not bridge.flush():
            return
        from ui.frame.forget_dialog import ForgetDialog, What

        known = [entry.path for entry in self._window.memory.entries]
        dialog = self.dialog = ForgetDialog(bridge, known, self._window.widget)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        person = bridge.document.get(Contributor, row_id) is not None
        dialog.choose(What.PERSON if person else What.QUESTION, row_id)
        dialog.accepted.connect(lambda: self._forget(dialog))
        dialog.open()

    def _forget(self, dialog: ForgetDialog) -> None:
        bridge, operation = self._window.bridge, dialog.operation
        if bridge is None or operation is None or not bridge.flush():
            return
        QApplication.setOverrideCursor(QCursor(Qt.CursorShape.WaitCursor))
        try:
            found = bridge.call(operation)
        finally:
            QApplication.restoreOverrideCursor()
        if found is None:
            return
        # the memory of recent files has the names of the station and the administration
        self._window.keep_place()
        self._window.memory.forget_put_aside()
        automatic, working = self._window.storing.copies.forget() == 0, forget_in_working_copies(bridge)
        left = [
            *_left_beside(found, dialog, bridge.document),
            *_what_is_left(bridge.document, automatic=automatic, working=working),
        ]
        if left:
            self._window.messages.told.emit(Notice(Weight.WARNING, " ".join(map(tr, left))))
        else:
            self._window.messages.info(Message("It is forgotten, and the file was written anew without it."))
        self._window.storing.forget_elsewhere(left)

    def copy_without_history(self) -> None:
        """Asks where, and saves a copy there that has only what is in the file now."""
        bridge = self._window.bridge
        if bridge is None or not bridge.flush():
            return
        from ui.kit.file_choice import ask_save
        from workbench.keeping.keeper import HISTORY_IN_COPIES
        from workbench.operations.handing_on import copy_without_history

        path = bridge.document.path
        suggested = path.with_stem(tr(Message("{name} (without history)", name=path.stem)))
        target = ask_save(self._window.widget, Message("Save a copy without history"), suggested)
        if target is None:
            return
        QApplication.setOverrideCursor(QCursor(Qt.CursorShape.WaitCursor))
        try:
            copy_without_history(bridge.document, target)
        except WorkbenchError as error:
            self._window.messages.error(error)
            return
        finally:
            QApplication.restoreOverrideCursor()
        saved = Message(
            "The copy {name} was saved: it has no earlier versions, and does not say who wrote what.", name=target.name
        )
        keeper = self._window.storing.copies.keeper
        if keeper is None or not keeper.copies():
            self._window.messages.info(saved)
            return
        # whoever opens that copy here finds them, because they belong to the same assessment
        told = Message("{saved} {remain}", saved=saved, remain=HISTORY_IN_COPIES)
        self._window.messages.info(told, action=Message("Remove automatic copies"), run=self._remove_automatic_copies)

    def _remove_automatic_copies(self) -> None:
        if self._window.storing.copies.forget() == 0:
            self._window.messages.info(Message("The automatic copies of this assessment were removed."))

    def ask_who(self) -> None:
        """Asks in which role somebody works here; it is noted in the place of the account and the computer."""
        from PySide6.QtWidgets import QInputDialog, QLineEdit

        dialog = self.dialog = QInputDialog(self._window.widget)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(tr(Message("Who is noted in the history")))
        label = Message("Your role, instead of your account and this computer. Empty: account and computer.")
        dialog.setLabelText(tr(label))
        dialog.setTextValue(self._window.memory.who)
        dialog.setOkButtonText(tr(Message("Note this when the file is opened next")))
        dialog.setCancelButtonText(tr(Message("Change nothing")))
        for box in dialog.findChildren(QLineEdit):
            box.setMaxLength(LONGEST_ROLE)
            box.setAccessibleName(tr(label))
        dialog.textValueSelected.connect(self._note_who)
        dialog.open()

    def _note_who(self, role: str) -> None:
        self._window.memory.who = role.strip()
        self._window.memory.save()


def _what_is_left(document: Document, *, automatic: bool, working: bool) -> list[Message]:
    """Where something still is that was forgotten; ``automatic`` and ``working``: whether those copies are gone."""
    from workbench.carrying.removing import WORKING_COPIES_LEFT
    from workbench.keeping.keeper import AUTOMATIC_LEFT
    from workbench.operations.forgetting import NOT_REWRITTEN

    found = ((document.to_be_rewritten, NOT_REWRITTEN), (not automatic, AUTOMATIC_LEFT), (not working, WORKING_COPIES_LEFT))
    return [told for is_left, told in found if is_left]


def _left_beside(found: Forecast, dialog: ForgetDialog, document: Document) -> list[Message]:
    """Removes what the program has kept beside the file, if that was asked for; says what could not be changed."""
    from workbench.operations.copies import remove_kept, told_kept
    from workbench.operations.forgetting_beside import LEFT_BESIDE

    left = remove_kept(dialog.to_remove, document.path)
    return [*([told_kept(left)] if left else []), *([LEFT_BESIDE] if found.left_beside else [])]
