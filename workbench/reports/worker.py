"""The process that makes one report: reads a job from standard input, tells its progress and its result on standard output.

It opens no assessment and knows nothing but the picture that it was handed. When nobody listens any more, because the
program was closed or killed, it removes what it had begun and ends.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import threading
import time
import traceback
from typing import Any, BinaryIO, Final

from workbench.errors import ReportFailed, WorkbenchError
from workbench.language.i18n import Message
from workbench.reports.frames import BEAT_SECONDS, Alive, Broke, Done, Failed, Job, Told

MOST_MEMORY: Final = 2 << 30
"""Bytes of address space: the report of a legal file stays far below, and an old laptop can still give that much."""

_TELL_SECONDS: Final = 0.05
"""Progress is told no more often than eyes can follow."""

_GRACE_SECONDS: Final = 5.0
"""How long a job that nobody waits for has to come to the next step, where its file is closed and can be removed."""


class _Alone(Exception):
    """Nobody listens any more."""


class _Line:
    """The way back: one frame after the other, from the thread that works and from the one that beats."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._lock = threading.Lock()
        self._share = 0.0
        self._told_at = 0.0

    def send(self, frame: object) -> None:
        """Raises :class:`_Alone` where nobody listens."""
        try:
            with self._lock:
                pickle.dump(frame, self._stream)
                self._stream.flush()
        except OSError:
            raise _Alone from None

    def progress(self, share: float) -> None:
        """Tells how far the job is; it never goes back."""
        self._share = max(self._share, share)
        now = time.monotonic()
        if now - self._told_at >= _TELL_SECONDS:
            self._told_at = now
            self.send(Told(self._share))


def main() -> int:
    """Does the job of standard input. Returns the exit status; never if nobody waits for it."""
    with os.fdopen(0, "rb", closefd=False) as given:
        line = _Line(os.fdopen(os.dup(1), "wb"))
        os.dup2(2, 1)  # what a library might print is no frame
        _bound_memory()
        job: Job[Any] = pickle.load(given)  # noqa: S301  # the program's own process wrote it
    threading.Thread(target=_beat, args=(line, job), daemon=True).start()
    try:
        line.send(_outcome(job, line))
    except _Alone:
        job.forget()
    # nothing is left to do, and the thread that beats need not be waited for
    os._exit(0)


def _outcome(job: Job[Any], line: _Line) -> Done | Failed | Broke:
    try:
        return Done(job.do(line.progress))
    except _Alone:
        raise
    except (WorkbenchError, OSError) as error:
        return Failed(error)
    except MemoryError:
        return Failed(
            ReportFailed(
                Message("There is not enough memory to create the report."),
                safe=Message("The assessment is safe."),
                advice=Message("Close other programs and try again, or choose HTML, which needs less."),
            )
        )
    except Exception as error:  # noqa: BLE001  # told where it can be shown
        trace = traceback.extract_tb(error.__traceback__)
        return Broke(type(error).__name__, tuple(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in trace))


def _beat(line: _Line, job: Job[Any]) -> None:
    try:
        while True:
            time.sleep(BEAT_SECONDS)
            line.send(Alive())
    except _Alone:
        time.sleep(_GRACE_SECONDS)
        job.forget()
        os._exit(1)


def _bound_memory() -> None:
    """A report that grows without end stops itself before it stops the computer. Windows has no such limit to ask for."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        most = MOST_MEMORY if hard == resource.RLIM_INFINITY else min(MOST_MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
