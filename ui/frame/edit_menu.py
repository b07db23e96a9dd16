"""The entries of the menu Edit that act on what has the focus, whatever that is.

Their keys belong to the parts with the focus, which take them first; the menu only names them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from ui.kit.edit_acts import EditAct, do, nearest_part, possible_acts
from ui.kit.focus import follow_focus
from ui.link.language import tr
from workbench.language.i18n import Message

if TYPE_CHECKING:
    from ui.link.window import FileWindow

ENTRIES: Final = (
    (EditAct.CUT, Message("Cu&t"), QKeySequence.StandardKey.Cut),
    (EditAct.COPY, Message("&Copy"), QKeySequence.StandardKey.Copy),
    (EditAct.PASTE, Message("&Paste"), QKeySequence.StandardKey.Paste),
    (EditAct.SELECT_ALL, Message("Select &all"), QKeySequence.StandardKey.SelectAll),
)


class EditMenu(QObject):
    """Adds the entries to a menu, and keeps them as possible as they are where the focus is."""

    def __init__(self, window: FileWindow, menu: QMenu) -> None:
        super().__init__(menu)
        self._window = window
        self._focus: QWidget | None = None
        self.actions: dict[EditAct, QAction] = {}
        for act, text, key in ENTRIES:
            written = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
            entry = QAction(f"{tr(text)}\t{written}", window.widget)
            entry.triggered.connect(lambda _=False, act=act: do(act, self.target))
            menu.addAction(entry)
            self.actions[act] = entry
        menu.aboutToShow.connect(self.update_state)
        follow_focus(self._on_focus)
        self._on_focus(None, window.widget.focusWidget())

    @property
    def target(self) -> QWidget | None:
        """The part with the focus, or that had it before the menu took it; or what is around it and can do more."""
        return nearest_part(self._focus) if self._focus is not None and shiboken6.isValid(self._focus) else None

    def update_state(self) -> None:
        """Enables what is possible now."""
        possible = possible_acts(self.target)
        for act, entry in self.actions.items():
            entry.setEnabled(act in possible)

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        inside = now is not None and now.window() is self._window.widget
        if now is not None and inside and not isinstance(now, QMenu | QMenuBar):
            self._focus = now
