"""Starts the program a second time, as this one was started: for a restart, when this process has closed its file."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Sequence
from typing import Final

_BOOT: Final = (
    "import sys; count = int(sys.argv[1]); sys.path[:] = sys.argv[2 : 2 + count]; sys.argv[1:] = sys.argv[2 + count :]; "
    "from ui.__main__ import program; program()"
)


def command(arguments: Sequence[str]) -> list[str]:
    """The command that starts the program with these arguments.

    A build without an interpreter calls itself. Otherwise the interpreter gets the folders from which this process imports,
    and never the current folder, which may be on an unknown USB stick.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    folders = [folder for folder in sys.path if folder]
    return [sys.executable, "-P", "-c", _BOOT, str(len(folders)), *folders, *arguments]


def start(arguments: Sequence[str]) -> None:
    """Starts the program as a process of its own. Where the system refuses, the user starts it as always."""
    with contextlib.suppress(OSError):
        subprocess.Popen(  # noqa: S603  this program again
            command(arguments), stdin=subprocess.DEVNULL, start_new_session=True
        )
