"""An open file of a stick, a share or a synchronised folder: when it is put back there, and what is said about it.

The work is in a working copy on this computer (:mod:`workbench.carrying`). It is put back a minute after the last change, on
closing, and when somebody asks. A stick that is away is looked for, and gets everything when it is back. Loaded only when
such a file is opened.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from ui.frame.leaving_nothing import take_everything
from ui.link import background
from ui.link.bridge import TRY_AGAIN
from ui.link.language import tr
from ui.link.messages import Notice, Weight
from workbench.carrying.carried import CarriedDocument
from workbench.carrying.lying_there import LyingThere, what_lies_there
from workbench.carrying.newest import waiting_for_another, waiting_under_another_path
from workbench.carrying.publishing import Outcome, is_reachable
from workbench.carrying.words import (
    ASSUMED,
    Seen,
    cannot_be_read_here,
    from_this_computer,
    kept_beside,
    waits_for_another,
    waits_under_another_path,
    where_it_is,
    why_not_put,
    with_our_work,
)
from workbench.carrying.working_copy import Snapshot, WorkingCopy
from workbench.document.document import lies_there
from workbench.errors import WorkbenchError
from workbench.keeping.keeper import takes_a_moment
from workbench.language.i18n import Message
from workbench.model.moments import moment
from workbench.storage.connection import HELD_BYTES
from workbench.system.drives import Drive
from workbench.system.outside import read_outside

if TYPE_CHECKING:
    from ui.frame.copies import AutomaticCopies
    from ui.frame.storing_window import StoringWindow
    from ui.link.bridge import DocumentBridge

IDLE_MS: Final = 60_000
"""So long after the last change, the file is put back."""

AT_LEAST_MS: Final = 10 * 60_000
"""And so long after the first one, also while somebody types on and on."""

LOOK_MS: Final = 5_000
"""How often a stick that is away is looked for."""

_PATIENCE_SECONDS: Final = 60.0
_SEEN: Final = {Outcome.AWAY: Seen.AWAY, Outcome.MISSING: Seen.MISSING, Outcome.OTHER: Seen.MISSING}


class Carrying(QObject):
    """Puts back the file that a bridge has open. ``follow_line`` is called when the line in the status bar changes.

    ``hindrance``: why the newest state could not be put back when somebody wanted to close; None when nothing hinders.
    """

    def __init__(
        self,
        window: StoringWindow,
        bridge: DocumentBridge,
        document: CarriedDocument,
        copies: AutomaticCopies,
        follow_line: Callable[[], None],
    ) -> None:
        super().__init__(window.widget)
        self._window, self._bridge, self._document = window, bridge, document
        self._copies, self._follow_line = copies, follow_line
        self._copy = document.copy
        self._task: background.Task | None = None
        self._told: Outcome | str | None = None
        self._asked_meanwhile = False
        self._forgotten: list[Message] | None = None
        self._dirty = self._copy is not None and self._copy.is_waiting
        last = document.read.last_change() if self._dirty else None
        self._before = moment(last.at) if last is not None else None  # what waits was saved then, in an earlier sitting
        self._seen = Seen.THERE if document.fresh or lies_there(document.path) else Seen.AWAY
        self.hindrance: Message | None = None
        self._idle = self._clock(IDLE_MS, self._put_when_idle)
        self._at_least = self._clock(AT_LEAST_MS, self._put_when_idle)
        self._look = self._clock(LOOK_MS, self._look_for_it)
        if not bridge.read_only:
            bridge.saved.connect(self._on_saved)
            QTimer.singleShot(0, self._begin)

    def _clock(self, milliseconds: int, run: Callable[[], object]) -> QTimer:
        clock = QTimer(self, singleShot=True, interval=milliseconds)
        clock.timeout.connect(run)
        return clock

    @property
    def copy(self) -> WorkingCopy | None:
        """The working copy; None after everything was saved elsewhere, or the file was closed."""
        return self._copy if self._document.copy is not None else None

    @property
    def at_work(self) -> bool:
        """Whether the file is being put back now."""
        return self._task is not None

    def line(self, at: datetime | None) -> Message | None:
        """What the status bar says: when work was stored on this computer, and which state its own disk has."""
        copy = self.copy
        if copy is None:
            return None
        record, now = copy.record, datetime.now().astimezone()
        return where_it_is(record.drive, at or self._before, moment(record.state_at), now, self._seen)

    def _begin(self) -> None:
        copy = self.copy
        if copy is None or self._bridge.closed:
            return
        self._tell_other_work(copy)
        if self._document.changed_there:
            self._keep_both()
        elif not self._document.fresh:
            self.put()  # what waits goes there; and if the disk is away, that is said
        elif copy.record.drive is Drive.UNKNOWN:
            self._window.messages.info(ASSUMED, passing=True)

    def _tell_other_work(self, copy: WorkingCopy) -> None:
        """Tells of work that is not in the opened file: for another stick of this name, or for this one under another."""
        other, moved = waiting_for_another(copy), waiting_under_another_path(copy)
        if self._document.unreadable is not None:
            self._window.messages.warning(cannot_be_read_here(copy.home, self._document.unreadable))
        elif other is not None:
            self._window.messages.warning(waits_for_another(other.record.title or other.home.stem))
        elif moved is not None:
            goes_on = self._document.fresh and moved.knows(copy.record.state)
            action = Message("Continue with that work") if goes_on else Message("Show that work")
            told = waits_under_another_path(moved.home, goes_on=goes_on)
            self._window.messages.warning(told, action=action, run=partial(self._to_other_work, moved, goes_on=goes_on))

    def _to_other_work(self, moved: WorkingCopy, *, goes_on: bool) -> None:
        """Opens work that waits under another path: for this file, as long as nothing else was written into it."""
        copy = self.copy
        if copy is None or not self._bridge.flush():
            return
        home = moved.home
        if goes_on and self._document.saved_at is None:
            home = copy.home
            try:
                moved.move_to(home, copy.record.drive)
            except WorkbenchError as error:
                self._window.messages.error(error)
                return
        self._window.open_file(home)

    def _on_saved(self, _at: datetime | None) -> None:
        self._dirty = True
        self._idle.start()
        if not self._at_least.isActive():
            self._at_least.start()

    # Putting it back

    def put_now(self) -> None:
        """Saves what is typed and puts everything where it belongs, because somebody asks; says how it ended."""
        if self._bridge.flush():
            self._told = None
            self.put(asked=True)

    def put_forgotten(self, left: list[Message]) -> None:
        """Takes what was forgotten from where the file belongs, too. ``left`` says where else it still is."""
        self._forgotten = left
        self.put_now()

    def _put_when_idle(self) -> None:
        if not takes_a_moment(self._document):
            self.put()  # with many stored documents it would hold up typing: that waits until somebody asks or closes

    def put(self, *, asked: bool = False, anew: bool = False) -> None:
        """Puts the present state where it belongs, on another thread. ``anew``: also if no file lies there any more."""
        copy, snapshot = self.copy, self._snapshot()
        if copy is None or snapshot is None:
            return
        if self._task is not None:
            self._idle.start()  # once more when that one has ended
            self._asked_meanwhile = self._asked_meanwhile or asked
            return
        self._stop_clocks()
        self._dirty = False
        self._task = background.run(
            lambda _work: copy.put(snapshot, datetime.now().astimezone(), anew=anew),
            on_done=partial(self._ended, asked=asked),
            on_error=self._failed,
        )

    def _snapshot(self) -> Snapshot | None:
        copy = self.copy
        if copy is None or self._bridge.closed or self._bridge.read_only:
            return None
        try:
            return copy.snapshot(self._document)
        except WorkbenchError:
            return None  # storing tells of it

    def _stop_clocks(self) -> None:
        for clock in (self._idle, self._at_least, self._look):
            clock.stop()

    def _failed(self, error: WorkbenchError) -> None:
        if self.copy is None:
            return  # the file was closed meanwhile
        self._task, self._dirty, self._asked_meanwhile = None, True, False
        if self._forgotten is not None:
            self._tell_forgotten(self._forgotten, None, error.what)
        elif self._told != error.sentences():
            self._told = error.sentences()
            self._window.messages.error(with_our_work(error), action=TRY_AGAIN, run=self.put_now)
        self._idle.start()

    def _ended(self, outcome: Outcome, *, asked: bool = False) -> None:
        if self.copy is None:
            return  # the file was closed meanwhile
        self._task = None
        if self._asked_meanwhile and outcome is Outcome.PUT:
            self._asked_meanwhile = False
            self.put(asked=True)  # who asked while it was being put there wants what was typed since, and to hear of it
            return
        asked, self._asked_meanwhile = asked or self._asked_meanwhile, False
        told, self._told = self._told, outcome
        came_back = self._seen is not Seen.THERE and outcome is Outcome.PUT
        self._note_seen(outcome)
        why = why_not_put(outcome, self._document.path)
        if self._forgotten is not None and (asked or outcome is Outcome.PUT):
            self._tell_forgotten(self._forgotten, outcome, why)
        elif outcome is Outcome.CHANGED:
            self._keep_both()
        elif why is not None:
            self._tell_why(outcome, why, known=not asked and (told is outcome or outcome is Outcome.AWAY))
        elif asked or came_back:
            self._window.messages.info(
                Message("{name} has everything now, checked and complete.", name=self._document.path.name), passing=True
            )

    def _tell_why(self, outcome: Outcome, why: Message, *, known: bool) -> None:
        """Says why the newest state is not where it belongs, unless that is ``known`` or the line below says it."""
        if known:
            return
        if outcome is Outcome.MISSING:
            again = lambda: self.put(asked=True, anew=True)  # noqa: E731
            self._window.messages.warning(why, action=Message("Put it there again"), run=again)
        else:
            self._window.messages.warning(why)

    def _tell_forgotten(self, left: list[Message], outcome: Outcome | None, why: Message | None) -> None:
        """Says whether what was forgotten is still where the file belongs, and where else it is ``left``."""
        name = self._document.path.name
        if outcome is Outcome.PUT:
            self._forgotten = None
        if outcome is Outcome.PUT and not left:
            self._window.messages.info(Message("It is forgotten, and {name} was put there anew without it.", name=name))
            return
        still = [Message("{name} still has what was forgotten, where it belongs.", name=name)]
        told = [*left, *(still if outcome is not Outcome.PUT else []), *([why] if why is not None else [])]
        self._window.messages.told.emit(Notice(Weight.WARNING, " ".join(map(tr, told))))

    def _note_seen(self, outcome: Outcome) -> None:
        """Notes what lies there for the line, and looks again later unless everything is there now."""
        self._seen = _SEEN.get(outcome, Seen.THERE)
        if outcome is not Outcome.PUT:
            self._dirty = True
            (self._look if outcome is Outcome.AWAY else self._idle).start()
        self._follow_line()

    def _look_for_it(self) -> None:
        copy = self.copy
        if copy is None or self._bridge.closed:
            return
        home, drive = copy.home, copy.record.drive
        background.run(lambda _work: is_reachable(home, drive), on_done=self._looked, on_error=self._failed)

    def _looked(self, there: bool) -> None:  # noqa: FBT001  the result of a job
        if self.copy is None:
            return
        if there:
            self.put()
        else:
            self._look.start()

    # Somebody else has changed it

    def _keep_both(self) -> None:
        """Saves ours beside the file that somebody else has changed, goes on there, and offers to show both."""
        copy, snapshot = self.copy, self._snapshot()
        if copy is None or snapshot is None:
            return
        try:
            told, shown = self._put_beside(copy, snapshot)
        except WorkbenchError as error:
            self._failed(error)
            return
        if shown:
            self._window.messages.warning(told, action=Message("Show both"), run=self._show_both)
        else:
            self._window.messages.warning(told)

    def _put_beside(self, copy: WorkingCopy, snapshot: Snapshot) -> tuple[Message, bool]:
        """What is told when ours is beside what lies there, and whether both can be shown. Raises what keep_both raises."""
        home, now = copy.home, datetime.now().astimezone()
        there = what_lies_there(home, self._document)
        beside = copy.keep_both(snapshot, now, tr(from_this_computer(home, now)))
        self._dirty = self._document.changed_there = False
        self._document.path = beside
        self._window.file_moved()
        self._note_seen(Outcome.PUT)
        return kept_beside(home, beside, there), there is LyingThere.CHANGED and self._keep_theirs(home)

    def _keep_theirs(self, home: Path) -> bool:
        """Keeps what the others made among the automatic copies, where both texts of each question can be seen."""
        keeper = self._copies.keeper
        if keeper is None or not self._window.memory.keep_copies:
            return False
        from workbench.keeping.folder import Cause

        try:
            content = read_outside(home, HELD_BYTES)
            keeper.keep(content, datetime.now().astimezone(), Cause.ELSEWHERE, home)
        except (OSError, WorkbenchError):
            return False
        return True

    def _show_both(self) -> None:
        self._copies.show_copies()

    # Leaving

    def put_before_leaving(self) -> bool:
        """Puts everything back before the file is closed. Returns False, and :attr:`hindrance` says why, if that fails."""
        copy = self.copy
        self.hindrance = None
        if copy is None or self._bridge.read_only:
            return True
        QApplication.setOverrideCursor(QCursor(Qt.CursorShape.WaitCursor))
        try:
            if self._task is not None:
                self._task.wait(_PATIENCE_SECONDS)
                self._task.cancel()  # what it tells comes too late
                self._task = None
            self.hindrance = self._hindered(copy)
        finally:
            QApplication.restoreOverrideCursor()
        return self.hindrance is None

    def _hindered(self, copy: WorkingCopy) -> Message | None:
        snapshot = self._snapshot()
        if snapshot is None:
            return None
        try:
            outcome = copy.put(snapshot, datetime.now().astimezone())
            self._note_seen(outcome)
            if outcome is Outcome.CHANGED:
                return self._put_beside(copy, snapshot)[0]
        except WorkbenchError as error:
            self._idle.start()
            return Message("{what} Your work is on this laptop.", what=error.what)
        return why_not_put(outcome, copy.home)

    def offer_to_leave(self, leave: Callable[[], object]) -> None:
        """Says why the newest state is not where it belongs, with a way to close all the same: it waits on this laptop."""
        if self.hindrance is None:
            return
        text = tr(self.hindrance)
        close, again, stay = tr(Message("Close now")), tr(TRY_AGAIN), tr(Message("Keep it open"))
        self._window.bar.clear()
        notice = Notice(Weight.WARNING, text, close, leave, other=again, run_other=self.put_now, close=stay)
        self._window.messages.told.emit(notice)

    def left(self) -> None:
        """After the file was closed: puts back what closing changed, and leaves nothing here if somebody wants that."""
        self._stop_clocks()
        copy = self.copy
        self._copy = None
        self.deleteLater()
        if copy is None or self._bridge.read_only:
            return
        with contextlib.suppress(WorkbenchError):  # then it waits here, and the start page shows it
            copy.put(copy.closed_snapshot(), datetime.now().astimezone())
        if self._window.memory.leave_nothing:
            take_everything(self._window.memory)
