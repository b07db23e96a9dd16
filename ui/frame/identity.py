"""What systems show of the program beside its window: its icon, and under which entry of the task bar it belongs."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import Final

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

_ICON: Final = Path(__file__).parents[1] / "look" / "workbench.ico"
_NAME: Final = "IntegrityWorkbench.Window"
"""By this Windows knows the program, whichever Python runs it (an AppUserModelID, as Microsoft calls it)."""


def stand_alone() -> None:
    """On Windows: an entry of its own in the task bar, not that of Python. Before the first window is made."""
    if sys.platform == "win32":
        import ctypes

        with contextlib.suppress(AttributeError, OSError):
            ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(_NAME)


def give_icon(application: QApplication) -> None:
    """The icon of all windows; without it, should its file be missing, they have that of the system."""
    icon = QIcon(str(_ICON))
    if icon.availableSizes():
        application.setWindowIcon(icon)
