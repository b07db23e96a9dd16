"""The plan is printed from its page: by keys, in an edition, and its pages are shown."""

from __future__ import annotations

import pypdf
import pytest
from PySide6.QtCore import Qt

from ui.kit import file_choice
from workbench.model.vocabulary import Edition
from workbench.operations.activities import edit_activity


@pytest.fixture
def target(tmp_path, monkeypatch):
    """Whatever is asked for, the plan goes here; what was suggested is kept."""
    target = tmp_path / "out" / "plan.pdf"
    target.parent.mkdir()
    suggested = []
    monkeypatch.setattr(file_choice, "ask_save", lambda *asked, **_: suggested.append(asked[2].name) or target)
    return target, suggested


def print_it(qtbot, page, *, downs):
    """By keys, in the menu of the editions; the arrow chooses one."""
    page.printer.menu.popup(page.mapToGlobal(page.rect().center()))
    for _ in range(downs):
        qtbot.keyClick(page.printer.menu, Qt.Key.Key_Down)
    qtbot.keyClick(page.printer.menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.printer.busy, timeout=20_000)


def text_of(path):
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())


@pytest.mark.slow
def test_the_full_edition_is_written_and_shown(page, qtbot, target, told):
    path, suggested = target
    print_it(qtbot, page, downs=1)
    assert "Draw the lanes" in text_of(path)
    assert "Activities in the plan: 3." in told[-1].text
    assert suggested[0].endswith(".pdf")
    assert "public" not in suggested[0]
    assert page.stack.currentWidget() is page.pages.preview
    qtbot.waitUntil(lambda: not page.pages.preview.busy, timeout=20_000)
    assert "Draw the lanes" in page.pages.preview.picture.accessibleDescription()
    qtbot.keyClick(page.pages.preview.area, Qt.Key.Key_Escape)
    page.pages.leave()
    assert page.stack.currentWidget() is page.area


@pytest.mark.slow
def test_the_public_edition_leaves_out_what_is_confidential(page, qtbot, target, plan, document, told):
    path, suggested = target
    edit_activity(document, activity=plan["watch"], confidential=True)
    print_it(qtbot, page, downs=2)
    assert "public edition" in suggested[0]
    assert "Draw the lanes" in text_of(path)
    assert "Watch the draw" not in text_of(path)
    assert "Activities in the public edition of the plan: 2." in told[-1].text
    qtbot.waitUntil(lambda: not page.pages.preview.busy, timeout=20_000)
    assert page.flush()
    assert page.stack.currentWidget() is page.area


def test_nothing_is_written_without_a_name(page, qtbot, monkeypatch):
    monkeypatch.setattr(file_choice, "ask_save", lambda *_, **__: None)
    print_it(qtbot, page, downs=1)
    assert page.stack.currentWidget() is page.area


def test_the_assessment_itself_is_never_covered(page, qtbot, monkeypatch, document, told):
    before = document.path.stat().st_size
    monkeypatch.setattr(file_choice, "ask_save", lambda *_, **__: document.path)
    print_it(qtbot, page, downs=1)
    assert "cannot take the place of the assessment" in told[-1].text
    assert document.path.stat().st_size == before


def test_the_button_stops_the_writing(page, qtbot, target, told):
    path, _ = target
    path.write_bytes(b"the plan of last week")
    page.printer.write(Edition.FULL)
    assert page.printer.busy
    assert page.printer.button.text() == "Cancel the PDF"
    qtbot.mouseClick(page.printer.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.printer.busy, timeout=20_000)
    assert "The plan was not saved." in told[-1].text
    assert page.printer.button.text() == "Save the plan as PDF"
    assert page.printer.button.menu() is page.printer.menu
    assert path.read_bytes() == b"the plan of last week"
    assert list(path.parent.iterdir()) == [path]
    assert page.stack.currentWidget() is page.area


def test_what_is_shown_of_the_plan_is_what_is_printed(page, qtbot, target):
    assert not page.print_page()  # nothing of its own is shown: the window shows the plan first
    print_it(qtbot, page, downs=1)
    qtbot.waitUntil(lambda: not page.pages.preview.busy, timeout=20_000)
    asked = []
    page.pages.preview.printing.ask = lambda pdf, number: asked.append((pdf[:5], number))
    assert page.print_page()
    assert asked == [(b"%PDF-", 1)]
