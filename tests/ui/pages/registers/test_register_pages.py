"""The pages that are registers, and the scope: what is done with the widgets is in the document."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.editors.offered_words import OfferedWords
from ui.link.bridge import DocumentBridge
from ui.pages.registers.documents_page import DocumentsPage
from ui.pages.registers.indicators_page import IndicatorsPage
from ui.pages.registers.people_page import PeoplePage
from ui.pages.scope.scope_page import ScopePage
from ui.pages.sessions.sessions_page import SessionsPage
from workbench.document.document import Document
from workbench.model.rows import (
    ActivityPerson,
    BackgroundDocument,
    Contributor,
    DocumentPerson,
    GroupArea,
    GroupMember,
    Indicator,
    IndicatorPerson,
    Measurement,
    Question,
    Session,
    SessionParticipant,
    WorkingGroup,
)
from workbench.model.vocabulary import DocumentRole, IndicatorRole, Mode
from workbench.operations import documents, indicators, people
from workbench.operations.activities import add_activity
from workbench.operations.roles import add_person

pytestmark = pytest.mark.slow

PAGES = (ScopePage, PeoplePage, DocumentsPage, SessionsPage, IndicatorsPage)


@pytest.fixture
def notices():
    return []


@pytest.fixture
def open_page(qtbot, notices):
    def open_it(page_type, document):
        bridge = DocumentBridge(document)
        bridge.messages.told.connect(notices.append)
        page = page_type(bridge)
        bridge.setParent(page)
        qtbot.addWidget(page)
        page.resize(660, 520)
        page.show()
        return page

    return open_it


def tick(links, place, *, on=True):
    links.list.item(place).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)


@pytest.mark.parametrize("page_type", PAGES)
def test_every_control_has_an_accessible_name(open_page, sample, page_type):
    page = open_page(page_type, sample)
    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.window() is page
        and not widget.accessibleName()
        and not getattr(widget, "text", str)()
        and not widget.inherits("QHeaderView")
        and not widget.parentWidget().inherits("QAbstractScrollArea")
    ]
    assert nameless == []


@pytest.mark.parametrize("page_type", PAGES)
def test_every_page_fits_a_small_window(open_page, sample, page_type):
    hint = open_page(page_type, sample).minimumSizeHint()
    assert (hint.width() <= 680, hint.height() <= 560) == (True, True)


@pytest.mark.parametrize("page_type", PAGES)
def test_an_empty_assessment_and_a_read_only_one_are_shown(open_page, open_document, empty_file, page_type):
    page = open_page(page_type, open_document(empty_file, read_only=True))
    assert page.bridge.read_only


def test_a_person_is_added_described_and_removed(open_page, document, notices):
    page = open_page(PeoplePage, document)
    page.contributors.table.add_row()
    (person,) = document.read.every(Contributor)
    assert page.contributors.table.current_id() == person.id
    assert page.bridge.flush()
    editor = page.contributors.form.editors["background"]
    editor.setPlainText("Twenty years in freight control")
    assert page.flush()
    assert document.read.every(Contributor)[0].background == "Twenty years in freight control"
    page.contributors.table.remove_row()
    assert document.read.every(Contributor) == []
    assert notices
    page.bridge.undo()
    assert document.read.every(Contributor)[0].background == "Twenty years in freight control"


def test_a_person_who_is_needed_is_not_removed(open_page, document, notices):
    person = people.add_contributor(document, name="Lena Orvalt")
    activity = add_activity(document, title="Draw the lanes by lot")
    add_person(document, of=ActivityPerson, owner=activity, contributor=person)
    page = open_page(PeoplePage, document)
    page.contributors.table.remove_row()
    assert len(document.read.every(Contributor)) == 1
    assert "named in 1 activity" in notices[-1].text
    assert page.contributors.form.editors["gender"].isEnabled()


def test_members_and_areas_of_a_group_are_ticked(open_page, document):
    person = people.add_contributor(document, name="Lena Orvalt")
    page = open_page(PeoplePage, document)
    page.groups.table.add_row()
    (group,) = document.read.every(WorkingGroup)
    members, areas = page.groups.links
    tick(members, 0)
    tick(areas, 2)
    assert [link.contributor_id for link in document.read.where(GroupMember, group_id=group.id)] == [person]
    assert [link.area_id for link in document.read.where(GroupArea, group_id=group.id)] == ["kf3"]
    tick(areas, 2, on=False)
    assert document.read.every(GroupArea) == []
    page.bridge.undo()
    assert areas.ticked() == ["kf3"]


def test_a_name_changed_elsewhere_is_shown_among_the_members(open_page, document):
    person = people.add_contributor(document, name="Lena")
    people.add_group(document, name="A")
    page = open_page(PeoplePage, document)
    people.edit_contributor(document, contributor=person, name="Lena Orvalt")
    assert page.groups.links[0].list.item(0).text() == "Lena Orvalt"


def test_a_document_tells_what_it_supports(open_page, sample):
    page = open_page(DocumentsPage, sample)
    model = page.register.table.model
    texts = [model.index(row, 4).data() for row in range(model.rowCount())]
    assert any("6.17" in text.split(", ") for text in texts)


def test_a_document_is_edited_and_marked(open_page, document):
    documents.add_document(document, title="Code of conduct")
    page = open_page(DocumentsPage, document)
    page.register.form.editors["reference"].setText("Order 12")
    assert page.flush()
    page.register.form.editors["confidential"].click()
    (row,) = document.read.every(BackgroundDocument)
    assert (row.reference, row.is_confidential) == ("Order 12", True)


def test_a_session_with_participants_and_a_wrong_time(open_page, document, notices):
    person = people.add_contributor(document, name="Lena Orvalt")
    page = open_page(SessionsPage, document)
    page.register.table.add_row()
    assert page.flush()
    (session,) = document.read.every(Session)
    tick(page.register.links[0], 0)
    assert [link.contributor_id for link in document.read.where(SessionParticipant, session_id=session.id)] == [person]
    model = page.register.table.model
    assert model.setData(model.index(0, 3), 90)
    assert model.setData(model.index(0, 2), "9.30")
    assert document.read.every(Session)[0].start_time == "09:30"
    assert not model.setData(model.index(0, 2), "9 o'clock")
    assert notices
    assert document.read.every(Session)[0].minutes == 90
    assert document.read.every(Session)[0].start_time == "09:30"


def test_an_indicator_with_its_sheet_and_a_baseline(open_page, document):
    page = open_page(IndicatorsPage, document)
    page.register.table.add_row()
    assert page.flush()
    page.register.form.editors["calculation"].setPlainText("A divided by B")
    page.measurements.add_row()
    assert page.measurements.grid.currentIndex().column() == 0, "one types from the first column on, the date"
    assert page.flush()
    (indicator,) = document.read.every(Indicator)
    assert indicator.calculation == "A divided by B"
    (measurement,) = document.read.every(Measurement)
    assert measurement.indicator_id == indicator.id
    page.measurements.remove_row()
    assert document.read.every(Measurement) == []


def test_measurements_are_those_of_the_chosen_indicator(open_page, document):
    first = indicators.add_indicator(document, name="One")
    second = indicators.add_indicator(document, name="Two")
    indicators.add_measurement(document, indicator=second, value="12 per cent")
    page = open_page(IndicatorsPage, document)
    page.show_row(first)
    assert page.measurements.model.rowCount() == 0
    page.show_row(second)
    assert page.measurements.model.rowCount() == 1


def test_the_scope_is_written_as_it_is_typed(open_page, document):
    page = open_page(ScopePage, document)
    editors = {name: editor for form in page.forms for name, editor in form.editors.items()}
    editors["method"].setPlainText("Three working groups")
    editors["start_date"].setText("2026-09-07")
    assert page.flush()
    assessment = document.read.assessment()
    assert (assessment.method, assessment.start_date) == ("Three working groups", "2026-09-07")
    assert assessment.mode is Mode.SELF_ASSESSMENT


def test_an_area_is_left_out_and_included_again(open_page, document):
    page = open_page(ScopePage, document)
    page.areas.item(13).setCheckState(Qt.CheckState.Unchecked)
    out = [row.id for row in document.read.every(Question) if not row.included]
    assert len(out) == 14
    assert all(key.startswith("ge.") for key in out)
    page.bridge.undo()
    assert page.areas.item(13).checkState() == Qt.CheckState.Checked


def test_a_wording_file_changes_what_the_window_asks(open_page, document, notices, tmp_path):
    page = open_page(ScopePage, document)
    good = tmp_path / "official.csv"
    good.write_text("id,text\nkf1.q9,Are the posts advertised?\n", encoding="utf-8")
    assert page.load_wording(good)
    assert page.bridge.cached_content.places["kf1.q9"][2].wording == "Are the posts advertised?"
    assert "1 question is replaced (language: English)" in notices[-1].text


def test_a_wording_file_with_a_fault_changes_nothing(open_page, document: Document, notices, tmp_path):
    page = open_page(ScopePage, document)
    before = page.bridge.cached_content.places["kf1.q9"][2].wording
    bad = tmp_path / "bad.csv"
    bad.write_text("id,text\nkf1.q9,New\nkf3.q19,There is none\n", encoding="utf-8")
    assert not page.load_wording(bad)
    assert "line 3" in notices[-1].text
    assert page.bridge.cached_content.places["kf1.q9"][2].wording == before


def test_who_keeps_a_document_is_written_beside_it(open_page, document, qtbot):
    person = people.add_contributor(document, name="Lena Orvalt")
    law, plan = (documents.add_document(document, title=title) for title in ("Law", "Plan"))
    page = open_page(DocumentsPage, document)
    page.show_row(law)
    boxes = {role: editor.box for role, editor in page.register.people.items()}
    qtbot.keyClicks(boxes[DocumentRole.KEEPER], "Lena Orvalt, the archive")
    assert page.flush()
    rows = document.read.every(DocumentPerson)
    assert [(row.document_id, row.contributor_id, row.name) for row in rows] == [
        (law, person, ""),
        (law, None, "the archive"),
    ]
    page.show_row(plan)
    assert [box.text() for box in boxes.values()] == ["", ""]


def test_the_sheet_of_an_indicator_has_its_owner(open_page, document, qtbot):
    indicator = indicators.add_indicator(document, name="Draws")
    page = open_page(IndicatorsPage, document)
    page.show_row(indicator)
    qtbot.keyClicks(page.register.people[IndicatorRole.OWNER].box, "Head of station")
    assert page.flush()
    (row,) = document.read.every(IndicatorPerson)
    assert (row.indicator_id, row.name, row.role) == (indicator, "Head of station", IndicatorRole.OWNER)


def test_the_background_of_a_person_offers_the_fields_of_work(open_page, document):
    person = people.add_contributor(document, name="Ana", background="Ten years at the port.")
    page = open_page(PeoplePage, document)
    page.show_row(person)
    (offered,) = page.contributors.findChildren(OfferedWords)
    offered.menu().aboutToShow.emit()
    next(action for action in offered.menu().actions() if action.text() == "Audit").trigger()
    assert document.get(Contributor, person).background == "Ten years at the port. Audit."
