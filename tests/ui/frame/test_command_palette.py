"""The command palette: a few letters lead to a command, a question, a person; and every key is listed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from ui.frame.command_palette import CommandPalette
from ui.link.stages import Stage
from workbench.operations.answers import write_answer
from workbench.operations.assessment import add_own_question

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(open_window, sample_file, qtbot):
    made = open_window(sample_file)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def palette(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_K, CONTROL)
    return window.findChild(CommandPalette)


def type_and_enter(qtbot, palette, text):
    qtbot.keyClicks(palette.box, text)
    qtbot.keyClick(palette.box, Qt.Key.Key_Return)


def test_it_opens_with_a_key_and_goes_with_escape(palette, qtbot):
    assert palette.isVisible()
    assert palette.box.hasFocus()
    qtbot.keyClick(palette.box, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_the_box_stays_where_it_is_when_nothing_is_found(palette, qtbot):
    before = palette.box.geometry()
    qtbot.keyClicks(palette.box, "zzzz")
    palette.layout().activate()
    assert palette.nothing.isVisible()
    assert palette.box.geometry() == before


def test_a_number_leads_to_its_question(window, palette, qtbot):
    type_and_enter(qtbot, palette, "3.20")
    assert not palette.isVisible()
    assert window.workspace.current_stage is Stage.ASSESSMENT
    assert window.workspace.page(Stage.ASSESSMENT).current_question == "kf3.q20"


def test_what_begins_as_a_number_does_leads_there_before_any_command(window, qtbot):
    add_own_question(window.bridge.document, wording="Ours?")
    qtbot.keyClick(window, Qt.Key.Key_K, CONTROL)
    palette = window.findChild(CommandPalette)
    qtbot.keyClicks(palette.box, "x")
    assert palette.texts[0].startswith("X  ")
    assert any("x" in command.text.casefold() for command in palette._actions())
    qtbot.keyClick(palette.box, Qt.Key.Key_Backspace)
    qtbot.keyClicks(palette.box, "assessment")
    assert not palette.texts[0][0].isdigit(), "a word leads to commands first"


def test_a_name_leads_to_the_person(window, palette, qtbot):
    person = next(place for place in palette._places if place.kind.value == "person")
    type_and_enter(qtbot, palette, person.title)
    assert window.workspace.current_stage is Stage.PEOPLE
    assert window.workspace.page(Stage.PEOPLE).contributors.table.current_id() == person.row_id


def test_a_command_is_found_by_a_part_of_its_name_and_done(window, palette, qtbot):
    type_and_enter(qtbot, palette, "action pl")
    assert window.workspace.current_stage is Stage.PLAN


def test_a_key_of_the_page_is_a_command_too(window, palette, qtbot):
    palette.dismiss()
    window.go(Stage.ASSESSMENT, "kf3.q20")
    palette.open_with()
    type_and_enter(qtbot, palette, "go to the next question")
    assert window.workspace.page(Stage.ASSESSMENT).current_question == "kf3.q21"


@pytest.mark.parametrize(
    ("word", "entry"),
    [
        ("theme", "Colours as the system"),
        ("dark mode", "Dark"),
        ("Contrast", "High contrast"),
        ("settings", "Larger"),
        ("print", "Print"),
        ("export", "Save a copy"),
        ("export", "Report as PDF"),
        ("backup", "Copies of this assessment"),
        ("save as", "Save a copy"),
        ("language", "Scope"),
        ("spelling", "Mark unknown words"),
        ("zoom", "Larger"),
        ("presentation", "Projector view"),
        ("shortcuts", "Keys"),
    ],
)
def test_words_of_other_programs_lead_to_what_it_is_called_here(palette, qtbot, word, entry):
    qtbot.keyClicks(palette.box, word)
    assert entry in palette.texts


def test_what_is_called_so_comes_before_what_others_call_so(palette, qtbot):
    qtbot.keyClicks(palette.box, "contrast")
    assert palette.texts[0] == "High contrast"
    palette.box.setText("dark mode")
    assert palette.texts[0] == "Dark"
    palette.box.setText("zoom theme")
    assert palette.texts == []


def test_the_report_in_a_format(window, palette, qtbot, monkeypatch, tmp_path):
    target = tmp_path / "r.html"
    monkeypatch.setattr("ui.kit.file_choice.ask_save", lambda *_, **__: target)
    type_and_enter(qtbot, palette, "report as html")
    writer = window.workspace.page(Stage.REPORT).writer
    qtbot.waitUntil(lambda: not writer.busy, timeout=60_000)
    assert writer.result.target == target
    assert target.read_text("utf-8").lstrip().lower().startswith("<!doctype html")


def test_the_arrows_move_while_the_box_has_the_keys(palette, qtbot):
    qtbot.keyClicks(palette.box, "3.2")
    assert palette.list.currentRow() == 0
    qtbot.keyClick(palette.box, Qt.Key.Key_Down)
    qtbot.keyClick(palette.box, Qt.Key.Key_Down)
    qtbot.keyClick(palette.box, Qt.Key.Key_Up)
    assert palette.list.currentRow() == 1
    qtbot.keyClick(palette.box, Qt.Key.Key_PageDown)
    assert palette.list.currentRow() > 1
    assert palette.box.hasFocus()


def test_what_cannot_be_found_is_said(palette, qtbot):
    type_and_enter(qtbot, palette, "zyzzyva")
    assert palette.isVisible()
    assert palette.nothing.isVisible()
    assert palette.texts == []


def test_a_question_mark_lists_the_keys_of_the_page_and_of_the_menus(window, qtbot):
    window.go(Stage.ASSESSMENT)
    window.workspace.stages.setFocus()
    qtbot.keyClicks(window.workspace.stages, "?")
    palette = window.findChild(CommandPalette)
    assert palette.isVisible()
    qtbot.keyClicks(palette.box, "park")
    assert palette.texts == ["F4    Park or unpark this question"]
    palette.box.setText("? undo")
    assert any(text.startswith("Ctrl+Z") for text in palette.texts)


def test_a_question_mark_in_a_text_is_a_question_mark(window, qtbot):
    window.go(Stage.ASSESSMENT, "kf1.q1")
    answer = window.workspace.page(Stage.ASSESSMENT).panel.answer
    answer.setFocus()
    answer.moveCursor(answer.textCursor().MoveOperation.End)
    qtbot.keyClicks(answer, "?")
    assert answer.text().endswith("?")
    assert window.findChild(CommandPalette) is None


def test_without_a_file_there_are_commands_and_no_places(open_window, qtbot):
    window = open_window()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_K, CONTROL)
    palette = window.findChild(CommandPalette)
    qtbot.keyClicks(palette.box, "3.20")
    assert palette.texts == []
    palette.box.setText("open")
    assert palette.texts
    assert all(isinstance(box, QLineEdit) for box in [palette.box])


def test_it_stays_inside_the_window(window, palette):
    for size in ((800, 600), (1920, 1080)):
        window.resize(*size)
        assert window.rect().contains(palette.geometry())


def test_it_opens_while_somebody_types_and_gives_the_keys_back(window, qtbot):
    window.go(Stage.ASSESSMENT, "kf1.q1")
    answer = window.workspace.page(Stage.ASSESSMENT).panel.answer
    answer.setFocus()
    before = answer.text()
    qtbot.keyClick(answer, Qt.Key.Key_K, CONTROL)
    palette = window.findChild(CommandPalette)
    assert palette.isVisible()
    qtbot.keyClick(palette.box, Qt.Key.Key_Escape)
    assert answer.hasFocus()
    assert answer.text() == before


def test_words_of_answers_are_found_and_shown(window, palette, qtbot):
    write_answer(window.bridge.document, question="1.4", text="Officers refuse every Zébra gift.")
    window.open_palette()
    qtbot.keyClicks(palette.box, "zebra")
    assert palette.texts == ["1.4  Answer: Officers refuse every Zébra gift."]
    qtbot.keyClick(palette.box, Qt.Key.Key_Return)
    page = window.workspace.page(Stage.ASSESSMENT)
    assert page.current_question == "kf1.q4"
    assert page.panel.answer.textCursor().selectedText() == "Zébra"
    assert page.panel.answer.hasFocus()
    window.open_palette("ze")
    assert not any("Zébra" in text for text in palette.texts)
    palette.dismiss()
    assert palette._texts == []


def test_what_acts_on_the_focus_is_not_offered(palette):
    assert not {"Cut", "Copy", "Paste"} & {text.split("    ")[0] for text in palette.texts}
