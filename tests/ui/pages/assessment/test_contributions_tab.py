"""Contributions in the window: judged, recast and written by keys, in a small window without pushing the page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ui.link.stages import Stage
from ui.look import style
from workbench.model.rows import Contribution
from workbench.model.vocabulary import Confidentiality, ContributionKind, Level, MeasureStatus
from workbench.operations import answers, people, voices


@pytest.fixture
def window(qtbot, open_window, empty_file):
    made = open_window(empty_file)
    made.go(Stage.ASSESSMENT)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def document(window):
    return window.bridge.document


@pytest.fixture
def page(window):
    page = window.workspace.page(Stage.ASSESSMENT)
    page.show_entry("kf3.q20")
    return page


def only(document):
    (row,) = document.read.where(Contribution, question_id="kf3.q20")
    return row


def test_one_key_writes_down_who_sees_it_differently_without_a_name(qtbot, page, document):
    page.take_focus()
    qtbot.keyClick(page.panel.answer, Qt.Key.Key_F11)
    given = page.panel.contributions.given
    assert given.text.hasFocus()
    assert only(document).text == ""
    qtbot.keyClick(page.panel.answer, Qt.Key.Key_F11)
    assert only(document).kind is ContributionKind.DISSENT, "pressed twice, there is still one"
    qtbot.keyClicks(given.text, "Not at night.")
    assert page.flush()
    assert (only(document).text, only(document).contributor_id) == ("Not at night.", None)
    assert page.panel.views.text() == "Not named, sees it differently: “Not at night.”"
    document.undo()
    document.undo()
    assert document.read.every(Contribution) == []
    assert page.panel.views.isHidden()


def test_author_and_kind_change_by_keys_and_the_text_stays(qtbot, page, document):
    group = people.add_group(document, name="Night & day")
    people.add_contributor(document, name="Ana")
    page._add_different_view()
    given = page.panel.contributions.given
    qtbot.keyClicks(given.text, "Not at night.")
    qtbot.keyClicks(given.head.author, "Ana")
    assert page.panel.views.text() == "Ana sees it differently: “Not at night.”"
    assert [given.head.kind.itemText(at) for at in range(given.head.kind.count())] == [
        "View before the meeting",
        "Sees it differently",
        "Note",
    ]
    given.head.author.activated.emit(given.head.author.findText("Night & day"))
    qtbot.keyClicks(given.head.kind, "Working")
    row = only(document)
    assert (row.kind, row.group_id, row.text) == (ContributionKind.GROUP, group, "Not at night.")
    assert given.current_id == row.id
    qtbot.keyClicks(given.text, " Ask.")
    assert page.flush()
    assert "Ask." in only(document).text
    assert page.panel.views.isHidden()


def test_what_the_core_refuses_leaves_the_lists_as_they_were(qtbot, page, document, window):
    group = people.add_group(document, name="Red")
    voices.add_contribution(document, question="kf3.q20", group=group, text="Red says")
    view = voices.add_contribution(document, question="kf3.q20", group=group, kind=ContributionKind.DISSENT, text="No")
    page.panel.tabs.setCurrentWidget(page.panel.contributions)
    given = page.panel.contributions.given
    page.panel.contributions.show_question("kf3.q20", view)
    told = []
    window.bridge.messages.told.connect(lambda notice: told.append(str(notice.text)))
    qtbot.keyClicks(given.head.kind, "w")
    assert given.head.kind.currentText() == "Sees it differently"
    assert "has a contribution to this question already" in told[0]


def test_a_contribution_has_a_judgement_and_a_mark_of_its_own(qtbot, page, document):
    answers.mark_answer_confidential(document, question="kf3.q20", confidential=True)
    voices.keep_not_chosen(document, question="kf3.q20", change="sitting/3", text="Theirs")
    page.panel.tabs.setCurrentWidget(page.panel.contributions)
    given = page.panel.contributions.given
    assert given.confidential.isChecked()
    assert "because the answer is confidential" in given.confidential.reason.text()
    assert not given.head.author.isEnabled(), "nobody says what another copy said"
    given.confidential.click()
    assert only(document).confidential is Confidentiality.LIFTED
    qtbot.keyClicks(given.priority, "high")
    qtbot.keyClicks(given.status, "on paper")
    qtbot.keyClicks(given.causes, "No money")
    assert page.flush()
    row = only(document)
    assert (row.priority, row.status, row.causes) == (Level.HIGH, MeasureStatus.ON_PAPER, "No money")
    answer = document.read.answer("kf3.q20")
    assert (answer.priority, answer.status, answer.causes) == (None, MeasureStatus.NOT_JUDGED, "")


def test_tab_leads_through_the_editors_of_a_contribution_and_into_sight(qtbot, page):
    page._add_different_view()
    tab = page.panel.contributions
    given = tab.given
    seen = []
    for _ in range(12):
        focus = page.window().focusWidget()
        seen.append(focus)
        if tab.area.isAncestorOf(focus):
            assert -8 <= focus.mapTo(tab.area, focus.rect().topLeft()).y() < tab.area.height()
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    stops = [given.text, given.status, given.priority, given.confidential, given.causes]
    assert [widget for widget in seen if widget in stops] == stops


@pytest.mark.parametrize("zoom", [100, 150])
def test_the_tab_pushes_the_page_no_further_than_the_causes(page, zoom):
    style.look().magnify(zoom)
    page.panel.tabs.setCurrentIndex(0)
    before = page.panel.tabs.minimumSizeHint().height()
    page._add_different_view()
    assert page.panel.tabs.minimumSizeHint().height() <= before + 2 * page.fontMetrics().lineSpacing()


def test_a_kind_that_only_a_newer_version_knows_is_shown_as_one(page):
    page._add_different_view()
    head = page.panel.contributions.given.head
    head.show_row(Contribution(id="a", question_id="kf3.q20", kind=ContributionKind.unknown("petition")))
    assert head.kind.currentIndex() == head.kind.count() - 1
    assert head.kind.currentText()
