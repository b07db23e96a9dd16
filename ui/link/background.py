"""Runs long work on another thread, and tells its progress and its result on the main thread.

A document belongs to the main thread: hand a job an immutable snapshot, never the document.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from typing import Final, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from workbench.errors import WorkbenchError

ResultT = TypeVar("ResultT")

_CLOSING_SECONDS: Final = 3.0
"""How long closing waits for the jobs that were asked to stop. A job that does not answer by then, for example because a
disk is gone, is abandoned: its thread ends with the program.
"""


class Cancelled(Exception):
    """Raised inside a job by :meth:`Work.step` after the user asked to stop."""


class Work:
    """Handed to a job: with it the job tells how far it is, and notices that nobody wants its result any more."""

    def __init__(self, tell: Callable[[int, int], None]) -> None:
        self._tell = tell
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._ends: list[Callable[[], object]] = []
        self.is_done = False

    def step(self, done: int, total: int) -> None:
        """Tells the progress. Raises :class:`Cancelled` after the user asked to stop: let it pass through."""
        if self._stopped.is_set():
            raise Cancelled
        self._tell(done, total)

    def when_stopped(self, end: Callable[[], object]) -> None:
        """Calls ``end`` as soon as the user asks to stop, on any thread: for a job that may never reach its next step."""
        with self._lock:
            self._ends.append(end)
            stopped = self._stopped.is_set()
        if stopped:
            end()

    def done(self) -> None:
        """Says that the result exists: from here on it is too late to stop."""
        self.is_done = True

    def stop(self) -> None:
        """Makes the next step end the job."""
        with self._lock:
            self._stopped.set()
            ends, self._ends = self._ends, []
        for end in ends:
            end()

    @property
    def stopped(self) -> bool:
        """Whether the job should end."""
        return self._stopped.is_set()


class Task(QObject):
    """A job under way. ``cancel`` it, or ``wait`` for it when closing.

    Signals, all on the main thread: ``done`` with the result, ``failed`` with the exception, ``cancelled``, ``progressed``
    with two numbers (done, total), and ``ended`` after any of the first three.
    """

    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    progressed = Signal(int, int)
    ended = Signal()
    _finished = Signal()

    def __init__(self, job: Callable[[Work], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job = job
        self._result: object = None
        self._error: BaseException | None = None
        self.work = Work(self.progressed.emit)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._finished.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Starts the thread."""
        self._thread.start()

    def cancel(self) -> None:
        """Asks the job to stop at its next step."""
        self.work.stop()

    def wait(self, seconds: float | None = None) -> bool:
        """Blocks until the thread has ended, for at most ``seconds``. Returns whether it has ended."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            self._result = self._job(self.work)
        except BaseException as error:  # noqa: BLE001  told on the main thread, where it can be shown
            self._error = error
        with contextlib.suppress(RuntimeError):  # the program has been closed meanwhile
            self._finished.emit()

    def _tell(self) -> None:
        self._thread.join()  # its signal comes a moment before the thread has ended
        stopped = self.work.stopped and not self.work.is_done
        if isinstance(self._error, Cancelled) or (self._error is None and stopped):
            self.cancelled.emit()
        elif self._error is not None:
            self.failed.emit(self._error)
        else:
            self.done.emit(self._result)
        self.ended.emit()


def run(
    job: Callable[[Work], ResultT],
    *,
    on_done: Callable[[ResultT], object],
    on_error: Callable[[WorkbenchError], None],
    on_progress: Callable[[int, int], None] | None = None,
    on_cancelled: Callable[[], None] | None = None,
    parent: QObject | None = None,
) -> Task:
    """Runs ``job(work)`` on another thread; the functions are called on the main thread.

    ``on_error`` gets what the core refuses; any other exception is a bug and is raised on the main thread. The
    returned task can be cancelled; the window ends all of them with :func:`stop_all` before it closes.
    """
    task = Task(job, parent)

    def fail(error: BaseException) -> None:
        if isinstance(error, WorkbenchError):
            on_error(error)
        else:
            raise error

    task.done.connect(on_done)
    task.failed.connect(fail)
    if on_progress is not None:
        task.progressed.connect(on_progress)
    if on_cancelled is not None:
        task.cancelled.connect(on_cancelled)
    _RUNNING.add(task)
    task.ended.connect(lambda: _RUNNING.discard(task))
    work = task.work

    def forsaken() -> None:
        work.stop()
        _RUNNING.discard(task)

    task.destroyed.connect(forsaken)  # with its parent: nobody is left who wants the result
    task.start()
    return task


_RUNNING: set[Task] = set()


def stop_all() -> None:
    """Asks every running job to stop, and waits a moment for them. Called before the window closes."""
    for task in tuple(_RUNNING):
        task.cancel()
    end = time.monotonic() + _CLOSING_SECONDS
    for task in tuple(_RUNNING):
        task.wait(max(0.0, end - time.monotonic()))
