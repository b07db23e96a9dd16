"""The menu of a line of the plan."""

from __future__ import annotations

import pytest

from ui.kit.shortcuts import keys_written
from ui.link.keys import Act

pytestmark = pytest.mark.slow


def shown(page):
    return [page.model.index(place, 0).data() for place in range(page.model.rowCount())]


def entry(menu, text):
    return next(action for action in menu.actions() if action.text().partition("\t")[0] == text)


def test_the_menu_of_a_line_shows_what_the_plan_permits_with_its_keys(page, plan, document):
    page.table.show_line(plan["draw"])
    menu = page.line_menu()
    texts = [action.text().partition("\t")[0] for action in menu.actions() if action.text()]
    moves = ["Move the row up", "Move the row down", "Move to"]
    assert texts[6:] == ["Add activity", "Add the same row", *moves, "Remove the row"]
    assert entry(menu, "Move the row up").text().endswith(keys_written(Act.EARLIER))
    entry(menu, "Move the row down").trigger()
    assert shown(page)[2:4] == ["1.1.1  Watch the draw", "1.1.2  Draw the lanes"]
    page.table.show_line(plan["first"])
    assert not entry(page.line_menu(), "Move the row up").isEnabled()


def test_an_activity_is_duplicated_behind_itself(page, plan, document):
    page.table.show_line(plan["draw"])
    entry(page.line_menu(), "Add the same row").trigger()
    assert shown(page)[2:5] == ["1.1.1  Draw the lanes", "1.1.2  Draw the lanes", "1.1.3  Watch the draw"]
    assert page.table.currentIndex().row() == 3
    page.bridge.undo()
    assert shown(page)[2:4] == ["1.1.1  Draw the lanes", "1.1.2  Watch the draw"]
