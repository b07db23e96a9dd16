"""A page of the plan with a small plan on it, and what it told."""

from __future__ import annotations

import pytest

from ui.link.bridge import DocumentBridge
from ui.look import style
from ui.pages.plan.plan_page import PlanPage
from workbench.operations.activities import add_activity
from workbench.operations.plan import add_outcome, add_output


@pytest.fixture
def open_page(qtbot, told):
    def open_it(document, row=""):
        bridge = DocumentBridge(document)
        bridge.messages.told.connect(told.append)
        page = PlanPage(bridge)
        bridge.setParent(page)
        qtbot.addWidget(page)
        style.apply(page)
        page.resize(900, 640)
        if row:
            page.show_row(row)
        page.show()
        page.entered()
        return page

    return open_it


@pytest.fixture
def plan(document):
    """Two outcomes: the first with two outputs and two activities, the second empty; one activity is not planned."""
    keys = {"first": add_outcome(document, title="Fewer bribes"), "second": add_outcome(document, title="Trust")}
    keys["lanes"] = add_output(document, outcome=keys["first"], title="Lanes are drawn")
    keys["fees"] = add_output(document, outcome=keys["first"], title="Fees are known")
    keys["draw"] = add_activity(document, title="Draw the lanes", output_id=keys["lanes"])
    keys["watch"] = add_activity(document, title="Watch the draw", output_id=keys["lanes"])
    keys["later"] = add_activity(document, title="Train brokers")
    return keys


@pytest.fixture
def page(open_page, document, plan):
    return open_page(document)
