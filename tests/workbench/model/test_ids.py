"""Ids: the same for the same link on two computers, and nothing that words could be guessed from."""

from __future__ import annotations

from workbench.model.ids import ids_of_people, link_id, new_id
from workbench.model.named import Named


def test_the_id_of_a_link_follows_from_its_parts():
    assert link_id("a", "b") == link_id("a", "b") != link_id("b", "a")
    assert new_id() != new_id()


def test_people_in_a_file_that_is_made_get_ids_that_say_nothing_about_words():
    ids = ids_of_people("activity", "staff", [Named(None, "Gate"), Named("ana", ""), Named(None, "Zanzibarrow")])
    assert ids == ids_of_people("activity", "staff", [Named(None, "x"), Named("ana", ""), Named(None, "y")])
    assert len(set(ids)) == 3
    assert ids[1] == link_id("activity", "ana", "staff")
