"""Every key of the window and of the page that is shown, with what it does: one list for help, palette and tests.

A shortcut of a page says what it does in its ``whatsThis``; :func:`shortcut` makes one.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.link.language import tr
from workbench.language.i18n import Message
from workbench.system.frozen import frozen


@frozen
class Key:
    """Keys as the system writes them, and what they do."""

    keys: str
    what: str


def shortcut(keys: str, what: Message, owner: QWidget, run: Callable[[], object]) -> QShortcut:
    """A key of a page: it works wherever the focus is in the window, while the page is shown."""
    made = QShortcut(QKeySequence(keys), owner)
    made.setWhatsThis(tr(what))
    made.activated.connect(lambda: run())  # noqa: PLW0108  Qt must not pass anything on
    return made


def commands_of(widget: QWidget | None) -> list[tuple[Key, Callable[[], object]]]:
    """The keys of a page that say what they do, each with the function that does it. Keys of menus are not among them."""
    found = widget.findChildren(QShortcut) if widget is not None else []
    return [(Key(_written(each.key()), each.whatsThis()), each.activated.emit) for each in found if each.whatsThis()]


def keys_of(widget: QWidget | None) -> list[Key]:
    """The keys of a page that say what they do."""
    return [key for key, _ in commands_of(widget)]


def keys_of_actions(window: QWidget) -> list[Key]:
    """The keys of the menus."""
    return [
        Key(", ".join(_written(key) for key in action.shortcuts()), plain_text(action))
        for action in window.findChildren(QAction)
        if action.shortcuts() and action.text()
    ]


def plain_text(action: QAction) -> str:
    """The text of an action without the mark of its access key and without a final “…”."""
    return action.text().replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")


def _written(key: QKeySequence) -> str:
    return str(key.toString(QKeySequence.SequenceFormat.NativeText))
