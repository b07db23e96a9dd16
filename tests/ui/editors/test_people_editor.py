"""The boxes for people with a role: filled by keys alone, each box with its own people, in the form of an indicator."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from ui.editors.field_form import FieldForm, FormField
from ui.editors.people_editor import add_people
from ui.link.bridge import DocumentBridge
from workbench.model.rows import Contributor, Indicator, IndicatorPerson
from workbench.model.vocabulary import IndicatorRole
from workbench.operations import indicators
from workbench.operations.people import add_contributor, edit_contributor, remove_contributor
from workbench.operations.roles import name_people
from workbench.plan.people import people_of

OWNER, CUSTODIAN = IndicatorRole.OWNER, IndicatorRole.CUSTODIAN


def told(document, indicator):
    return {entry.role: entry.names for entry in people_of(document, IndicatorPerson, indicator)}


@pytest.fixture
def opened(qtbot) -> Iterator[Callable]:
    """Opens a form with the people of an indicator below its source; it lives until the test is over."""
    forms = []

    def open_it(document):
        bridge = DocumentBridge(document)
        form = FieldForm(
            bridge, Indicator, (FormField("source"), FormField("databases")), indicators.edit_indicator, "indicator"
        )
        bridge.setParent(form)
        qtbot.addWidget(form)
        forms.append(form)
        editors = add_people(form, IndicatorPerson, after="source")
        form.resize(600, 400)
        form.show()
        form.activateWindow()
        return form, editors

    yield open_it
    forms.clear()


@pytest.fixture
def indicator(document) -> str:
    return indicators.add_indicator(document, name="Draws")


def test_tab_leads_from_role_to_role_and_each_keeps_its_people(opened, document, indicator, qtbot):
    lena = add_contributor(document, name="Lena Torvik")
    form, editors = opened(document)
    assert [editor.box.accessibleName() for editor in editors.values()] == [
        "Indicator owner", "Data custodian", "Data steward",
    ]  # fmt: skip
    assert form.bind(indicator)
    for editor in editors.values():
        assert editor.bind(indicator)
    owner, custodian = editors[OWNER].box, editors[CUSTODIAN].box
    form.editors["source"].setFocus()
    qtbot.waitUntil(form.editors["source"].hasFocus)
    qtbot.keyClick(form.editors["source"], Qt.Key.Key_Tab)
    qtbot.waitUntil(owner.hasFocus)
    qtbot.keyClicks(owner, "lena torvik, the head of station")
    qtbot.keyClick(owner, Qt.Key.Key_Tab)
    qtbot.waitUntil(custodian.hasFocus)
    qtbot.keyClicks(custodian, "the desk")
    assert form.bridge.flush()
    assert told(document, indicator) == {OWNER: ("Lena Torvik", "the head of station"), CUSTODIAN: ("the desk",)}
    assert document.read.where(IndicatorPerson, indicator_id=indicator, role=OWNER.value)[0].contributor_id == lena


def test_what_is_changed_elsewhere_is_shown(opened, document, indicator):
    lena = add_contributor(document, name="Lena")
    _form, editors = opened(document)
    editors[OWNER].bind(indicator)
    name_people(document, of=IndicatorPerson, owner=indicator, text="the desk, Lena")
    assert editors[OWNER].box.text() == "the desk, Lena"
    edit_contributor(document, contributor=lena, name="Lena Torvik")
    assert editors[OWNER].box.text() == "the desk, Lena Torvik"
    document.undo()
    document.undo()
    assert editors[OWNER].box.text() == ""
    remove_contributor(document, contributor=lena)
    assert document.read.every(Contributor) == []


def test_what_is_typed_survives_a_change_of_other_people(opened, document, indicator, qtbot):
    other = indicators.add_indicator(document, name="Audits")
    _form, editors = opened(document)
    editors[OWNER].bind(indicator)
    qtbot.keyClicks(editors[OWNER].box, "the de")
    name_people(document, of=IndicatorPerson, owner=other, text="Somebody")
    assert editors[OWNER].box.text() == "the de"
    qtbot.keyClicks(editors[OWNER].box, "sk")
    assert editors[OWNER].bind("")
    assert told(document, indicator) == {OWNER: ("the desk",)}
    assert (editors[OWNER].box.text(), editors[OWNER].isEnabled()) == ("", False)


def test_names_from_right_to_left_stay_in_their_order(opened, document, indicator):
    lena = add_contributor(document, name="لينا تورفيك")
    form, editors = opened(document)
    editors[OWNER].setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    editors[OWNER].bind(indicator)
    box = editors[OWNER].box
    typed = QInputMethodEvent()
    typed.setCommitString("الوحدة، لينا تورفيك")
    QApplication.sendEvent(box, typed)
    assert form.bridge.flush()
    rows = document.read.where(IndicatorPerson, indicator_id=indicator)
    assert [(row.contributor_id, row.name) for row in rows] == [(None, "الوحدة"), (lena, "")]
    editors[OWNER].bind("")
    editors[OWNER].bind(indicator)
    assert box.text() == "الوحدة، لينا تورفيك"


def test_in_a_file_that_is_only_read_nothing_can_be_typed(opened, document, indicator, open_document):
    name_people(document, of=IndicatorPerson, owner=indicator, text="the desk")
    path = document.path
    document.close()
    _form, editors = opened(open_document(path, read_only=True))
    editors[OWNER].bind(indicator)
    assert (editors[OWNER].box.text(), editors[OWNER].box.isReadOnly()) == ("the desk", True)
    editors[OWNER].box.open_list()
    assert not editors[OWNER].box.menu.isVisible()
