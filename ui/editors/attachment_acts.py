"""What can be done with attachments, wherever they are shown: attach, open, save a copy, remove."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QCursor, QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget

from ui.kit import file_choice
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from workbench.document.document import Document
from workbench.errors import WorkbenchError
from workbench.exchange.attached_file import to_link, to_store, why_not_linked, why_not_stored
from workbench.language.i18n import Message
from workbench.language.sizes import told_size
from workbench.model.rows import Attachment
from workbench.operations.attached_files import State, attached, linked_file, private_copy, save_attachment
from workbench.operations.attachments import (
    NewFile,
    add_documents,
    attach,
    remove_attachment,
    size_warning,
    told_room_left,
    why_no_room,
)

OPENED = (State.STORED, State.LINKED)
"""The states of attachments that can be opened."""

_REASON = 90
"""The most that a menu says of a reason, in average characters."""

Take = Callable[[Document, Sequence[NewFile]], object]
"""What is done with files that were read: they are attached to a document, or become documents."""


class AttachmentActs:
    """The acts, for one part of the window, which dialogs and menus lie over."""

    def __init__(self, bridge: DocumentBridge, part: QWidget) -> None:
        self._bridge, self._part = bridge, part
        self.menu: QMenu | None = None

    def to_entry(self, entry: str) -> Take:
        """Files are attached to a document of the register."""
        return lambda document, found: attach(document, entry=entry, found=found)

    def to_register(self, question: str | None = None) -> Take:
        """Each file becomes a document of the register, and with a question evidence for its answer."""
        return lambda document, found: add_documents(document, found=found, question=question)

    def offer(self, paths: list[Path], take: Take, what: Message, at: QPoint) -> None:
        """Asks at a place on the screen how dropped files are to be attached. ``what`` says to what.

        Only what is possible can be chosen; the menu says why the rest is not. If nothing is, that is told instead.
        """
        if self._bridge.read_only:
            self._bridge.run(lambda document: take(document, []))
            return
        not_stored = why_not_stored(paths) or why_no_room(self._bridge.document, _size_of(paths))
        not_linked = why_not_linked(self._bridge.document, paths)
        if not_stored is not None and not_linked is not None:
            self._bridge.messages.error(not_linked)
            return
        menu = self.menu = QMenu(self._part)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr(what).replace("&", "&&")).setEnabled(False)
        menu.addSeparator()
        size = told_size(_size_of(paths))
        storing = menu.addAction(tr(Message("Save in the assessment ({size})", size=tr(size))))
        storing.triggered.connect(lambda: self.store(paths, take))
        _say_why_not(menu, storing, not_stored)
        linking = menu.addAction(tr(Message("Link where it is")))
        linking.triggered.connect(lambda: self.link(paths, take))
        _say_why_not(menu, linking, not_linked)
        menu.addSeparator()
        menu.addAction(tr(Message("Cancel")))
        menu.popup(at)

    def ask(self, take: Take, *, link: bool) -> None:
        """Asks which files to attach, and attaches them. How much room is left, once it is little, is told before."""
        room = None if link else told_room_left(self._bridge.document)
        full = None if link else why_no_room(self._bridge.document, 1)
        if full is not None:
            self._bridge.messages.error(full)
            return
        title = Message("Link a document") if link else Message("Attach a document")
        if room is not None:
            title = Message("Attach a document. {room}", room=room)
        names, _ = QFileDialog.getOpenFileNames(self._part, tr(title), str(self._bridge.document.path.parent))
        paths = [Path(name) for name in names]
        if paths and link:
            self.link(paths, take)
        elif paths:
            self.store(paths, take)

    def store(self, paths: Sequence[Path], take: Take) -> bool:
        """Saves files in the assessment. Returns whether that succeeded."""
        done = self._taken(lambda document: take(document, to_store(paths)))
        warning = size_warning(self._bridge.document) if done else None
        if warning is not None:
            self._bridge.messages.warning(warning)
        return done

    def link(self, paths: Sequence[Path], take: Take) -> bool:
        """Remembers where files are. Returns whether that succeeded."""
        return self._taken(lambda document: take(document, to_link(document, paths)))

    def _taken(self, operation: Callable[[Document], object]) -> bool:
        if not self._bridge.flush():
            return False
        QApplication.setOverrideCursor(QCursor(Qt.CursorShape.WaitCursor))
        try:
            return self._bridge.run(operation)
        finally:
            QApplication.restoreOverrideCursor()

    def open(self, attachment: str) -> None:
        """Opens an attachment with the program that the system has for it: a saved one as a private copy."""
        row = self._bridge.document.get(Attachment, attachment)
        if row is None:
            return
        path = self._path_of(row)
        if path is None:
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._bridge.messages.warning(
                Message("There is no program here that shows {name}. Save a copy, and open it elsewhere.", name=row.name)
            )
        elif not row.is_link:
            told = Message("{name} is opened as a copy for reading. Changes in the copy are not saved.", name=row.name)
            self._bridge.messages.info(told, passing=True)

    def _path_of(self, row: Attachment) -> Path | None:
        try:
            if row.is_link:
                return linked_file(self._bridge.document, row.id)
            return private_copy(self._bridge.document, row.id, self._bridge.copies())
        except WorkbenchError as error:
            self._bridge.messages.error(error)
            return None

    def menu_for(self, entry: str) -> QMenu:
        """What can be opened and saved of a document of the register."""
        menu = self.menu = QMenu(self._part)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for one in attached(self._bridge.document, entry):
            opening = menu.addAction(tr(Message("Open {name}", name=one.row.name)).replace("&", "&&"))
            opening.setEnabled(one.state in OPENED)
            opening.triggered.connect(partial(self.open, one.row.id))
            if one.state is State.STORED:
                saving = menu.addAction(tr(Message("Save a copy of {name}…", name=one.row.name)).replace("&", "&&"))
                saving.triggered.connect(partial(self.save_copy, one.row.id))
        return menu

    def open_of(self, entry: str, at: QPoint) -> None:
        """Opens the attachment of a document of the register; of several, asks at a place on the screen which."""
        found = [one for one in attached(self._bridge.document, entry) if one.state in OPENED]
        if len(found) == 1:
            self.open(found[0].row.id)
        else:
            self.menu_for(entry).popup(at)

    def save_copy(self, attachment: str) -> None:
        """Asks where, and saves a copy of a saved attachment there."""
        row = self._bridge.document.get(Attachment, attachment)
        if row is None:
            return
        kind = tr(Message("Documents (*{ending})", ending=Path(row.name).suffix))
        suggested = self._bridge.document.path.parent / row.name
        target = file_choice.ask_save(self._part, Message("Save a copy of the document"), suggested, kind, may_replace=True)
        if target is None:
            return
        try:
            save_attachment(self._bridge.document, attachment, target)
        except WorkbenchError as error:
            self._bridge.messages.error(error)
            return
        self._bridge.messages.info(Message("The copy {name} was saved.", name=target.name), passing=True)

    def remove(self, attachment: str) -> None:
        """Removes an attachment, and offers to undo that."""
        if self._bridge.flush() and self._bridge.run(remove_attachment, attachment=attachment):
            self._bridge.offer_undo(
                Message("The attachment was removed. It can be brought back until the assessment is closed.")
            )


def _say_why_not(menu: QMenu, act: QAction, error: WorkbenchError | None) -> None:
    """Says below an act that it is not possible, and why; nothing if it is."""
    act.setEnabled(error is None)
    if error is not None:
        metrics = menu.fontMetrics()
        most = _REASON * metrics.averageCharWidth()
        shown = metrics.elidedText(tr(error.what), Qt.TextElideMode.ElideMiddle, most)  # a name can have 255 letters
        menu.addAction(shown.replace("&", "&&")).setEnabled(False)


def _size_of(paths: Sequence[Path]) -> int:
    """The size of files together, as far as the disk tells it."""
    total = 0
    for path in paths:
        try:
            total += path.stat().st_size
        except OSError:
            continue
    return total
