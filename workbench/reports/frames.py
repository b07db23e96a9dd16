"""What the process of an export tells the process that started it, one pickled value after the other.

Both ends are this program and the pipe between them is nobody else's, so pickles are safe here; no file is ever read as one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol, TypeVar

from workbench.reports.contents import Progress
from workbench.system.frozen import frozen

BEAT_SECONDS: Final = 1.0
"""How often the process says that it lives, however long it has nothing else to say."""

ResultT_co = TypeVar("ResultT_co", covariant=True)
ResultT = TypeVar("ResultT")


class Job(Protocol[ResultT_co]):
    """Work that can travel to another process: made of immutable values only. It knows no document."""

    def do(self, progress: Progress) -> ResultT_co:
        """Does it. Raises errors of :mod:`workbench.errors`, and OSError where a file cannot be written."""

    def forget(self) -> None:
        """Removes what was begun and will not be finished."""


Maker = Callable[[Job[ResultT], Progress], ResultT]
"""Does a job somewhere: :func:`here`, or in a process of its own (:meth:`workbench.reports.process.ExportProcess.run`)."""


def here(job: Job[ResultT], progress: Progress) -> ResultT:
    """Does a job in this process, on this thread."""
    return job.do(progress)


@frozen
class Alive:
    """The process lives; no more than that."""


@frozen
class Told:
    """The share of the work that is done."""

    share: float


@frozen
class Done:
    """The job is done."""

    result: object


@frozen
class Failed:
    """The job could not be done: an error of ours, or of the system."""

    error: Exception


@frozen
class Broke:
    """A mistake of the program: the kind of exception, and the places it came through. No text of the user."""

    kind: str
    lines: tuple[str, ...]
