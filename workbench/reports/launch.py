"""Starts the program again for one job; the entry points ask here whether they are that second start.

This module imports little, because the window asks at every start.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Final

WORKER: Final = "--do-one-job"
"""The argument with which a frozen build does a job instead of opening a window."""

_BOOT: Final = "import sys; sys.path[:] = sys.argv[1:]; from workbench.reports.worker import main; sys.exit(main())"


def command() -> list[str]:
    """The command that starts the second process.

    A frozen build has no interpreter for a script, so the program itself is called with :data:`WORKER`. Otherwise the
    interpreter gets the folders from which this process imports, and never the current folder: that may be on an unknown USB
    stick.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, WORKER]
    return [sys.executable, "-P", "-c", _BOOT, *(folder for folder in sys.path if folder)]


def is_worker(arguments: Sequence[str]) -> bool:
    """Whether this process was started by :func:`command`."""
    return list(arguments) == [WORKER]


def work() -> int:
    """Does the one job of a second start."""
    from workbench.reports.worker import main

    return main()
