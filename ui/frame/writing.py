"""The menu Format: lists and bold words in the text where the cursor is, or was last."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ui.editors.prose_box import ProseBox
from ui.kit.focus import follow_focus
from ui.link.keys import Act, KeySpec
from workbench.language.i18n import Message

if TYPE_CHECKING:
    from ui.frame.menu_window import MenuWindow


class Writing(QObject):
    """Passes what the menu asks for to the box with the cursor."""

    def __init__(self, window: MenuWindow, add: Callable[[KeySpec, Callable[[], object]], QAction]) -> None:
        super().__init__(window.widget)
        self._window = window
        self._box: ProseBox | None = None
        for act, run in (
            (Act.BOLD, ProseBox.bold),
            (Act.BULLETS, ProseBox.bullets),
            (Act.NUMBERS, ProseBox.numbers),
            (Act.DEEPER, ProseBox.deeper),
            (Act.HIGHER, ProseBox.higher),
            (Act.PASTE_WORDS, ProseBox.paste_unstructured),
        ):
            add(act, partial(self._run, run))
        follow_focus(self._on_focus)

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        """Remembers the box. A menu takes the focus for a moment; another field takes it for good."""
        del before
        if now is not None and now.window() is self._window.widget and now is not self._window.widget.menuBar():
            self._box = now if isinstance(now, ProseBox) else None

    def _run(self, act: Callable[[ProseBox], None]) -> None:
        box = self._box
        if box is None or not shiboken6.isValid(box) or not box.isVisible() or box.isReadOnly():
            self._window.messages.info(Message("Place the cursor in a text first."), passing=True)
            return
        act(box)
