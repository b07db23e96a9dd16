"""How the program starts itself again for one job; the entry points ask here whether they are that second start.

Light on purpose: the window asks at every start.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Final

WORKER: Final = "--do-one-job"
"""The one argument of a frozen build that is to do a job instead of opening a window."""

_BOOT: Final = "import sys; sys.path[:] = sys.argv[1:]; from workbench.reports.worker import main; sys.exit(main())"


def command() -> list[str]:
    """The command that starts the second process.

    A frozen build has no interpreter to be given a script: there the program is called again with :data:`WORKER`. Elsewhere
    the interpreter gets the very folders that this process imports from, and never the folder it happens to be started in:
    that may be a stick from anywhere.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, WORKER]
    return [sys.executable, "-P", "-c", _BOOT, *(folder for folder in sys.path if folder)]


def is_worker(arguments: Sequence[str]) -> bool:
    """Whether this process was started by :func:`command`."""
    return list(arguments) == [WORKER]


def work() -> int:
    """Does the job, and returns the exit status."""
    from workbench.reports.worker import main

    return main()
