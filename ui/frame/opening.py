"""What opening a file asks about the one that is open, and what puts one back that is worked on in a working copy."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.document.document import Document
from workbench.errors import DocumentInUse, WorkbenchError
from workbench.system import drives
from workbench.system.drives import Drive

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.frame.carrying import Carrying
    from ui.frame.copies import AutomaticCopies
    from ui.frame.in_use import InUseWindow
    from ui.frame.storing_window import StoringWindow
    from ui.link.bridge import DocumentBridge
    from ui.link.recent_files import RecentFile, RecentFiles


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


def remembered(memory: RecentFiles, document: Document) -> RecentFile:
    """Notes an opened file in the list of recent files, unless it is to leave no trace; returns what was known of it."""
    from workbench.carrying.opening import copy_of

    if not memory.leave_no_trace or (copy_of(document) is None and drives.drive_of(document.path) is Drive.LOCAL):
        return memory.add(document.path)
    return memory.forget(document.path)


def carrying_of(
    window: StoringWindow, bridge: DocumentBridge | None, copies: AutomaticCopies, follow_line: Callable[[], None]
) -> Carrying | None:
    """What puts the open file back onto its stick or share; None for a file that is worked on where it lies."""
    if bridge is None or type(bridge.document) is Document:
        return None
    from ui.frame.carrying import Carrying
    from workbench.carrying.carried import CarriedDocument

    document = bridge.document
    if not isinstance(document, CarriedDocument):
        return None
    return Carrying(window, bridge, document, copies, follow_line)


def forget_in_working_copies(bridge: DocumentBridge) -> bool:
    """Removes other working copies of the open assessment: they have what is forgotten in it. False if one must stay."""
    from workbench.carrying.opening import copy_of
    from workbench.carrying.removing import forget_copies
    from workbench.carrying.working_copy import default_root

    return not forget_copies(default_root(), bridge.document.read.assessment(), but=copy_of(bridge.document))


def tell_refusal(
    window: InUseWindow, path: Path, error: WorkbenchError, tell: Callable[[Path, WorkbenchError], None]
) -> None:
    """Has it told why a file was not opened. If another window or program has it open, it asks how to go on."""
    if isinstance(error, DocumentInUse):
        from ui.frame.in_use import ask_about

        ask_about(window, path, error)
    else:
        tell(path, error)
