"""What the parts need from their window that check a file and recover a damaged one."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from ui.link.window import OpeningWindow, StageWindow


class DamageWindow(StageWindow, OpeningWindow, Protocol):
    """A window that opens the file that was recovered, and leads to what is damaged."""

    def open_file(self, path: Path) -> bool:
        """Opens a file instead of the open one. Returns whether it succeeded."""
        ...
