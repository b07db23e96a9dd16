"""Words offered below a text are added to it and taken away, and what was typed stays."""

from __future__ import annotations

from ui.editors.field_link import Binding
from ui.editors.offered_words import OfferedWords
from ui.editors.text_editor import TextEditor
from workbench.language.i18n import Message
from workbench.model.rows import Indicator
from workbench.operations import indicators

WORDS = (Message("process"), Message("lagging"))


def test_a_chosen_word_is_in_the_text_and_stored(bridge, shown):
    key = indicators.add_indicator(bridge.document, name="Calls answered", types="our own")
    editor = TextEditor(bridge)
    editor.bind(Binding(Indicator, key, "types", indicators.edit_indicator, {"indicator": key}), "our own")
    offered = OfferedWords(editor, WORDS)
    shown(offered)
    offered.menu().aboutToShow.emit()
    process, lagging = offered.menu().actions()
    assert (process.text(), process.isChecked(), process.isEnabled()) == ("Process", False, True)

    process.trigger()
    lagging.trigger()
    assert bridge.document.get(Indicator, key).types == "Our own, process, lagging"

    offered.menu().aboutToShow.emit()
    assert process.isChecked()
    process.trigger()
    assert bridge.document.get(Indicator, key).types == editor.text() == "Our own, lagging"


def test_nothing_can_be_chosen_where_nothing_can_be_typed(bridge, shown):
    editor = TextEditor(bridge)
    editor.bind(None)
    offered = OfferedWords(editor, WORDS)
    shown(offered)
    offered.menu().aboutToShow.emit()
    assert not any(action.isEnabled() for action in offered.menu().actions())
