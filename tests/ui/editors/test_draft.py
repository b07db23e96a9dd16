"""A box for something new: the row is made with the first words and follows the typing; emptied or undone, it is gone."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit

from ui.editors import held_text
from ui.editors.boxes import LineBox
from ui.editors.draft import Draft, DraftOf
from workbench.model.rows import Indicator
from workbench.operations.indicators import add_indicator, edit_indicator, remove_indicator


@pytest.fixture
def box(bridge, shown):
    made = LineBox()

    def text(key: str) -> str | None:
        row = bridge.document.get(Indicator, key)
        return row.name if row is not None else None

    kind = DraftOf(
        add=lambda text: bridge.call(add_indicator, name=text, initiator=made.draft),
        edit=lambda key, text: bridge.run(edit_indicator, indicator=key, name=text, initiator=made.draft),
        remove=lambda key: bridge.run(remove_indicator, indicator=key, initiator=made.draft),
        text=text,
    )
    made.draft = Draft(made, bridge, kind)
    shown(made, QLineEdit())
    made.setFocus()
    return made


def names(document) -> list[str]:
    return [row.name for row in document.read.every(Indicator)]


def test_the_row_is_there_at_the_first_pause_and_follows(qtbot, box, document, monkeypatch):
    monkeypatch.setattr(held_text, "PAUSE_MS", 10)
    qtbot.keyClicks(box, "Compl")
    qtbot.waitUntil(lambda: names(document) == ["Compl"])
    qtbot.keyClicks(box, "aints")
    qtbot.waitUntil(lambda: names(document) == ["Complaints"])
    assert box.text() == "Complaints"


def test_finished_it_stays_and_the_box_is_ready_for_the_next(qtbot, box, document):
    qtbot.keyClicks(box, "Complaints")
    key = box.draft.finish()
    assert document.get(Indicator, key).name == "Complaints"
    assert box.text() == ""
    assert box.draft.finish() == ""
    qtbot.keyClicks(box, "Delays")
    assert box.draft.finish() not in ("", key)
    assert names(document) == ["Complaints", "Delays"]


def test_an_emptied_box_takes_the_row_away(qtbot, box, document, bridge):
    qtbot.keyClicks(box, "Complaints")
    assert bridge.flush()
    box.clear()
    assert bridge.flush()
    assert names(document) == []
    qtbot.keyClicks(box, "Delays")
    assert bridge.flush()
    assert names(document) == ["Delays"]


def test_undo_takes_the_words_out_of_the_box_too(qtbot, box, document, bridge):
    qtbot.keyClicks(box, "Complaints")
    bridge.undo()
    assert (names(document), box.text(), box.draft.row_id) == ([], "", "")


def test_what_cannot_be_stored_stays_in_the_box(qtbot, box, document, bridge, full_disk):
    qtbot.keyClicks(box, "Complaints")
    assert box.draft.finish() is None
    assert box.text() == "Complaints"
    full_disk()
    assert box.draft.finish()
    assert names(document) == ["Complaints"]
