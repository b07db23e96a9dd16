"""A drop-down list of fixed choices, written as soon as one is chosen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from ui.editors.field_link import Binding, FieldLink
from ui.kit.direction import in_row
from ui.kit.whole_popup import show_whole_list
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.look.style import grown
from workbench.language.i18n import Message
from workbench.model.labels import NOT_KNOWN, label
from workbench.model.vocabulary import Choice

_MOST_CHARACTERS: Final = 28
_ARROW: Final = 24
_EDGES: Final = 10
_TABS: Final = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class ChoiceBox(QComboBox):
    """A combo box that the mouse wheel does not change, and that may be narrower than its widest choice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Wide enough for the widest choice, within reason."""
        hint, metrics = super().sizeHint(), self.fontMetrics()
        widest = max((metrics.horizontalAdvance(self.itemText(index)) for index in range(self.count())), default=0)
        most = metrics.averageCharWidth() * _MOST_CHARACTERS
        return QSize(max(hint.width(), min(widest, most) + grown(_ARROW) + _EDGES), hint.height())

    def showPopup(self) -> None:
        """Opens the list with all its entries."""
        self.setMaxVisibleItems(max(1, self.count()))
        super().showPopup()
        show_whole_list(self)
        self.view().removeEventFilter(self)
        self.view().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab in the open list takes the entry and goes on, as in the closed box; Qt would do nothing."""
        tab = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _TABS
        if not tab or watched is not self.view():
            return super().eventFilter(watched, event)
        row = self.view().currentIndex().row()
        self.hidePopup()
        if row >= 0 and row != self.currentIndex():
            self.setCurrentIndex(row)
            self.activated.emit(row)
        QCoreApplication.sendEvent(self, event)
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolls the page, never the choice: a value changed by accident is not noticed."""
        event.ignore()


def choices_of(kind: type[Choice]) -> list[tuple[object, str]]:
    """The values of a kind of choice with their labels, in order."""
    return [(choice, tr(label(choice))) for choice in kind]


class ChoiceEditor(ChoiceBox):
    """Edits a choice. ``none`` is the text for "nothing chosen" (None); without it something is always chosen.

    A choice that this version does not know, in a file of a newer one, is shown as such and cannot be chosen.

    ``choices`` is a kind of choice, or pairs of value and text (people, groups) that :meth:`set_choices` can renew.
    """

    def __init__(
        self,
        bridge: DocumentBridge,
        choices: type[Choice] | Iterable[tuple[object, str]] = (),
        *,
        none: Message | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._none = none
        self._values: list[object] = []
        self.link = FieldLink(self, bridge, read=self.value, show=self._show, at_once=True)
        self.set_choices(choices_of(choices) if isinstance(choices, type) else choices)
        self.setEnabled(not bridge.read_only)
        self.activated.connect(self._chosen)

    def set_choices(self, choices: Iterable[tuple[object, str]]) -> None:
        """Renews what can be chosen; what is shown stays if it is still there."""
        now = self.value()
        self.clear()
        pairs = [*([(None, tr(self._none))] if self._none is not None else []), *choices]
        self._values = [value for value, _ in pairs]
        self.addItems([in_row(text) for _, text in pairs])
        self._show(now)

    def bind(self, binding: Binding | None, value: object = None) -> bool:
        """Shows another field (None: nothing, disabled); see :meth:`FieldLink.bind`."""
        return self.link.bind(binding, value)

    def flush(self) -> bool:
        """Writes now what could not be written before. Returns whether nothing is left to write."""
        return self.link.flush()

    def value(self) -> object:
        """The chosen value; None when nothing is chosen."""
        index = self.currentIndex()
        return self._values[index] if 0 <= index < len(self._values) else None

    def _show(self, value: object) -> None:
        said = tr(NOT_KNOWN) if isinstance(value, Choice) and not value.is_known else ""
        if said != self.placeholderText():
            self.setPlaceholderText(said)
            self.setAccessibleDescription(said)
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def _chosen(self) -> None:
        self.link.edited()
