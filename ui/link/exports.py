"""Creates reports and plans in a process of their own; tells the result on the main thread. Cancelling ends the process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

from ui.link import background
from workbench.errors import WorkbenchError
from workbench.reports.contents import Progress
from workbench.reports.frames import Job, Maker
from workbench.reports.process import Ended, ExportProcess

STEPS: Final = 1000
"""In how many steps the progress is told."""

ResultT = TypeVar("ResultT")


def write(
    into_file: Callable[[Progress, Maker[Any]], ResultT],
    *,
    on_done: Callable[[ResultT], None],
    on_error: Callable[[WorkbenchError], None],
    on_progress: Callable[[int, int], None] | None = None,
    on_cancelled: Callable[[], None] | None = None,
) -> background.Task:
    """Writes a file in the background.

    ``into_file`` is one of the writers of :mod:`workbench.reports`, bound to its picture and target. It gets a function that
    tells the progress, and a maker that runs its long part in the process. Once the file is in its place it is too late to
    cancel: ``on_done`` is called.
    """

    def write_it(work: background.Work, process: ExportProcess) -> ResultT:
        result = into_file(_told(work), process.run)
        work.done()
        return result

    return background.run(
        _in_process(write_it),
        on_done=on_done,
        on_error=on_error,
        on_progress=on_progress,
        on_cancelled=on_cancelled,
    )


def make(
    job: Job[ResultT], *, on_done: Callable[[ResultT], None], on_error: Callable[[WorkbenchError], None]
) -> background.Task:
    """Runs a job in the background. A job that is cancelled has no result."""
    made = _in_process(lambda work, process: process.run(job, _told(work)))
    return background.run(made, on_done=on_done, on_error=on_error)


def _in_process(action: Callable[[background.Work, ExportProcess], ResultT]) -> Callable[[background.Work], ResultT]:
    def do(work: background.Work) -> ResultT:
        process = ExportProcess()
        work.when_stopped(process.end)
        try:
            return action(work, process)
        except Ended:
            raise background.Cancelled from None

    return do


def _told(work: background.Work) -> Progress:
    return lambda share: work.step(round(share * STEPS), STEPS)
