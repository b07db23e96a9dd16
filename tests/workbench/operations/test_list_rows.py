"""Rows of any list with an order: duplicated with what belongs to them, and moved."""

from __future__ import annotations

import pytest

from workbench.errors import NotFound
from workbench.exchange.paste_targets import TARGETS
from workbench.language.i18n import Message
from workbench.model.rows import (
    Activity,
    ActivityIndicator,
    ActivityPerson,
    Contributor,
    GroupMember,
    Indicator,
    Measurement,
    Session,
    WorkingGroup,
)
from workbench.operations.activities import add_activity, rank_activity, set_activity_indicators
from workbench.operations.indicators import add_indicator, add_measurement
from workbench.operations.list_rows import duplicate_row, move_row
from workbench.operations.people import add_contributor, add_group, set_group_members
from workbench.operations.roles import name_people
from workbench.operations.sessions import start_session


def names(document):
    return [row.name for row in document.read.every(Contributor)]


def test_a_copy_stands_behind_its_row_with_the_same_values(document):
    ana = add_contributor(document, name="Ana", job_title="Head", confidential=True)
    add_contributor(document, name="Bo")
    copy = document.get(Contributor, duplicate_row(document, of=Contributor, row=ana))
    assert names(document) == ["Ana", "Ana", "Bo"]
    assert (copy.job_title, copy.is_confidential) == ("Head", True)
    assert [row.id for row in document.read.every(Contributor)][1] == copy.id
    document.undo()
    assert names(document) == ["Ana", "Bo"]


def test_an_activity_is_copied_with_people_and_indicators_but_not_its_rank(document):
    lena, kpi = add_contributor(document, name="Lena"), add_indicator(document, name="Shifts")
    draw, other = add_activity(document, title="Draw"), add_activity(document, title="Other")
    name_people(document, of=ActivityPerson, owner=draw, text="Lena, Port")
    set_activity_indicators(document, activity=draw, indicators=[kpi])
    rank_activity(document, activity=draw, index=1)
    copy = duplicate_row(document, of=Activity, row=draw)
    assert [row.id for row in document.read.where(Activity, output_id=None)] == [draw, copy, other]
    assert document.get(Activity, copy).rank == ""
    people = [(row.contributor_id, row.name) for row in document.read.where(ActivityPerson, activity_id=copy)]
    assert people == [(lena, ""), (None, "Port")]
    assert [row.indicator_id for row in document.read.where(ActivityIndicator, activity_id=copy)] == [kpi]
    assert len(document.read.where(ActivityPerson, activity_id=draw)) == 2


def test_a_group_is_copied_with_its_members_and_a_session_does_not_run_twice(document):
    ana, group = add_contributor(document, name="Ana"), add_group(document, name="Red")
    set_group_members(document, group=group, contributors=[ana])
    copy = duplicate_row(document, of=WorkingGroup, row=group)
    assert [row.contributor_id for row in document.read.where(GroupMember, group_id=copy)] == [ana]
    duplicate_row(document, of=Session, row=start_session(document))
    assert [row.running for row in document.read.every(Session)] == [True, False]


def test_a_measurement_is_moved_among_those_of_its_indicator(document):
    one, two = add_indicator(document, name="One"), add_indicator(document, name="Two")
    rows = [add_measurement(document, indicator=one, value=value) for value in "abc"]
    add_measurement(document, indicator=two, value="x")
    move_row(document, of=Measurement, row=rows[2], index=0)
    assert [row.value for row in document.read.where(Measurement, indicator_id=one)] == ["c", "a", "b"]


def test_a_person_is_moved(document):
    ana, *_ = [add_contributor(document, name=name) for name in ("Ana", "Bo", "Cem")]
    move_row(document, of=Contributor, row=ana, index=2)
    assert names(document) == ["Bo", "Cem", "Ana"]


def test_every_kind_that_a_table_shows_can_be_duplicated(document):
    for row_type in TARGETS:
        if row_type is Measurement:
            row = add_measurement(document, indicator=document.read.every(Indicator)[0].id)
        else:
            with document.change(Message("add")) as transaction:
                transaction.put(row_type(id="one", place="a"))
            row = "one"
        assert document.get(row_type, duplicate_row(document, of=row_type, row=row)) is not None


def test_what_is_gone_cannot_be_duplicated(document):
    with pytest.raises(NotFound):
        duplicate_row(document, of=Contributor, row="gone")
