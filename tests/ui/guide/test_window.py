"""The user guide in its window: the chapter of the stage, keys, search, links, and nothing from outside its folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QAccessible, QDesktopServices, QImage, QTextDocument
from PySide6.QtWidgets import QWidget

from ui.frame.command_palette import CommandPalette
from ui.guide.window import FIRST
from ui.link.stages import Stage
from ui.look import style
from workbench.guide import chapters, headings

SHIFT, CONTROL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
IMAGE = QTextDocument.ResourceType.ImageResource.value
NAMES = [chapter.name for chapter in chapters()]


def active(qtbot, window):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def window(open_window, empty_file, qtbot):
    return active(qtbot, open_window(empty_file))


@pytest.fixture
def guide(window, qtbot):
    window.go(Stage.ASSESSMENT)
    window.open_guide()
    return active(qtbot, window.guide)


def top_items(guide):
    return [guide.tree.topLevelItem(place) for place in range(guide.tree.topLevelItemCount())]


def block_at_top(guide):
    return guide.text.cursorForPosition(QPoint(20, 20)).blockNumber()


def shown_names(guide):
    return [name for name, item in zip(NAMES, top_items(guide), strict=True) if not item.isHidden()]


def test_it_opens_with_a_key_at_the_first_chapter_where_no_file_is_open(open_window, qtbot):
    window = active(qtbot, open_window())
    qtbot.keyClick(window, Qt.Key.Key_F1, SHIFT)
    assert window.guide.isVisible()
    assert not window.guide.isModal()
    assert window.guide.shown.name == FIRST


def test_it_opens_at_the_chapter_of_the_stage(window, qtbot):
    for stage in Stage:
        active(qtbot, window)
        window.go(stage)
        qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_F1, SHIFT)
        assert window.guide.shown.name == stage.spec.chapter
        assert window.guide.text.toPlainText().startswith(window.guide.shown.title)


def test_it_is_one_window_that_follows_when_it_is_asked_for_again(window, guide):
    window.go(Stage.REPORT)
    assert guide.shown.name == "answering"
    window.open_guide()
    assert (window.guide is guide, guide.shown.name) == (True, "report")


def test_the_palette_finds_it(window, qtbot):
    window.open_palette()
    palette = window.findChild(CommandPalette)
    qtbot.keyClicks(palette.box, "user guide")
    qtbot.keyClick(palette.box, Qt.Key.Key_Return)
    assert window.guide.isVisible()


def test_chapters_are_chosen_with_the_arrows_and_read_with_enter(guide, qtbot):
    guide.tree.setFocus()
    guide.tree.setCurrentItem(top_items(guide)[0])
    assert guide.shown.name == NAMES[0]
    guide.tree.setCurrentItem(top_items(guide)[5])
    qtbot.keyClick(guide.tree, Qt.Key.Key_Up)
    assert guide.shown.name == NAMES[4]
    qtbot.keyClick(guide.tree, Qt.Key.Key_Return)
    assert guide.text.hasFocus()


def test_headings_are_entries_that_lead_to_their_place(guide, qtbot):
    item = top_items(guide)[NAMES.index("answering")]
    told = [item.child(place).text(0) for place in range(item.childCount())]
    assert told == list(headings(guide.shown.markdown))
    guide.tree.setCurrentItem(item.child(item.childCount() - 1))
    assert guide.text.textCursor().block().text() == told[-1]
    assert guide.text.verticalScrollBar().value() > 0
    role = Qt.ItemDataRole.AccessibleTextRole
    assert item.child(0).data(0, role) == f"Heading: {told[0]}"
    assert item.data(0, role) == "Chapter 5: Answering"


def test_the_search_narrows_the_chapters_and_goes_through_them(guide, qtbot):
    qtbot.keyClick(guide.text, Qt.Key.Key_F, CONTROL)
    assert guide.find_box.hasFocus()
    qtbot.keyClicks(guide.find_box, "confidential")
    found = shown_names(guide)
    assert "answering" in found
    assert len(found) < len(NAMES)
    assert guide.found.text() == f"Found in {len(found)} chapters."
    assert guide.text.textCursor().selectedText().casefold() == "confidential"
    assert len(guide.text.extraSelections()) >= 2
    seen = [guide.shown.name]
    while len(seen) < 80 and not (len(set(seen)) == len(found) and guide.shown.name == seen[0]):
        qtbot.keyClick(guide.find_box, Qt.Key.Key_Return)
        assert guide.text.textCursor().selectedText().casefold() == "confidential"
        seen.append(guide.shown.name)
    assert set(seen) == set(found)
    qtbot.keyClick(guide.find_box, Qt.Key.Key_Return, SHIFT)
    assert guide.shown.name == found[found.index(seen[0]) - 1]


def test_a_search_that_this_chapter_does_not_answer_goes_to_one_that_does(guide, qtbot):
    guide.find_box.setText("telephone")
    assert guide.shown.name == shown_names(guide)[0] == "report"
    guide.find_box.setText("zyzzyva")
    assert guide.found.text() == "Nothing was found."
    assert shown_names(guide) == []
    guide.find_box.clear()
    assert shown_names(guide) == NAMES
    assert guide.text.extraSelections() == []
    assert guide.found.isHidden()


def test_links_lead_to_chapters_and_back(guide, qtbot):
    guide.text.anchorClicked.emit(QUrl("06-projector.md"))
    assert guide.shown.name == "projector"
    qtbot.keyClick(guide.text, Qt.Key.Key_Left, ALT)
    assert guide.shown.name == "answering"
    assert not guide.back.isEnabled()
    qtbot.keyClick(guide.text, Qt.Key.Key_Right, ALT)
    assert guide.shown.name == "projector"
    guide.back.click()
    guide.go("files")
    assert not guide.forward.isEnabled()


def test_a_link_is_followed_with_the_keys(guide, qtbot):
    guide.go("sessions")
    guide.go("preparing")
    guide.text.setFocus()
    qtbot.keyClick(guide.text, Qt.Key.Key_Tab)
    qtbot.keyClick(guide.text, Qt.Key.Key_Return)
    assert guide.shown.name == "tables", "the first link of that chapter"


def test_other_links_lead_nowhere(guide, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    before = guide.text.toPlainText()
    for link in (
        "https://example.org/06-projector.md",
        "file:///etc/06-projector.md",
        "nowhere.md",
        "06-projector.txt",
        "#x",
    ):
        guide.text.anchorClicked.emit(QUrl(link))
        assert (guide.shown.name, guide.text.toPlainText(), opened) == ("answering", before, []), link


def test_only_pictures_of_the_guide_are_loaded(guide, tmp_path):
    picture = tmp_path / "a.png"
    QImage(8, 8, QImage.Format.Format_RGB32).save(str(picture))
    load = guide.text.loadResource
    assert isinstance(load(IMAGE, QUrl("../pictures/assessment.png")), QImage)
    strangers = [QUrl.fromLocalFile(str(picture)), QUrl("https://example.org/a.png"), QUrl("../../screenshots/plan.png")]
    assert [load(IMAGE, url) for url in [*strangers, QUrl("../pictures/none.png")]] == [None] * 4
    style_sheet = QTextDocument.ResourceType.StyleSheetResource.value
    assert load(style_sheet, QUrl("../pictures/assessment.png")) is None


def test_pictures_are_never_wider_than_the_text(guide, qtbot):
    for width in (1200, 800):
        guide.resize(width, 600)
        qtbot.waitUntil(lambda: not guide.text._settle.isActive())
        assert guide.text.horizontalScrollBar().maximum() == 0
        assert guide.text.document().size().width() <= guide.text.viewport().width()


def test_the_text_follows_the_zoom_and_the_colours_and_stays_where_it_was_read(guide, qtbot):
    before = guide.text.document().defaultFont().pointSize()
    guide.text.to_heading(1)
    at_top = block_at_top(guide)
    qtbot.keyClick(guide.text, Qt.Key.Key_Plus, CONTROL)
    assert style.look().zoom == 110
    assert guide.text.document().defaultFont().pointSize() > before
    assert block_at_top(guide) == at_top > 0
    qtbot.keyClick(guide.text, Qt.Key.Key_0, CONTROL)
    assert guide.text.document().defaultFont().pointSize() == before
    style.look().choose(style.Theme.DARK)
    assert style.colours().link in guide.text.document().toHtml()


def test_esc_clears_the_search_then_closes(window, guide, qtbot):
    guide.find_box.setText("projector")
    guide.find_box.setFocus()
    qtbot.keyClick(guide.find_box, Qt.Key.Key_Escape)
    assert (guide.isVisible(), guide.find_box.text()) == (True, "")
    qtbot.keyClick(guide.text, Qt.Key.Key_Escape)
    assert not guide.isVisible()
    assert window.isVisible()
    window.open_guide()
    assert guide.isVisible()


def test_it_goes_with_the_main_window(window, guide):
    assert not guide.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)
    window.close()
    assert not guide.isVisible()


@pytest.mark.parametrize("zoom", [100, 200])
@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_it_fits_the_smallest_screen(guide, qtbot, zoom, direction):
    guide.setLayoutDirection(direction)
    style.look().magnify(zoom)
    guide.resize(800, 600)
    qtbot.waitUntil(lambda: not guide.text._settle.isActive())
    assert (guide.width(), guide.height()) == (800, 600)
    assert guide.text.isVisible()
    assert guide.side.isVisible() == (zoom == 100)
    assert guide.text.horizontalScrollBar().maximum() == 0


def test_where_it_is_narrow_the_chapters_take_the_place_of_the_text(guide, qtbot):
    style.look().magnify(200)
    guide.resize(800, 600)
    assert not guide.side.isVisible()
    guide.contents.click()
    assert (guide.side.isVisible(), guide.text.isVisible()) == (True, False)
    guide.tree.setFocus()
    qtbot.keyClick(guide.tree, Qt.Key.Key_Return)
    assert (guide.side.isVisible(), guide.text.isVisible(), guide.text.hasFocus()) == (False, True, True)
    qtbot.keyClick(guide.text, Qt.Key.Key_F, CONTROL)
    assert guide.find_box.hasFocus()


def test_every_control_has_a_name(guide):
    nameless = []
    for widget in guide.findChildren(QWidget):
        takes_focus = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.objectName().startswith("qt_")
        interface = QAccessible.queryAccessibleInterface(widget) if takes_focus else None
        if interface is not None and not interface.text(QAccessible.Text.Name):
            nameless.append(type(widget).__name__)
    assert nameless == []


def test_the_start_does_not_load_it():
    script = "import sys, ui.app; sys.exit(any(name.startswith(('ui.guide', 'workbench.guide')) for name in sys.modules))"
    root = Path(style.__file__).parent.parent
    assert subprocess.run([sys.executable, "-c", script], cwd=root, check=False).returncode == 0
