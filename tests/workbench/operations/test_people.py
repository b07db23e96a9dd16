"""Contributors, groups and sessions: who is where, and who cannot be removed yet."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from workbench.document.document import Document
from workbench.errors import InvalidValue, StillInUse
from workbench.model.rows import (
    ActivityPerson,
    Contributor,
    GroupArea,
    GroupMember,
    Session,
    SessionArea,
    SessionParticipant,
    WorkingGroup,
)
from workbench.model.vocabulary import Confidentiality, PersonRole
from workbench.operations import activities, people, roles, sessions, voices
from workbench.operations.list_rows import move_row


def test_a_contributor_with_all_fields(station: Document) -> None:
    fields = {
        "name": "Дарья Ким",
        "role": PersonRole.EXTERNAL,
        "job_title": "Broker",
        "department": "",
        "organization": "Association of brokers",
        "background": "Law",
        "gender": "female",
        "contact": "+000 1",
        "confidential": True,
    }
    added = people.add_contributor(station, **fields)
    row = station.get(Contributor, added)
    assert {name: getattr(row, name) for name in fields} == fields | {"confidential": Confidentiality.MARKED}
    assert station.read.every(Contributor)[-1] == row


def test_contributors_are_moved(station: Document, ids: SimpleNamespace) -> None:
    move_row(station, of=Contributor, row=ids.ana, index=2)
    move_row(station, of=Contributor, row=ids.cem, index=0)
    assert [row.id for row in station.read.every(Contributor)] == [ids.cem, ids.bo, ids.ana]


def test_a_removed_contributor_leaves_groups_sessions_and_the_rapporteurs_chair(
    station: Document, ids: SimpleNamespace
) -> None:
    people.remove_contributor(station, contributor=ids.ana)
    assert station.read.where(GroupMember, contributor_id=ids.ana) == []
    assert station.read.where(SessionParticipant, contributor_id=ids.ana) == []
    assert station.get(WorkingGroup, ids.red).rapporteur_id is None
    assert station.get(WorkingGroup, ids.blue).rapporteur_id == ids.cem


def test_who_is_responsible_or_has_written_cannot_be_removed(station: Document, ids: SimpleNamespace, rows) -> None:
    before = rows(station)
    with pytest.raises(StillInUse, match="named in 1 activity") as refused:
        people.remove_contributor(station, contributor=ids.bo)
    assert "Nothing was removed." in str(refused.value)
    assert rows(station) == before

    roles.name_people(station, of=ActivityPerson, owner=ids.staff_line, text="")
    with pytest.raises(StillInUse, match="wrote 1 contribution"):
        people.remove_contributor(station, contributor=ids.bo)
    voices.remove_contribution(station, contribution=ids.second)
    people.remove_contributor(station, contributor=ids.bo)
    assert station.get(Contributor, ids.bo) is None


def test_nor_who_is_named_among_the_responsible(document: Document) -> None:
    lena, amina = (people.add_contributor(document, name=name) for name in ("Lena Public", "Amina Secret"))
    activity = activities.add_activity(document, title="Train")
    roles.name_people(document, of=ActivityPerson, owner=activity, text="Lena Public, the unit of A. Secret")
    with pytest.raises(StillInUse, match="named in 1 activity"):
        people.remove_contributor(document, contributor=amina)
    roles.name_people(document, of=ActivityPerson, owner=activity, text="Lena Public, the unit")
    people.remove_contributor(document, contributor=amina)
    with pytest.raises(StillInUse, match="named in 1 activity"):
        people.remove_contributor(document, contributor=lena)


def test_a_group_that_has_written_cannot_be_removed(station: Document, ids: SimpleNamespace, rows) -> None:
    before = rows(station)
    with pytest.raises(StillInUse, match="wrote 2 contributions"):
        people.remove_group(station, group=ids.red)
    assert rows(station) == before
    for contribution in (ids.first, ids.third):
        voices.remove_contribution(station, contribution=contribution)
    people.remove_group(station, group=ids.red)
    assert station.read.where(GroupMember, group_id=ids.red) == []
    assert station.read.where(GroupArea, group_id=ids.red) == []
    assert len(station.read.where(GroupMember, group_id=ids.blue)) == 2


def test_members_and_areas_are_exactly_what_was_said(station: Document, ids: SimpleNamespace) -> None:
    people.set_group_members(station, group=ids.red, contributors=[ids.cem])
    people.set_group_areas(station, group=ids.red, areas=["ge", "kf9", "ge"])
    assert [link.contributor_id for link in station.read.where(GroupMember, group_id=ids.red)] == [ids.cem]
    assert sorted(link.area_id for link in station.read.where(GroupArea, group_id=ids.red)) == ["ge", "kf9"]
    assert len(station.read.where(GroupMember, group_id=ids.blue)) == 2


def test_a_link_has_the_same_id_on_every_laptop(station: Document, ids: SimpleNamespace) -> None:
    before = {link.id for link in station.read.where(GroupMember, group_id=ids.red)}
    people.set_group_members(station, group=ids.red, contributors=[])
    people.set_group_members(station, group=ids.red, contributors=[ids.bo, ids.ana])
    assert {link.id for link in station.read.where(GroupMember, group_id=ids.red)} == before


def test_a_session_with_all_fields(station: Document) -> None:
    fields = {
        "title": "Key factors 1 to 3",
        "date": "2026-02-28",
        "start_time": "23:59",
        "minutes": 24 * 60,
        "location": "Hall",
        "topics": "Leadership",
        "results": "Agreed",
        "confidential": True,
    }
    row = station.get(Session, sessions.add_session(station, **fields))
    assert {name: getattr(row, name) for name in fields} == fields | {"confidential": Confidentiality.MARKED}


def test_a_duration_can_be_left_out_again(station: Document, ids: SimpleNamespace) -> None:
    sessions.edit_session(station, session=ids.opening, minutes=None)
    assert station.get(Session, ids.opening).minutes is None


@pytest.mark.parametrize("time", ["24:00", "9:30", "09:60", "09:30:00", "0930", "٠٩:٣٠", "noon"])
def test_a_time_of_day_has_hours_and_minutes(station: Document, ids: SimpleNamespace, time: str) -> None:
    with pytest.raises(InvalidValue, match="is not a time of day"):
        sessions.edit_session(station, session=ids.opening, start_time=time)


def test_participants_and_areas_are_exactly_what_was_said(station: Document, ids: SimpleNamespace) -> None:
    sessions.set_session_participants(station, session=ids.closing, contributors=[ids.bo, ids.ana])
    sessions.set_session_areas(station, session=ids.closing, areas=["x"])
    present = {link.contributor_id for link in station.read.where(SessionParticipant, session_id=ids.closing)}
    assert present == {ids.ana, ids.bo}
    assert [link.area_id for link in station.read.where(SessionArea, session_id=ids.closing)] == ["x"]


def test_a_removed_session_takes_its_links_along(station: Document, ids: SimpleNamespace) -> None:
    sessions.remove_session(station, session=ids.opening)
    assert station.read.every(SessionParticipant) == []
    assert station.read.where(SessionArea, session_id=ids.opening) == []
