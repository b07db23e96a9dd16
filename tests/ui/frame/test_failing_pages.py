"""A page fails while it is made or follows a change: a calm page stands in its place, and all others stay usable."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from ui.frame.main_window import MainWindow
from ui.link import stages
from ui.link.bridge import DocumentBridge
from ui.link.stages import Stage
from ui.pages import page_of_stage
from ui.pages.failed import FailedPage
from ui.pages.page import Page
from workbench.model.rows import QuestionId
from workbench.operations.answers import write_answer

QUESTION = QuestionId("kf1.q1")
SECRET = "Zanzibarrow"

pytestmark = pytest.mark.usefixtures("pages_may_fail")


@pytest.fixture
def window(open_window, empty_file: Path) -> MainWindow:
    made = open_window(empty_file)
    made.go(Stage.ASSESSMENT, QUESTION)
    return made


class BrokenPlan(Page):
    """Fails where a test says so."""

    stage = Stage.PLAN
    fails_at = ""
    heard = 0

    def __init__(self, bridge: DocumentBridge) -> None:
        super().__init__(bridge)
        self.fail("being made")

    def fail(self, at: str) -> None:
        if at == BrokenPlan.fails_at:
            raise ValueError(SECRET)

    def on_changes(self, _changes: object) -> None:
        BrokenPlan.heard += 1
        self.fail("a change")

    def entered(self) -> None:
        self.fail("being shown")

    def show_row(self, _row_id: str) -> None:
        self.fail("a row")

    def resume(self, _row_id: str, _cursor: int) -> None:
        self.fail("coming back")


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> type[BrokenPlan]:
    real = page_of_stage.page_type
    monkeypatch.setattr(page_of_stage, "page_type", lambda stage: BrokenPlan if stage is Stage.PLAN else real(stage))
    BrokenPlan.fails_at, BrokenPlan.heard = "", 0
    return BrokenPlan


def plan(window: MainWindow) -> Page:
    return window.workspace.pages[Stage.PLAN]


def change(window: MainWindow, text: str = "Changed") -> None:
    write_answer(window.bridge.document, question=QUESTION, text=text)
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize("at", ["being made", "being shown", "a row"])
def test_a_page_that_cannot_be_shown_is_replaced_and_all_others_work(window, broken, at):
    broken.fails_at = at
    assert window.go(Stage.PLAN, "row")
    assert isinstance(plan(window), FailedPage)
    assert window.workspace.current_page is plan(window)
    assert window.workspace.current_stage is Stage.PLAN
    for stage in Stage:
        if stage is not Stage.PLAN:
            assert window.go(stage)
            assert not isinstance(window.workspace.current_page, FailedPage)
    window.go(Stage.ASSESSMENT, QUESTION)
    box = window.workspace.current_page.panel.answer
    box.setFocus()
    QTest.keyClicks(box, "Still here")
    assert window.bridge.flush()
    assert window.bridge.document.read.answer(QUESTION).text == "Still here"


def test_a_page_that_cannot_follow_a_change_is_replaced_and_what_is_typed_is_saved(window, broken):
    window.go(Stage.PLAN)
    broken.fails_at = "a change"
    change(window)
    assert isinstance(plan(window), FailedPage)
    assert window.workspace.current_page is plan(window)
    heard = broken.heard
    change(window, "Changed again")
    assert broken.heard == heard, "nothing of the old page follows any more"


def test_of_a_page_that_could_not_be_made_nothing_follows_the_file(window, broken):
    broken.fails_at = "being made"
    window.go(Stage.PLAN)
    broken.fails_at = ""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    change(window)
    assert broken.heard == 0


def test_try_again_makes_the_page_anew(window, broken):
    broken.fails_at = "being made"
    window.go(Stage.PLAN)
    failed = plan(window)
    broken.fails_at = ""
    QTest.keyClick(failed.repeat, Qt.Key.Key_Return)  # it has the focus
    assert isinstance(plan(window), BrokenPlan)
    assert window.workspace.current_page is plan(window)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.workspace.stack.count() == len(window.workspace.pages)


def test_if_it_fails_again_that_is_said(window, broken):
    broken.fails_at = "being made"
    window.go(Stage.PLAN)
    first = plan(window)
    first.repeat.click()
    second = plan(window)
    assert second is not first
    assert isinstance(second, FailedPage)
    texts = [label.text() for label in second.findChildren(type(window._name))]
    assert any("could not be shown again" in text for text in texts)
    second.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert "ValueError" in copied
    assert SECRET not in copied
    assert "/" not in copied


def test_a_page_with_a_text_that_cannot_be_saved_stays_and_the_mistake_is_told(window, full_disk, monkeypatch):
    page = window.workspace.current_page
    page.panel.answer.setFocus()
    QTest.keyClicks(page.panel.answer, "Half a sentence")
    told = []
    monkeypatch.setattr(sys, "excepthook", lambda *mistake: told.append(mistake[1]))
    page.on_failure(ValueError(SECRET))
    QCoreApplication.processEvents()
    assert window.workspace.current_page is page
    assert [type(each) for each in told] == [ValueError]
    full_disk()


def test_a_file_opens_where_the_page_cannot_come_back(open_window, empty_file, broken, memory):
    first = open_window(empty_file)
    first.go(Stage.PLAN)
    first.close()
    broken.fails_at = "being made"
    window = open_window(empty_file)
    assert isinstance(window.workspace.current_page, FailedPage)
    assert window.go(Stage.ASSESSMENT)


def test_what_a_stage_says_of_itself_cannot_keep_a_file_from_being_opened(open_window, empty_file, monkeypatch):
    told = []
    monkeypatch.setattr(sys, "excepthook", lambda *mistake: told.append(mistake[1]))
    monkeypatch.setitem(stages._SPECS, Stage.PLAN, replace(Stage.PLAN.spec, progress=lambda _: 1 / 0))
    window = open_window(empty_file)
    assert window.bridge is not None
    assert [type(each) for each in told][:1] == [ZeroDivisionError]
