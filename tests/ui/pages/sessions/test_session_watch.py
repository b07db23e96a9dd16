"""Sessions in the window: F12 anywhere, the piece at the edge, and the one that nobody ended."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from ui.kit.shortcuts import keys_of_actions
from ui.link.messages import Weight
from ui.link.stages import Stage
from workbench.document.document import Document
from workbench.document.session_times import running_session
from workbench.language.dates import shown_date
from workbench.language.i18n import ENGLISH, Message
from workbench.model.rows import Session
from workbench.operations import sessions

F12, SPACE = Qt.Key.Key_F12, Qt.Key.Key_Space


@pytest.fixture
def open_it(qtbot, open_document, open_window):
    """Shows a document in a window, with all that is done a moment after it was opened; the window is closed first."""

    def show(document):
        window = open_window()
        window.show_document(document)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.sessions.look()
        return window

    return show


@pytest.fixture
def forgotten(document, clock, open_it):
    """A window with a session that was begun at nine and left alone until the next day."""

    def show(hours=23.0):
        key = sessions.start_session(document)
        clock.go_on(40 * 60)
        sessions.edit_session(document, session=key, topics="Lists 1 to 3")
        left = clock.moment.astimezone()
        clock.go_on(hours * 3600)
        return open_it(document), key, f"{left:%H:%M}"

    return show


def press(qtbot, window, name):
    button = window.bar.findChild(QPushButton, name)
    window.bar.setFocus()
    button.setFocus()
    assert QApplication.focusWidget() is button
    qtbot.keyClick(button, SPACE)


def test_one_key_starts_and_ends_a_session_on_any_page(qtbot, open_it, document, clock):
    window = open_it(document)
    assert window.go(Stage.ASSESSMENT)
    assert window.sessions.line is None
    qtbot.keyClick(window, F12)
    assert running_session(document) is not None
    line = window.sessions.line
    assert line.isVisible()
    assert line.text() == line.accessibleName() == "In session 1 · 0 min"
    assert window.workspace.current_stage is Stage.ASSESSMENT
    clock.go_on(47 * 60)
    line.clock.timer.timeout.emit()
    assert line.text() == "In session 1 · 47 min"
    qtbot.keyClick(window, F12)
    (row,) = document.read.every(Session)
    assert (row.running, row.minutes) == (False, 47)
    assert not line.isVisible()
    assert not line.clock.timer.isActive()


def test_the_piece_at_the_edge_leads_to_the_session(qtbot, open_it, document):
    sessions.add_session(document, title="Opening", minutes=60)
    key = sessions.start_session(document)
    window = open_it(document)
    assert window.go(Stage.SCOPE)
    window.sessions.line.setFocus()
    qtbot.keyClick(window.sessions.line, SPACE)
    assert window.workspace.current_stage is Stage.SESSIONS
    assert window.workspace.page(Stage.SESSIONS).register.table.current_id() == key


def test_the_key_is_in_the_list_of_keys(open_it, document):
    window = open_it(document)
    assert ("F12", "Start or end a session") in [(key.keys, key.what) for key in keys_of_actions(window)]


def test_without_a_file_the_key_does_nothing(qtbot, open_window):
    window = open_window()
    qtbot.keyClick(window, F12)
    window.sessions.toggle()
    window.sessions.look()
    assert window.sessions.line is None
    assert not window.window_actions.session.isEnabled()


def test_nothing_is_told_of_another_file(qtbot, open_it, document):
    sessions.start_session(document)
    window = open_it(document)
    assert window.sessions.line.isVisible()
    assert window.close_file()
    assert not window.sessions.line.isVisible()
    assert not window.sessions.line.clock.timer.isActive()


def test_a_file_is_looked_at_by_itself(qtbot, open_window, empty_file):
    with Document.open(empty_file) as document:
        sessions.start_session(document)
    window = open_window(empty_file)
    qtbot.waitUntil(lambda: window.sessions.line is not None and window.sessions.line.isVisible())


def test_a_forgotten_session_is_ended_at_the_last_change(qtbot, forgotten, document):
    window, key, time = forgotten()
    assert window.bar.text == f"Session 1 was not ended; the last change was yesterday at {time}."
    assert window.bar.notice.weight is Weight.WARNING
    press(qtbot, window, "message-action")
    row = document.get(Session, key)
    assert (row.running, row.minutes) == (False, 40)
    assert window.bar.text == "Session 1 has ended. Duration: 40 min."
    window.undo()
    assert document.get(Session, key).running


def test_a_forgotten_session_may_still_run(qtbot, forgotten, document):
    window, key, _ = forgotten()
    assert window.bar.findChild(QPushButton, "message-close").text() == "Keep it running"
    press(qtbot, window, "message-close")
    assert not window.bar.isVisible()
    assert document.get(Session, key).running
    assert window.sessions.line.text() == "In session 1 · 23 h 40 min"
    window.messages.info(Message("Something else"))
    assert window.bar.findChild(QPushButton, "message-close").text() == "Close"


@pytest.mark.parametrize(("hours", "when"), [(0.5, "today at {time}"), (71.0, "on {date} at {time}")])
def test_the_day_of_the_last_change_is_told(forgotten, clock, hours, when):
    window, _, time = forgotten(hours)
    date = shown_date(window.bridge.document.read.every(Session)[0].date, ENGLISH)
    assert window.bar.text == f"Session 1 was not ended; the last change was {when.format(time=time, date=date)}."


def test_a_session_of_a_moment_ago_is_not_asked_about(forgotten):
    window, _, _ = forgotten(0.2)
    assert window.bar.text == ""
    assert window.sessions.line.isVisible()


def test_a_file_that_is_only_read_is_not_asked_about(document, clock, empty_file, open_document, open_it):
    sessions.start_session(document)
    document.close()
    clock.go_on(24 * 3600)
    window = open_it(open_document(empty_file, read_only=True))
    assert window.bar.text == ""
    assert window.sessions.line is None
