"""Declared forms: each field has its editor, and all of them write to the row that is bound."""

from __future__ import annotations

import pytest

from ui.editors.field_form import FieldForm, FormField
from ui.kit.chips import Badge
from workbench.language.i18n import Message
from workbench.model.declared import label_of
from workbench.model.rows import Finding, Session
from workbench.operations.assessment import describe_finding
from workbench.operations.sessions import add_session, edit_session

FIELDS = (
    FormField("title"),
    FormField("date"),
    FormField("start_time"),
    FormField("minutes"),
    FormField("results", help=Message("What came of it.")),
    FormField("confidential"),
)


@pytest.fixture
def form(bridge, shown):
    made = FieldForm(bridge, Session, FIELDS, edit_session, identify="session")
    shown(made)
    return made


def test_each_field_is_written_to_the_bound_row(qtbot, form, document):
    first, second = add_session(document, title="First"), add_session(document, title="Second")
    assert form.bind(second)
    assert form.editors["title"].text() == "Second"
    form.editors["title"].setText("Second day")
    form.editors["date"].setText("2026-11-21")
    form.editors["start_time"].setText("9:15")
    form.editors["minutes"].setText("90")
    form.editors["results"].setPlainText("Agreed")
    form.editors["confidential"].click()
    assert form.flush()
    row = document.get(Session, second)
    assert (row.title, row.date, row.start_time, row.minutes, row.results, row.is_confidential) == (
        "Second day",
        "2026-11-21",
        "09:15",
        90,
        "Agreed",
        True,
    )
    assert document.get(Session, first).title == "First"


def test_binding_another_row_writes_the_one_before(form, document):
    first, second = add_session(document, title="First"), add_session(document, title="Second")
    form.bind(first)
    form.editors["results"].setPlainText("typed just now")
    assert form.bind(second)
    assert document.get(Session, first).results == "typed just now"
    assert form.editors["results"].text() == ""


def test_a_form_without_a_row_is_empty_and_disabled(form, document):
    form.bind(add_session(document, title="First"))
    assert form.bind(None)
    assert form.editors["title"].text() == ""
    assert not any(editor.isEnabled() for editor in form.editors.values())


def test_what_cannot_be_written_keeps_the_form_where_it_is(form, document, full_disk):
    key = add_session_before_the_disk_is_full(document, full_disk)
    form.bind(key)
    form.editors["title"].setText("still here")
    assert form.bind(None) is False
    assert form.editors["title"].text() == "still here"


def add_session_before_the_disk_is_full(document, full_disk):
    return document.read.every(Session)[0].id


@pytest.fixture(autouse=True)
def a_session_is_there(document):
    add_session(document, title="Opening")


def test_an_operation_may_want_another_field_than_the_id(qtbot, bridge, document):
    form = FieldForm(
        bridge,
        Finding,
        (FormField("strengths"),),
        describe_finding,
        identify="area_id",
        identify_by="area_id",
    )
    qtbot.addWidget(form)
    row = document.read.where(Finding, area_id="kf3")[0]
    form.bind(row.id)
    form.editors["strengths"].setPlainText("Rulings are published")
    assert form.flush()
    assert document.get(Finding, row.id).strengths == "Rulings are published"


def test_editors_are_named_after_their_labels(form):
    assert {name: editor.accessibleName() for name, editor in form.editors.items()} == {
        entry.field: str(label_of(Session, entry.field)) for entry in FIELDS
    }
    assert form.editors["results"].accessibleDescription() == "What came of it."


def test_labels_move_above_the_editors_where_there_is_no_room(qtbot, form):
    form.window().resize(400, 600)
    qtbot.waitUntil(lambda: form.editors["title"].x() == 0)
    form.window().resize(900, 600)
    qtbot.waitUntil(lambda: form.editors["title"].x() > 100)


def test_what_is_told_of_a_field_stands_with_its_name(form, document):
    form.bind(add_session(document, title="First"))
    form.show_badge("title", Badge(Message("still missing"), "warning", "warn"))
    assert form.labels["title"].badge.word == Message("still missing")
    assert form.editors["title"].accessibleDescription() == "still missing"
    form.show_badge("title", None)
    form.show_badge("date", None)
    assert form.labels["title"].badge is form.labels["date"].badge is None
    assert form.editors["title"].accessibleDescription() == ""


def test_names_stand_above_where_there_is_no_room_beside(qtbot, form, document):
    form.bind(add_session(document, title="First"))
    label, editor = form.labels["title"], form.editors["title"]
    form.window().resize(900, 600)
    qtbot.waitUntil(lambda: label.geometry().right() < editor.geometry().left())
    form.window().resize(320, 600)
    qtbot.waitUntil(lambda: label.geometry().bottom() < editor.geometry().top())
