"""People in one text: contributors where their whole names stand between commas, all other words as they are written."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as some

from workbench.model.named import Named, is_named, joined, last_part, people_in, with_name, without_name

KNOWN = [("a", "Ann"), ("b", "Ann Lee"), ("c", "Ann"), ("d", ""), ("e", "Saad, Omar"), ("f", "José Prat"), ("g", "لينا")]


def words(text: str) -> Named:
    return Named(None, text)


def link(person: str) -> Named:
    return Named(person, "")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", []),
        (" , ;", []),
        ("Ann", [link("a")]),
        ("ann  lee; the unit", [link("b"), words("the unit")]),
        ("Ann Lee، the unit, José Prat", [link("b"), words("the unit"), link("f")]),
        ("Annabel", [words("Annabel")]),
        ("The unit, Ann", [words("The unit"), link("a")]),
        ("with Ann and the night shift", [words("with Ann and the night shift")]),
        ("the ports, roads; and ferries, Ann,", [words("the ports"), words("roads; and ferries"), link("a")]),
        ("deputy head (boats, trains), 1,5 posts", [words("deputy head (boats, trains)"), words("1,5 posts")]),
        ("the unit; Ann; the desk", [words("the unit"), link("a"), words("the desk")]),
        ("Saad, Omar, Ann Lee", [link("e"), link("b")]),
        ("saad,  omar", [link("e")]),
        ("Saad, Ann Lee", [words("Saad"), link("b")]),
        (unicodedata.normalize("NFD", "josé prat"), [link("f")]),
        ("لينا، الوحدة", [link("g"), words("الوحدة")]),
        ("Ann Lee, the unit, Ann Lee", [link("b"), words("the unit"), words("Ann Lee")]),
    ],
)
def test_who_is_in_a_text(text, wanted):
    assert people_in(text, KNOWN) == wanted


def test_of_two_with_one_name_those_who_are_there_stay_and_both_can_be():
    assert people_in("Ann", KNOWN, {"c"}) == [link("c")]
    assert people_in("Ann, Ann", KNOWN) == [link("a"), link("c")]
    assert people_in("Ann, Ann, Ann", KNOWN) == [link("a"), link("c"), words("Ann")]


def test_a_text_with_very_many_commas_is_no_list_and_stays_whole():
    text = "Ann, " + "a,b;" * 10_000 + "c"
    assert people_in(text, KNOWN) == [words(text)]
    assert len(people_in(",".join("abcdefghij" * 10), KNOWN)) == 100


def test_names_are_joined_with_the_comma_of_their_letters():
    assert joined(["Ann", " ", "the unit"]) == "Ann, the unit"
    assert joined(["لينا", "الوحدة"]) == "لينا، الوحدة"
    assert joined([]) == ""


@given(some.lists(some.sampled_from(["Ann Lee", "José Prat", "the unit", "night; shift", "Saad, Omar"]), unique=True))
def test_a_text_is_read_back_as_it_was_joined(names):
    people = dict(KNOWN)
    again = people_in(joined(names), KNOWN)
    assert joined(people[who.contributor] if who.contributor else who.name for who in again) == joined(names)


@given(some.text(alphabet="An Le,;،x", max_size=40))
def test_no_word_is_lost_or_moved(text):
    people = dict(KNOWN)
    again = joined(people[who.contributor] if who.contributor else who.name for who in people_in(text, KNOWN))

    def letters(written: str) -> str:
        return "".join(letter for letter in written if letter not in " ,;،").casefold()

    assert letters(again) == letters(text)


def test_names_come_and_go():
    assert with_name("Ann", "") == "Ann"
    assert with_name("Ann", "The unit, ") == "The unit, Ann"
    assert without_name("Ann", "The unit; ann, Omar, Ann") == "The unit, Omar"
    assert without_name("Saad, Omar", "The unit, Saad, Omar") == "The unit"
    assert is_named("Ann Lee", "Omar, ann lee")
    assert is_named("Saad, Omar", with_name("Saad, Omar", "The unit"))
    assert not is_named("Ann", "Omar, ann lee")
    assert not is_named("", "Omar,")


def test_the_name_that_is_being_written():
    assert last_part("The unit, To") == ("The unit,", "To")
    assert last_part("To") == ("", "To")
    assert last_part("The unit, ") == ("The unit,", "")
