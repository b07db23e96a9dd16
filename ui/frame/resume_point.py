"""Where the user stopped in a file, and how far it is: noted when the file is left, used when it is opened again.

Also the size and place of the window.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray

from ui.link.recent_files import RecentFile, RecentFiles
from ui.link.stages import Stage
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

    from ui.frame.workspace import Workspace


def leave(memory: RecentFiles, workspace: Workspace) -> None:
    """Notes where the user is in the open file. It reads names and counts, never an answer."""
    bridge, stage = workspace.bridge, workspace.current_stage
    question, cursor = workspace.resume_point(Stage.ASSESSMENT)
    with contextlib.suppress(WorkbenchError):
        assessment = bridge.document.read.assessment()
        answered, questions = bridge.cached_content.count(bridge.cached_content.checklist.questions)
        memory.note(
            RecentFile(
                path=bridge.document.path.absolute(),
                administration=assessment.administration,
                station=assessment.station,
                answered=answered,
                questions=questions,
                stage=stage.value if stage is not None else "",
                question=question,
                cursor=cursor,
            )
        )


def come_back(known: RecentFile, workspace: Workspace) -> Stage:
    """The stage where the user stopped, or the one to start with. Also notes the question at which Assessment resumes."""
    workspace.resume[Stage.ASSESSMENT] = (known.question, known.cursor)
    return next((stage for stage in Stage if stage.value == known.stage), None) or workspace.first_stage()


def restore_size(window: QMainWindow, memory: RecentFiles) -> None:
    """Puts the window where it was when the program ended; at first it is as large as is comfortable."""
    known = QByteArray.fromHex(QByteArray(memory.geometry.encode("ascii", "ignore")))
    if known.isEmpty() or not window.restoreGeometry(known):
        room = window.screen().availableGeometry()
        window.resize(min(1180, room.width()), min(800, room.height() - 40))


def keep_size(window: QMainWindow, memory: RecentFiles) -> None:
    """Saves what the window remembers, with its size and place, for the next start."""
    memory.geometry = window.saveGeometry().toHex().toStdString()
    memory.save()
