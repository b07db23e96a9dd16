"""What the window tells the user: one place for all of it.

Pages and editors speak to :class:`Messages` (they find it as ``bridge.messages``); the main window shows each
:class:`Notice` in its message bar (:mod:`ui.kit.message_bar`). Text is always shown as plain text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, Signal

from ui.link.language import tr
from workbench.errors import (
    AttachmentUnusable,
    InvalidValue,
    NotFound,
    StillInUse,
    TextNotStorable,
    WordingInvalid,
    WorkbenchError,
)
from workbench.language.i18n import Message
from workbench.system.frozen import frozen

ABOUT_AN_ACT: Final = (InvalidValue, TextNotStorable, NotFound, StillInUse, AttachmentUnusable, WordingInvalid)
"""Errors that no longer matter when the next act succeeds: something was not taken, and all is as it was.

The others tell of a file, a disk, or a paper that was not made: they stay until they are closed, as somebody may rely on it.
"""


class Weight(StrEnum):
    """How much a notice weighs. It is also said in words, never by colour alone."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@frozen
class Notice:
    """One thing to tell. ``action`` is the text of a button that calls ``run``; ``details`` are copied, not shown."""

    weight: Weight
    text: str
    action: str = ""
    run: Callable[[], object] | None = None
    details: str = ""
    passing: bool = False
    """Whether the notice goes away by itself at the next change; an error also when another page is shown."""
    refusal: bool = False
    """Whether it tells that a value was refused; it goes when nothing refused is left."""
    other: str = ""
    """The text of a second button, which calls ``run_other``."""
    run_other: Callable[[], object] | None = None
    close: str = ""
    """The text of the button that closes the notice, where closing it is an answer of its own."""


class Messages(QObject):
    """Everything that is told to the user passes through here.

    Signals: ``told`` carries a :class:`Notice`; ``withdrawn`` says that what was told last no longer matters; ``mended``
    that no value is refused any more; ``left`` that another page is shown.
    """

    told = Signal(object)
    withdrawn = Signal()
    mended = Signal()
    left = Signal()

    _at_place: Callable[[str], object] | None = None

    @contextmanager
    def refusals_to(self, place: Callable[[str], object]) -> Iterator[None]:
        """Within this context refused values are told only where they are typed: ``place`` is called with the sentences."""
        before, self._at_place = self._at_place, place
        try:
            yield
        finally:
            self._at_place = before

    def info(
        self,
        message: Message,
        *,
        action: Message | None = None,
        run: Callable[[], object] | None = None,
        other: Message | None = None,
        run_other: Callable[[], object] | None = None,
        passing: bool = False,
    ) -> None:
        """Tells that something went well. Up to two buttons offer something to do about it, for example to undo it."""
        done, second = tr(action) if action else "", tr(other) if other else ""
        notice = Notice(Weight.INFO, tr(message), done, run, passing=passing, other=second, run_other=run_other)
        self.told.emit(notice)

    def warning(
        self,
        message: Message,
        *,
        action: Message | None = None,
        run: Callable[[], object] | None = None,
        close: Message | None = None,
        passing: bool = False,
    ) -> None:
        """Tells of something to look at while work can continue. ``close`` is the text of the button that does nothing."""
        done, kept = tr(action) if action else "", tr(close) if close else ""
        self.told.emit(Notice(Weight.WARNING, tr(message), done, run, close=kept, passing=passing))

    def error(
        self,
        error: WorkbenchError | Message,
        *,
        action: Message | None = None,
        run: Callable[[], object] | None = None,
        other: Message | None = None,
        run_other: Callable[[], object] | None = None,
        refusal: bool = False,
    ) -> None:
        """Tells what went wrong, what is safe and what to do: all the sentences of a WorkbenchError.

        Up to two buttons offer something to do about it. A ``refusal`` goes when the value is put right, and what is told
        only about an act (:data:`ABOUT_AN_ACT`) at the next change.
        """
        text = (
            tr(error)
            if isinstance(error, Message)
            else " ".join(tr(part) for part in (error.what, error.safe, error.advice) if part is not None)
        )
        if refusal and self._at_place is not None:
            self._at_place(text)
            return
        second = tr(other) if other else ""
        done = tr(action) if action else ""
        passing = isinstance(error, ABOUT_AN_ACT) and not (refusal or done or second)
        notice = Notice(Weight.ERROR, text, done, run, passing=passing, refusal=refusal, other=second, run_other=run_other)
        self.told.emit(notice)

    def bug(self, details: str) -> None:
        """Tells that the program itself made a mistake; ``details`` can be copied and hold no answer."""
        text = tr(
            Message(
                "The program made a mistake and could not finish that step. What was saved is safe. You can "
                "continue; if it happens again, send the details to the person who supports this program."
            )
        )
        self.told.emit(Notice(Weight.ERROR, text, details=details))
