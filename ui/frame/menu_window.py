"""What the menus need from their window: nearly every entry of a menu is one method here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from ui.frame.damage_desk import DamageDesk
from ui.frame.handing_on import HandingOn
from ui.frame.storing import Storing
from ui.frame.workspace import Workspace
from ui.link.window import OpeningWindow, UndoWindow
from ui.look.style import Theme
from ui.pages.open_pages import PagesWindow
from ui.pages.sessions.session_watch import SessionWatch

if TYPE_CHECKING:
    from ui.projector.control import ProjectorControl


class MenuWindow(PagesWindow, OpeningWindow, UndoWindow, Protocol):
    """The main window, as its menus see it."""

    @property
    def storing(self) -> Storing:
        """What stores in the window: saves copies."""
        ...

    @property
    def handing_on(self) -> HandingOn:
        """What forgets for good, copies without history, and asks who works."""
        ...

    @property
    def projector(self) -> ProjectorControl | None:
        """What runs the projector view; None before it was first opened."""
        ...

    @property
    def damage(self) -> DamageDesk:
        """What stands above a damaged file, and checks any file."""
        ...

    def forget_here(self) -> None:
        """Asks what is to be forgotten for good, and suggests what is on the screen."""
        ...

    @property
    def sessions(self) -> SessionWatch:
        """What starts and ends sessions."""
        ...

    @property
    def workspace(self) -> Workspace | None:
        """The inside of the window; None without a file."""
        ...

    def show_below(self, part: QWidget) -> None:
        """Gives a part room below the page."""
        ...

    def open_file(self, path: Path) -> bool:
        """Opens a file instead of the open one. Returns whether it succeeded."""
        ...

    def show_start(self, *, new: bool = False) -> None:
        """Shows the start page (``new``: for a new assessment)."""
        ...

    def choose_language(self, code: str) -> None:
        """Notes the display language for the next start."""
        ...

    def choose_theme(self, theme: Theme) -> None:
        """Changes the set of colours, now and for the next start."""
        ...

    def magnify(self, steps: int) -> None:
        """Makes everything larger or smaller by ``steps``; 0 steps: 100 %."""
        ...

    def next_unanswered(self) -> None:
        """Shows the next unanswered question."""
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
        """Shows the versions of the program and its parts."""
        ...
