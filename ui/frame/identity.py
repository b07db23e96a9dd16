"""What the system shows of the program outside its window: its icon, and its entry in the task bar."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import Final

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

_ICON: Final = Path(__file__).parents[1] / "look" / "workbench.ico"
_NAME: Final = "IntegrityWorkbench.Window"
"""By this id Windows knows the program, whichever Python runs it (Microsoft calls it AppUserModelID)."""


def stand_alone() -> None:
    """On Windows, gives the program its own entry in the task bar, not Python's. Called before the first window is made."""
    if sys.platform == "win32":
        import ctypes

        with contextlib.suppress(AttributeError, OSError):
            ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(_NAME)


def give_icon(application: QApplication) -> None:
    """Sets the icon of all windows. When its file is missing, they keep the one of the system."""
    icon = QIcon(str(_ICON))
    if icon.availableSizes():
        application.setWindowIcon(icon)
