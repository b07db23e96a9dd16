"""What the menus ask of their window: nearly every line of them is one method here."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from ui.frame.storing import Storing
from ui.link.window import OpeningWindow, StageWindow, UndoWindow
from ui.look.style import Theme
from ui.pages.sessions.session_watch import SessionWatch


class MenuWindow(StageWindow, OpeningWindow, UndoWindow, Protocol):
    """The main window, as its menus see it."""

    @property
    def storing(self) -> Storing:
        """What stores in the window: saves copies."""
        ...

    @property
    def sessions(self) -> SessionWatch:
        """What begins and ends sessions."""
        ...

    def open_file(self, path: Path) -> bool:
        """Opens a file in the place of the one that is open; says whether that was possible."""
        ...

    def show_start(self, *, new: bool = False) -> None:
        """Shows the start page (``new``: to begin anew)."""
        ...

    def choose_language(self, code: str) -> None:
        """Notes the language of the window for the next start."""
        ...

    def choose_theme(self, theme: Theme) -> None:
        """Takes a set of colours at once, and for the next start."""
        ...

    def magnify(self, steps: int) -> None:
        """Makes everything so many steps larger or smaller; 0 steps: 100 %."""
        ...

    def next_unanswered(self) -> None:
        """Shows the next question without an answer."""
        ...

    def toggle_projector(self) -> None:
        """Opens the projector view, or closes it."""
        ...

    def open_palette(self, query: str = "") -> None:
        """Opens the box that finds everything, with a query in it; ``?`` lists the keys."""
        ...

    def toggle_help(self) -> None:
        """Opens the help for the stage that is shown, or closes it."""
        ...

    def open_guide(self) -> None:
        """Opens the user guide."""
        ...

    def show_about(self) -> None:
        """Tells the versions of the program and of what it stands on."""
        ...
