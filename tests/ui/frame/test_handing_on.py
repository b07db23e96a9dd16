"""Forgetting, copies without history and the role in the history, by real keys and clicks in the whole window."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit

from ui.frame.forget_dialog import ForgetDialog, What
from ui.link.recent_files import RecentFiles
from ui.link.stages import Stage
from workbench.document.document import Document
from workbench.document.versions import earlier_versions
from workbench.keeping.folder import Cause
from workbench.model.rows import Contributor
from workbench.operations import activities, answers, assessment, people
from workbench.storage.unfinished import UnfinishedText, keep

QUESTION = "kf1.q1"
SECRET = "Zanzibarrow"
UNIQUE = "Ilyana Orbelmansk"
"""A name of one test alone: what other tests leave in the memory of this process does not count."""


def left_in(folder: Path, secret: str = SECRET) -> list[str]:
    """The files below a folder that have a text in some byte, or in their name."""
    found = (path for path in folder.rglob("*") if path.is_file())
    ways = [secret.encode(way) for way in ("utf-8", "utf-16-le", "utf-16-be")]
    return [path.name for path in found if secret in path.name or any(way in path.read_bytes() for way in ways)]


def forgets(qtbot, window) -> None:
    """Agrees in the open dialog with a click, as a person does."""
    dialog = window.handing_on.dialog
    assert isinstance(dialog, ForgetDialog)
    dialog.look()
    with qtbot.waitSignal(dialog.accepted):
        QTest.mouseClick(dialog.forget, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


@pytest.fixture
def window(open_window, empty_file: Path):
    made = open_window(empty_file)
    made.go(Stage.ASSESSMENT, QUESTION)
    return made


def test_what_is_just_typed_is_forgotten_with_its_question(window, qtbot, tmp_path: Path):
    box = window.workspace.page(Stage.ASSESSMENT).panel.answer
    box.setFocus()
    QTest.keyClicks(box, f"{SECRET} took it.")
    assert window.bridge.held, "it is not in the file yet"
    window.window_actions.forget.trigger()
    dialog = window.handing_on.dialog
    assert dialog.chosen is What.QUESTION
    assert dialog.question.currentData() == QUESTION
    forgets(qtbot, window)
    assert box.text() == ""
    assert not window.bridge.held
    assert window.bridge.document.undo_label is None
    assert window.bar.text.startswith("It is forgotten")
    assert left_in(tmp_path) == []
    window.close()
    assert left_in(tmp_path) == []


def test_earlier_versions_on_the_screen_go(window, qtbot):
    page = window.workspace.page(Stage.ASSESSMENT)
    box = page.panel.answer
    for text in (f"{SECRET} took it.", "Somebody took it."):
        box.setFocus()
        box.selectAll()
        QTest.keyClicks(box, text)
        assert window.bridge.flush()
        window.bridge.document.end_burst()
    tab = page.panel.versions
    tab._read()
    assert tab.list.count()
    window.window_actions.forget.trigger()
    window.handing_on.dialog.choose(What.HISTORY)
    forgets(qtbot, window)
    assert tab.list.count() == 0
    assert tab.text.text() == ""
    assert box.text() == "Somebody took it."


def test_a_person_is_forgotten_from_the_register_on_every_page_and_in_the_memory(window, qtbot, tmp_path: Path):
    document = window.bridge.document
    people.add_contributor(document, name="Otto")
    person = people.add_contributor(document, name=UNIQUE)
    assessment.describe_assessment(document, station=f"Gate of {UNIQUE}", key_messages=f"Ask {UNIQUE}.")
    window.keep_place()
    answers.write_answer(document, question=QUESTION, text=f"{UNIQUE} did it.")
    activities.add_activity(document, title=f"Ask {UNIQUE}")
    for stage in Stage:
        window.go(stage)
    window.open_palette("ilyana")
    assert any("Orbelmansk" in text for text in window._palette.texts)
    window._palette.dismiss()
    window.toggle_projector()
    assert set(left_in(tmp_path, "Orbelmansk")) == {document.path.name, "window.json"}
    window.go(Stage.PEOPLE, person)
    page = window.workspace.page(Stage.PEOPLE)
    action = page.contributors.table.menu().actions()[-1]
    action.trigger()
    assert window.handing_on.dialog.chosen is What.PERSON
    assert window.handing_on.dialog.person.currentText() == UNIQUE
    forgets(qtbot, window)
    assert [row.name for row in document.read.every(Contributor)] == ["Otto"]
    assert left_in(tmp_path, "Orbelmansk") == []
    assert "Orbelmansk" not in "\n".join(_texts(window))
    assert _held_in_memory() == []
    window.close()
    assert left_in(tmp_path, "Orbelmansk") == []


def _held_in_memory() -> list[str]:
    """What objects of the program hold a forgotten name, also where nobody sees it."""
    gc.collect()
    found = []
    for each in gc.get_objects():
        # a type made in C may have a descriptor in the place of the name
        if str(type(each).__module__).startswith(("ui.", "workbench.")):
            names = [*getattr(type(each), "__slots__", ()), *getattr(each, "__dict__", ())]
            values = [getattr(each, name, None) for name in names if isinstance(name, str)]
            if any(isinstance(value, str) and "Orbelmansk" in value for value in values):
                found.append(f"{type(each).__module__}.{type(each).__name__}")
    return found


def _texts(window) -> list[str]:
    from PySide6.QtWidgets import QLabel, QPlainTextEdit

    labels = [label.text() for label in window.findChildren(QLabel)]
    boxes = [box.toPlainText() for box in window.findChildren(QPlainTextEdit)]
    lines = [box.text() for box in window.findChildren(QLineEdit)]
    return [*labels, *boxes, *lines]


def test_the_menu_of_a_question_leads_there(window):
    page = window.workspace.page(Stage.ASSESSMENT)
    entry = window.bridge.cached_content.places["kf1.q2"][2]
    action = page.menus.menu_of(entry).actions()[-1]
    assert action.text() == "Forget what was written here…"
    action.trigger()
    assert window.handing_on.dialog.question.currentData() == "kf1.q2"
    window.handing_on.dialog.reject()


def test_what_the_program_has_kept_is_removed_if_somebody_ticks_it(window, qtbot):
    path = window.bridge.document.path
    kept = path.with_name(f"{path.stem}.damaged.integrity")
    kept.write_bytes(path.read_bytes())
    for ticked in (False, True):
        window.window_actions.forget.trigger()
        dialog = window.handing_on.dialog
        qtbot.waitUntil(dialog.kept.isVisible)
        assert kept.name in dialog.copies.text()
        assert not dialog.kept.isChecked(), "nothing goes that nobody has asked for"
        dialog.kept.setChecked(ticked)
        forgets(qtbot, window)
        assert kept.exists() is not ticked


def test_a_text_that_an_interruption_left_is_forgotten_with_its_question(window, qtbot):
    document = window.bridge.document
    row = document.read.answer(QUESTION)
    folder = document.path.with_name(f"{document.path.name}.rescue-0")
    folder.mkdir()
    keep(folder, document.read.assessment().id, [UnfinishedText("answers", row.id, "text", f"{SECRET} took it.")])
    aside = window.memory.folder / "window.json.unreadable"
    aside.write_text(f"Gate of {SECRET}")
    window.window_actions.forget.trigger()
    window.handing_on.dialog.look()
    assert "left beside the file, to be removed or changed: 1." in window.handing_on.dialog.found.text()
    forgets(qtbot, window)
    assert not folder.exists()
    assert not aside.exists()


def test_what_cannot_be_saved_is_not_forgotten_over(window, full_disk):
    box = window.workspace.page(Stage.ASSESSMENT).panel.answer
    QTest.keyClicks(box, SECRET)
    window.window_actions.forget.trigger()
    assert window.handing_on.dialog is None
    assert box.text() == SECRET
    full_disk()


def test_a_file_for_reading_only_forgets_nothing(open_window, empty_file: Path, monkeypatch):
    window = open_window()
    window.show_document(Document.open(empty_file, read_only=True))
    assert not window.window_actions.forget.isEnabled()
    assert window.window_actions.copy_without_history.isEnabled()


def test_a_copy_without_history_is_saved_and_told(window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    box = window.workspace.page(Stage.ASSESSMENT).panel.answer
    for text in (SECRET, "Somebody"):
        box.selectAll()
        QTest.keyClicks(box, text)
        window.bridge.flush()
        window.bridge.document.end_burst()
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr("ui.kit.file_choice.ask_save", lambda *_, **__: stick / "copy.integrity")
    window.window_actions.copy_without_history.trigger()
    assert window.bar.text.startswith("The copy copy.integrity was saved")
    assert left_in(stick) == []
    window.window_actions.copy_without_history.trigger()
    assert "There is already a file copy.integrity" in window.bar.text
    answer = window.bridge.document.read.answer(QUESTION)
    assert earlier_versions(window.bridge.document, answer, "text")


def test_after_a_copy_without_history_the_automatic_copies_are_named_and_can_go(window, tmp_path: Path, monkeypatch, qtbot):
    copies = window.storing.copies
    copies.make(Cause.ASKED)
    qtbot.waitUntil(lambda: not copies.making)
    assert copies.keeper.copies()
    monkeypatch.setattr("ui.kit.file_choice.ask_save", lambda *_, **__: tmp_path / "bare.integrity")
    window.window_actions.copy_without_history.trigger()
    assert "The automatic copies on this computer still contain the earlier versions." in window.bar.text
    window.bar._action.click()
    assert copies.keeper.copies() == []
    assert window.bar.text == "The automatic copies of this assessment were removed."


def test_a_role_is_noted_from_the_next_opening_on(window, memory: RecentFiles, empty_file: Path, qtbot):
    action = next(action for action in window.window_actions._file.actions() if "noted" in action.text())
    action.trigger()
    dialog = window.handing_on.dialog
    assert isinstance(dialog, QInputDialog)
    box = dialog.findChild(QLineEdit)
    assert box.accessibleName()
    QTest.keyClicks(box, "Facilitator, Irsel Bridge")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert RecentFiles(memory._file).who == "Facilitator, Irsel Bridge"
    assert window.open_file(empty_file)
    people.add_contributor(window.bridge.document, name="Otto")
    last = window.bridge.document.read.last_change()
    assert (last.sitting.who, last.sitting.computer) == ("Facilitator, Irsel Bridge", "")


def test_it_is_not_only_called_forgotten_while_copies_still_have_it(window, qtbot, monkeypatch):
    answers.write_answer(window.bridge.document, question=QUESTION, text=SECRET)
    monkeypatch.setattr("workbench.keeping.keeper.Keeper.forget", lambda _: 1)
    monkeypatch.setattr("ui.frame.handing_on.forget_in_working_copies", lambda _: False)
    window.window_actions.forget.trigger()
    forgets(qtbot, window)
    assert "automatic copies could not be removed or reached, and still contain it" in window.bar.text
    assert "waits on this laptop for its USB stick still has it" in window.bar.text
