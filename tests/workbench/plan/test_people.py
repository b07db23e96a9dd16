"""People with a role: their names by role, as one text, and without those who must not be named."""

from __future__ import annotations

import pytest

from workbench.language.i18n import load_translator
from workbench.model.rows import ActivityPerson, Contributor, IndicatorPerson
from workbench.model.vocabulary import ActivityRole, Confidentiality, IndicatorRole
from workbench.plan.people import (
    RolePeople,
    names_with,
    people_by_owner,
    people_text,
    publicly_named,
    roles_of,
    without_hidden,
)
from workbench.privacy.person_names import NameFinder

ENGLISH = load_translator("en")

LINKS = [
    ActivityPerson(id="1", activity_id="draw", name="Omar", role=ActivityRole.COORDINATOR),
    ActivityPerson(id="2", activity_id="draw", contributor_id="l"),
    ActivityPerson(id="3", activity_id="draw", name="Freight Control"),
    ActivityPerson(id="4", activity_id="draw", contributor_id="nobody"),
    ActivityPerson(id="5", activity_id="watch", contributor_id="nobody"),
    ActivityPerson(id="6", activity_id="watch", name=" "),
]


def test_people_come_by_row_and_role_in_the_order_of_the_roles():
    found = people_by_owner(LINKS, {"l": "Lena"})
    assert found == {
        "draw": (
            RolePeople(ActivityRole.RESPONSIBLE, ("Lena", "Freight Control")),
            RolePeople(ActivityRole.COORDINATOR, ("Omar",)),
        )
    }
    assert names_with(ActivityRole.COORDINATOR, found["draw"]) == ("Omar",)
    assert names_with(ActivityRole.STAFF, found["draw"]) == ()


def test_a_role_is_said_unless_it_is_that_of_who_is_responsible():
    people = people_by_owner(LINKS, {"l": "Lena"})["draw"]
    assert people_text(people, ENGLISH) == "Lena, Freight Control\nCoordinator: Omar"
    assert people_text((RolePeople(IndicatorRole.OWNER, ("Lena",)),), ENGLISH) == "Indicator owner: Lena"
    assert people_text((), ENGLISH) == ""


def test_the_first_role_is_the_one_of_who_answers_for_it():
    assert roles_of(ActivityPerson)[0] is ActivityRole.RESPONSIBLE
    assert roles_of(IndicatorPerson) == tuple(IndicatorRole)


LENA = Contributor(id="l", name="Lena Public")
AMINA = Contributor(id="a", name="Amina Secret", confidential=Confidentiality.MARKED)
ONE_WORD = Contributor(id="g", name="grace", confidential=Confidentiality.MARKED)
FINDER = NameFinder([LENA, AMINA, ONE_WORD])


@pytest.mark.parametrize(
    ("names", "public"),
    [
        (("Lena Public", "Amina Secret"), ("Lena Public",)),
        (("AMINA  SECRET", "grace"), ()),
        (("Head Amina Secret", "Lena Public"), ("Head [gone]", "Lena Public")),
        (("Port", "Secret", "Amina", "Lena Public"), ("Port, Lena Public",)),
        (("Freight Control;  Port", "1,5 posts"), ("Freight Control;  Port", "1,5 posts")),
        ((), ()),
    ],
)
def test_the_public_names_are_without_those_who_may_not_be_named(names, public):
    people = (RolePeople(ActivityRole.STAFF, names),)
    wanted = (RolePeople(ActivityRole.STAFF, public),) if public else ()
    assert publicly_named(people, FINDER, "[gone]") == wanted


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("Lena Public, Amina Secret", "Lena Public"),
        ("Amina Secret, Lena Public", "Lena Public"),
        ("AMINA  SECRET", ""),
        ("Secret, Amina; Lena Public", "Lena Public"),
        ("Head Amina Secret, Lena Public", "Head [gone], Lena Public"),
        ("Lena Public and A. Secret", "Lena Public and [gone]"),
        ("Port، Ámína Secret", "Port"),
        ("Grace, Lena Public", "Lena Public"),
        ("Freight Control;  Port", "Freight Control;  Port"),
        ("", ""),
    ],
)
def test_the_public_line_is_without_those_who_may_not_be_named(text, public):
    assert without_hidden(text, FINDER, "[gone]") == public
