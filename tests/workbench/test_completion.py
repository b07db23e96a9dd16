"""Names that are offered while typing."""

from __future__ import annotations

import pytest

from workbench.completion import offered_names, offers
from workbench.operations.documents import add_document
from workbench.operations.people import add_contributor

NAMES = ("Anna Petrovic", "Pete Long", "Émile Zorn", "Customs Act 2019", "أحمد علي")


def found(before):
    return [(offer.name, offer.typed) for offer in offers(NAMES, before)]


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        ("as Ann", [("Anna Petrovic", 3)]),
        ("as An", []),
        ("says pet", [("Anna Petrovic", 3), ("Pete Long", 3)]),
        ("says Anna Pet", [("Anna Petrovic", 8)]),
        ("emi", [("Émile Zorn", 3)]),
        ("of the customs act", [("Customs Act 2019", 11)]),
        ("Anna Petrovic", []),
        ("Ann ", []),
        ("Ann.", []),
        ("", []),
        ("قال أحم", [("أحمد علي", 3)]),
        ("x" * 5000 + " Ann", [("Anna Petrovic", 3)]),
    ],
)
def test_a_beginning_finds_names(before, wanted):
    assert found(before) == wanted


def test_few_are_offered():
    assert len(offers([f"Anna {number}" for number in range(50)], "Ann")) == 7


def test_in_a_room_nobody_confidential_is_offered(document):
    add_contributor(document, name="Anna Petrovic")
    add_contributor(document, name="Emma Hammerstein", confidential=True)
    add_document(document, title="Staff survey")
    add_document(document, title="Letter of a whistle-blower", confidential=True)
    assert set(offered_names(document, in_room=True)) == {"Anna Petrovic", "Staff survey"}
    assert {"Emma Hammerstein", "Letter of a whistle-blower"} <= set(offered_names(document, in_room=False))


def test_in_a_room_no_title_that_names_somebody_confidential_is_offered(document):
    add_contributor(document, name="Emma Hammerstein", confidential=True)
    add_document(document, title="Interview with Emma Hammerstein")
    add_document(document, title="Staff survey")
    assert offered_names(document, in_room=True) == ("Staff survey",)
    assert "Interview with Emma Hammerstein" in offered_names(document, in_room=False)
