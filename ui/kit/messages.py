"""What the window tells the user: one place, one bar above the page, never in the way.

Pages and editors speak to :class:`Messages` (they find it as ``bridge.messages``); the main window shows each
:class:`Notice` in its :class:`MessageBar`. Text is always shown as plain text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from ui.kit.plain_text import tip
from ui.link.language import tr
from workbench.errors import WorkbenchError
from workbench.language.i18n import Message


class Weight(StrEnum):
    """How much a notice weighs. It is also said in words, never by colour alone."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell. ``action`` is the text of a button that calls ``run``; ``details`` can be copied, not read."""

    weight: Weight
    text: str
    action: str = ""
    run: Callable[[], object] | None = None
    details: str = ""
    passing: bool = False
    """Whether the notice goes away by itself at the next change."""
    other: str = ""
    """The text of a second button, that calls ``run_other``."""
    run_other: Callable[[], object] | None = None
    close: str = ""
    """What it means to close the notice without the action, where that is an answer of its own."""


class Messages(QObject):
    """Where everything that is to be told goes through.

    Signals: ``told`` carries a :class:`Notice`; ``withdrawn`` that what was told last no longer matters.
    """

    told = Signal(object)
    withdrawn = Signal()

    def info(
        self,
        message: Message,
        *,
        action: Message | None = None,
        run: Callable[[], object] | None = None,
        passing: bool = False,
    ) -> None:
        """Tells that something went well. ``action`` and ``run`` offer one thing to do about it, such as to undo it."""
        self.told.emit(Notice(Weight.INFO, tr(message), tr(action) if action else "", run, passing=passing))

    def warning(
        self,
        message: Message,
        *,
        action: Message | None = None,
        run: Callable[[], object] | None = None,
        close: Message | None = None,
    ) -> None:
        """Tells of something to look at, while work can go on. ``close`` is how the button reads that leaves it as it is."""
        told = Notice(Weight.WARNING, tr(message), tr(action) if action else "", run, close=tr(close) if close else "")
        self.told.emit(told)

    def error(
        self,
        error: WorkbenchError | Message,
        *,
        action: Message | None = None,
        run: Callable[[], object] | None = None,
        other: Message | None = None,
        run_other: Callable[[], object] | None = None,
    ) -> None:
        """Tells what went wrong, what is safe and what to do: all the sentences of a WorkbenchError.

        Two things to do about it may be offered.
        """
        text = (
            tr(error)
            if isinstance(error, Message)
            else " ".join(tr(part) for part in (error.what, error.safe, error.advice) if part is not None)
        )
        second = tr(other) if other else ""
        self.told.emit(Notice(Weight.ERROR, text, tr(action) if action else "", run, other=second, run_other=run_other))

    def bug(self, details: str) -> None:
        """Tells that the program itself made a mistake; ``details`` can be copied and hold no answer."""
        text = tr(
            Message(
                "The program made a mistake and could not finish that step. What was saved is safe. You can "
                "continue; if it happens again, send the details to the person who supports this program."
            )
        )
        self.told.emit(Notice(Weight.ERROR, text, details=details))


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
        button = QPushButton(self)
        button.setObjectName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(slot)
        return button

    @property
    def text(self) -> str:
        """What the bar says; empty while it is hidden."""
        return self.notice.text if self.notice else ""

    def tell(self, notice: Notice) -> None:
        """Shows a notice in the place of the one before; the same told again takes away no offered action."""
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
        """An editor that loses the focus tries, and fails, again: also when the focus goes to the offered action."""
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
        self.closed.emit()

    def clear_passing(self) -> None:
        """Closes the bar if its notice no longer matters after a change."""
        if self.notice is not None and self.notice.passing:
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
