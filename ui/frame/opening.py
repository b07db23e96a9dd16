"""What opening a file asks about the one that is open."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import DocumentInUse, WorkbenchError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.frame.in_use import InUseWindow
    from ui.link.bridge import DocumentBridge
    from ui.link.recent_files import RecentFiles


def is_open_here(bridge: DocumentBridge | None, path: Path) -> bool:
    """Whether this is the file that the window has open: nobody could open it a second time."""
    if bridge is None:
        return False
    with contextlib.suppress(OSError, ValueError):
        return path.samefile(bridge.document.path)
    return path.absolute() == bridge.document.path.absolute()


def folder_to_open_from(bridge: DocumentBridge | None, memory: RecentFiles) -> Path | None:
    """The folder in which somebody looks for a file first: that of the open one, or of the one opened last."""
    from ui.link.suggested_folders import newest_folder

    return bridge.document.path.parent if bridge is not None else newest_folder(memory)


def tell_refusal(
    window: InUseWindow, path: Path, error: WorkbenchError, tell: Callable[[Path, WorkbenchError], None]
) -> None:
    """Has it told why a file was not opened. If another window or program has it open, it asks how to go on."""
    if isinstance(error, DocumentInUse):
        from ui.frame.in_use import ask_about

        ask_about(window, path, error)
    else:
        tell(path, error)
