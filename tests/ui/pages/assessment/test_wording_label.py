"""Terms in a question are marked and explained in place; the wording itself is never changed by that."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolTip

from ui.pages.assessment.wording_label import WordingLabel
from workbench.checklist.tree import Term

TERMS = (
    Term("risk", "Risk", "Something <bad> that may come.", "ISO"),
    Term("kpi", "Key performance indicator (KPI)", "A figure that counts.", ""),
    Term("decision", "Decision", "What somebody decides.", "", ("decide",), ("kf1.q2",)),
)


@pytest.fixture
def label(qtbot, shown):
    made = WordingLabel()
    shown(made)
    return made


def marked(qtbot, label, wording):
    label.show_wording(wording, TERMS, "kf1.q1")
    qtbot.waitUntil(lambda: label.textFormat() == Qt.TextFormat.RichText)
    return label.text()


def test_the_wording_is_there_at_once_and_its_terms_a_moment_later(qtbot, label):
    label.show_wording("Which risks & <dangers>?", TERMS, "kf1.q1")
    assert label.text() == "Which risks & <dangers>?"
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert marked(qtbot, label, "Which risks & <dangers>?") == 'Which <a href="risk">risks</a> &amp; &lt;dangers&gt;?'
    assert label.wording == label.accessibleName() == "Which risks & <dangers>?"


def test_a_wording_without_terms_stays_plain(qtbot, label):
    label.show_wording("Who decides?", TERMS, "kf1.q2")
    label.mark_terms()
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_term_is_explained_by_the_keyboard_and_by_pointing(qtbot, label):
    marked(qtbot, label, "Is there a KPI?")
    label.linkActivated.emit("kpi")
    assert "A figure that counts." in QToolTip.text()
    label.linkHovered.emit("")
    marked(qtbot, label, "Which risk?")
    label.linkHovered.emit("risk")
    assert "Something &lt;bad&gt; that may come." in QToolTip.text()
    assert "Source: ISO" in QToolTip.text()
    label.linkHovered.emit("unknown")
    QToolTip.hideText()


def test_terms_can_be_reached_by_tab(qtbot, label):
    marked(qtbot, label, "Which risk?")
    assert label.focusPolicy() & Qt.FocusPolicy.TabFocus
    label.show_wording("Who decides?", TERMS, "kf1.q2")
    assert label.focusPolicy() == Qt.FocusPolicy.NoFocus
