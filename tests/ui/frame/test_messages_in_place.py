"""Messages move nothing, and go when they are no longer true."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QLabel

from ui.link.stages import Stage
from workbench.errors import InvalidValue, ReportFailed
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
        assert room.right() == window.width() - 1
        assert room.height() >= window.bar.layout().totalHeightForWidth(room.width())
    window.resize(800, 600)
    qtbot.waitUntil(lambda: place(window, window.bar).right() == 799)
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
    window.messages.warning(Message("Two lines of words. " * 12))
    assert place(window, window.bar).intersects(place(window, panel.next))
    panel.next.setFocus()
    assert not place(window, window.bar).intersects(place(window, panel.next))


@pytest.mark.parametrize("size", [(800, 600), (1024, 768)])
@pytest.mark.parametrize("stage", list(Stage))
def test_a_message_hides_no_title_no_stage_and_not_what_is_said_about_saving(open_window, sample_file, size, stage):
    window = open_window(sample_file, size)
    window.go(stage)
    window.messages.info(Message("Undone: change answer 1.2. It is on the page Assessment."), action=Message("Show"))
    bar, page = place(window, window.bar), window.workspace.page(stage)
    heads = [label for label in page.findChildren(QLabel) if label.isVisible() and label.property("role") == "heading1"]
    for part in (*heads, window.workspace.stages):
        assert not bar.intersects(place(window, part))
    label = window.storing.label
    said = place(window, label)
    said.setWidth(label.fontMetrics().horizontalAdvance(label.text()))
    assert not bar.intersects(said)
    assert bar.height() < 64, "what lies above the line at the foot is a strip"


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


TOO_MUCH = InvalidValue(Message("There are too many rows."), advice=Message("Paste fewer."))
NOT_MADE = ReportFailed(Message("The report was not made."), advice=Message("Make it again."))


def test_what_was_refused_is_no_longer_told_after_the_next_act(window):
    window.messages.error(TOO_MUCH)
    assert window.bar.text == "There are too many rows. Paste fewer."
    write_answer(window.bridge.document, question="1.1", text="The next act")
    assert not window.bar.isVisible()


def test_what_was_refused_on_a_page_is_not_told_on_the_next_one(window):
    window.messages.error(TOO_MUCH)
    window.go(Stage.DOCUMENTS)
    assert not window.bar.isVisible()
    assert not window.bridge.run(write_answer, question="99.99", text="x")
    window.go(Stage.SCOPE)
    assert not window.bar.isVisible()


def test_a_paper_that_was_not_made_is_told_until_somebody_closes_it(window):
    window.messages.error(NOT_MADE)
    write_answer(window.bridge.document, question="1.1", text="The next act")
    window.go(Stage.SCOPE)
    assert window.bar.text == "The report was not made. Make it again."


def test_what_was_removed_can_still_be_brought_back_on_another_page(window):
    window.messages.info(Message("It was removed."), action=Message("Undo"), passing=True)
    window.go(Stage.SCOPE)
    assert window.bar.text == "It was removed."
