"""Enter in the cell of the indicator leads to a box below that can be seen."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from workbench.operations.indicators import add_indicator

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("named", [True, False])
def test_where_the_indicator_is_named_is_seen(page, plan, document, named, qtbot):
    if named:
        add_indicator(document, name="Share of drawn lists")
    page.resize(820, 560)
    page.show_row(plan["watch"])
    page.go_to_indicators()
    box = QApplication.focusWidget()
    qtbot.waitUntil(lambda: box.visibleRegion().boundingRect().height() >= box.fontMetrics().lineSpacing())
