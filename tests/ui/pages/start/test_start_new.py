"""A new assessment in three steps, by keyboard alone, as it is in the file."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ui.link.stages import Stage
from ui.pages.start import start_steps
from ui.pages.start.start_page import StartPage
from workbench.checklist.tree import read_checklist
from workbench.document.document import Document
from workbench.language.i18n import LANGUAGES
from workbench.model.rows import Question
from workbench.model.vocabulary import Mode, Scope

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def documents(tmp_path, monkeypatch):
    """Where the assessment is kept if nobody says otherwise."""
    folder = tmp_path / "Documents"
    folder.mkdir()
    monkeypatch.setattr(start_steps, "documents_folder", lambda: folder)
    return folder


@pytest.fixture
def window(qtbot, open_window, documents):
    made = open_window()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def new(window):
    return window.findChild(StartPage).new


@pytest.fixture
def keys(qtbot, window):
    """Types to whatever has the focus: texts as they are, keys one by one."""

    def press(*strokes, modifier=Qt.KeyboardModifier.NoModifier):
        for stroke in strokes:
            if isinstance(stroke, str):
                qtbot.keyClicks(window.focusWidget(), stroke)
            else:
                qtbot.keyClick(window.focusWidget(), stroke, modifier)
            qtbot.wait(200 if modifier == ALT else 5)  # Qt shows a button pressed by its letter for a moment

    return press


ENTER, TAB, SPACE, DOWN, END = (getattr(Qt.Key, f"Key_{name}") for name in ("Return", "Tab", "Space", "Down", "End"))


def test_three_times_enter_makes_the_file_and_leads_to_the_first_steps(window, keys, documents):
    keys("Customs of Veldora", TAB, "Karsk: bridge/east", ENTER, ENTER, ENTER)
    assert window.windowTitle() == "Karsk bridge east - Integrity Workbench"
    assert window.workspace.current_stage is Stage.SCOPE
    page = window.workspace.page(Stage.SCOPE)
    assert page.first_steps.isVisible()
    assert window.focusWidget() is page.forms[0].editors["administration"]
    assert f"kept in Karsk bridge east.integrity, in the folder {documents}" in window.bar.text
    window.close()
    with Document.open(documents / "Karsk bridge east.integrity", read_only=True) as document:
        row = document.read.assessment()
        assert (row.administration, row.station, row.language) == ("Customs of Veldora", "Karsk: bridge/east", "en")
        assert (row.scope, row.mode) == (Scope.COMPREHENSIVE, Mode.SELF_ASSESSMENT)
        assert all(question.included for question in document.read.every(Question))


def test_create_now_needs_nothing_at_all(window, keys, documents):
    keys(Qt.Key.Key_C, modifier=ALT)
    assert window.bridge.document.path == documents / "assessment.integrity"


def test_every_step_by_its_keys(window, new, keys, documents):
    keys("Veldora", TAB, "Karsk", TAB, END)
    keys(Qt.Key.Key_N, modifier=ALT)
    assert window.focusWidget() is new.what.objectives
    keys("The export lanes.", TAB, Qt.Key.Key_Up, TAB, DOWN, TAB)
    assert window.focusWidget() is new.what.areas
    assert new.what.counted.text() == "Tick at least one area."
    keys(ENTER)
    assert new.number == 1
    keys(DOWN, DOWN, SPACE, END, SPACE)
    assert new.what.counted.text() == "Areas: 2 of 14. Questions: 45."
    keys(ENTER)
    assert new.number == 2
    assert window.focusWidget() is new.keep.path_box
    assert new.keep.path_box.text() == str(documents / "Karsk.integrity")
    keys(Qt.Key.Key_B, modifier=ALT)
    assert window.focusWidget() is new.what.objectives
    keys(Qt.Key.Key_N, modifier=ALT)
    keys(Qt.Key.Key_C, modifier=ALT)
    row = window.bridge.document.read.assessment()
    assert (row.objectives, row.mode, row.scope) == ("The export lanes.", Mode.REMOTE, Scope.TARGETED)
    assert row.language == list(LANGUAGES)[-1]
    checklist = read_checklist(window.bridge.document)
    assert {entry.id for entry in checklist.areas if any(row.included for row in entry.questions)} == {"kf3", "ge"}
    assert LANGUAGES[row.language] in window.bar.text


def test_enter_in_a_list_of_choices_goes_on(new, keys):
    keys(TAB, TAB)
    assert new.who.language.hasFocus()
    keys(ENTER)
    assert new.number == 1
    keys(TAB, ENTER)
    assert new.number == 2


def test_every_mode_is_explained(new):
    new.go(1)
    said = set()
    for place in range(new.what.mode.count()):
        new.what.mode.setCurrentIndex(place)
        said.add(new.what.mode.accessibleDescription())
    assert len(said) == len(Mode)
    assert all(said)


def test_a_place_of_the_users_own_is_kept_through_all_steps(window, new, keys, documents, tmp_path):
    keys(ENTER, ENTER)
    new.keep.path_box.selectAll()
    keys(str(tmp_path / "stick"))
    keys(Qt.Key.Key_B, modifier=ALT)
    keys(Qt.Key.Key_B, modifier=ALT)
    keys(TAB, "Karsk", ENTER, ENTER, ENTER)
    assert window.bridge.document.path == tmp_path / "stick.integrity"
    assert window.bridge.document.read.assessment().station == "Karsk"


def test_no_place_is_told_in_words(window, new, keys):
    keys(ENTER, ENTER)
    new.keep.path_box.selectAll()
    keys(Qt.Key.Key_Delete, ENTER)
    assert new.keep.path_fault.isVisible()
    assert window.focusWidget() is new.keep.path_box
    assert window.bridge is None


def test_a_place_can_be_chosen(window, new, monkeypatch, tmp_path):
    asked = []
    monkeypatch.setattr(start_steps, "ask_save", lambda *given: asked.append(given[2]) or tmp_path / "a.integrity")
    new.go(1)
    new.go(1)
    new.keep.tab_order[1].click()
    assert asked[0].name == "assessment.integrity"
    assert new.keep.path == tmp_path / "a.integrity"


def test_a_suggested_name_is_free(new, documents):
    (documents / "Karsk.integrity").write_bytes(b"precious")
    (documents / "KARSK 2.integrity").write_bytes(b"precious")
    new.who.station.setText("Karsk")
    new.go(1)
    new.go(1)
    assert new.keep.path == documents / "Karsk 3.integrity"


def test_a_file_that_is_there_is_not_covered(window, new, keys, documents):
    precious = documents / "mine.integrity"
    precious.write_bytes(b"precious")
    keys(ENTER, ENTER)
    new.keep.path_box.selectAll()
    keys("mine", ENTER)
    assert precious.read_bytes() == b"precious"
    assert "There is already a file mine.integrity." in window.bar.text
    assert window.bridge is None
    assert window.focusWidget() is new.keep.path_box


def test_the_open_file_stays_open_when_the_new_one_cannot_be_made(qtbot, open_window, documents, empty_file):
    window = open_window(empty_file)
    window.show_start(new=True)
    new = window.findChild(StartPage).new
    new.keep.path_box.setText(str(empty_file))
    new.keep.path_box.textEdited.emit("")
    new.make_file()
    assert window.bridge.document.path == empty_file
    assert new.number == 2


def test_a_wrong_wording_file_is_told_at_once_and_makes_nothing(window, new, keys, documents):
    (documents / "words.csv").write_text("id,text\nkf1.q1,Who leads?\nkf3.q19,There is none\n", encoding="utf-8")
    keys(ENTER, ENTER, TAB, TAB, "words.csv", TAB)
    assert "In line 3 of words.csv, there is no question with the id “kf3.q19”" in new.keep.wording_fault.text()
    assert new.keep.wording_fault.isVisible()
    keys(Qt.Key.Key_C, modifier=ALT)
    assert window.bridge is None
    assert window.focusWidget() is new.keep.wording
    assert [path.name for path in documents.iterdir()] == ["words.csv"]
    new.keep.wording.clear()
    keys(ENTER)
    assert window.bridge is not None


def test_a_wording_file_words_the_questions_of_the_chosen_language(window, new, keys, documents):
    (documents / "words.csv").write_text("id;text\nkf1.q1;¿Quién dirige?\n", encoding="utf-8")
    new.who.language.setCurrentIndex(new.who.language.findData("es"))
    keys(ENTER, ENTER, TAB, TAB, "words.csv", TAB)
    assert new.keep.wording_said.text() == f"This file has the wording of 1 question (language: {LANGUAGES['es']})."
    assert not new.keep.wording_fault.isVisible()
    keys(Qt.Key.Key_C, modifier=ALT)
    assert read_checklist(window.bridge.document).questions[0].wording == "¿Quién dirige?"
    assert "until a wording file" not in window.bar.text


def test_a_wording_file_can_be_chosen(new, monkeypatch, documents):
    from PySide6.QtWidgets import QFileDialog

    (documents / "words.csv").write_text("id,text\nkf1.q1,Who leads?\n", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(documents / "words.csv"), ""))
    new.go(1)
    new.go(1)
    new.keep.tab_order[3].click()
    assert new.keep.wording_said.isVisible()
    assert new.keep.texts == {"kf1.q1": "Who leads?"}


def test_steps_are_built_when_they_are_entered(new):
    assert list(new.steps) == [0]
    new.go(1)
    assert list(new.steps) == [0, 1]


def test_after_a_new_assessment_the_page_begins_anew(qtbot, window, keys):
    keys(TAB, "Karsk", ENTER, ENTER, ENTER)
    window.show_start(new=True)
    page = window.findChild(StartPage)
    assert page.new.who.station.text() == ""
    assert page.recent.go_on.text() == "Continue: Karsk"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ('"{folder}/a b.integrity"', "a b.integrity"),
        ("{folder}/KARSK.INTEGRITY", "KARSK.INTEGRITY"),
        ("{folder}/Karsk.2026", "Karsk.2026.integrity"),
    ],
)
def test_a_place_may_be_pasted_as_the_system_copies_it(new, tmp_path, written, name):
    new.keep.path_box.setText(written.format(folder=tmp_path))
    assert new.keep.path == tmp_path / name


@pytest.mark.parametrize("written", ["/", "  ", '""', '"'])
def test_a_place_without_a_name_is_none(window, new, written):
    new.go(1)
    new.go(1)
    new.keep.path_box.setText(written)
    new.keep.path_box.textEdited.emit(written)
    new.make_file()
    assert (window.bridge is None) == (written != '"')


def test_a_wording_file_may_be_pasted_too(new, documents):
    (documents / "words.csv").write_text("id,text\nkf1.q1,Who leads?\n", encoding="utf-8")
    new.keep.wording.setText(f'"{documents / "words.csv"}"')
    assert new.keep.read_wording()
    assert new.keep.texts == {"kf1.q1": "Who leads?"}


def test_a_name_that_windows_keeps_for_a_device_is_not_suggested(new, documents):
    new.who.station.setText("CON")
    new.go(1)
    new.go(1)
    assert new.keep.path == documents / "CON_.integrity"


def test_a_place_in_a_folder_of_a_cloud_is_told_while_it_is_written(window, new, keys, tmp_path, monkeypatch):
    monkeypatch.setenv("OneDrive", str(tmp_path / "copied"))
    keys(ENTER, ENTER)
    assert not new.keep.cloud.isVisible()
    new.keep.path_box.selectAll()
    keys(str(tmp_path / "copied" / "karsk"))
    assert new.keep.cloud.isVisible()
    assert new.keep.cloud.text().startswith("OneDrive copies this folder to other computers")
    assert new.keep.path_box.accessibleDescription() == new.keep.cloud.text()
    new.keep.path_box.selectAll()
    keys(str(tmp_path / "karsk"))
    assert not new.keep.cloud.isVisible()
    assert new.keep.path_box.accessibleDescription() == ""
