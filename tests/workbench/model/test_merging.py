"""Copies that were worked on apart come together without a loss, in whatever order, however often."""

from __future__ import annotations

import itertools
import os
import random
from dataclasses import dataclass, field

import pytest

from workbench.model.merging import FROM_THE_BEGINNING, Decision, Side, Writer, decide, united

RUNS = 150 * (20 if os.environ.get("INTEGRITY_LONG_TESTS") else 1)
CELLS = range(6)


@dataclass
class Copy:
    """One copy of an assessment with a few cells; ``edits`` are all that were ever made in it."""

    name: str
    cells: dict[int, tuple[str, Writer]] = field(default_factory=lambda: dict.fromkeys(CELLS, ("", FROM_THE_BEGINNING)))
    seen: dict[str, int] = field(default_factory=dict)
    conflicts: set[tuple[int, frozenset[str]]] = field(default_factory=set)

    def edit(self, sitting: str, cell: int, value: str) -> None:
        number = self.seen.get(sitting, 0) + 1
        self.seen[sitting] = number
        self.cells[cell] = value, Writer(sitting, number)

    def side(self, cell: int) -> Side:
        return Side(*self.cells[cell], self.seen)

    def bring_in(self, other: Copy) -> None:
        """Takes over what is newer; of a conflict both texts are listed, and ours stays until people choose."""
        for cell in CELLS:
            decision = decide(self.side(cell), other.side(cell))
            if decision is Decision.TAKE:
                self.cells[cell] = other.cells[cell]
            elif decision is Decision.CONFLICT:
                self.conflicts.add((cell, frozenset((self.cells[cell][0], other.cells[cell][0]))))
        self.conflicts |= other.conflicts
        self.seen = united(self.seen, other.seen)

    def twin(self, name: str) -> Copy:
        return Copy(name, dict(self.cells), dict(self.seen), set(self.conflicts))


@dataclass
class Past:
    """Every text that was ever written: by whom, and in the place of which one."""

    writers: dict[str, Writer] = field(default_factory=dict)
    replaced: dict[Writer, Writer] = field(default_factory=dict)

    def edit(self, copy: Copy, sitting: str, cell: int, value: str) -> None:
        before = copy.cells[cell][1]
        copy.edit(sitting, cell, value)
        self.writers[value] = copy.cells[cell][1]
        self.replaced[self.writers[value]] = before

    def is_before(self, writer: Writer, newer: Writer) -> bool:
        """Whether somebody who had one text before the eyes wrote the newer one in its place."""
        while newer != FROM_THE_BEGINNING:
            newer = self.replaced[newer]
            if newer == writer:
                return True
        return False


def _worked_on_apart(chance: random.Random) -> tuple[Copy, list[Copy], Past]:
    """A mother file, and three copies of it that were worked on, some of them in two sittings."""
    mother, past = Copy("mother"), Past()

    def work(copy: Copy, sitting: str) -> None:
        for number in range(chance.randint(0, 4)):
            past.edit(copy, sitting, chance.choice(CELLS), f"{sitting} {number}")

    work(mother, "mother")
    copies = [mother.twin(name) for name in "abc"]
    for copy in copies:
        work(copy, copy.name)
        if chance.random() < 0.4:
            work(copy, f"{copy.name} again")
    if chance.random() < 0.3:
        work(mother, "mother later")
    if chance.random() < 0.4:
        copies[0].bring_in(copies[1])
    return mother, copies, past


@pytest.mark.parametrize("seed", range(RUNS))
def test_no_text_is_lost_and_twice_is_once_in_any_order(seed: int):
    mother, copies, past = _worked_on_apart(random.Random(seed))
    asked = []
    for order in itertools.permutations(copies):
        hub = mother.twin("hub")
        for copy in order:
            hub.bring_in(copy)
        once = hub.twin("once")
        for copy in order:
            hub.bring_in(copy)
        assert (hub.cells, hub.seen) == (once.cells, once.seen), "twice is once"
        for copy, cell in itertools.product((mother, *copies), CELLS):
            value, writer = copy.cells[cell]
            listed = {text for place, texts in hub.conflicts if place == cell for text in texts}
            kept = {hub.cells[cell][1], *(past.writers[text] for text in listed if text)}
            assert writer == FROM_THE_BEGINNING or any(writer == newer or past.is_before(writer, newer) for newer in kept), (
                f"{value} is gone"
            )
        asked.append((hub.seen, {cell for cell, _ in hub.conflicts}))
    assert all(result == asked[0] for result in asked), "people are asked the same"


@pytest.mark.parametrize(
    ("ours", "theirs", "decision"),
    [
        (Side("a", Writer("s", 1), {"s": 1}), Side("a", Writer("s", 1), {"s": 1}), Decision.SAME),
        (Side("b", Writer("s", 2), {"s": 2}), Side("a", Writer("s", 1), {"s": 1}), Decision.KEEP),
        (Side("a", Writer("s", 1), {"s": 1}), Side("b", Writer("s", 2), {"s": 2}), Decision.TAKE),
        (Side("", FROM_THE_BEGINNING, {}), Side("b", Writer("s", 2), {"s": 2}), Decision.TAKE),
        (Side("b", Writer("t", 1), {"s": 1, "t": 1}), Side("c", Writer("u", 1), {"s": 1, "u": 1}), Decision.CONFLICT),
        (Side("b", Writer("t", 1), {"t": 1}), Side("b", Writer("u", 1), {"u": 1}), Decision.KEEP),
        (Side("b", Writer("u", 1), {"u": 1}), Side("b", Writer("t", 1), {"t": 1}), Decision.TAKE),
    ],
)
def test_what_becomes_of_a_cell(ours: Side, theirs: Side, decision: Decision):
    assert decide(ours, theirs) is decision


def test_a_choice_of_people_ends_the_conflict_everywhere():
    mother = Copy("mother")
    left, right = mother.twin("left"), mother.twin("right")
    left.edit("left", 1, "one")
    right.edit("right", 1, "two")
    left.bring_in(right)
    assert left.conflicts == {(1, frozenset(("one", "two")))}
    left.edit("left", 1, "one and two")
    right.bring_in(left.twin("later"))
    assert right.cells[1][0] == "one and two"
    left.bring_in(right)
    assert left.cells[1][0] == "one and two"
