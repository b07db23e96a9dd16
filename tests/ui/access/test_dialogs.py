"""Dialogs over a small window with large letters, and mirrored: whole, named, reached with Tab, no larger than the window."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton

from ui.editors.paste_dialog import PasteDialog
from ui.editors.row_table import RowTable
from ui.frame.main_window import MainWindow
from ui.frame.mistake_dialog import Account
from ui.frame.mistakes import Mistakes
from ui.link.stages import Stage
from ui.pages.failed import FailedPage
from workbench.checking.file_check import Examined, lines_about
from workbench.language.i18n import Message
from workbench.storage.damage import Damage, DamageKind
from workbench.storage.unfinished import UnfinishedText, keep

from .keys import walk_with_tab
from .places import Configuration, settle, standing
from .readings import findings_by_ear
from .rules import findings

pytestmark = pytest.mark.slow

CONFIGURATIONS = [Configuration(800, 600, 200), Configuration(1024, 768, 200, mirrored=True)]
ROWS = 40


@pytest.fixture
def stand(the_look, _sample_file: Path, tmp_path: Path, monkeypatch) -> Iterator[Callable[[Configuration], MainWindow]]:
    """Opens the sample in a configuration."""
    monkeypatch.setenv("INTEGRITY_WORKBENCH_COPIES", str(tmp_path / "kept"))
    places = []

    def open_it(configuration: Configuration) -> MainWindow:
        file = Path(shutil.copy(_sample_file, tmp_path / "station.integrity"))
        places.append(standing(configuration, file, tmp_path))
        return places[0].__enter__()

    yield open_it
    for place in places:
        place.__exit__(None, None, None)


def people(window: MainWindow) -> RowTable:
    window.go(Stage.PEOPLE)
    return next(table for table in window.workspace.page(Stage.PEOPLE).findChildren(RowTable) if table.isVisible())


def copies(window: MainWindow) -> QDialog:
    window.window_actions.copies.trigger()
    return window.storing.copies.dialog


def paste(window: MainWindow) -> QDialog:
    grid = people(window).grid
    lines = ["Name\tFunction\tOther", *(f"Person {number}\tOfficer\t{number}" for number in range(ROWS))]
    QGuiApplication.clipboard().setText("\n".join(lines))
    grid.setCurrentIndex(grid.model().index(0, 0))
    grid.paste()
    return next(dialog for dialog in window.findChildren(PasteDialog) if dialog.isVisible())


def sheets(window: MainWindow) -> QDialog:
    window.go(Stage.ASSESSMENT, "kf3.q14")
    window.window_actions.paper.print_sheets()
    return window.window_actions.paper.dialog


def words(window: MainWindow) -> QDialog:
    window.window_actions.words.show_words()
    return window.window_actions.words.dialog


def mistake(window: MainWindow) -> QDialog:
    mistakes = Mistakes(window, window.close)
    mistakes._hear("here", "\n".join(f"ui.frame.somewhere:{line} Part.runs" for line in range(ROWS)))
    return mistakes.dialog


def mistake_with_a_text_that_waits(window: MainWindow) -> QDialog:
    mistakes = Mistakes(window, window.close)
    mistakes.account = lambda: Account(
        Message("Your work is saved up to {time}. Not saved: 1.1.", time="10:42"), saved=False
    )
    mistakes._hear("here", "ui.frame.somewhere:3 Part.runs")
    return mistakes.dialog


def check(window: MainWindow) -> QDialog:
    answer = window.bridge.document.read.answer("kf1.q1")
    examined = Examined((Damage(DamageKind.ROW, "answers", answer.id),), 10**9, 0, None, None, exposed=False)
    window.window_actions.check.trigger()
    dialog = window.damage.check.dialog
    while dialog.found.isHidden():  # what is really found comes first, or it would come in between
        settle(20)
    dialog.tell(window.bridge.document.path, lines_about(window.bridge.document, examined))
    return dialog


def in_doubt(window: MainWindow) -> QDialog:
    window.damage.recovering.go_through()
    dialog = window.damage.recovering.dialog
    answer = window.bridge.document.read.answer("kf1.q1")
    dialog.tell_places([(f"Question 1.{n}: Answer, empty, marked confidential by the recovery", answer) for n in range(40)])
    dialog.accept_them.show()
    return dialog


def versions(window: MainWindow) -> QDialog:
    document = window.bridge.document
    folder = document.path.with_name(f"{document.path.name}.rescue-0a0a0a0a")
    folder.mkdir()
    text = UnfinishedText(
        "answers", document.read.answer("kf1.q1").id, "text", "A sentence that was just being saved. " * 40
    )
    keep(folder, document.read.assessment().id, [text])
    window.storing.recovered.show()
    return window.storing.recovered.dialog


@pytest.mark.parametrize(
    "opening", [check, copies, in_doubt, paste, sheets, versions, words, mistake, mistake_with_a_text_that_waits]
)
@pytest.mark.parametrize("configuration", CONFIGURATIONS, ids=str)
def test_a_dialog_is_named_whole_and_within_the_window(stand, configuration, opening):
    window = stand(configuration)
    dialog = opening(window)
    settle(100)
    size = dialog.size()
    assert (size.width() <= window.width(), size.height() <= window.height()) == (True, True), size
    assert [*findings(dialog), *findings_by_ear(dialog), *walk_with_tab(dialog)] == []
    buttons = [button for button in dialog.findChildren(QPushButton) if button.isVisible()]
    assert [button.text() for button in buttons if not button.autoDefault()] == [], "Enter on it would press another one"
    dialog.close()


@pytest.mark.parametrize("configuration", CONFIGURATIONS, ids=str)
@pytest.mark.usefixtures("pages_may_fail")
def test_the_calm_page_is_named_whole_and_reached(stand, configuration):
    window = stand(configuration)
    window.go(Stage.PLAN)
    page = window.workspace.page(Stage.PLAN)
    window.workspace._put_aside(page, ValueError("a text"))
    settle(100)
    calm = window.workspace.current_page
    assert isinstance(calm, FailedPage)
    calm.take_focus()
    assert window.focusWidget() is calm.repeat
    assert [*findings(calm), *findings_by_ear(calm)] == []


def test_undo_of_pasted_rows_leaves_the_focus_in_the_table(stand):
    window = stand(Configuration(1024, 768))
    grid = people(window).grid
    before = grid.model().rowCount()
    dialog = paste(window)
    dialog.add.click()
    window.activateWindow()
    settle()
    assert grid.model().rowCount() >= before + ROWS
    grid.setFocus()
    assert grid.open_cell(grid.model().index(before + ROWS // 2, 0))
    assert window.focusWidget() is not grid
    window.undo()
    settle()
    assert grid.model().rowCount() == before
    assert window.focusWidget() is grid


def test_choices_of_sheets_keep_the_focus_when_the_pages_come(stand, qtbot):
    window = stand(Configuration(800, 600, 200))
    dialog = sheets(window)
    choices, view = window.window_actions.paper.choices, dialog.view
    qtbot.waitUntil(lambda: view.pages > 0, timeout=30_000)
    assert dialog.focusWidget() is choices.list
    choices.list.setCurrentRow(2)
    with qtbot.waitSignal(view.shown, timeout=30_000):
        QTest.keyClick(choices.list, Qt.Key.Key_Space)
    assert len(choices.areas) == 2
    settle(100)
    assert dialog.focusWidget() is choices.list
    assert dialog.width() <= window.width()
    assert findings(dialog) == []
    dialog.close()
