"""The menu Format: lists and bold words in the text where the cursor is, or was last."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ui.editors.boxes import LineBox, PlainBox
from ui.editors.prose_box import ProseBox
from ui.kit.focus import follow_focus
from ui.link.keys import Act, KeySpec
from ui.link.language import tr
from workbench.language.i18n import Message

if TYPE_CHECKING:
    from ui.frame.menu_window import MenuWindow

PLAIN_ONLY: Final = Message(
    "This field has plain words only. Bold words and bullets are for longer texts, for example answers."
)
BOLD_STARTS: Final = Message("What you type now is bold. Ctrl+B ends it.")
BOLD_ENDS: Final = Message("What you type now is not bold.")


class Writing(QObject):
    """Passes what the menu asks for to the box with the cursor."""

    def __init__(self, window: MenuWindow, add: Callable[[KeySpec, Callable[[], object]], QAction]) -> None:
        super().__init__(window.widget)
        self._window = window
        self._box: ProseBox | None = None
        self._plain: PlainBox | LineBox | None = None
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
            self._plain = now if isinstance(now, PlainBox | LineBox) and not isinstance(now, ProseBox) else None

    def _run(self, act: Callable[[ProseBox], None]) -> None:
        box = self._box
        if box is not None and shiboken6.isValid(box) and box.isVisible() and not box.isReadOnly():
            self._act(act, box)
        elif self._plain is None or not shiboken6.isValid(self._plain) or not self._plain.isVisible():
            self._window.messages.info(Message("Place the cursor in a text first."), passing=True)
        elif act is ProseBox.paste_unstructured:
            self._plain.paste()
        else:
            self._window.storing.tell(tr(PLAIN_ONLY))

    def _act(self, act: Callable[[ProseBox], None], box: ProseBox) -> None:
        """Acts, and says so where nothing is seen of it yet."""
        was_on = act is ProseBox.bold and box.typing_bold().is_on
        act(box)
        if act is ProseBox.bold and (was_on or box.typing_bold().is_on):
            self._window.storing.tell(tr(BOLD_ENDS if was_on else BOLD_STARTS))
