"""What stays on this computer of a file of a stick, a share or a synchronised folder: asked once, and taken after closing.

The working copy goes when everything is back in its place. Automatic copies and the file's entry in the list of recent files
are asked about, because without them nothing can be brought back here.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton

from ui.link.language import tr
from ui.link.window import FileWindow
from workbench.language.i18n import Message
from workbench.system import drives
from workbench.system.drives import Drive

if TYPE_CHECKING:
    from ui.link.recent_files import RecentFile, RecentFiles

ALL_OF_IT = Message("Remove these too")
ONLY_THE_WORKING_COPY = Message("Only the working copy")

_ALL_TOLD = Message(
    "When such a file is closed and everything is back in its place, its working copy, the automatic copies of its "
    "assessment and its entry on the start page are removed. What stays: the settings of the program, words that you have "
    "added to the dictionary, what you save here yourself, and what the system itself notes of opened files."
)
_SOME_TOLD = Message(
    "When such a file is closed and everything is back in its place, its working copy is removed. What stays: automatic "
    "copies of the whole assessment, and its path and station in the list of files on the start page."
)


class RememberingWindow(FileWindow, Protocol):
    """A window that remembers files from one start to the next."""

    @property
    def memory(self) -> RecentFiles:
        """What is remembered."""
        ...


def ask_what_stays(window: RememberingWindow, unchanged: Callable[[], object]) -> None:
    """Asks how much is taken from this computer after closing; ``unchanged`` is called if nothing is to be."""
    box = QMessageBox(window.widget)
    box.setObjectName("leave-nothing-question")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(tr(Message("Leave nothing on this laptop?")))
    box.setText(
        tr(
            Message(
                "The working copy of a file on a USB stick, in a network folder or in a synchronised folder is removed "
                "after closing, when everything is back in its place."
            )
        )
    )
    box.setInformativeText(
        tr(
            Message(
                "There are also automatic copies of the whole assessment, and its path and station in the list of files. If "
                "you remove these too, nothing can be brought back here any more when the file there is lost or damaged."
            )
        )
    )
    for text, all_of_it in ((ONLY_THE_WORKING_COPY, False), (ALL_OF_IT, True)):
        button = QPushButton(tr(text), box)
        box.addButton(button, QMessageBox.ButtonRole.ActionRole)
        button.clicked.connect(lambda _=False, all_of_it=all_of_it: _chosen(window, all_of_it=all_of_it))
    cancel = box.addButton(tr(Message("Cancel")), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(box.findChildren(QPushButton)[0])
    box.setEscapeButton(cancel)
    box.rejected.connect(unchanged)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()


def _chosen(window: RememberingWindow, *, all_of_it: bool) -> None:
    memory = window.memory
    memory.leave_nothing, memory.leave_no_trace = True, all_of_it
    if all_of_it:
        memory.entries = [entry for entry in memory.entries if entry.is_there and _is_of_this_computer(entry)]
    memory.save()
    window.messages.info(_ALL_TOLD if all_of_it else _SOME_TOLD)


def _is_of_this_computer(entry: RecentFile) -> bool:
    return drives.drive_of(entry.path) is Drive.LOCAL


def leave_all(memory: RecentFiles) -> None:
    """From now on everything stays as usual."""
    memory.leave_nothing = memory.leave_no_trace = False
    memory.save()


def take_everything(memory: RecentFiles) -> None:
    """After closing: removes the working copies that have nothing more than what lies there, and what else was chosen."""
    from workbench.carrying.removing import leave_nothing
    from workbench.carrying.working_copy import copies_in, default_root
    from workbench.keeping.keeper import Keeper

    removed = leave_nothing(default_root())
    if not memory.leave_no_trace:
        return
    here = {copy.record.assessment for copy in copies_in(default_root())}
    for copy in removed:
        if copy.record.assessment in here | {""}:
            continue
        keeper = Keeper(copy.record.assessment)
        keeper.forget(copy.home)
        with contextlib.suppress(OSError):
            keeper.folder.rmdir()
