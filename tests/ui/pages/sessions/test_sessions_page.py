"""The page of sessions, by keyboard: what is pressed and ticked is in the file, and the clock tells the time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ui.link.bridge import DocumentBridge
from ui.pages.sessions.sessions_page import SessionsPage
from workbench.document.session_times import present_at, running_session
from workbench.model.rows import Session, SessionArea
from workbench.operations import answers, people, sessions

pytestmark = pytest.mark.slow

SPACE, DOWN = Qt.Key.Key_Space, Qt.Key.Key_Down


@pytest.fixture
def page(bridge, shown):
    made = SessionsPage(bridge)
    shown(made).resize(700, 560)
    return made


@pytest.fixture
def press(qtbot):
    def press_it(widget, key=SPACE):
        widget.setFocus()
        assert QApplication.focusWidget() is widget
        qtbot.keyClick(widget, key)

    return press_it


def the_clock_goes_on(page, clock, minutes):
    clock.go_on(minutes * 60)
    page.band.clock.timer.timeout.emit()


def since(clock):
    return f"{clock.moment.astimezone():%H:%M}"


def place_of(links, text):
    return next(place for place in range(links.list.count()) if links.list.item(place).text().startswith(text))


def tick(press, links, text):
    links.list.setCurrentRow(place_of(links, text))
    press(links.list)


def look_of(links, text):
    item = links.list.item(place_of(links, text))
    return item.text(), item.checkState()


def test_a_session_is_started_and_ended_with_one_key(page, press, document, clock, notices):
    begun = since(clock)
    assert page.band.state.text() == "No session is running."
    press(page.band.main)
    row = running_session(document)
    local = clock.moment.astimezone()
    assert (row.date, row.start_time) == (f"{local:%Y-%m-%d}", begun)
    assert page.register.table.current_id() == row.id
    assert page.band.state.text() == f"Session 1 has been running since {begun} · 0 min"
    the_clock_goes_on(page, clock, 47)
    press(page.band.main)
    assert running_session(document) is None
    assert document.get(Session, row.id).minutes == 47
    assert notices[-1].text == "Session 1 has ended. Duration: 47 min."


def test_the_clock_tells_minutes_and_then_hours(page, press, clock):
    begun = since(clock)
    press(page.band.main)
    the_clock_goes_on(page, clock, 47)
    assert page.band.state.text() == f"Session 1 has been running since {begun} · 47 min"
    the_clock_goes_on(page, clock, 18)
    assert page.band.state.text() == f"Session 1 has been running since {begun} · 1 h 5 min"


def test_the_clock_stands_still_while_nobody_sees_it(qtbot, page, press, clock):
    timer = page.band.clock.timer
    assert not timer.isActive()
    press(page.band.main)
    assert timer.isActive()
    page.hide()
    assert not timer.isActive()
    clock.go_on(600)
    page.show()
    assert timer.isActive()
    assert page.band.state.text().endswith("· 10 min")
    press(page.band.main)
    assert not timer.isActive()


def test_a_start_and_an_end_are_undone(page, press, document, clock, notices):
    press(page.band.main)
    assert notices[-1].text == "Session 1 has started. Date and time are recorded."
    notices[-1].run()
    assert document.read.every(Session) == []
    assert page.band.state.text() == "No session is running."
    press(page.band.main)
    the_clock_goes_on(page, clock, 5)
    press(page.band.main)
    notices[-1].run()
    assert running_session(document) is not None
    assert page.band.state.text().endswith("· 5 min")
    assert page.band.clock.timer.isActive()


def test_a_planned_session_is_chosen_and_started(page, press, document):
    first = sessions.add_session(document, title="Opening", date="2026-09-15", minutes=195)
    planned = sessions.add_session(document, title="Lists 1 to 3", planned_minutes=120)
    assert page.register.table.current_id() == first
    assert not page.band.other.isVisible()
    press(page.register.table.grid, DOWN)
    assert page.band.other.text() == "Start session 2"
    press(page.band.other)
    row = running_session(document)
    assert (row.id, row.title, row.planned_minutes) == (planned, "Lists 1 to 3", 120)
    assert not page.band.other.isVisible()


def test_an_ended_session_of_today_goes_on(page, press, document, clock):
    press(page.band.main)
    the_clock_goes_on(page, clock, 30)
    press(page.band.main)
    clock.go_on(3600)
    assert page.band.other.text() == "Continue session 1"
    press(page.band.other)
    the_clock_goes_on(page, clock, 15)
    assert page.band.state.text() == "Session 1 continues · 45 min so far"
    press(page.band.main)
    (row,) = document.read.every(Session)
    assert row.minutes == 45


def test_the_running_session_is_found_again(page, press, document):
    first = sessions.add_session(document, title="Opening", minutes=195)
    press(page.band.main)
    running = running_session(document).id
    page.show_row(first)
    assert page.band.other.text() == "Show session 2"
    press(page.band.other)
    assert page.register.table.current_id() == running
    page.show_row(first)
    press(page.band.main)
    assert page.register.table.current_id() == running


def test_who_is_present_is_ticked_one_by_one_or_by_group(page, press, document, bridge):
    lena, emil, nour, ada = (people.add_contributor(document, name=name) for name in ("Lena", "Emil", "Nour", "Ada"))
    for name, members in (("Group A", [lena, emil]), ("Group B", [emil, nour])):
        people.set_group_members(document, group=people.add_group(document, name=name), contributors=members)
    press(page.band.main)
    key = running_session(document).id
    present = page.register.links[0]
    shown = [present.list.item(place).text() for place in range(present.list.count())]
    assert shown == ["Group A (0 of 2)", "Lena", "Emil", "Group B (0 of 2)", "Nour", "In no group (0 of 1)", "Ada"]
    assert "No participants yet" in page.band.told.text()
    tick(press, present, "Group A")
    assert set(present_at(document, key)) == {lena, emil}
    assert look_of(present, "Group B") == ("Group B (1 of 2)", Qt.CheckState.PartiallyChecked)
    assert page.band.told.text().startswith("Participants: 2 of 4.")
    tick(press, present, "Ada")
    tick(press, present, "Lena")
    assert set(present_at(document, key)) == {emil, ada}
    assert look_of(present, "Group A") == ("Group A (1 of 2)", Qt.CheckState.PartiallyChecked)
    bridge.undo()
    assert set(present_at(document, key)) == {lena, emil, ada}
    assert look_of(present, "Lena") == ("Lena", Qt.CheckState.Checked)
    tick(press, present, "Group A")
    assert set(present_at(document, key)) == {ada}


def test_the_areas_grow_as_questions_are_answered(page, press, document):
    press(page.band.main)
    key = running_session(document).id
    assert "No area is covered yet" in page.band.told.text()
    answers.edit_answer(document, question="kf2.q1", text="There is a law.")
    answers.edit_answer(document, question="kf1.q1", text="There is a programme.")
    assert {row.area_id for row in document.read.where(SessionArea, session_id=key)} == {"kf1", "kf2"}
    assert page.register.links[1].ticked() == ["kf1", "kf2"]
    assert page.band.told.text().endswith("Areas covered so far: Leadership and commitment; Regulatory framework.")


def test_the_table_says_what_runs_and_what_is_planned(page, press, document):
    sessions.add_session(document, title="Lists 1 to 3", confidential=True)
    press(page.band.main)
    model = page.register.table.model
    assert [model.index(row, 5).data() for row in range(2)] == ["Planned", "Running"]
    ticks = [model.index(row, 6).data(Qt.ItemDataRole.CheckStateRole) for row in range(2)]
    assert ticks == [Qt.CheckState.Checked, Qt.CheckState.Unchecked]
    press(page.band.main)
    assert model.index(1, 5).data() == ""


def test_a_session_to_come_is_planned_and_starts_though_it_has_a_duration(page, press, document):
    planned = sessions.add_session(document, title="Lists 1 to 3", date="2026-12-01", start_time="14:00", minutes=90)
    sessions.add_session(document, title="Opening", date="2026-11-01", minutes=90)
    model = page.register.table.model
    assert [model.index(row, 5).data() for row in range(2)] == ["Planned", ""]
    page.show_row(planned)
    assert page.band.other.text() == "Start session 1"
    press(page.band.other)
    assert model.index(0, 5).data() == "Running"
    assert page.band.state.text().startswith("Session 1 has been running")


def test_the_running_session_is_shown_when_the_page_is_made(document, clock, shown, bridge):
    sessions.add_session(document, title="Opening", minutes=195)
    running = sessions.start_session(document)
    clock.go_on(24 * 3600 + 60)
    page = SessionsPage(bridge)
    shown(page)
    assert page.register.table.current_id() == running
    began = document.get(Session, running)
    assert page.band.state.text() == f"Session 2 has been running since 21 November 2026, {began.start_time} · 24 h 1 min"


def test_a_session_without_a_time_of_its_beginning_is_told_all_the_same(page, press, document, clock):
    press(page.band.main)
    sessions.edit_session(document, session=running_session(document).id, start_time="")
    the_clock_goes_on(page, clock, 12)
    assert page.band.state.text() == "Session 1 is running · 12 min"


def test_what_is_typed_is_written_before_a_session_ends(qtbot, page, press, document):
    press(page.band.main)
    results = page.register.form.editors["results"]
    results.setFocus()
    qtbot.keyClicks(results, "Agreed on lists 1 and 2.")
    page.band.press_main()
    (row,) = document.read.every(Session)
    assert (row.results, row.running) == ("Agreed on lists 1 and 2.", False)


def test_a_full_disk_starts_nothing_and_says_so(page, press, document, notices, full_disk):
    press(page.band.main)
    full_disk()
    assert "There is no room." in notices[-1].text
    assert document.read.every(Session) == []
    assert page.band.state.text() == "No session is running."


def test_a_file_that_is_only_read_offers_nothing(qtbot, document, empty_file, open_document, shown):
    sessions.start_session(document)
    document.close()
    bridge = DocumentBridge(open_document(empty_file, read_only=True))
    page = SessionsPage(bridge)
    shown(page)
    assert not page.band.main.isVisible()
    assert page.band.state.text().startswith("Session 1 has been running")
    bridge.close()


def test_a_space_typed_too_much_ends_no_session(qtbot, page, bridge):
    sessions.start_session(bridge.document)
    page.take_focus()
    qtbot.keyClick(QApplication.focusWidget(), SPACE)
    assert running_session(bridge.document) is not None
