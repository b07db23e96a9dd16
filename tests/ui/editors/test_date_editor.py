"""Boxes for dates: typed as people write them, said back where they can be read in two ways, or chosen from a calendar."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLineEdit, QTableView, QToolButton

from ui.editors.date_editor import DateEditor, DayEditor
from ui.editors.field_link import Binding
from ui.editors.held_text import PAUSE_MS
from ui.link import language
from workbench.language.i18n import Translator
from workbench.model.rows import Assessment, Session
from workbench.operations.assessment import describe_assessment
from workbench.operations.sessions import add_session, edit_session

pytestmark = pytest.mark.slow


@pytest.fixture
def editor(bridge, shown, document):
    made = DateEditor(bridge)
    made.bind(Binding(Assessment, document.read.assessment().id, "start_date", describe_assessment))
    shown(made, QLineEdit())
    made.setFocus()
    return made


@pytest.fixture
def said(editor):
    told = []
    editor.link.at_field = True
    editor.link.told.connect(lambda _, remark: told.append((remark.text, remark.refused)))
    return told


@pytest.fixture
def month_first(monkeypatch):
    monkeypatch.setattr(QLocale, "system", lambda: QLocale("en_US"))


@pytest.mark.parametrize(
    ("typed", "stored", "shown_as"),
    [
        ("30/4/2026", "2026-04-30", "30 April 2026"),
        ("3.3.2026", "2026-03-03", "3 March 2026"),
        ("march 2019", "2019-03", "March 2019"),
        ("2025-06", "2025-06", "June 2025"),
        ("2019", "2019", "2019"),
    ],
)
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_a_date_is_stored_and_then_shown_in_words(qtbot, editor, document, typed, stored, shown_as, key):
    qtbot.keyClicks(editor, typed)
    qtbot.keyClick(editor, key)
    assert document.read.assessment().start_date == stored
    assert editor.text() == shown_as


def test_words_of_another_language_are_understood_and_shown(qtbot, editor, document):
    language.use(Translator("fr"))
    editor.setText("1er août 2026")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert document.read.assessment().start_date == "2026-08-01"
    assert editor.text() == "1 août 2026"
    language.use(Translator("ar"))
    editor.setText("٣ مارس ٢٠٢٦")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert document.read.assessment().start_date == "2026-03-03"


def test_a_date_that_can_be_read_in_two_ways_is_said_back_until_it_is_shown_in_words(qtbot, editor, document, said):
    qtbot.keyClicks(editor, "03/04/2026")
    assert said[-1] == ("Read as 3 April 2026.", False)
    qtbot.waitUntil(lambda: document.read.assessment().start_date == "2026-04-03", timeout=PAUSE_MS * 5)
    assert said[-1] == ("Read as 3 April 2026.", False)
    assert editor.text() == "03/04/2026"
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert said[-1] == ("", False)
    assert editor.text() == "3 April 2026"


def test_the_order_is_that_of_the_system(qtbot, month_first, editor, document):
    qtbot.keyClicks(editor, "03/04/2026")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert document.read.assessment().start_date == "2026-03-04"


@pytest.mark.parametrize("typed", ["2026-1", "3/4/20", "3 March 202", "3 Marc", "2026-11-2"])
def test_what_is_about_to_be_continued_waits(qtbot, editor, document, said, typed):
    qtbot.keyClicks(editor, typed)
    assert not editor.is_ready()
    assert not [text for text, refused in said if refused]


def test_a_refused_date_is_told_at_the_field_until_it_is_right(qtbot, editor, document, said, notices):
    qtbot.keyClicks(editor, "30/02/2026")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    told = "30/02/2026 is not a date. Write it like 3 March 2026 or 2026-03-03, or only the month or the year."
    assert said[-1] == (told, True)
    assert not editor.isReadOnly()
    assert notices == []
    editor.setText("28/02/2026")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert said[-1] == ("", False)
    assert document.read.assessment().start_date == "2026-02-28"


def test_a_month_is_no_day_and_is_refused_in_the_words_that_were_typed(qtbot, bridge, shown, document, notices):
    key = add_session(document, title="Opening")
    day = DayEditor(bridge)
    day.bind(Binding(Session, key, "date", edit_session, {"session": key}))
    shown(day)
    qtbot.keyClicks(day, "March 2019")
    qtbot.keyClick(day, Qt.Key.Key_Return)
    assert notices[-1].text.startswith("March 2019 is not a day.")
    assert day.text() == "March 2019"


def test_what_is_stored_is_shown_in_words_and_can_be_edited(qtbot, bridge, editor, document):
    describe_assessment(document, start_date="2026-09-07")
    assert editor.text() == "7 September 2026"
    editor.setCursorPosition(1)
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    qtbot.keyClicks(editor, "8")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert document.read.assessment().start_date == "2026-09-08"


# The calendar


def grid(editor) -> QTableView:
    return editor._calendar.calendar.findChild(QTableView)


def test_a_day_is_chosen_by_keys(qtbot, editor, document):
    editor.setText("3 April 2026")
    qtbot.keyClick(editor, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert editor._calendar.isVisible()
    assert editor._calendar.calendar.selectedDate() == QDate(2026, 4, 3)
    qtbot.keyClick(grid(editor), Qt.Key.Key_Right)
    qtbot.keyClick(grid(editor), Qt.Key.Key_Return)
    assert not editor._calendar.isVisible()
    assert document.read.assessment().start_date == "2026-04-04"
    assert editor.text() == "4 April 2026"


def test_a_day_is_chosen_with_the_mouse_and_esc_chooses_nothing(qtbot, editor, document):
    button = editor.findChild(QToolButton)
    assert button.accessibleName() == "Choose from a calendar (Alt+Down)"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(grid(editor), Qt.Key.Key_Escape)
    assert not editor._calendar.isVisible()
    assert document.read.assessment().start_date == ""
    editor.setText("2026")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert editor._calendar.calendar.selectedDate() == QDate(2026, 1, 1)
    index = next(
        grid(editor).model().index(row, column)
        for row in range(1, 7)
        for column in range(7)
        if grid(editor).model().index(row, column).data() == 15
    )
    qtbot.mouseClick(grid(editor).viewport(), Qt.MouseButton.LeftButton, pos=grid(editor).visualRect(index).center())
    assert document.read.assessment().start_date == "2026-01-15"


def test_weeks_begin_as_the_system_says_and_words_are_those_of_the_interface(qtbot, editor, month_first):
    language.use(Translator("fr"))
    editor.open_calendar()
    calendar = editor._calendar.calendar
    assert calendar.firstDayOfWeek() is Qt.DayOfWeek.Sunday
    assert calendar.locale().language() is QLocale.Language.French
    editor._calendar.hide()


def test_the_arrows_of_the_calendar_are_mirrored_with_the_window(qtbot, editor):
    def arrows() -> tuple[QImage, QImage]:
        editor.open_calendar()
        names = ("qt_calendar_prevmonth", "qt_calendar_nextmonth")
        found = [editor._calendar.findChild(QToolButton, name) for name in names]
        editor._calendar.hide()
        return tuple(button.icon().pixmap(24, 24).toImage() for button in found)

    back, on = arrows()
    assert back != on
    editor.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert arrows() == (on, back)


def test_the_calendar_shows_all_its_weeks_inside_the_screen(qtbot, editor):
    editor.open_calendar()
    table = grid(editor)
    last = table.visualRect(table.model().index(6, 6))
    assert last.bottom() < table.viewport().height()
    assert table.verticalScrollBar().maximum() == table.horizontalScrollBar().maximum() == 0
    assert editor.screen().availableGeometry().contains(editor._calendar.geometry())
    editor._calendar.hide()


def test_a_read_only_box_opens_no_calendar(qtbot, bridge, editor):
    editor.setReadOnly(True)
    editor.open_calendar()
    assert editor._calendar is None
