"""The tabs below an answer: who sees it differently, by name or without, and how far the group agrees."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ui.link.stages import Stage
from workbench.model.rows import Contribution
from workbench.model.vocabulary import Agreement, ContributionKind, MeasureStatus
from workbench.operations.people import add_contributor
from workbench.operations.sessions import start_session
from workbench.operations.voices import add_contribution, edit_contribution


@pytest.fixture
def window(open_window, empty_file):
    made = open_window(empty_file)
    made.go(Stage.ASSESSMENT)
    made.activateWindow()
    return made


@pytest.fixture
def document(window):
    return window.bridge.document


@pytest.fixture
def panel(window):
    page = window.workspace.page(Stage.ASSESSMENT)
    page.show_entry("kf3.q20")
    return page.panel


def test_who_sees_it_differently_stands_beside_the_answer_by_name_or_without(qtbot, panel, document):
    ana = add_contributor(document, name="Ana")
    panel.tabs.setCurrentWidget(panel.contributions)
    tab = panel.contributions.given
    tab.differ_menu.aboutToShow.emit()
    offered = [action for action in tab.differ_menu.actions() if action.text()]
    assert [action.text() for action in offered] == ["Somebody who is not named", "Ana"]
    for action, text in zip(offered, ("No.", "Not at night."), strict=True):
        action.trigger()
        assert tab.text.hasFocus()
        qtbot.keyClicks(tab.text, text)
    assert tab.bridge.flush()
    rows = document.read.where(Contribution, question_id="kf3.q20")
    assert [(row.kind, row.contributor_id, row.text) for row in rows] == [
        (ContributionKind.DISSENT, None, "No."),
        (ContributionKind.DISSENT, ana, "Not at night."),
    ]
    shown = [tab.list.item(row).text() for row in range(tab.list.count())]
    assert shown == ["Not named – Sees it differently", "Ana – Sees it differently"]
    tab.status.setFocus()
    qtbot.keyClicks(tab.status, "on paper")
    assert document.read.where(Contribution, contributor_id=ana)[0].status is MeasureStatus.ON_PAPER
    assert document.read.answer("kf3.q20").status is MeasureStatus.NOT_JUDGED


def test_the_group_says_how_far_it_agrees(qtbot, panel, document):
    session = start_session(document)
    panel.agreed.setFocus()
    qtbot.keyClicks(panel.agreed, "agreed")
    assert (document.read.answer("kf3.q20").agreed, document.read.answer("kf3.q20").agreed_session_id) == (
        Agreement.AGREED,
        session,
    )
    document.undo()
    assert panel.agreed.value() is None


def test_a_confidential_view_has_a_lock_in_its_list_and_says_so(panel, document):
    add_contribution(document, question="kf3.q20", kind=ContributionKind.DISSENT, text="No.")
    hidden = add_contribution(document, question="kf3.q20", kind=ContributionKind.DISSENT, text="Never.")
    panel.tabs.setCurrentWidget(panel.contributions)
    tab = panel.contributions.given
    edit_contribution(document, contribution=hidden, confidential=True)
    items = [tab.list.item(row) for row in range(tab.list.count())]
    assert [item.icon().isNull() for item in items] == [True, False]
    assert items[1].toolTip() == "Confidential"
    assert items[1].data(Qt.ItemDataRole.AccessibleTextRole).endswith(" (confidential)")
