"""What the laptop shows of the projector view: a small live picture, its state in words, what comes next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.link.stages import Stage
from ui.projector.projector_window import Command
from workbench.model.rows import Activity
from workbench.operations.answers import write_answer

Key = Qt.Key


def words(one) -> list[str]:
    bar = one.control.bar
    bar.show_state()
    return [label.text() for label in (bar.state, bar.page, bar.time) if label.text()]


def test_it_says_the_state_in_words(room) -> None:
    one = room()
    write_answer(one.document, question="kf1.q9", text="A sentence of this length. " * 60)
    one.show("kf1.q9")
    count = len(one.slide.pages)
    assert words(one) == ["Open", f"Page 1 of {count}"]
    one.do(Command.NEXT_PAGE)
    one.control.countdown.begin(5)
    assert words(one) == ["Open", f"Page 2 of {count}", "5:00 left"]
    one.do(Command.HOLD)
    assert words(one)[0] == "Held: the picture stays"
    one.do(Command.BLANK)
    assert words(one)[0] == "Blank: the room sees nothing"
    one.do(Command.BLANK)
    one.do(Command.HOLD)
    one.screens.unplug(one.projector)
    assert words(one)[0] == "Waits for its screen"


def test_it_names_what_comes_next(room) -> None:
    one = room()
    one.show("kf1.q9")
    one.control.bar.show_state()
    assert one.control.bar.next.accessibleName().startswith("Next: 1.10")
    questions = [row_id for row_id, place in one.window.bridge.cached_content.places.items() if place[2].included]
    one.show(questions[-1])
    one.control.bar.show_state()
    assert one.control.bar.next.text() == ""
    order = [row.id for row in one.document.read.every(Activity)]
    one.window.go(Stage.PRIORITIES, order[0])
    one.control.bar.show_state()
    shown = one.window.workspace.page(Stage.PRIORITIES).shown_order
    after = one.document.get(Activity, shown[shown.index(order[0]) + 1])
    assert one.control.bar.next.accessibleName() == f"Next: {after.title}"


def test_the_picture_is_what_the_room_sees(room, qtbot) -> None:
    one = room()
    one.show("kf1.q9")
    picture = one.control.bar.picture
    before = picture.grab().toImage()
    one.answer.selectAll()
    QTest.keyClicks(one.answer, "We agree")
    qtbot.waitUntil(lambda: picture.grab().toImage() != before)
    one.do(Command.BLANK)
    one.control.bar.show_state()
    image = picture.grab().toImage()
    inside = {image.pixelColor(x, y).name() for x in range(2, image.width() - 2) for y in range(2, image.height() - 2)}
    assert inside == {one.slide.colours.ground}
    assert picture.accessibleDescription() == ""
    ratio = picture.sizeHint().width() / picture.sizeHint().height()
    assert abs(ratio - one.slide.width() / one.slide.height()) < 0.1


def test_its_buttons_do_what_the_menu_does_and_leave_the_focus_in_the_answer(room) -> None:
    one = room()
    one.show("kf1.q9")
    one.window.activateWindow()
    QTest.qWaitForWindowActive(one.window)
    one.answer.setFocus()
    bar = one.control.bar
    for button, state in ((bar.hold, "holds"), (bar.blank, "blank")):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert getattr(one.control, state)
        assert button.isChecked()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert not getattr(one.control, state)
    QTest.mouseClick(bar.other, Qt.MouseButton.LeftButton)
    assert one.screens.used is one.facilitator
    assert one.answer.hasFocus()


def test_it_is_there_only_beside_another_screen(room) -> None:
    one = room()
    bar = one.control.bar
    assert bar.isVisibleTo(one.window)
    one.control.close()
    assert one.control.bar is None
    assert not bar.isVisible()
    alone = room(alone=True)
    assert not alone.control.bar.isVisibleTo(alone.window)


def test_the_first_time_it_says_how_high_the_picture_must_be(room) -> None:
    one = room()
    assert "an eighth of the distance" in one.window.bar.text
    assert one.window.memory.projector_known
    one.window.bar.notice.run()
    assert one.control.few
    one.window.bar.clear()
    one.control.close()
    one.control.toggle()
    assert one.window.bar.text == ""
    assert one.slide.few


def test_in_a_low_window_it_takes_one_line(room, qtbot) -> None:
    one = room()
    one.show("kf1.q9")
    bar = one.control.bar
    bar.show_state()
    said = bar.next.accessibleName() or bar.beside.accessibleName()
    assert said.startswith("Next: 1.10")
    one.window.resize(1024, 900)
    qtbot.waitUntil(lambda: not bar.next.isHidden())
    assert (bar.next.accessibleName(), bar.beside.accessibleName()) == (said, "")
    high = bar.height()
    one.window.resize(800, 600)
    qtbot.waitUntil(lambda: bar.next.isHidden() and bar.height() < high * 0.75)
    assert bar.beside.accessibleName() == said
    assert bar.beside.geometry().right() < bar.hold.geometry().left()
    assert bar.beside.width() > 100


def test_once_the_view_is_closed_no_bar_comes_back(room) -> None:
    one = room()
    bar = one.control.bar
    one.control.toggle()
    one.window.resize(800, 500)
    one.window.resize(1024, 900)
    one.control.countdown.ticked.emit()
    assert bar.isHidden()
