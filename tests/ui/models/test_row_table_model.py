"""Rows as a table: the model keeps Qt's rules, follows the document, and edits through the operation."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ui.models.row_table_model import Column, RowTableModel, TableSpec
from workbench.language.i18n import Message
from workbench.model.rows import Contributor, Measurement, Session, WorkingGroup
from workbench.model.vocabulary import PersonRole
from workbench.operations.indicators import add_indicator, add_measurement, edit_measurement
from workbench.operations.list_rows import move_row
from workbench.operations.people import (
    add_contributor,
    add_group,
    edit_contributor,
    edit_group,
    remove_contributor,
)
from workbench.operations.sessions import add_session, edit_session

PEOPLE = TableSpec(
    row_type=Contributor,
    columns=(
        Column("name", width=20, help=Message("First name and surname")),
        Column("role"),
        Column("confidential"),
        Column(heading=Message("Initial"), text=lambda _document, row: row.name[:1]),
    ),
    edit=edit_contributor,
    identify="contributor",
)
SESSIONS = TableSpec(
    row_type=Session,
    columns=(
        Column("title"),
        Column("date"),
        Column("minutes"),
    ),
    edit=edit_session,
    identify="session",
)


def names(document):
    return [row.name for row in document.read.every(Contributor)]


def texts(model, column=0):
    return [model.index(row, column).data() for row in range(model.rowCount())]


@pytest.fixture
def people(document):
    return [add_contributor(document, name=name) for name in ("Ana", "Bo", "Cem")]


def test_the_model_keeps_the_rules_of_qt(bridge, document, people, qtmodeltester):
    model = RowTableModel(bridge, PEOPLE)
    qtmodeltester.check(model)
    add_contributor(document, name="Dag")
    remove_contributor(document, contributor=people[0])
    move_row(document, of=Contributor, row=people[2], index=0)
    document.undo()
    document.undo()
    qtmodeltester.check(model)
    assert texts(model) == names(document)


def test_the_model_follows_the_document(bridge, document, people):
    model = RowTableModel(bridge, PEOPLE)
    edit_contributor(document, contributor=people[1], name="Bodil")
    assert texts(model) == ["Ana", "Bodil", "Cem"]
    key = add_contributor(document, name="Dag")
    assert texts(model) == ["Ana", "Bodil", "Cem", "Dag"]
    remove_contributor(document, contributor=people[0])
    assert texts(model) == ["Bodil", "Cem", "Dag"]
    move_row(document, of=Contributor, row=key, index=0)
    assert texts(model) == ["Dag", "Bodil", "Cem"]
    for _ in range(4):
        document.undo()
    assert texts(model) == ["Ana", "Bo", "Cem"]


def test_rows_come_and_go_one_by_one_so_that_the_choice_stays(qtbot, bridge, document, people):
    model = RowTableModel(bridge, PEOPLE)
    with qtbot.waitSignal(model.rowsInserted), qtbot.assertNotEmitted(model.modelReset):
        add_contributor(document, name="Dag")
    with qtbot.waitSignal(model.rowsRemoved), qtbot.assertNotEmitted(model.modelReset):
        remove_contributor(document, contributor=people[1])


def test_texts_choices_checks_and_made_texts_are_told(bridge, people):
    model = RowTableModel(bridge, PEOPLE)
    assert texts(model, 1) == ["Internal contributor"] * 3
    assert model.index(0, 2).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    assert texts(model, 3) == ["A", "B", "C"]
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Name: Ana"
    assert model.index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole) == "Confidential: No"
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Name"
    assert model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole) == "First name and surname"
    assert model.headerData(1, Qt.Orientation.Vertical) == 2
    assert not model.flags(model.index(0, 3)) & Qt.ItemFlag.ItemIsEditable


def test_a_lock_stands_before_a_confidential_row(bridge, document, people):
    model = RowTableModel(bridge, PEOPLE)
    edit_contributor(document, contributor=people[1], confidential=True)
    locks = [model.index(row, 0).data(Qt.ItemDataRole.DecorationRole) for row in range(3)]
    assert [lock is not None for lock in locks] == [False, True, False]
    assert model.index(1, 1).data(Qt.ItemDataRole.DecorationRole) is None


def test_edits_go_through_the_operation(bridge, document, people):
    model = RowTableModel(bridge, PEOPLE)
    assert model.setData(model.index(0, 0), "Anna")
    assert model.setData(model.index(0, 1), PersonRole.STEERING_GROUP)
    assert model.setData(model.index(0, 2), Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    row = document.get(Contributor, people[0])
    assert (row.name, row.role, row.is_confidential) == ("Anna", PersonRole.STEERING_GROUP, True)
    assert not model.setData(model.index(0, 3), "X")


def test_what_is_refused_is_told_and_not_shown(bridge, document, notices):
    key = add_session(document, title="Opening")
    model = RowTableModel(bridge, SESSIONS)
    assert not model.setData(model.index(0, 1), "yesterday")
    assert "yesterday is not a day." in notices[-1].text
    assert model.index(0, 1).data() == ""
    assert document.get(Session, key).date == ""


@pytest.mark.parametrize("typed", ["2026-04-30", "30/04/2026", "30 April 2026", "30.4.2026"])
def test_a_date_is_taken_as_people_write_it_and_shown_in_words(bridge, document, typed):
    key = add_session(document, title="Opening")
    model = RowTableModel(bridge, SESSIONS)
    cell = model.index(0, 1)
    assert model.setData(cell, typed)
    assert document.get(Session, key).date == "2026-04-30"
    assert (cell.data(), cell.data(Qt.ItemDataRole.EditRole)) == ("30 Apr 2026", "2026-04-30")


def test_choices_may_come_from_the_document_and_follow_it(bridge, document, people):
    spec = TableSpec(
        row_type=WorkingGroup,
        columns=(
            Column(
                "rapporteur_id",
                choices=lambda document: [(row.id, row.name) for row in document.read.every(Contributor)],
                none=Message("Nobody yet"),
            ),
        ),
        edit=edit_group,
        identify="group",
        also=frozenset({"contributors"}),
    )
    key = add_group(document, name="Red")
    model = RowTableModel(bridge, spec)
    assert texts(model) == ["Nobody yet"]
    assert model.setData(model.index(0, 0), people[1])
    assert texts(model) == ["Bo"]
    changed = []
    model.dataChanged.connect(lambda *_: changed.append(True))
    edit_contributor(document, contributor=people[1], name="Bodil")
    assert texts(model) == ["Bodil"]
    assert changed
    assert document.get(WorkingGroup, key).rapporteur_id == people[1]


def test_rows_of_one_owner_only(bridge, document):
    first, second = add_indicator(document, name="One"), add_indicator(document, name="Two")
    for key in (first, second, second):
        add_measurement(document, indicator=key, value=key[:4])
    columns = (Column("value"),)
    spec = TableSpec(
        row_type=Measurement, columns=columns, edit=edit_measurement, identify="measurement", where={"indicator_id": first}
    )
    model = RowTableModel(bridge, spec)
    assert model.rowCount() == 1
    model.show_only(indicator_id=second)
    assert model.rowCount() == 2
