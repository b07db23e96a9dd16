"""Does a job in a process of its own, which can be ended at any moment without harm.

The report of a large or damaged file may take long, need much memory, or never end, and a thread cannot be ended from
outside. A process can: the window stays fast, cancelling is immediate, and a crash does not affect the window.
"""

from __future__ import annotations

import contextlib
import pickle
import subprocess
import threading
from queue import Empty, SimpleQueue
from typing import Final, cast

from workbench.errors import ReportFailed
from workbench.language.i18n import Message
from workbench.reports import launch
from workbench.reports.contents import Progress
from workbench.reports.frames import BEAT_SECONDS, Alive, Broke, Done, Failed, Job, ResultT, Told
from workbench.system.mistakes import MistakeElsewhere

PATIENCE_SECONDS: Final = 30.0
"""How long a job may run without any progress: not one page, not one piece of a file."""

_PARTING_SECONDS: Final = 5.0
"""How long to wait for an ended process to disappear. Only one whose disk does not answer takes longer."""

_Frames = SimpleQueue[object]


class Ended(Exception):
    """Somebody ended the job."""


class BrokenJob(MistakeElsewhere):
    """A bug in the other process."""


class ExportProcess:
    """A process for one job. ``end`` may be called from any thread, at any time, even before the job has started."""

    def __init__(self, patience: float = PATIENCE_SECONDS) -> None:
        self._patience = patience
        self._lock = threading.Lock()
        self._ended = False
        self._process: subprocess.Popen[bytes] | None = None

    def run(self, job: Job[ResultT], progress: Progress) -> ResultT:
        """Does the job and waits for its result; ``progress`` is called on this thread.

        Raises what the job raises; :class:`Ended` after :meth:`end`; ReportFailed if the process died, made no progress or
        could not be started; :class:`BrokenJob` for a bug. The process has then ended, and the caller can remove the file
        that it was writing.
        """
        process = self._start()
        frames: _Frames = SimpleQueue()
        talk = threading.Thread(target=_talk, args=(process, job, frames), daemon=True)
        talk.start()
        try:
            return cast("ResultT", self._follow(frames, progress))
        finally:
            _put_an_end_to(process)
            talk.join(_PARTING_SECONDS)

    def end(self) -> None:
        """Ends the job at once."""
        with self._lock:
            self._ended = True
            process = self._process
        if process is not None:
            with contextlib.suppress(OSError):
                process.kill()

    def _start(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._ended:
                raise Ended
            try:
                self._process = subprocess.Popen(  # noqa: S603  # this program again
                    launch.command(),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,  # Ctrl+C in a terminal must reach only the program, which then ends this process
                    creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                )
            except OSError as error:
                raise _not_started() from error
            return self._process

    def _follow(self, frames: _Frames, progress: Progress) -> object:
        idle = silences = 0
        while True:
            try:
                frame = frames.get(timeout=self._patience)
            except Empty:
                silences += 1
                if silences > 1:  # at the first one the computer may have been asleep
                    raise _stuck() from None
                continue
            silences = 0
            if self._ended:
                raise Ended
            if isinstance(frame, Alive):
                idle += 1
                if idle * BEAT_SECONDS >= self._patience:
                    raise _stuck()
            elif isinstance(frame, Told):
                idle = 0
                progress(frame.share)
            else:
                return _outcome(frame)


def _talk(process: subprocess.Popen[bytes], job: object, frames: _Frames) -> None:
    """Sends the job to the process, and puts its frames into the queue, and None after the last."""
    assert process.stdin is not None  # noqa: S101  # both are pipes
    assert process.stdout is not None  # noqa: S101
    try:
        with process.stdout as told, contextlib.suppress(EOFError, OSError, pickle.UnpicklingError):
            with process.stdin as given:
                pickle.dump(job, given, pickle.HIGHEST_PROTOCOL)
            while True:
                frames.put(pickle.load(told))  # noqa: S301  # the program's own process wrote it
    finally:
        frames.put(None)


def _outcome(frame: object) -> object:
    if isinstance(frame, Done):
        return frame.result
    if isinstance(frame, Failed):
        raise frame.error
    if isinstance(frame, Broke):
        raise BrokenJob(frame.kind, frame.places)
    raise _died()


def _put_an_end_to(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(OSError):
        process.kill()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(_PARTING_SECONDS)


def _stuck() -> ReportFailed:
    return ReportFailed(
        Message("Creating the report was stopped, because it made no progress for a long time."),
        safe=Message("The assessment is safe, and no report was created."),
        advice=Message("Look for a text that is far too long, or choose another format."),
    )


def _died() -> ReportFailed:
    return ReportFailed(
        Message("The report could not be finished: the system stopped it, perhaps because memory ran out."),
        safe=Message("The assessment is safe, and no report was created."),
        advice=Message("Close other programs and try again, or choose another format."),
    )


def _not_started() -> ReportFailed:
    return ReportFailed(
        Message("Creating the report could not be started."),
        safe=Message("The assessment is safe, and no report was created."),
        advice=Message("Close other programs and try again."),
    )
