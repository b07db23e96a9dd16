"""A small button inside a box for one line, for the mouse. What it does has a key of its own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QToolButton

from ui.kit.plain_text import tip
from ui.link.language import tr
from ui.look.icons import icon
from workbench.language.i18n import Message


def button_in(box: QLineEdit, sign: str, text: Message, run: Callable[[], object]) -> QAction:
    """Puts a sign at the end of the box that calls ``run``, a method of the box; ``text`` is its tool tip and its name."""
    action = QAction(icon(sign), "", box)
    action.setToolTip(tip(tr(text)))
    action.triggered.connect(run)
    known = set(box.findChildren(QToolButton))
    box.addAction(action, QLineEdit.ActionPosition.TrailingPosition)
    for button in set(box.findChildren(QToolButton)) - known:
        button.setAccessibleName(tr(text))
    return action
