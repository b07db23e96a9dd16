"""The messages from the process of an export to the one that started it: a stream of pickled values.

Both ends are this program, and no other has the pipe between them, so pickles are safe here; no file is ever read as one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol, TypeVar

from workbench.reports.contents import Progress
from workbench.system.frozen import frozen

BEAT_SECONDS: Final = 1.0
"""How often the process says that it is alive, even when it has nothing else to say."""

ResultT_co = TypeVar("ResultT_co", covariant=True)
ResultT = TypeVar("ResultT")


class Job(Protocol[ResultT_co]):
    """Work that can be sent to another process: it has only immutable values, and no document."""

    def do(self, progress: Progress) -> ResultT_co:
        """Does the work. Raises errors of :mod:`workbench.errors`, and OSError if a file cannot be written."""

    def forget(self) -> None:
        """Removes what was started and will not be finished."""


Maker = Callable[[Job[ResultT], Progress], ResultT]
"""Does a job somewhere: :func:`here`, or in a process of its own (:meth:`workbench.reports.process.ExportProcess.run`)."""


def here(job: Job[ResultT], progress: Progress) -> ResultT:
    """Does a job in this process, on this thread."""
    return job.do(progress)


@frozen
class Alive:
    """The process is alive."""


@frozen
class Told:
    """The share of the work that is done, from 0 to 1."""

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
    """A bug: the kind of exception, and its :func:`workbench.system.mistakes.places`. No text of the user."""

    kind: str
    places: tuple[str, ...]
