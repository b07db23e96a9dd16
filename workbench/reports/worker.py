"""The process that makes one report: it reads a job from standard input, and writes progress and result to standard output.

It opens no assessment and has only the picture in the job. When nobody listens any more, because the program was closed or
killed, it removes its unfinished file and ends.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import threading
import time
from typing import Any, BinaryIO, Final

from workbench.errors import ReportFailed, WorkbenchError
from workbench.language.i18n import Message
from workbench.reports.frames import BEAT_SECONDS, Alive, Broke, Done, Failed, Job, Told
from workbench.system.mistakes import places

MOST_MEMORY: Final = 2 << 30
"""Bytes of address space: the report of a file within the limits needs far less, and even an old laptop has that much."""

_TELL_SECONDS: Final = 0.05
"""Progress is sent no more often than eyes can follow."""

_GRACE_SECONDS: Final = 5.0
"""How long a job that nobody waits for may take to reach its next step, where its file is closed and can be removed."""


class _Alone(Exception):
    """Nobody listens any more."""


class _Line:
    """Sends frames to the program, from the thread of the job and from the one that says "alive"."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._lock = threading.Lock()
        self._share = 0.0
        self._told_at = 0.0

    def send(self, frame: object) -> None:
        """Sends one frame. Raises :class:`_Alone` if nobody listens."""
        try:
            with self._lock:
                pickle.dump(frame, self._stream)
                self._stream.flush()
        except OSError:
            raise _Alone from None

    def progress(self, share: float) -> None:
        """Sends the progress of the job; it never decreases."""
        self._share = max(self._share, share)
        now = time.monotonic()
        if now - self._told_at >= _TELL_SECONDS:
            self._told_at = now
            self.send(Told(self._share))


def main() -> int:
    """Does the job from standard input, and ends the process with status 0; it never returns."""
    with os.fdopen(0, "rb", closefd=False) as given:
        line = _Line(os.fdopen(os.dup(1), "wb"))
        os.dup2(2, 1)  # what a library might print must not get among the frames
        _bound_memory()
        job: Job[Any] = pickle.load(given)  # noqa: S301  # the program's own process wrote it
    threading.Thread(target=_beat, args=(line, job), daemon=True).start()
    try:
        line.send(_outcome(job, line))
    except _Alone:
        job.forget()
    # ends at once: the other thread need not be waited for
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
    except Exception as error:  # noqa: BLE001  # the program that started this process shows it
        return Broke(type(error).__name__, places(error))


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
    """Limits the memory, so that an endless report stops itself before it stops the computer. Windows has no such limit."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        most = MOST_MEMORY if hard == resource.RLIM_INFINITY else min(MOST_MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
