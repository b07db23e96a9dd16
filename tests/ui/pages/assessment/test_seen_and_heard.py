"""What the page shows in every look: terms in the colours of the theme, hints that can be read, parked questions, sizes."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from ui.link.stages import Stage
from ui.look import style
from ui.pages.assessment.detail_tabs import VERSIONS
from ui.pages.assessment.versions_tab import VersionsTab
from workbench.operations.answers import park_question, unpark_question, write_answer

QUESTION = "kf9.q17"
THEMES = [style.Theme.LIGHT, style.Theme.DARK, style.Theme.CONTRAST]


@pytest.fixture
def page(open_window, sample_file):
    window = open_window(sample_file, (1270, 770))
    window.go(Stage.ASSESSMENT, QUESTION)
    return window.workspace.page(Stage.ASSESSMENT)


def contrast(one: QColor, other: QColor) -> float:
    """The contrast of two colours (WCAG 2.2, relative luminance)."""

    def light(colour: QColor) -> float:
        parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.getRgbF()[:3]]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def strongest(image: QImage) -> float:
    """The contrast of the strongest ink to the ground, which is the most frequent colour."""
    colours = [image.pixelColor(x, y).rgb() for y in range(image.height()) for x in range(image.width())]
    ground = QColor(max(set(colours), key=colours.count))
    return max(contrast(QColor(colour), ground) for colour in set(colours))


@pytest.mark.parametrize("before", THEMES)
@pytest.mark.parametrize("after", THEMES)
def test_terms_have_the_colour_of_the_theme_that_is_chosen(page, before, after):
    style.look().choose(before)
    wording = page.panel.wording
    wording.mark_terms()
    assert "<a " in wording.text()
    style.look().choose(after)
    label = wording.grab().toImage()
    wanted = QColor(style.colours().link)
    inks = {label.pixelColor(x, y).rgb() for y in range(label.height()) for x in range(label.width())}
    assert wanted.rgb() in inks
    assert re.sub("<[^>]*>", "", wording.text()).startswith(wording.wording[:20])


@pytest.mark.parametrize("theme", THEMES)
def test_a_hint_in_an_empty_box_can_be_read(page, theme):
    """Never less than 4.5 (WCAG 2.2, 1.4.3)."""
    style.look().choose(theme)
    write_answer(page.bridge.document, question=QUESTION, text="")
    page.checklist.find_box.setFocus()
    QTest.qWait(1)
    box = page.panel.answer
    inside = box.viewport().grab(box.viewport().rect().adjusted(4, 4, -4, -4)).toImage()
    assert strongest(inside) >= 4.5
    line = page.checklist.find_box
    page.panel.answer.setFocus()
    assert strongest(line.grab(line.rect().adjusted(6, 6, -30, -6)).toImage()) >= 4.5


def test_a_parked_question_is_marked_in_the_checklist(page, qtbot):
    model, document = page.checklist.model, page.bridge.document
    model.finish()
    index = model.index_of(QUESTION)
    qtbot.waitUntil(lambda: not model.itemFromIndex(index).icon().isNull())
    before = model.itemFromIndex(index).icon().cacheKey()
    park_question(document, question=QUESTION, note="Ask the head")
    assert ", parked" in model.itemFromIndex(index).accessibleText()
    assert model.itemFromIndex(index).icon().cacheKey() != before
    unpark_question(document, question=QUESTION)
    assert ", parked" not in model.itemFromIndex(index).accessibleText()
    assert model.itemFromIndex(index).icon().cacheKey() == before


def test_the_checklist_has_its_size_again_after_the_largest(page):
    tree = page.checklist.tree

    def sizes() -> tuple[int, int]:
        QTest.qWait(30)
        return tree.rowHeight(tree.currentIndex()), tree.columnWidth(1)

    page.checklist.settle()
    before = sizes()
    style.look().magnify(250)
    assert sizes()[0] > before[0]
    style.look().magnify(100)
    assert sizes() == before


def test_what_is_said_about_the_size_does_not_hide_what_is_said_about_saving(page):
    window = page.window()
    window.magnify(1)
    window.magnify(-1)
    assert window.storing.told.isVisible()
    assert window.storing.told.text() == "Everything is shown at 100 %"
    assert window.storing.label.isVisible()
    assert not window.storing.label.geometry().intersects(window.storing.told.geometry())


def test_an_earlier_version_is_shown_as_high_as_its_tab(page, qtbot):
    document = page.bridge.document
    for text in ("First", "Second"):
        write_answer(document, question=QUESTION, text=text)
        document.end_burst()
    page.show_entry(QUESTION)
    page.panel.tabs.setCurrentIndex(VERSIONS)
    versions = page.findChild(VersionsTab)
    qtbot.waitUntil(lambda: versions.text.isVisible() and versions.text.height() > 0)
    assert versions.text.height() == versions.text.parentWidget().height()


def test_the_hint_of_a_parked_question_is_not_cut(open_window, empty_file, qtbot):
    window = open_window(empty_file)
    park_question(window.bridge.document, question="kf1.q1", note="")
    window.go(Stage.ASSESSMENT, "kf1.q1")
    note = window.workspace.page(Stage.ASSESSMENT).panel.parked.note
    qtbot.waitUntil(note.isVisible)
    assert note.fontMetrics().horizontalAdvance(note.placeholderText()) < note.width() - 12
