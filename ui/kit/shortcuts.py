"""The keys of the window and of the page that is shown, as Qt knows them.

They are made from the table :mod:`ui.link.keys`, found again for help, palette and tests, and run by a key event whatever
the layout of the keyboard is. A shortcut of a page says what it does in its ``whatsThis``; :func:`shortcut` makes one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from ui.kit.positions import as_meant, is_by_place, meant, sequence_of
from ui.link.keys import KeySpec, Where
from ui.link.language import current, tr
from workbench.language.i18n import Message
from workbench.system.frozen import frozen

if TYPE_CHECKING:
    from PySide6.QtGui import QWindow


@frozen
class Key:
    """Keys as the system writes them, and what they do."""

    keys: str
    what: str


def shortcut(act: KeySpec, where: Where, owner: QWidget, run: Callable[[], object]) -> QShortcut:
    """A key of a page: it works wherever the focus is in the window, while the page is shown."""
    made = QShortcut(owner)
    made.setKeys([QKeySequence(key) for key in act.keys])
    made.setWhatsThis(plain(tr(act.said[where])))
    made.activated.connect(lambda: run())  # noqa: PLW0108  Qt must not pass anything on
    return made


def with_key(what: Message, act: KeySpec) -> str:
    """What a button does, with its key in brackets, for a tool tip or an accessible name."""
    return tr(Message("{what} ({keys})", what=what, keys=keys_written(act)))


def keys_written(act: KeySpec) -> str:
    """The key of an act as the system writes it."""
    return _written(QKeySequence(act.keys[0]))


def numbers_of(act: KeySpec) -> tuple[int, ...]:
    """The keys of an act as numbers of ``Qt.Key``, for what is no shortcut. They have no modifiers."""
    sequences: list[Any] = [QKeySequence(key) for key in act.keys]  # what stands in one is missing in the types of PySide
    return tuple(sequence[0].key().value for sequence in sequences)


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
        Key(current().listed(_written(key) for key in action.shortcuts()), plain_text(action))
        for action in window.findChildren(QAction)
        if action.shortcuts() and action.text()
    ]


def plain_text(action: QAction) -> str:
    """The text of an action without the mark of its access key and without a final “…”."""
    return plain(action.text())


def plain(text: str) -> str:
    """The text of a menu without the mark of its access key, without a final “…”, and without a key that it names."""
    text = text.partition("\t")[0]
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")


def _written(key: QKeySequence) -> str:
    return str(key.toString(QKeySequence.SequenceFormat.NativeText))


# Keys by their place


def run_key(window: QWidget, event: QKeyEvent) -> bool:
    """Runs the entry of a menu or the shortcut of a window that a key event stands for. Returns whether there is one."""
    wanted = QKeySequence(sequence_of(event))
    for action in window.findChildren(QAction):
        if wanted in action.shortcuts() and action.isEnabled():
            action.trigger()
            return True
    for each in window.findChildren(QShortcut):
        if wanted in list(each.keys()) and _works(each, window):
            each.activated.emit()
            return True
    return False


def _works(each: QShortcut, window: QWidget) -> bool:
    owner = each.parent()
    if not (each.isEnabled() and isinstance(owner, QWidget) and owner.isVisible()):
        return False
    focus = window.focusWidget()
    if each.context() == Qt.ShortcutContext.WidgetShortcut:
        return owner is focus
    if each.context() == Qt.ShortcutContext.WidgetWithChildrenShortcut:
        return focus is not None and (owner is focus or owner.isAncestorOf(focus))
    return True


class KeysByPlace(QObject):
    """Stands before the keys of one window: what a key means by its place (:func:`ui.kit.positions.meant`) is done.

    It takes only keys whose own meaning is another; all others go Qt's own way. And Alt alone means nothing: Qt would give
    the keyboard to the menu bar when it is released, also after a click or a key that the system kept for itself, and what
    is typed next would be lost.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._handle: QWindow | None = None

    def watch(self) -> None:
        """Watches the window as the system knows it. Called when it is shown; a second call changes nothing."""
        handle = self._window.windowHandle()
        if handle is not None and handle is not self._handle:
            self._handle = handle
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        """Claims a key that means another, before Qt looks for its shortcut, and then does what is meant."""
        kind = event.type()
        if kind not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) or not isinstance(event, QKeyEvent):
            return False
        if kind is QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Alt:
            return True
        if not event.modifiers() or not is_by_place(event) or QApplication.activePopupWidget() is not None:
            return False
        event.accept()
        if kind is QEvent.Type.KeyPress and not run_key(self._window, event):
            self._pass_on(event, meant(event))
        return True

    def _pass_on(self, event: QKeyEvent, key: int) -> None:
        """Gives a widget the key that is meant: copy, paste and undo are its own."""
        focus = self._window.focusWidget()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if focus is not None and control and not chr(key).isdigit():
            QApplication.sendEvent(focus, as_meant(event))
