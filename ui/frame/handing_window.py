"""What forgetting and handing on need from their window."""

from __future__ import annotations

from typing import Protocol

from ui.frame.storing import Storing
from ui.link.window import OpeningWindow


class HandingWindow(OpeningWindow, Protocol):
    """A window that remembers recent files, and can note anew what it remembers."""

    @property
    def storing(self) -> Storing:
        """What stores in the window, and makes automatic copies."""
        ...

    def keep_place(self) -> None:
        """Saves for the next start where the user and the window are."""
        ...
