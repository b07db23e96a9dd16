"""What an answer said before, who wrote it and when, and a way to bring a version back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ui.editors.boxes import PlainBox
from ui.kit.direction import in_row
from ui.link.bridge import DocumentBridge
from ui.link.language import current, tr
from ui.pages.page import WrappedPart, paragraph, wrap_rows
from workbench.document.versions import Version, earlier_versions
from workbench.language.i18n import Message
from workbench.model.changes import ChangeKind, Changes
from workbench.model.moments import moment
from workbench.model.rows import QuestionId
from workbench.operations.answers import write_answer
from workbench.prose.counting import count_words


class VersionsTab(QWidget):
    """The earlier versions, newest first. They are read when the tab is shown, so that other questions cost nothing."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._question: QuestionId | None = None
        self._stale = True
        self._versions: tuple[Version, ...] = ()
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr(Message("Earlier versions of this answer")))
        wrap_rows(self.list)
        self.list.currentRowChanged.connect(self._show_version)
        self.text = PlainBox(self)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr(Message("What the answer said then")))
        self.bring_back = QPushButton(tr(Message("Bring this version back")), self)
        self.bring_back.clicked.connect(self._bring_back)
        self._lay_out()
        bridge.changed.connect(self._on_changes)

    def show_question(self, question: QuestionId) -> None:
        """Shows the versions of another answer, at once or when the tab is next shown."""
        self._question = question
        self._stale = True
        if self.isVisible():
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        """Reads the versions."""
        super().showEvent(event)
        self._read()

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.addWidget(self.list, 1)
        side.addWidget(self.bring_back, 0, Qt.AlignmentFlag.AlignLeading)
        versions = WrappedPart(self)
        beside = QHBoxLayout(versions)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addLayout(side, 2)
        beside.addWidget(self.text, 3)  # as high as the tab: most of a version is seen at once
        self._stack = QStackedWidget(self)
        self._stack.addWidget(paragraph(Message("There are no earlier versions: this answer was never changed.")))
        self._stack.addWidget(versions)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(self._stack)

    def _read(self) -> None:
        answer = self._bridge.cached_content.answers.get(self._question or "")
        if not self._stale or answer is None:
            return
        self._stale = False
        self._show(earlier_versions(self._bridge.document, answer, "text"))

    def _show(self, versions: tuple[Version, ...]) -> None:
        self._versions = versions
        self.list.clear()
        self.list.addItems([in_row(_said(version)) for version in self._versions])
        self._stack.setCurrentIndex(1 if self._versions else 0)
        self.list.setCurrentRow(0 if self._versions else -1)

    def _show_version(self, row: int) -> None:
        known = 0 <= row < len(self._versions)
        self.text.show_text(self._versions[row].text if known else "")
        self.bring_back.setEnabled(known and not self._bridge.read_only)

    def _bring_back(self) -> None:
        row = self.list.currentRow()
        if self._question is None or not 0 <= row < len(self._versions) or not self._bridge.flush():
            return
        self._bridge.document.end_burst()
        if self._bridge.run(write_answer, question=self._question, text=self._versions[row].text):
            self._bridge.document.end_burst()
            self._bridge.offer_undo(Message("The earlier version is the answer again."))

    def _on_changes(self, changes: Changes) -> None:
        if "answers" in changes.tables or changes.kind is ChangeKind.FORGOTTEN:
            self._stale = True
            if changes.kind is ChangeKind.FORGOTTEN:
                # also while nobody looks: what is forgotten does not stay in the memory of the tab
                self._show(())
            if self.isVisible():
                self._read()


def _said(version: Version) -> str:
    from workbench.language.dates import shown_moment

    when = moment(version.at)
    at = shown_moment(when, current()) if when is not None else tr(Message("At an unknown time"))
    words = count_words(version.text)
    return tr(Message("{at}, {who}: {count} word", "{at}, {who}: {count} words", at=at, who=version.who, count=words))
