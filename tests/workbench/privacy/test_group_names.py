"""Which groups may be named where one of their members may not."""

from __future__ import annotations

import pytest

from workbench.model.rows import GroupMember, WorkingGroup
from workbench.privacy.group_names import Groups, open_groups

OPEN = ("Lena", "Omar", "Ines", "Jon")
NAMED, UNNAMED, NEITHER = "named", "unnamed", "neither"


def told(groups: Groups) -> str:
    return NAMED if groups.named else UNNAMED if groups.unnamed else NEITHER


@pytest.mark.parametrize(
    ("open_members", "confidential", "found"),
    [
        (3, 1, NAMED),
        (2, 1, UNNAMED),
        (1, 1, UNNAMED),
        (0, 1, NEITHER),
        (3, 2, NAMED),
        (2, 0, NAMED),
        (1, 0, NAMED),
        (0, 0, NAMED),
    ],
)
def test_three_who_may_be_named_hide_one_who_may_not(open_members, confidential, found):
    people = (*OPEN[:open_members], *("spy", "mole")[:confidential])
    members = [GroupMember(id=name, group_id="group", contributor_id=name) for name in people]
    assert told(open_groups([WorkingGroup(id="group")], members, OPEN)) == found


def test_a_confidential_rapporteur_counts_as_a_member():
    members = [GroupMember(id=name, group_id="group", contributor_id=name) for name in OPEN[:2]]
    assert told(open_groups([WorkingGroup(id="group", rapporteur_id="spy")], members, OPEN)) == UNNAMED
    assert told(open_groups([WorkingGroup(id="group", rapporteur_id="Ines")], members, OPEN)) == NAMED
