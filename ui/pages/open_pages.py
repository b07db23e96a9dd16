"""The pages of the open file, as the parts around them see them."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import SignalInstance

from ui.link.stages import Stage
from ui.link.window import StageWindow
from ui.pages.page import Page


class OpenPages(Protocol):
    """The pages of one file; each is made when it is first visited."""

    @property
    def page_changed(self) -> SignalInstance:
        """Sent when another page is shown."""
        ...

    @property
    def current_page(self) -> Page | None:
        """The page that is shown."""
        ...

    def made_page(self, stage: Stage) -> Page | None:
        """The page of a stage, if it was visited."""
        ...


class PagesWindow(StageWindow, Protocol):
    """A window that shows the pages of its file."""

    @property
    def workspace(self) -> OpenPages | None:
        """The pages of the open file; None when no file is open."""
        ...
