"""The entry point: the window, or the command line without Qt where a subcommand is asked for."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from workbench.reports import launch
from workbench.system.private_memory import leave_no_core_dump

_QUIT = "--quit-when-ready"
_SELF_TEST = "--self-test"
_MIRRORED = "--mirrored"
"""For translators and testers: the window as it is in a language that is read from right to left."""


def program() -> NoReturn:
    """The command: :func:`main`, and the end of the process.

    A closed window has stored and closed everything, so its process ends without taking Python apart object by object:
    that takes longer than storing did, and a thread that still waits for a disk would run in what is left of it.
    """
    try:
        status = main()
    except Exception as error:  # noqa: BLE001  Python's own words about it may contain an answer
        from workbench.cli import made_a_mistake

        status = made_a_mistake(error)
    if "ui.app" not in sys.modules:
        sys.exit(status)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # Windows has none without a console
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
    os._exit(status)


def main(arguments: Sequence[str] | None = None) -> int:
    """Opens the window when given nothing or one file; hands anything else to the command line. Returns the exit status."""
    leave_no_core_dump()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if launch.is_worker(given):
        return launch.work()
    rest = [argument for argument in given if argument not in (_QUIT, _MIRRORED)]
    if rest == [_SELF_TEST]:
        return _try_itself()
    if len(rest) > 1 or (rest and not _is_file(rest[0])):
        from workbench.cli import main as command_line

        return command_line(given)
    if not _has_screen():
        from workbench.cli import no_screen

        return no_screen()
    gc.disable()  # nothing made at start is garbage; ui.app turns the collector on again
    from ui.link import qt

    qt.load()
    from ui.app import run

    return run(Path(rest[0]) if rest else None, quit_when_ready=_QUIT in given, mirrored=_MIRRORED in given)


def _try_itself() -> int:
    """Does the main job once in a temporary folder, and says a line about each step. Works without a screen."""
    from workbench.cli import self_test

    if not _has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from ui.self_test import STEPS

    return self_test(STEPS)


def _has_screen() -> bool:
    """Whether there is a screen to open a window on. Without one, Qt aborts with a message for developers."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in names)


def _is_file(argument: str) -> bool:
    """Whether a single argument names a file to open. An option does not, nor does a word that may be a mistyped command."""
    return not argument.startswith("-") and (argument.casefold().endswith(".integrity") or Path(argument).exists())


if __name__ == "__main__":
    program()
