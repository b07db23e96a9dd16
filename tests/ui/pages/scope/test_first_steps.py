"""A new assessment says in three lines where to begin, until there is something in it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ui.link.stages import Stage
from workbench.model.rows.checklist import SCOPE_OF_A_REPORT
from workbench.operations.answers import write_answer
from workbench.operations.assessment import describe_assessment
from workbench.operations.people import add_contributor
from workbench.operations.sessions import start_session


@pytest.fixture
def window(open_window, empty_file):
    opened = open_window(empty_file)
    opened.go(Stage.SCOPE)
    return opened


@pytest.fixture
def steps(window):
    return window.workspace.page(Stage.SCOPE).first_steps


@pytest.fixture
def document(window):
    return window.bridge.document


def test_the_lines_lead_to_people_and_sessions(qtbot, window, steps):
    assert steps.isVisible()
    for stage in (Stage.PEOPLE, Stage.SESSIONS):
        window.go(Stage.SCOPE)
        qtbot.mouseClick(steps.buttons[stage], Qt.MouseButton.LeftButton)
        assert window.workspace.current_stage is stage


def test_what_is_done_is_ticked_in_words_too(steps, document):
    def signs():
        return [(sign.text(), sign.accessibleName()) for sign in steps.signs.values()]

    assert signs() == [("1", "1"), ("2", "2"), ("3", "3")]
    describe_assessment(document, objectives="The export lanes.")
    add_contributor(document)
    assert signs() == [("1", "1"), ("2", "2"), ("3", "3")]
    *others, last = [name for name in SCOPE_OF_A_REPORT if name not in ("objectives", "start_date")]
    describe_assessment(document, start_date="2026-11-21", **dict.fromkeys(others, "Written"))
    assert signs()[0] == ("1", "1")
    describe_assessment(document, **{last: "Written"})
    assert signs() == [("✓", "Done"), ("2", "2"), ("3", "3")]
    add_contributor(document, name="Ana")
    assert signs() == [("✓", "Done"), ("✓", "Done"), ("3", "3")]


@pytest.mark.parametrize("begin", [start_session, lambda document: write_answer(document, question="kf1.q1", text="Yes.")])
def test_they_go_for_good_when_the_work_begins(qtbot, open_window, window, steps, document, begin):
    begin(document)
    assert not steps.isVisible()
    path = document.path
    qtbot.wait(20)  # the stages tell their progress a moment later
    window.close()
    again = open_window(path)
    again.go(Stage.SCOPE)
    assert not again.workspace.page(Stage.SCOPE).first_steps.isVisible()
