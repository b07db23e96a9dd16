"""Who is no longer in the register, or never was, is forgotten by name: wherever the name stands, and as it stood before."""

from __future__ import annotations

import itertools

import pytest

from tests.workbench.operations.test_forgetting_attacked import NAME, SECRET, answer, left_in, sound, write
from workbench.document.document import Document
from workbench.errors import InvalidValue, NotFound
from workbench.model.ids import link_id
from workbench.model.rows import ActivityPerson
from workbench.operations import activities, people, roles
from workbench.operations.forgetting import forget_name, forget_person, removed_people


def test_somebody_who_was_removed_is_forgotten_with_every_earlier_version(document: Document, clock):
    person = people.add_contributor(document, name=NAME, contact="0791234567")
    again = people.add_contributor(document, name=NAME.upper(), contact="z@mail.example")
    group = people.add_group(document, name="Red", rapporteur_id=person)
    people.set_group_members(document, group=group, contributors=[person])
    write(document, clock, f"{NAME} or 079 123 45 67 or z@mail.example knows.", "Somebody knows.", question="kf1.q2")
    write(document, clock, f"Ask {NAME}.")
    for row in (person, again):
        people.remove_contributor(document, contributor=row)
    assert [row.id for row in removed_people(document)] == [person, again]
    found = forget_person(document, again)
    assert (found.rows, found.mentions) == (0, 1)
    assert left_in(document.path.parent, SECRET, SECRET.upper(), "079 123", "0791234567", "z@mail", "Ilyana") == []
    assert answer(document).text == "Ask [name forgotten]."
    assert removed_people(document) == []
    assert sound(document)


def test_somebody_who_was_added_by_mistake_and_taken_back_is_forgotten(document: Document):
    person = people.add_contributor(document, name=NAME)
    document.undo()
    forget_person(document, person)
    assert left_in(document.path.parent) == []


def test_who_has_the_name_of_somebody_in_the_register_is_not_among_the_removed(document: Document):
    people.remove_contributor(document, contributor=people.add_contributor(document, name=NAME))
    present = people.add_contributor(document, name=NAME)
    assert removed_people(document) == []
    forget_person(document, present)
    assert left_in(document.path.parent) == []


def test_where_somebody_was_a_member_once_is_forgotten_too(document: Document, clock):
    person = people.add_contributor(document, name=NAME)
    group = people.add_group(document, name="Red")
    for members in ([person], []):
        people.set_group_members(document, group=group, contributors=members)
        clock.go_on(5)
    forget_person(document, person)
    assert left_in(document.path.parent, person) == [person], "the id of the row that was forgotten says nothing"
    entries = document._connection.read("SELECT old FROM entries WHERE old IS NOT NULL")
    assert not any(person in old for (old,) in entries)


@pytest.mark.parametrize("words", ["the desk of Ilyana Zanzibarrow", NAME])
def test_an_id_in_the_history_proves_no_guess_about_words(document: Document, words: str):
    activity = activities.add_activity(document, title="Train")
    roles.name_people(document, of=ActivityPerson, owner=activity, text=words)
    document.end_burst()
    guesses = {link_id(*parts) for parts in itertools.permutations((activity, words, "responsible"))}
    roles.name_people(document, of=ActivityPerson, owner=activity, text="")
    forget_name(document, NAME)
    assert not guesses & {row_id for (row_id,) in document._connection.read("SELECT row_id FROM subjects")}
    assert left_in(document.path.parent) == []


@pytest.mark.parametrize("words", ["customs", "The staff", "INTEGRITY"])
def test_ordinary_words_are_nobodys_name(document: Document, clock, words: str):
    write(document, clock, "The staff know what integrity means in customs.")
    before = document.path.read_bytes()
    with pytest.raises(InvalidValue, match="ordinary words"):
        forget_name(document, words)
    assert document.path.read_bytes() == before


def test_a_name_that_is_nowhere_is_not_found_and_nothing_changes(document: Document):
    before = document.path.read_bytes()
    for name in ("Otto Quellfleck", "", "   ", "12", "?"):
        with pytest.raises(NotFound):
            forget_name(document, name)
    assert document.path.read_bytes() == before
