"""Who is responsible: one text, a contributor where its name begins it, and others in any words."""

from __future__ import annotations

import pytest

from workbench.model.rows import Activity, Contributor
from workbench.model.vocabulary import Confidentiality
from workbench.operations.activities import add_activity, name_responsible
from workbench.operations.people import add_contributor
from workbench.plan.responsible import (
    is_named,
    last_part,
    publicly_responsible,
    responsible_in,
    responsible_text,
    with_name,
    without_name,
)
from workbench.privacy.person_names import NameFinder

KNOWN = [("a", "Ann"), ("b", "Ann Lee"), ("c", "Ann"), ("d", "")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", (None, "")),
        ("Ann", ("a", "")),
        ("ann  lee; the unit", ("b", "the unit")),
        ("Ann , the unit", ("a", "the unit")),
        ("Ann Lee، the unit, Omar", ("b", "the unit, Omar")),
        ("Annabel", (None, "Annabel")),
        ("The unit, Ann", (None, "The unit, Ann")),
    ],
)
def test_who_a_text_names(text, wanted):
    assert responsible_in(text, KNOWN, None) == wanted


def test_of_two_with_one_name_the_present_one_stays():
    assert responsible_in("Ann", KNOWN, "c") == ("c", "")


def test_a_text_is_read_back_as_it_was_written(document):
    activity = add_activity(document, title="Draw the lanes")
    lena = add_contributor(document, name="Lena Torvik")
    name_responsible(document, activity=activity, text="lena torvik, Freight Control")
    row = document.get(Activity, activity)
    assert (row.responsible_id, row.responsible) == (lena, "Freight Control")
    assert responsible_text(row, {lena: "Lena Torvik"}) == "Lena Torvik, Freight Control"
    name_responsible(document, activity=activity, text="")
    assert responsible_text(document.get(Activity, activity), {lena: "Lena Torvik"}) == ""


def test_names_come_and_go():
    assert with_name("Ann", "") == "Ann"
    assert with_name("Ann", "The unit, ") == "The unit, Ann"
    assert without_name("Ann", "The unit; ann, Omar") == "The unit, Omar"
    assert is_named("Ann Lee", "Omar, ann lee")
    assert not is_named("Ann", "Omar, ann lee")


def test_the_name_that_is_being_written():
    assert last_part("The unit, To") == ("The unit,", "To")
    assert last_part("To") == ("", "To")
    assert last_part("The unit, ") == ("The unit,", "")


LENA = Contributor(id="l", name="Lena Public")
AMINA = Contributor(id="a", name="Amina Secret", confidential=Confidentiality.MARKED)
ONE_WORD = Contributor(id="g", name="grace", confidential=Confidentiality.MARKED)


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
    assert publicly_responsible(text, NameFinder([LENA, AMINA, ONE_WORD]), "[gone]") == public
