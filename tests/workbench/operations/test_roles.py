"""People with a role: typed as one text, linked where they are contributors, in order, each change one step of undo."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from workbench.document.document import Document
from workbench.document.versions import earlier_versions
from workbench.errors import InvalidValue, StillInUse, TextNotStorable
from workbench.model.ids import link_id
from workbench.model.limits import TEXT_CHARACTERS
from workbench.model.rows import (
    PEOPLE_TYPES,
    ActivityPerson,
    Contributor,
    DocumentPerson,
    IndicatorPerson,
)
from workbench.model.vocabulary import ActivityRole, DocumentRole, IndicatorRole
from workbench.operations import activities, documents, indicators, people
from workbench.operations.roles import add_person, move_person, name_people, remove_person
from workbench.plan.people import people_of


def who(document: Document, of: Any, owner: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(entry.role.value, entry.names) for entry in people_of(document, of, owner)]


def said(document: Document, activity: str) -> tuple[str, ...]:
    return dict(who(document, ActivityPerson, activity)).get("responsible", ())


def test_typed_names_become_links_and_all_other_words_stay_in_order(station: Document, ids: SimpleNamespace) -> None:
    name_people(station, of=ActivityPerson, owner=ids.loose, text="the desk, cem; Ana, ports; and ferries")
    rows = station.read.where(ActivityPerson, activity_id=ids.loose)
    assert [(row.contributor_id, row.name) for row in rows] == [
        (None, "the desk"), (ids.cem, ""), (ids.ana, ""), (None, "ports; and ferries"),
    ]  # fmt: skip
    people.edit_contributor(station, contributor=ids.cem, name="Cem Ay")
    assert said(station, ids.loose) == ("the desk", "Cem Ay", "Ana", "ports; and ferries")


def test_the_order_is_the_one_that_was_typed_and_ids_stay(station: Document, ids: SimpleNamespace) -> None:
    name_people(station, of=ActivityPerson, owner=ids.loose, text="Ana, Bo, the desk")
    before = {row.name or row.contributor_id: row.id for row in station.read.where(ActivityPerson, activity_id=ids.loose)}
    name_people(station, of=ActivityPerson, owner=ids.loose, text="the desk, Cem, Ana")
    assert said(station, ids.loose) == ("the desk", "Cem", "Ana")
    after = {row.name or row.contributor_id: row.id for row in station.read.where(ActivityPerson, activity_id=ids.loose)}
    assert (after[ids.ana], after["the desk"]) == (before[ids.ana], before["the desk"])
    assert after[ids.cem] == link_id(ids.loose, ids.cem, "responsible")
    station.undo()
    assert said(station, ids.loose) == ()


def test_what_is_typed_in_one_go_is_one_step_back(station: Document, ids: SimpleNamespace) -> None:
    name_people(station, of=ActivityPerson, owner=ids.loose, text="Ana, Bo")
    station.end_burst()
    for text in ("Ana, Bo, C", "Ana, Bo, Cem", "Cem, Bo"):
        name_people(station, of=ActivityPerson, owner=ids.loose, text=text)
    station.undo()
    assert said(station, ids.loose) == ("Ana", "Bo")


def test_roles_do_not_touch_each_other(station: Document, ids: SimpleNamespace) -> None:
    name_people(station, of=ActivityPerson, owner=ids.loose, role=ActivityRole.COORDINATOR, text="Ana")
    name_people(station, of=ActivityPerson, owner=ids.loose, text="Ana, Bo")
    name_people(station, of=ActivityPerson, owner=ids.loose, role=ActivityRole.STAFF, text="two officers")
    wanted = [("responsible", ("Ana", "Bo")), ("staff", ("two officers",)), ("coordinator", ("Ana",))]
    assert who(station, ActivityPerson, ids.loose) == wanted
    name_people(station, of=ActivityPerson, owner=ids.loose, text="")
    assert who(station, ActivityPerson, ids.loose) == wanted[1:]


def test_indicators_and_documents_have_people_of_their_own(station: Document, ids: SimpleNamespace) -> None:
    name_people(station, of=IndicatorPerson, owner=ids.kpi, text="Ana")
    name_people(station, of=IndicatorPerson, owner=ids.kpi, role=IndicatorRole.STEWARD, text="the auditor")
    add_person(station, of=DocumentPerson, owner=ids.law, role=DocumentRole.PROVIDER, contributor=ids.bo)
    assert who(station, IndicatorPerson, ids.kpi) == [("owner", ("Ana",)), ("steward", ("the auditor",))]
    assert who(station, DocumentPerson, ids.law) == [("provider", ("Bo",))]


def test_adding_moving_and_removing_one(station: Document, ids: SimpleNamespace) -> None:
    ana = add_person(station, of=ActivityPerson, owner=ids.staff_line, contributor=ids.ana)
    assert said(station, ids.staff_line) == ("Bo", "The night shift", "Ana")
    assert add_person(station, of=ActivityPerson, owner=ids.staff_line, contributor=ids.ana) == ana
    assert add_person(station, of=ActivityPerson, owner=ids.staff_line, name=" The night shift ") == ids.helping
    move_person(station, of=ActivityPerson, person=ana, index=0)
    assert said(station, ids.staff_line) == ("Ana", "Bo", "The night shift")
    remove_person(station, of=ActivityPerson, person=ids.answering)
    assert said(station, ids.staff_line) == ("Ana", "The night shift")


def test_the_same_words_twice_are_two(station: Document, ids: SimpleNamespace) -> None:
    name_people(station, of=ActivityPerson, owner=ids.loose, text="a shift, Ana, a shift")
    assert said(station, ids.loose) == ("a shift", "Ana", "a shift")
    name_people(station, of=ActivityPerson, owner=ids.loose, text="Ana, a shift")
    assert said(station, ids.loose) == ("Ana", "a shift")


@pytest.mark.parametrize("given", [{}, {"name": " \n"}, {"contributor": "@ana", "name": "Ana"}])
def test_one_is_named_one_way(station: Document, ids: SimpleNamespace, given: dict[str, str]) -> None:
    values = {name: ids.ana if value == "@ana" else value for name, value in given.items()}
    with pytest.raises(InvalidValue, match="Nobody is named"):
        add_person(station, of=ActivityPerson, owner=ids.loose, **values)


def test_what_no_file_can_hold_is_refused_before_anything_changes(station: Document, ids: SimpleNamespace, rows) -> None:
    before = rows(station)
    for text in ("\0", "x" * (TEXT_CHARACTERS + 1)):
        with pytest.raises((TextNotStorable, InvalidValue)):
            name_people(station, of=ActivityPerson, owner=ids.loose, text=f"Ana, {text}")
    assert rows(station) == before


def test_the_role_of_another_noun_is_a_mistake_of_the_program(station: Document, ids: SimpleNamespace) -> None:
    with pytest.raises(ValueError, match="not in tuple"):
        name_people(station, of=ActivityPerson, owner=ids.loose, role=IndicatorRole.OWNER, text="Ana")


def test_with_the_row_its_people_go_and_come_back(station: Document, ids: SimpleNamespace) -> None:
    owners = dict(zip(PEOPLE_TYPES, (ids.staff_line, ids.kpi, ids.law), strict=True))
    for of, owner in owners.items():
        name_people(station, of=of, owner=owner, text="Cem, the desk")
    activities.remove_activity(station, activity=ids.staff_line)
    indicators.remove_indicator(station, indicator=ids.kpi)
    documents.remove_document(station, entry=ids.law)
    assert not any(station.read.every(of) for of in PEOPLE_TYPES)
    for _ in range(3):
        station.undo()
    assert [who(station, of, owner)[0][1] for of, owner in owners.items()] == [("Cem", "the desk")] * 3


@pytest.mark.parametrize(
    ("of", "owner", "told"),
    [
        (ActivityPerson, "loose", "named in 1 activity"),
        (IndicatorPerson, "kpi", "named in 1 indicator"),
        (DocumentPerson, "law", "named in 1 background document"),
    ],
)
@pytest.mark.parametrize("text", ["the desk, Dua Lamar", "with D. Lamar and the desk"])
def test_who_has_any_role_cannot_be_removed(station: Document, ids: SimpleNamespace, of, owner, told, text) -> None:
    dua = people.add_contributor(station, name="Dua Lamar")
    name_people(station, of=of, owner=getattr(ids, owner), text=text)
    with pytest.raises(StillInUse, match=told):
        people.remove_contributor(station, contributor=dua)
    name_people(station, of=of, owner=getattr(ids, owner), text="the desk")
    people.remove_contributor(station, contributor=dua)
    assert station.get(Contributor, dua) is None


def test_no_id_follows_from_words_and_words_that_are_corrected_stay_their_row(
    station: Document, ids: SimpleNamespace
) -> None:
    guesses = {link_id(ids.loose, *words) for words in (("the dsk", "responsible"), ("responsible", "the dsk"))}
    name_people(station, of=ActivityPerson, owner=ids.loose, text="the dsk, Ana, a shift")
    before = station.read.where(ActivityPerson, activity_id=ids.loose)
    assert not guesses & {row.id for row in before}
    station.end_burst()
    name_people(station, of=ActivityPerson, owner=ids.loose, text="a shift, the desk, Ana")
    after = {row.name or row.contributor_id: row for row in station.read.where(ActivityPerson, activity_id=ids.loose)}
    assert [after[name].id for name in ("the desk", ids.ana, "a shift")] == [row.id for row in before]
    assert [version.text for version in earlier_versions(station, after["the desk"], "name")] == ["the dsk"]
    station.undo()
    assert station.read.where(ActivityPerson, activity_id=ids.loose) == before
