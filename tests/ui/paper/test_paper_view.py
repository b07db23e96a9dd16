"""The pages on the screen: zoom, search, turning; and nothing is kept of them when they are closed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ui.link import background
from ui.paper.paper_bar import FIT_PAGE
from ui.paper.paper_view import PaperView
from workbench.errors import ReportFailed
from workbench.language.i18n import Message
from workbench.reports.form_picture import question_sheets
from workbench.reports.forms import FormPages
from workbench.system.frozen import frozen

pytestmark = pytest.mark.slow


@frozen
class Refused:
    """A job that cannot be done."""

    def do(self, _progress):
        sentence = Message("There is no room.")
        raise ReportFailed(sentence, safe=sentence, advice=sentence)

    def forget(self):
        pass


@pytest.fixture
def view(qtbot, document):
    made = PaperView()
    qtbot.addWidget(made)
    made.resize(700, 560)
    made.show()
    with qtbot.waitSignal(made.shown, timeout=20_000):
        made.show_pages(FormPages(question_sheets(document, areas={"kf1"})))
    yield made
    background.stop_all()


def drawn(view):
    return view.picture.pixmap().deviceIndependentSize()


def test_the_whole_page_fits_and_the_width_fills(view):
    assert abs(drawn(view).width() - view.area.viewport().width()) <= 5
    assert drawn(view).height() > view.area.viewport().height()
    view.bar.set_zoom(FIT_PAGE)
    assert drawn(view).height() <= view.area.viewport().height()


def test_a_percentage_is_that_of_the_paper(view, qtbot):
    view.bar.set_zoom(100)
    assert abs(drawn(view).width() - 595.28 * 96 / 72) <= 2
    view.bar.set_zoom(200)
    assert abs(drawn(view).width() - 2 * 595.28 * 96 / 72) <= 2
    qtbot.waitUntil(lambda: view.area.horizontalScrollBar().maximum() > 0)


def test_words_are_found_on_all_pages_marked_and_walked(view, qtbot):
    plain = view.picture.pixmap().toImage()
    qtbot.keyClick(view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert view.bar.search.hasFocus()
    qtbot.keyClicks(view.bar.search, "EVIDENCE")
    qtbot.keyClick(view.bar.search, Qt.Key.Key_Return)
    assert view.bar.hits.text().startswith("1 of ")
    assert view.picture.pixmap().toImage() != plain
    for _ in range(2):
        qtbot.keyClick(view.bar.search, Qt.Key.Key_Return)
    assert view.number.value() == 2  # two questions a page
    qtbot.keyClick(view.bar.search, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert view.number.value() == 1
    view.bar.search.setText("zebra crossing")
    qtbot.keyClick(view.bar.search, Qt.Key.Key_Return)
    assert view.bar.hits.text() == "Not found"


def test_closed_pages_are_forgotten(view):
    view.search("Evidence")
    view.close_pages()
    assert view.pages == 0
    assert view.picture.pixmap().isNull()
    assert not view.picture.accessibleDescription()
    assert not view.bar.search.text()
    assert not view.bar.print_button.isEnabled()


def test_pages_that_cannot_be_made_are_told_in_their_place(view, qtbot):
    view.show_pages(Refused())
    qtbot.waitUntil(view.notices.isVisible, timeout=20_000)
    assert view.pages == 0
