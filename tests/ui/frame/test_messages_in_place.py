"""Messages move nothing, and go when they are no longer true."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect

from ui.link.stages import Stage
from workbench.language.i18n import Message
from workbench.operations.answers import write_answer

LONG = Message("One sentence. " * 30)


@pytest.fixture
def window(open_window, empty_file):
    made = open_window(empty_file, (1024, 768))
    made.go(Stage.ASSESSMENT)
    made.activateWindow()
    return made


def place(window, widget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def test_nothing_moves_when_a_message_comes_grows_and_goes(window, qtbot):
    panel = window.workspace.page(Stage.ASSESSMENT).panel
    parts = (panel.next, panel.answer, panel.status, panel.wording)
    before = [place(window, part) for part in parts]
    for text in (Message("Short."), LONG):
        window.messages.info(text)
        assert window.bar.isVisible()
        qtbot.wait(1)
        assert [place(window, part) for part in parts] == before
        room = place(window, window.bar)
        assert room.width() == window.width()
        assert room.height() >= window.bar.layout().totalHeightForWidth(room.width())
    window.resize(800, 600)
    qtbot.waitUntil(lambda: place(window, window.bar).width() == 800)
    window.bar.clear()
    window.resize(1024, 768)
    qtbot.waitUntil(lambda: [place(window, part) for part in parts] == before)


@pytest.mark.parametrize("name", ["fold", "next"])
def test_what_has_the_focus_stays_in_sight(window, name):
    focused = getattr(window.workspace.page(Stage.ASSESSMENT).panel, name)
    focused.setFocus()
    window.messages.warning(Message("Short."))
    assert not place(window, window.bar).intersects(place(window, focused))


def test_a_message_goes_out_of_the_way_when_the_focus_comes_below_it(window):
    panel = window.workspace.page(Stage.ASSESSMENT).panel
    panel.answer.setFocus()
    window.messages.warning(Message("Short."))
    assert place(window, window.bar).intersects(place(window, panel.fold))
    panel.fold.setFocus()
    assert not place(window, window.bar).intersects(place(window, panel.fold))


def test_a_refusal_goes_when_the_value_is_right(window, qtbot):
    window.go(Stage.SCOPE)
    editor = next(
        form.editors["start_date"] for form in window.workspace.page(Stage.SCOPE).forms if "start_date" in form.editors
    )
    box = editor.box if hasattr(editor, "box") else editor
    box.setFocus()
    qtbot.keyClicks(box, "nonsense")
    assert not window.bridge.flush()
    assert window.bar.isVisible()
    write_answer(window.bridge.document, question="1.1", text="Something else is stored")
    assert window.bar.isVisible(), "the value is still refused"
    box.clear()
    qtbot.keyClicks(box, "2026-03-03")
    assert window.bridge.flush()
    assert not window.bar.isVisible()


def test_a_refused_act_is_no_longer_told_after_the_next_change(window):
    assert not window.bridge.run(write_answer, question="99.99", text="x")
    assert window.bar.isVisible()
    write_answer(window.bridge.document, question="1.1", text="Something else is stored")
    assert not window.bar.isVisible()
