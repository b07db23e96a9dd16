"""The question about a file that another window or program has open: read it, work on a copy, or try again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QMessageBox, QPushButton

from ui.link.language import tr
from ui.link.window import FileWindow
from workbench.carrying.opening import open_for_work
from workbench.errors import DocumentInUse, WorkbenchError
from workbench.language.i18n import Message

READ_ONLY = Message("Only read it")
ON_A_COPY = Message("Work on a copy…")
AGAIN = Message("Try again")


class InUseWindow(FileWindow, Protocol):
    """A window that opens files, also for reading only."""

    def open_file(self, path: Path, *, thoroughly: bool = False, read_only: bool = False) -> bool:
        """Opens a file instead of the open one; False if that is not possible."""
        ...


class PlacesWindow(InUseWindow, Protocol):
    """A window that can also close its file."""

    def close_file(self, *, start: bool = True) -> bool:
        """Closes the open file; False when it stays open."""
        ...


def ask_about(window: InUseWindow, path: Path, error: DocumentInUse) -> None:
    """Says where the file is open, and asks how to go on. Nothing happens to the file, whatever the answer is."""
    box = QMessageBox(window.widget)
    box.setObjectName("in-use-question")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(tr(Message("The file is open elsewhere")))
    box.setText(tr(_where(path, error)))
    box.setInformativeText(" ".join(map(tr, _what_can_be_done(path))))
    ways: tuple[tuple[Message, Callable[[], object]], ...] = (
        (READ_ONLY, lambda: window.open_file(path, read_only=True)),
        (ON_A_COPY, lambda: _work_on_a_copy(window, path)),
        (AGAIN, lambda: window.open_file(path)),
    )
    for text, run in ways:
        button = QPushButton(tr(text), box)
        box.addButton(button, QMessageBox.ButtonRole.ActionRole)
        button.clicked.connect(lambda _=False, run=run: run())
    box.setDefaultButton(box.findChildren(QPushButton)[0])
    box.setEscapeButton(box.addButton(tr(Message("Cancel")), QMessageBox.ButtonRole.RejectRole))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    # at the start of the program the window is not shown yet, and would cover the question
    QTimer.singleShot(0, box, box.open)


def _what_can_be_done(path: Path) -> list[Message]:
    """What can be read and copied, and what to think of; says so if the work of the other window is not in it."""
    from workbench.carrying.newest import lacks_work

    now = Message(
        "You can read it as it is now. You can also work on a copy; but the program cannot join two files, so agree "
        "first who takes over what. Or close it there, and try again."
    )
    if not lacks_work(path):
        return [now]
    other = Message("Somebody else has changed it meanwhile: what is done in the other window is not in what you read.")
    return [other, now]


def _where(path: Path, error: DocumentInUse) -> Message:
    """Where it is open; a file with several names (hard links) has its record beside another one."""
    from workbench.keeping.open_now import open_as
    from workbench.storage.open_record import record_of

    other = open_as(path) if record_of(path) is None else None
    if other is None:
        return error.what
    return Message("The file {name} is open in another window, as {path}.", name=path.name, path=str(other))


def _work_on_a_copy(window: InUseWindow, path: Path) -> None:
    """Asks where, saves a copy of the newest state of the file, opens that, and says of what time it is."""
    from ui.kit.file_choice import ask_save
    from ui.link.suggested_folders import documents_folder

    name = tr(Message("{name} (copy)", name=path.stem)) + path.suffix
    target = ask_save(window.widget, Message("Save a copy"), documents_folder() / name, may_replace=True)
    if target is None:
        return
    try:
        with open_for_work(path, read_only=True) as document:
            at = document.as_of or document.now()
            document.save_copy(target)
    except WorkbenchError as error:
        window.messages.error(error)
        return
    if window.open_file(target):
        time = f"{at.astimezone():%H:%M:%S}"
        window.messages.info(Message("{name} has what {file} had at {time}.", name=target.name, file=path.name, time=time))
