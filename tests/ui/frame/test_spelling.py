"""Unknown words are marked where one types, a menu offers others, and nothing changes by itself."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QApplication, QMenu

from ui.frame import spelling
from ui.link.stages import Stage
from workbench.language.i18n import Message
from workbench.model.rows import Answer


class Few:
    def check(self, word):
        return word.casefold() in {"the", "officer", "is", "alone", "on", "duty"}

    def suggest(self, word):
        return ["officer", "office"] if word == "oficer" else []


@pytest.fixture
def dictionaries(monkeypatch):
    found = {"en": Few()}
    monkeypatch.setattr(spelling, "read_dictionary", lambda language, *_: (found.get(language), None))
    return found


@pytest.fixture
def window(open_window, empty_file, qtbot, dictionaries):
    made = open_window(empty_file)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.go(Stage.ASSESSMENT, "kf1.q1")
    return made


@pytest.fixture
def checker(window):
    return window.window_actions.words.begin()


@pytest.fixture
def answer(window):
    editor = window.workspace.page(Stage.ASSESSMENT).panel.answer
    editor.setFocus()
    return editor


def words(editor):
    return [mark.cursor.selectedText() for mark in editor.extraSelections()]


def stored(window):
    return next(row.text for row in window.bridge.document.read.every(Answer) if row.question_id == "kf1.q1")


def test_a_moment_after_typing_the_word_is_underlined(qtbot, window, answer, checker):
    qtbot.keyClicks(answer, "The oficer is alone")
    qtbot.waitUntil(lambda: words(answer) == ["oficer"])
    (mark,) = answer.extraSelections()
    assert mark.format.underlineStyle() == QTextCharFormat.UnderlineStyle.WaveUnderline


def test_the_word_that_is_being_typed_is_not_judged(qtbot, window, answer, checker):
    qtbot.keyClicks(answer, "The oficer")
    qtbot.waitUntil(lambda: bool(checker.found))
    assert words(answer) == []
    qtbot.keyClicks(answer, " ")
    qtbot.waitUntil(lambda: words(answer) == ["oficer"])


def test_while_a_dictionary_is_read_the_key_says_so(qtbot, window, answer, checker, monkeypatch):
    told = []
    window.messages.told.connect(told.append)
    checker._task = object()
    qtbot.keyClicks(answer, "The oficer is")
    assert checker.to_next() is None
    assert "still being looked up" in told[-1].text
    checker._task = None


def test_what_is_no_longer_typed_in_is_calm(qtbot, window, answer, checker):
    qtbot.keyClicks(answer, "oficer is")
    qtbot.waitUntil(lambda: words(answer) == ["oficer"])
    window.workspace.page(Stage.ASSESSMENT).checklist.tree.setFocus()
    assert words(answer) == []


def popped_up():
    return QApplication.activePopupWidget()


def test_by_keyboard_to_the_next_word_and_another_one_taken(qtbot, window, answer, checker):
    answer.insertPlainText("𝔘 The oficer is on dutty")
    qtbot.waitUntil(lambda: len(checker.found) == 2)
    qtbot.keyClick(answer, Qt.Key.Key_Home)
    qtbot.keyClick(answer, Qt.Key.Key_F7, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: isinstance(popped_up(), QMenu))
    assert answer.textCursor().selectedText() == "oficer"
    qtbot.keyClick(popped_up(), Qt.Key.Key_Down)
    qtbot.keyClick(popped_up(), Qt.Key.Key_Return)
    assert answer.text() == "𝔘 The officer is on dutty"
    window.bridge.flush()
    assert stored(window) == "𝔘 The officer is on dutty"
    qtbot.keyClick(answer, Qt.Key.Key_F7, Qt.KeyboardModifier.AltModifier)
    assert answer.textCursor().selectedText() == "dutty"
    assert not popped_up().actions()[0].isEnabled()
    popped_up().close()


def test_the_menu_of_the_box_offers_other_words(qtbot, window, answer, checker):
    qtbot.keyClicks(answer, "The oficer is")
    qtbot.waitUntil(lambda: bool(checker.found))
    menu = QMenu(answer)
    menu.addAction("Copy")
    answer.menu_made.emit(menu, 6)
    assert menu.findChildren(QMenu) == []  # a menu inside would be drawn over this one
    texts = [action.text() for action in menu.actions()]
    assert texts[:2] == ["officer", "office"]
    assert texts[-1] == "Copy"
    assert not menu.findChildren(QMenu)  # one drawn inside the other
    elsewhere = QMenu(answer)
    answer.menu_made.emit(elsewhere, 1)
    assert elsewhere.isEmpty()


def test_a_word_taken_as_right_stays_so(qtbot, window, answer, checker):
    qtbot.keyClicks(answer, "The oficer is")
    qtbot.waitUntil(lambda: words(answer) == ["oficer"])
    menu = checker.to_next()
    menu.actions()[-1].trigger()
    menu.close()
    assert words(answer) == []


def test_off_is_off_and_remembered(qtbot, window, answer, checker):
    qtbot.keyClicks(answer, "oficer is")
    qtbot.waitUntil(lambda: words(answer) == ["oficer"])
    window.window_actions.words.check.trigger()
    assert words(answer) == []
    assert window.memory.spelling is False
    window.window_actions.words.check.trigger()
    assert words(answer) == ["oficer"]


def test_without_a_dictionary_the_key_says_so(qtbot, window, answer, checker, dictionaries):
    told = []
    window.messages.told.connect(told.append)
    dictionaries.clear()
    qtbot.keyClicks(answer, "oficer is")
    qtbot.waitUntil(lambda: checker.speller is not None and not checker.speller.needs("is"))
    assert checker.to_next() is None
    assert "no dictionary on this computer (language: English)" in str(told[-1])
    assert str(window.memory.folder) in str(told[-1])


def test_without_a_dictionary_a_hint_is_given_once(qtbot, window, answer, checker, dictionaries):
    told = []
    window.messages.told.connect(told.append)
    dictionaries.clear()
    for _ in range(2):
        qtbot.keyClicks(answer, "the oficer is alone on duty at the lanes ")
        qtbot.wait(600)
    assert sum("no dictionary" in notice.text for notice in told) == 1


def test_a_damaged_dictionary_is_told_once(qtbot, window, answer, checker, monkeypatch):
    told = []
    window.messages.told.connect(told.append)
    monkeypatch.setattr(spelling, "read_dictionary", lambda *_: (Few(), Message("The dictionary en.dic is not used.")))
    qtbot.keyClicks(answer, "The oficer is alone")
    qtbot.waitUntil(lambda: words(answer) == ["oficer"])
    assert [notice.text for notice in told] == ["The dictionary en.dic is not used."]


def test_a_word_is_added_for_good_and_forgotten_again(qtbot, window, answer, checker):
    qtbot.keyClicks(answer, "The oficer is")
    qtbot.waitUntil(lambda: words(answer) == ["oficer"])
    menu = checker.to_next()
    menu.actions()[-2].trigger()
    menu.close()
    assert checker.found == []
    file = window.memory.folder / spelling.MY_WORDS
    assert file.read_text(encoding="utf-8") == "oficer\n"
    entries = window.window_actions.words
    entries.show_words()
    dialog = entries.dialog
    assert [dialog.list.item(row).text() for row in range(dialog.list.count())] == ["oficer"]
    assert not dialog.remove_button.isEnabled()
    dialog.list.selectAll()
    dialog.remove_button.click()
    assert dialog.list.count() == 0
    assert not file.exists()
    dialog.close()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    answer.setFocus()
    qtbot.waitUntil(lambda: [word.word for word in checker.found] == ["oficer"])


def test_the_language_is_that_of_the_text_unless_one_is_chosen(qtbot, window, answer, checker, dictionaries):
    class French:
        def check(self, word):
            return word in ["le", "chef", "signe", "la", "liste", "et", "une", "fiche", "dans", "les", "bureaux", "des"]

    dictionaries["fr"] = French()
    qtbot.keyClicks(answer, "le chef signe la lisste et une fiche dans les bureaux des ")
    qtbot.waitUntil(lambda: words(answer) == ["lisste"])
    english = next(each for each in window.window_actions.words.languages.actions() if each.text() == "English")
    english.trigger()
    assert window.memory.spelling_language == "en"
    qtbot.waitUntil(lambda: words(answer) == [])  # more than half is unknown: not the chosen language


def test_a_long_text_is_looked_up_in_parts(qtbot, window, answer, checker, monkeypatch):
    parts = []
    real = spelling.Speller.prepare

    def noted(speller, text, most):
        whole = real(speller, text, most)
        parts.append(whole)
        return whole

    monkeypatch.setattr(spelling.Speller, "prepare", noted)
    answer.insertPlainText(" ".join(f"the officer is zz{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(400)))
    qtbot.waitUntil(lambda: bool(checker.found), timeout=10_000)
    assert parts.count(False) >= 4


def test_a_closed_file_is_forgotten(qtbot, window, answer, checker):
    qtbot.keyClicks(answer, "oficer is")
    qtbot.waitUntil(lambda: words(answer) == ["oficer"])
    window.close_file()
    assert checker.speller is None
    assert checker.to_next() is None
