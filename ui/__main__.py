"""The entry point: the window, or the command line without Qt where a subcommand is asked for."""

from __future__ import annotations

import gc
import linecache
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

from workbench.reports import launch
from workbench.system.private_memory import leave_no_core_dump

_QUIT = "--quit-when-ready"


def main(arguments: Sequence[str] | None = None) -> int:
    """Opens the window when given nothing or one file; hands anything else to the command line. Returns the exit status."""
    leave_no_core_dump()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if launch.is_worker(given):
        return launch.work()
    rest = [argument for argument in given if argument != _QUIT]
    if len(rest) > 1 or (rest and not _is_file(rest[0])):
        from workbench.cli import main as command_line

        return command_line(given)
    if not _has_screen():
        from workbench.cli import no_screen

        return no_screen()
    gc.disable()  # nothing made at start is garbage; ui.app turns the collector on again
    _load_core()
    from ui.app import run

    linecache.clearcache()  # what PySide has read of our own modules; see _load_core
    return run(Path(rest[0]) if rest else None, quit_when_ready=_QUIT in given)


def _load_core() -> None:
    """Imports what the first page needs of the core, before Qt is imported.

    PySide reads the source of every module that is imported after it, and ``linecache`` keeps all those lines in memory.
    """
    for module in _CORE:
        import_module(module)


_CORE: Final = (
    "html",
    "platformdirs",
    "workbench.checklist.filters",
    "workbench.checklist.glossary",
    "workbench.checklist.progress",
    "workbench.checklist.prompts",
    "workbench.document.document",
    "workbench.document.pace",
    "workbench.document.session_times",
    "workbench.document.versions",
    "workbench.operations.activities",
    "workbench.operations.answers",
    "workbench.operations.assessment",
    "workbench.operations.sessions",
    "workbench.storage.engine",
    "workbench.system.late",
)


def _has_screen() -> bool:
    """Whether there is a screen to open a window on. Without one, Qt aborts with a message for developers."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in names)


def _is_file(argument: str) -> bool:
    """Whether a single argument names a file to open. An option does not, nor does a word that may be a mistyped command."""
    return not argument.startswith("-") and (argument.casefold().endswith(".integrity") or Path(argument).exists())


if __name__ == "__main__":
    sys.exit(main())
