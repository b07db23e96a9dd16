"""The choices of what is in a report, on its page; and names of files that nothing else has."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ui.kit import file_choice
from ui.link import background
from ui.pages.report.report_page import ReportPage
from workbench.reports.formats import ReportFormat
from workbench.reports.parts import Part

pytestmark = pytest.mark.slow


@pytest.fixture
def page(show_page, sample):
    yield show_page(ReportPage, sample)
    background.stop_all()


def test_parts_can_be_left_out_and_json_always_has_all(page, qtbot):
    selection = page.writer.selection
    assert selection.wanted.is_whole
    assert selection.button.text() == "All parts"
    selection.choose(Part.SCOPE, Part.ANSWERS)
    selection.only_answered.setChecked(True)
    assert selection.button.text() == "Parts: 2 of 14"
    qtbot.mouseClick(page.writer.preview_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.pages.preview.busy, timeout=20_000)
    texts = []
    for number in range(1, page.pages.preview.number.maximum() + 1):
        page.pages.preview.number.setValue(number)
        texts.append(page.pages.preview.picture.accessibleDescription())
    assert "Not answered." not in "".join(texts)
    assert "Key messages" not in "".join(texts)
    page.pages.leave()
    page.writer.format.setCurrentIndex(list(ReportFormat).index(ReportFormat.JSON))
    assert not selection.isEnabled()
    assert selection.wanted.is_whole


def test_no_part_at_all_is_refused_in_words(page, qtbot, told):
    page.writer.selection.choose()
    qtbot.mouseClick(page.writer.preview_button, Qt.MouseButton.LeftButton)
    assert "A report needs at least one part." in told[-1].text
    assert page.stack.currentWidget() is page.area


def test_a_second_report_of_the_day_gets_another_name(page, monkeypatch):
    asked = []
    monkeypatch.setattr(file_choice, "ask_save", lambda *given, **_: asked.append(given[2]))
    page.writer.write()
    asked[0].write_bytes(b"that of another station")
    page.writer.write()
    assert asked[1].name == asked[0].name.replace(".pdf", " 2.pdf")
