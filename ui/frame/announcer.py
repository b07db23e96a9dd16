"""What a screen reader is told beside what it reads by itself: one place for all of it.

A screen reader reads what gets the focus. It does not notice that another question stands above the same box, that a key has
set a status, or that a message has come. Each of these is announced here, in a sentence, and only while something listens.
Source: QAccessibleAnnouncementEvent of Qt; on Linux it is the signal ``object:announcement`` of AT-SPI.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QTreeView

from ui.link.language import tr
from ui.link.messages import Notice, Weight
from ui.link.stages import Stage
from ui.link.window import FileWindow
from workbench.language.i18n import Message
from workbench.model.changes import ChangeKind, Changes, RowChange
from workbench.model.labels import label
from workbench.model.rows import Activity, Answer, Markable, QuestionId, Rating
from workbench.model.vocabulary import Level

if TYPE_CHECKING:
    from ui.frame.storing import Storing
    from ui.frame.workspace import Workspace
    from ui.link.cached_content import CachedContent

_URGENT = (Weight.WARNING, Weight.ERROR)


class SpokenWindow(FileWindow, Protocol):
    """The window whose events are announced."""

    @property
    def workspace(self) -> Workspace | None:
        """The inside of the window; None without a file."""
        ...

    @property
    def storing(self) -> Storing:
        """Says when something typed is not saved."""
        ...


class Announcer(QObject):
    """Follows one main window and its open file."""

    def __init__(self, window: SpokenWindow) -> None:
        super().__init__(window.widget)
        self._window = window
        self._question: QuestionId | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._say_question)
        window.messages.told.connect(self._on_notice)
        window.storing.not_saved.connect(lambda text: self.say(text, urgent=True))
        window.file_changed.connect(self._on_file)
        self._on_file()

    def say(self, text: str, *, urgent: bool = False) -> None:
        """Announces a sentence; an urgent one at once, the others when the reader pauses."""
        if not text or not QAccessible.isActive():
            return
        event = QAccessibleAnnouncementEvent(self._window.widget, text)
        kind = QAccessible.AnnouncementPoliteness
        event.setPoliteness(kind.Assertive if urgent else kind.Polite)
        QAccessible.updateAccessibility(event)

    def _on_file(self) -> None:
        self._question = None
        workspace, bridge = self._window.workspace, self._window.bridge
        if workspace is None or bridge is None:
            return
        bridge.changed.connect(self._on_changes)
        workspace.page_changed.connect(self._on_page)
        self._on_page()

    def _on_page(self) -> None:
        """Names the page, and listens to the assessment page when it is first shown."""
        workspace = self._window.workspace
        page = workspace.current_page if workspace is not None else None
        if page is None:
            return
        self.say(tr(page.stage.spec.title))
        desk = page.answer_desk
        if desk is not None and not page.property(_HEARD):
            page.setProperty(_HEARD, True)  # noqa: FBT003  Qt's own signature
            desk.shown.connect(self._soon.start)
        if desk is not None:
            self._question = None
            self._soon.start()

    def _on_notice(self, notice: Notice) -> None:
        self.say(notice.text, urgent=notice.weight in _URGENT)

    def _say_question(self) -> None:
        """Reads the question that has come up. In the checklist the reader does so itself."""
        workspace, bridge = self._window.workspace, self._window.bridge
        page = workspace.made_page(Stage.ASSESSMENT) if workspace is not None else None
        if bridge is None or page is None or page.answer_desk is None or not page.isVisible():
            return
        shown = QuestionId(page.answer_desk.shown_id)
        if shown == self._question or isinstance(QApplication.focusWidget(), QTreeView):
            return
        self._question = shown
        self.say(" ".join(tr(each) for each in question_told(bridge.cached_content, shown)))

    def _on_changes(self, changes: Changes) -> None:
        if changes.kind is not ChangeKind.DONE:
            self.say(tr(changes.told))
        elif not isinstance(QApplication.focusWidget(), QComboBox | QCheckBox):  # what has the focus is read by itself
            self.say(" ".join(tr(each) for change in changes.rows for each in change_told(change)))


_HEARD = "heard"


def question_told(content: CachedContent, question: QuestionId) -> Iterator[Message]:
    """A question and the state of its answer; nothing for an area."""
    place, answer = content.places.get(question), content.answers.get(question)
    if place is None:
        return
    yield Message("Question {number}: {wording}", number=place[2].number, wording=place[2].wording)
    yield Message("Answered.") if question in content.answered else Message("Unanswered.")
    if answer is not None:
        yield Message("Status: {status}.", status=label(answer.status))
        if answer.parked:
            yield Message("Parked.")
        if answer.is_confidential:
            yield Message("Confidential.")


def change_told(change: RowChange) -> Iterator[Message]:
    """What a key has decided about a row: status, priority, level, mark, parked. Texts are read while they are typed."""
    before, after = change.before, change.after
    if before is None or after is None:
        if isinstance(after, Rating) and after.level is not None:
            yield _level(after.level)
        return
    if isinstance(before, Answer) and isinstance(after, Answer):
        if before.status is not after.status:
            yield Message("Status: {status}.", status=label(after.status))
        if after.parked and not before.parked:  # the other way, a message says so
            yield Message("Parked.")
    if isinstance(before, Answer | Activity) and isinstance(after, Answer | Activity) and before.priority != after.priority:
        yield _level(after.priority)
    if isinstance(before, Rating) and isinstance(after, Rating) and before.level != after.level:
        yield _level(after.level)
    if isinstance(before, Markable) and isinstance(after, Markable) and before.is_confidential is not after.is_confidential:
        yield Message("Confidential.") if after.is_confidential else Message("No longer confidential.")


def _level(level: Level | None) -> Message:
    return Message("{level}.", level=label(level)) if level is not None else Message("Not rated.")
