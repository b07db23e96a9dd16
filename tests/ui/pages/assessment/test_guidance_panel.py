"""The guidance beside a question: what belongs to the section, as plain text, and only when it is looked at."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ui.pages.assessment.guidance_panel import GuidancePanel
from workbench.checklist.tree import AreaEntry, GuidancePart, SectionEntry, Term
from workbench.model.rows import AreaId, SectionId
from workbench.model.vocabulary import AreaKind, WordingField

SECTION = SectionEntry(
    SectionId("kf1.s1"),
    "I",
    "Rules",
    (
        GuidancePart(WordingField.WHY, "Because <b>rules</b> bind.\n- first\n- second"),
        GuidancePart(WordingField.ASK, "Who decides?"),
    ),
    ("A country did this & that.",),
    (),
)
AREA = AreaEntry(AreaId("kf1"), AreaKind.KEY_FACTOR, "1", "Leadership", "What the list is about.", (SECTION,))


@pytest.fixture
def panel(bridge, shown):
    made = GuidancePanel(bridge)
    shown(made)
    return made


def said(qtbot, panel, words):
    qtbot.waitUntil(lambda: words in panel.text.toPlainText())
    return panel.text.toPlainText()


def test_the_parts_stand_under_their_headings(qtbot, panel):
    panel.explain(AREA, SECTION)
    text = said(qtbot, panel, "Who decides?")
    wanted = ["Why it matters", "first", "What to ask in the room", "Who decides?", "Examples", "About this area"]
    places = [text.index(words) for words in wanted]
    assert places == sorted(places)


def test_texts_are_never_taken_for_markup(qtbot, panel):
    panel.explain(AREA, SECTION)
    text = said(qtbot, panel, "Who decides?")
    assert "<b>rules</b>" in text
    assert "this & that" in text
    assert not panel.text.openLinks()


def test_a_section_without_guidance_says_so(qtbot, panel):
    bare = SectionEntry(SectionId("x.s1"), "", "", (), (), ())
    panel.explain(AreaEntry(AreaId("x"), AreaKind.OWN, "X", "Own", "", (bare,)), bare)
    said(qtbot, panel, "There is no guidance for this section yet.")


def test_terms_that_a_question_uses_are_explained(qtbot, panel, bridge, monkeypatch):
    key = next(iter(bridge.cached_content.places))
    entry, section, question = bridge.cached_content.places[key]
    word = question.wording.split()[1]
    terms = (Term("one", word, "What it means.", "Dictionary"), Term("two", "zyzzyva", "Unused.", ""))
    checklist = bridge.cached_content.checklist
    monkeypatch.setattr(bridge.cached_content, "_checklist", type(checklist)("en", checklist.areas, terms))
    panel.explain(entry, section, question.id)
    text = said(qtbot, panel, "What it means.")
    assert "Terms used here" in text
    assert "zyzzyva" not in text


def test_nothing_is_made_while_the_panel_is_folded(qtbot, panel):
    panel.hide()
    panel.explain(AREA, SECTION)
    qtbot.wait(80)
    assert panel.text.toPlainText() == ""
    panel.show()
    said(qtbot, panel, "Who decides?")


def test_the_same_guidance_keeps_its_place(qtbot, panel):
    panel.explain(AREA, SECTION)
    said(qtbot, panel, "Who decides?")
    told = []
    panel.text.textChanged.connect(lambda: told.append(True))
    panel.explain(AREA, None)
    assert "What the list is about." not in said(qtbot, panel, "Select a question")
    panel.explain(AREA, SECTION)
    said(qtbot, panel, "Who decides?")
    changes = len(told)
    panel.explain(AREA, SECTION, "")
    qtbot.wait(80)
    assert len(told) == changes


def test_the_text_follows_its_own_direction(panel):
    direction = panel.text.document().defaultTextOption().textDirection()
    assert direction == Qt.LayoutDirection.LayoutDirectionAuto
