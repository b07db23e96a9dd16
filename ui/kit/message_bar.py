"""The bar above the page that shows the newest notice and blocks nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from ui.kit.act_button import act_button
from ui.kit.plain_text import tip
from ui.link.language import tr
from ui.link.messages import Messages, Notice, Weight
from workbench.language.i18n import Message


class MessageBar(QFrame):
    """Shows the newest notice above the page until it is closed (Esc inside it, or its button)."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice: Notice | None = None
        self.setObjectName("message-bar")
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._action = self._button("message-action", self._act)
        self._action.setAccessibleName(tr(Message("Suggested action")))
        self._other = self._button("message-other", self._act_otherwise)
        self._other.setAccessibleName(tr(Message("Another suggested action")))
        self._copy = self._button("message-copy", self._copy_details)
        self._copy.setText(tr(Message("Copy the details")))
        self._close = self._button("message-close", self.clear)
        self._close.setText(tr(Message("Close")))
        self._close.setToolTip(tip(tr(Message("Close this message (Esc)"))))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.addWidget(self._text, 1)
        for button in (self._action, self._other, self._copy, self._close):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.clear)
        self.hide()

    def _button(self, name: str, slot: Callable[[], object]) -> QPushButton:
        button = act_button(self, "", slot)
        button.setObjectName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def follow(self, messages: Messages) -> None:
        """Shows what is told there, for as long as it matters."""
        messages.told.connect(self.tell)
        messages.withdrawn.connect(self.clear_passing)
        messages.mended.connect(self.clear_mended)
        messages.left.connect(self.clear_left)

    @property
    def text(self) -> str:
        """What the bar says; empty while it is hidden."""
        return self.notice.text if self.notice else ""

    def tell(self, notice: Notice) -> None:
        """Shows a notice instead of the one before. The same notice told again does not take an offered action away."""
        if self._says_the_same(notice):
            return
        self.notice = notice
        self._text.setText(notice.text)
        self._text.setAccessibleName(notice.text)
        self._action.setText(notice.action)
        self._action.setAccessibleName(notice.action)
        self._action.setVisible(bool(notice.action))
        self._other.setText(notice.other)
        self._other.setAccessibleName(notice.other)
        self._other.setVisible(bool(notice.other))
        self._copy.setVisible(bool(notice.details))
        self._close.setText(notice.close or tr(Message("Close")))
        self.setProperty("weight", notice.weight.value)
        self.style().polish(self)
        self.show()

    def _says_the_same(self, notice: Notice) -> bool:
        """Whether the bar says this already.

        An editor that loses the focus tries again, and fails again, even when the focus goes to the offered action.
        """
        now = self.notice
        if now is None or not now.action or not now.text.startswith(notice.text):
            return False
        return not notice.action or (now.weight is notice.weight is Weight.ERROR)

    def clear(self) -> None:
        """Closes the bar."""
        if self.notice is None:
            return
        self.notice = None
        self.hide()
        self._text.clear()  # names do not stay where nobody sees them
        self._text.setAccessibleName("")
        self.closed.emit()

    def clear_passing(self) -> None:
        """Closes the bar if its notice no longer matters after a change."""
        if self.notice is not None and self.notice.passing:
            self.clear()

    def clear_left(self) -> None:
        """Closes the bar if it tells of an act that did not succeed on a page that is left now."""
        if self.notice is not None and self.notice.weight is Weight.ERROR:
            self.clear_passing()

    def clear_mended(self) -> None:
        """Closes the bar if it tells of a value that was refused, which is put right now."""
        if self.notice is not None and self.notice.refusal:
            self.clear()

    def _act(self) -> None:
        notice = self.notice
        self.clear()
        if notice is not None and notice.run is not None:
            notice.run()

    def _act_otherwise(self) -> None:
        notice = self.notice
        self.clear()
        if notice is not None and notice.run_other is not None:
            notice.run_other()

    def _copy_details(self) -> None:
        if self.notice is not None:
            QGuiApplication.clipboard().setText(self.notice.details)
