from __future__ import annotations

import dataclasses

import pytest

from workbench.language.i18n import Message
from workbench.model.changes import ChangeKind, Changes, RowChange
from workbench.model.rows import Outcome

OLD, NEW = Outcome(id="one", title="Old"), Outcome(id="one", title="New")


@pytest.mark.parametrize(("before", "after"), [(None, NEW), (OLD, NEW), (OLD, None)], ids=["added", "changed", "removed"])
def test_the_inverse_takes_a_change_back_and_its_inverse_makes_it_again(before, after):
    change = RowChange("outcomes", "one", before, after)
    assert (change.inverse().before, change.inverse().after) == (after, before)
    assert change.inverse().inverse() == change


def test_changes_tell_which_tables_they_touch():
    rows = (
        RowChange("outcomes", "one", None, OLD),
        RowChange("outputs", "two", None, None),
        RowChange("outcomes", "x", OLD, None),
    )
    changes = Changes(Message("plan"), rows)
    assert changes.tables == {"outcomes", "outputs"}
    assert list(changes.of("outcomes")) == [rows[0], rows[2]]
    assert list(changes.of("answers")) == []
    assert changes.kind is ChangeKind.DONE
    assert changes.initiator is None


def test_what_happened_cannot_be_altered():
    changes = Changes(Message("plan"), (RowChange("outcomes", "one", None, OLD),))
    with pytest.raises(dataclasses.FrozenInstanceError):
        changes.kind = ChangeKind.UNDONE
    with pytest.raises(dataclasses.FrozenInstanceError):
        changes.rows[0].after = None
