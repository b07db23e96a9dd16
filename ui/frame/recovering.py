"""Recover in the window: what is in a damaged file becomes a new file in the background; it is said what came from where.

Where all contents are as they were written, people may also continue in the file itself, after one question.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from ui.frame.opening import is_open_here
from ui.link import background
from ui.link.language import tr
from workbench.errors import DocumentDamaged, NotOurFile, WorkbenchError
from workbench.language.i18n import Message
from workbench.system.places import EXTENSION

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

    from ui.frame.damage_window import DamageWindow
    from ui.frame.in_doubt_dialog import InDoubtDialog
    from ui.link.bridge import DocumentBridge
    from workbench.model.rows import Row
    from workbench.recovering.going_on import Continued
    from workbench.recovering.outcome import Recovered
    from workbench.recovering.recover import Step

RECOVER: Final = Message("Recover what is in it…")
CONTINUE: Final = Message("Continue in this file…")
_TITLE: Final = Message("Recover what is in a damaged file")
_LOOK_AT_EACH: Final = Message(
    "Look at each part. Accept it as it is, or correct it first; you can select several. Parts on other pages than the "
    "assessment stay here until their mark is off, or until you accept all of them."
)

ResultT = TypeVar("ResultT")


class Recovering(QObject):
    """Recovers for one window, one file at a time. ``dialog`` shows how far it is and what was found; ``question`` asks.

    Signal ``whole`` carries the path of a damaged file of which all contents are as they were written.
    """

    whole = Signal(object)

    def __init__(self, window: DamageWindow) -> None:
        super().__init__(window.widget)
        self._window = window
        self._busy = False
        self._begun_with: DocumentBridge | None = None
        self.dialog: InDoubtDialog | None = None
        self._task: background.Task | None = None
        window.file_changed.connect(self._on_file_changed)
        self.question: QMessageBox | None = None

    def tell_not_opened(self, path: Path, error: WorkbenchError) -> None:
        """Tells why a file cannot be opened, and offers to recover what is in it where that may help."""
        may_help = isinstance(error, DocumentDamaged) or (isinstance(error, NotOurFile) and path.suffix == EXTENSION)
        if may_help and _has_bytes(path):
            self._window.messages.error(error, action=RECOVER, run=partial(self.ask, path))
        else:
            self._window.messages.error(error)

    def ask(self, path: Path) -> None:
        """Asks where the new file should be, and recovers there what is in the file at ``path``."""
        from ui.kit.file_choice import ask_save

        if self._busy:
            return
        question = Message("Where should the recovered assessment be saved?")
        target = ask_save(self._window.widget, question, _free_beside(path))
        if target is None or not self._let_go_of(path):
            return
        identity = self._window.memory.identity()

        def job(step: Step) -> Recovered:
            from workbench.recovering.recover import recover

            return recover(path, target, identity=identity, step=step)

        self._run(job, partial(self._recovered, target), again=partial(self.ask, path))

    def look(self, path: Path) -> None:
        """Finds out in the background whether people may continue in a damaged file; :attr:`whole` says so if they may."""

        def job(_work: background.Work) -> bool:
            from workbench.recovering.going_on import goes_on

            return goes_on(path)

        background.run(
            job,
            on_done=lambda whole: self.whole.emit(path) if whole else None,
            on_error=lambda _error: None,
            parent=self,
        )

    def ask_to_continue(self, path: Path) -> None:
        """Asks once, and then puts an undamaged file in the place of the damaged one, which is kept beside it."""
        from PySide6.QtWidgets import QMessageBox, QPushButton

        if self._busy:
            return
        box = self.question = QMessageBox(self._window.widget)
        box.setObjectName("continue-question")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(tr(Message("Continue in this file?")))
        box.setText(tr(Message("All answers, and everything else, can be read as they were saved.")))
        kept = Message("The damaged file is kept beside it. Some earlier versions of texts can perhaps no longer be shown.")
        box.setInformativeText(tr(kept))
        stay = QPushButton(tr(Message("Read only")), box)
        box.addButton(stay, QMessageBox.ButtonRole.RejectRole)
        box.addButton(QPushButton(tr(Message("Continue in this file")), box), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.accepted.connect(partial(self._continue, path))
        box.open()

    def _continue(self, path: Path) -> None:
        if not self._let_go_of(path, in_any_case=True):
            return
        identity = self._window.memory.identity()

        def job(step: Step) -> Continued:
            from workbench.recovering.going_on import continue_with

            return continue_with(path, identity=identity, step=step)

        self._run(job, partial(self._continued, path), or_else=lambda: self._window.open_file(path))

    def _let_go_of(self, path: Path, *, in_any_case: bool = False) -> bool:
        """Closes the file if the window holds it; one that is only read is not held, and its page can stay meanwhile."""
        bridge = self._window.bridge
        if bridge is None or not is_open_here(bridge, path) or (bridge.document.damages and not in_any_case):
            return True
        return self._window.close_file()

    def _run(
        self,
        job: Callable[[Step], ResultT],
        done: Callable[[ResultT], None],
        or_else: Callable[[], object] = lambda: None,
        again: Callable[[], object] | None = None,
    ) -> None:
        """Runs a job while a dialog shows how far it is; if it fails, ``or_else`` is done, and ``again`` offered."""
        from workbench.recovering.recover import STEPS

        dialog = self._new_dialog(Message("The damaged file is being read. It is not changed."))
        dialog.stop.show()
        dialog.stop_wanted.connect(self._cancel)
        dialog.tell_progress(0, STEPS)
        dialog.show()
        self._busy, self._begun_with = True, self._window.bridge

        def failed(error: WorkbenchError) -> None:
            ended()
            self._tell_failure(error, again)

        def ended() -> None:
            self._busy = False
            self._close()
            or_else()

        self._task = background.run(
            partial(_to_its_end, job),
            on_done=partial(self._succeeded, done),
            on_error=failed,
            on_progress=self._tell_progress,
            on_cancelled=ended,
            parent=self,
        )

    def _succeeded(self, done: Callable[[ResultT], None], result: ResultT) -> None:
        self._busy = False
        done(result)

    def _tell_failure(self, error: WorkbenchError, again: Callable[[], object] | None) -> None:
        if again is not None and not isinstance(error, (NotOurFile, DocumentDamaged)):
            self._window.messages.error(error, action=RECOVER, run=again)
        else:
            self._window.messages.error(error)

    def _new_dialog(self, waiting: Message) -> InDoubtDialog:
        from ui.frame.in_doubt_dialog import InDoubtDialog

        self._close()
        dialog = self.dialog = InDoubtDialog(self._window.widget, _TITLE, waiting)
        dialog.wanted.connect(self._lead_to)
        dialog.finished.connect(self._forget_dialog)
        return dialog

    def _tell_progress(self, done: int, total: int) -> None:
        if self.dialog is not None and self.dialog.followed is None:
            self.dialog.tell_progress(done, total)

    def _cancel(self) -> None:
        """Ends the recovery at its next step; nothing is written then."""
        task, self._task = self._task, None
        if task is not None and self._busy:
            task.cancel()
            self._close()
            told = Message("The recovery is cancelled: no file is made. The damaged file is not changed.")
            self._window.messages.info(told)

    def go_through(self) -> None:
        """Shows what is in doubt in the open file since it was recovered."""
        bridge = self._window.bridge
        if bridge is None or self._busy or not (bridge.read_only or bridge.flush()):
            return
        dialog = self._new_dialog(_TITLE)
        dialog.follow(bridge, [tr(_LOOK_AT_EACH)])
        dialog.show()

    def _on_file_changed(self) -> None:
        """What is in doubt in one file is not shown over another."""
        if self.dialog is not None and self.dialog.followed not in (None, self._window.bridge):
            self._close()

    def _recovered(self, target: Path, found: Recovered) -> None:
        told = Message("{name} is ready, and it is open now. The damaged file was not changed.", name=target.name)
        self._open(target, told, found)

    def _continued(self, path: Path, continued: Continued) -> None:
        kept = continued.kept.name
        told = Message("You continue in {name}. The damaged file is kept as {kept}.", name=path.name, kept=kept)
        self._open(path, told, continued.recovered)

    def _open(self, path: Path, told: Message, found: Recovered) -> None:
        """Opens the new file and says what is in it; if another file was opened meanwhile, that one stays."""
        if self._window.bridge is not self._begun_with:
            self._close()
            ready = Message("{name} is ready.", name=path.name)
            self._window.messages.info(ready, action=Message("Open it"), run=partial(self._window.open_file, path))
        elif self._window.open_file(path):
            self._tell(told, found)
        else:
            self._close()

    def _tell(self, first: Message, found: Recovered) -> None:
        """Says what came from where. A dialog that was closed meanwhile is not opened again: the bar says it shortly."""
        bridge = self._window.bridge
        if bridge is None:
            return
        if self.dialog is None:
            self._window.messages.info(first)
            return
        self.dialog.follow(bridge, [tr(first), *map(tr, found.sentences())])

    def _lead_to(self, row: Row) -> None:
        from ui.link.row_places import lead_to

        lead_to(self._window, row)

    def _close(self) -> None:
        if self.dialog is not None:
            self.dialog.close()

    def _forget_dialog(self, _result: int) -> None:
        self.dialog = None


def _to_its_end(job: Callable[[Step], ResultT], work: background.Work) -> ResultT:
    """Does a job, and notes that it is done: the new file is there, even if the window is closed now."""
    result = job(work.step)
    work.done()
    return result


def _free_beside(path: Path) -> Path:
    """Where the recovered assessment may be saved: beside the damaged file, under a name that nothing has yet."""
    for number in itertools.count(1):
        name = Message("{name} (recovered)", name=path.stem)
        if number > 1:
            name = Message("{name} (recovered {number})", name=path.stem, number=number)
        free = path.with_name(tr(name) + EXTENSION)
        if not os.path.lexists(free):
            return free
    raise AssertionError


def _has_bytes(path: Path) -> bool:
    try:
        return path.is_file() and path.stat().st_size > 0
    except (OSError, ValueError):
        return False
