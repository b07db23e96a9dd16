"""A box for the people responsible: any words; the names of the contributors are completed and offered in a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QMenu, QToolButton, QWidget

from ui.editors.boxes import LineBox
from ui.kit.plain_text import tip
from ui.link.language import tr
from ui.look import style
from ui.look.icons import icon
from workbench.language.folding import fold
from workbench.language.i18n import Message
from workbench.model.named import is_named, last_part, with_name, without_name

_OPENING = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_F4)
_TAKING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SIGN = 16
_AROUND = 3
"""The side of the sign at 100 %, and what is around it, in pixels."""


class _Completer(QCompleter):
    """Completes the name after the last comma, and keeps what is before it."""

    def __init__(self, names: Sequence[str], box: QLineEdit) -> None:
        super().__init__(box)
        self._box = box
        self.setModel(QStringListModel(list(names), self))
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)

    def splitPath(self, path: str) -> list[str]:  # noqa: N802  Qt's name
        """The name that is being written."""
        return [last_part(path)[1] or "\0"]  # in no name: an empty text would complete to every name

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:  # noqa: N802  Qt's name
        """The whole text with the name in it."""
        before, _ = last_part(self._box.text())
        return f"{before} {index.data()}" if before else str(index.data())


class PeopleBox(LineBox):
    """Names separated by commas. Down opens the list of the contributors; each choice adds or removes a name.

    ``names`` is called when the names are needed. Signal ``chosen``: a name was added or removed.
    """

    chosen = Signal()

    def __init__(self, names: Callable[[], Sequence[str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self.menu = QMenu(self)
        self._completes: list[str] = []
        self.setPlaceholderText(tr(Message("names from the page People, or any other")))
        self.opening = QToolButton(self)  # not an action of the box: Qt draws those in 16 pixels at every zoom
        self.opening.setProperty("role", "sign")
        self.opening.setIcon(icon("people"))
        self.opening.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.opening.setCursor(Qt.CursorShape.ArrowCursor)
        said = tr(Message("Choose from the page People (Down)"))
        self.opening.setToolTip(tip(said))
        self.opening.setAccessibleName(said)
        self.opening.clicked.connect(self.open_list)
        self.textEdited.connect(self._offer)
        style.follow(self._place_sign)

    def open_list(self) -> None:
        """Shows the list of names, in which those in the box are ticked."""
        if self.isReadOnly():
            return
        self.fill_list()
        corner = self.rect().bottomRight() if self.isRightToLeft() else self.rect().bottomLeft()
        point = self.mapToGlobal(corner) - (QPoint(self.menu.sizeHint().width(), 0) if self.isRightToLeft() else QPoint())
        self.menu.popup(point)

    def fill_list(self) -> None:
        """Fills the list with the present names."""
        self.menu.clear()
        names = list(dict.fromkeys(self._names()))
        for name in names:
            entry = self.menu.addAction(name.replace("&", "&&"))
            entry.setCheckable(True)
            entry.setChecked(is_named(name, self.text()))
            entry.triggered.connect(partial(self._choose, name))
        if not names:
            self.menu.addAction(tr(Message("No people have been entered yet. Add them on the page People."))).setEnabled(
                False
            )

    def _choose(self, name: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002  Qt passes it
        change = without_name if is_named(name, self.text()) else with_name
        self.setText(change(name, self.text()))
        self.setModified(True)
        self.setFocus()
        self.chosen.emit()

    def _offer(self, *_: object) -> None:
        names = list(dict.fromkeys(self._names()))
        if names != self._completes:
            self._completes = names
            completer = _Completer(names, self)
            self.setCompleter(completer)
            completer.activated.connect(lambda _text: self._completed())
            popup = completer.popup()
            if popup is not None:
                popup.installEventFilter(self)
            completer.setCompletionPrefix(last_part(self.text())[1])

    def _take_only_name(self) -> bool:
        """Writes the one name that is offered, when it begins as what is typed. Returns whether it did."""
        completer = self.completer()
        popup = completer.popup()
        if popup is None or popup.currentIndex().isValid() or completer.completionCount() != 1:
            return False
        if not fold(completer.currentIndex().data()).startswith(fold(last_part(self.text())[1])):
            return False
        self.setText(completer.currentCompletion())
        popup.hide()
        self._completed()
        return True

    def _completed(self) -> None:
        self.setModified(True)
        self.chosen.emit()

    def _place_sign(self) -> None:
        """Puts the sign at the end of the line, as large as the zoom makes it; the text stops before it."""
        side = style.grown(_SIGN)
        room = side + 2 * _AROUND
        mirrored = self.isRightToLeft()
        self.setTextMargins(room if mirrored else 0, 0, 0 if mirrored else room, 0)
        left = _AROUND if mirrored else self.width() - room
        self.opening.setGeometry(left, (self.height() - side) // 2 - _AROUND, room, side + 2 * _AROUND)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes the only name that is offered, so that one who types a first name names the person of the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _TAKING:
            return self._take_only_name()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the sign at the end of the line."""
        super().resizeEvent(event)
        self._place_sign()

    def changeEvent(self, event: QEvent) -> None:
        """Puts the sign at the other end when the direction changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange and hasattr(self, "opening"):
            self._place_sign()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down, Up and F4 open the list, unless a name is being offered."""
        completer = self.completer()
        popup = completer.popup() if completer is not None else None
        offered = popup is not None and popup.isVisible()
        if event.key() in _OPENING and not offered and not self.isReadOnly():
            self.open_list()
            return
        super().keyPressEvent(event)
