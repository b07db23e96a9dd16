"""Real files that were copied and worked on apart come together without a loss, in whatever order, however often.

``workbench/model/merging.py`` decides cell by cell; here everything it decides about is read from files: the cells from the
rows, who wrote them and what a file has seen from its history. What really happened is noted beside it, by a subscriber.
``INTEGRITY_LONG_TESTS=1`` makes fifty times as many runs.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.workbench.operations.test_every_operation import EVERY
from workbench.document.document import Document, Identity
from workbench.errors import WorkbenchError
from workbench.model.changes import Changes
from workbench.model.declared import declared
from workbench.model.merging import FROM_THE_BEGINNING, Decision, Side, Writer, decide, united
from workbench.model.rows import ROW_TYPES, Activity, Contributor, Outcome, Output, Question
from workbench.operations import activities, answers, assessment, list_rows, plan, voices
from workbench.operations.forgetting import forget_history, forget_question
from workbench.storage.history import Cell, texts_of
from workbench.storage.mapping import TYPE_OF_TABLE, mapping_of
from workbench.storage.seen import last_writers, seen_by, writer_of

pytestmark = pytest.mark.slow

TIMES = 50 if os.environ.get("INTEGRITY_LONG_TESTS") else 1
RUNS = 60 * TIMES
MOVES = 24 * TIMES
IN_ONE_TEST = 12
ORDERS = {kind.table: {name for name, each in declared(kind).items() if each.orders} for kind in ROW_TYPES}

Value = str | None
Held = tuple[Value, Writer]
GONE = "\0 there is no such row"


# What a file says


@dataclass
class Copy:
    """One copy of an assessment, as its file tells: every cell that anybody has written, and what the file has seen."""

    cells: dict[Cell, Held]
    seen: dict[str, int]
    asked: set[tuple[Cell, frozenset[Held]]] = field(default_factory=set)

    def side(self, cell: Cell) -> Side:
        return Side(*self.cells.get(cell, ("", FROM_THE_BEGINNING)), self.seen)

    def bring_in(self, other: Copy) -> None:
        """Takes over what is newer; of a conflict both texts are listed, and ours stays until people choose."""
        for cell in {*self.cells, *other.cells}:
            decision = decide(self.side(cell), other.side(cell))
            if decision is Decision.TAKE:
                self.cells[cell] = other.cells[cell]
            elif decision is Decision.CONFLICT:
                self.asked.add((cell, frozenset((self.cells[cell], other.cells[cell]))))
        self.asked |= other.asked
        self.seen = united(self.seen, other.seen)

    def twin(self) -> Copy:
        return Copy(dict(self.cells), dict(self.seen), set(self.asked))


def values_in(document: Document) -> dict[Cell, Value]:
    rows = (row for kind in ROW_TYPES for row in document.read.every(kind))
    return {(row.table, row.id, name): text for row in rows for name, text in texts_of(row).items()}


def read_copy(path: Path) -> Copy:
    """A file, opened anew, with nothing but its tables."""
    with Document.open(path, read_only=True) as document:
        assert document.damages == ()
        values, writers, seen = values_in(document), last_writers(document._connection), seen_by(document._connection)
    written = {(table, row_id) for table, row_id, _ in writers}
    cells = ((table, row_id, name) for table, row_id in written for name in mapping_of(TYPE_OF_TABLE[table]).columns)
    held = ((cell, (values.get(cell, GONE), writer_of(writers, *cell))) for cell in cells)
    return Copy({cell: each for cell, each in held if each[1] != FROM_THE_BEGINNING}, seen)


# What really happened


@dataclass
class Past:
    """Every value that was ever written: by which change, and in the place of which other one."""

    replaced: dict[tuple[Cell, Writer], Writer] = field(default_factory=dict)
    last: dict[Path, dict[Cell, Writer]] = field(default_factory=dict)

    def watch(self, document: Document) -> None:
        """Notes every change of an open file, without looking into its history."""
        last = self.last[document.path]

        def note(changes: Changes) -> None:
            stamp = document.read.last_change()
            assert stamp is not None
            now = Writer(*stamp.change)
            for row in changes.rows:
                before, after = (texts_of(each) if each else {} for each in (row.before, row.after))
                for name in {**before, **after}:
                    if before.get(name, GONE) != after.get(name, GONE):
                        cell = row.table, row.row_id, name
                        if last.get(cell) != now:
                            self.replaced[cell, now] = last.get(cell, FROM_THE_BEGINNING)
                        last[cell] = now

        document.subscribe(note)

    def is_before(self, cell: Cell, writer: Writer, newer: Writer) -> bool:
        """Whether somebody who had one value before the eyes wrote the newer one in its place."""
        while newer not in (writer, FROM_THE_BEGINNING):
            newer = self.replaced.get((cell, newer), FROM_THE_BEGINNING)
        return newer == writer


class Workshop:
    """Files of one assessment, and people who work on them."""

    def __init__(self, folder: Path, chance: random.Random, clock: Any, given: Callable[..., Any], begun: Path) -> None:
        self.folder, self.chance, self.clock, self.given = folder, chance, clock, given
        self.began = read_copy(begun)
        self.past = Past(last={begun: {cell: writer for cell, (_, writer) in self.began.cells.items()}})

    def copy(self, path: Path, name: str) -> Path:
        """A copy made by the program, or by the system, which gives it no id of its own."""
        target = self.folder / f"{name}.integrity"
        if self.chance.random() < 0.5:
            with Document.open(path, read_only=True) as document:
                document.save_copy(target)
        else:
            shutil.copyfile(path, target)
        self.past.last[target] = dict(self.past.last[path])
        return target

    @contextlib.contextmanager
    def sitting(self, path: Path) -> Iterator[Document]:
        """A sitting at a computer whose clock is wrong."""
        clock, years = self.clock.clock(), timedelta(days=self.chance.choice((0, -3650, 3650)))
        clock = type(clock)(lambda: self.clock.moment + years, clock.seconds)
        with Document.open(path, identity=Identity("somebody", "PC"), clock=clock) as document:
            self.past.watch(document)
            yield document

    def work(self, path: Path, most: int = 6) -> None:
        with self.sitting(path) as document:
            for _ in range(self.chance.randint(0, most)):
                with contextlib.suppress(WorkbenchError):
                    self.chance.choice(DEEDS)(self, document)
                self.clock.go_on(self.chance.choice((0.1, 5)))

    def one_of(self, document: Document, kind: type[Any]) -> Any:
        return self.chance.choice(document.read.every(kind)).id

    def text(self) -> str:
        return self.chance.choice(("Yes", "No", f"{self.chance.random()} lanes", "The queue grows. " * 9))


def write(shop: Workshop, document: Document) -> None:
    question = shop.one_of(document, Question)
    for _ in range(shop.chance.randint(1, 3)):
        answers.write_answer(document, question=question, text=shop.text())


def work_on_the_plan(shop: Workshop, document: Document) -> None:
    activity = shop.one_of(document, Activity)
    deed = shop.chance.randrange(4)
    if deed == 0:
        activities.add_activity(document, title=shop.text())
    elif deed == 1:
        activities.edit_activity(document, activity=activity, title=shop.text())
    elif deed == 2:
        activities.rank_activity(document, activity=activity, index=shop.chance.randrange(4))
    else:
        activities.remove_activity(document, activity=activity)


def move(shop: Workshop, document: Document) -> str:
    """Moves one row; returns its id."""
    deed, index = shop.chance.randrange(4), shop.chance.randrange(4)
    row: str = shop.one_of(document, (Activity, Outcome, Output, Contributor)[deed])
    if deed == 0:
        output = shop.chance.choice((None, shop.one_of(document, Output)))
        activities.move_activity(document, activity=row, output=output, index=index)
    elif deed == 1:
        plan.move_outcome(document, outcome=row, index=index)
    elif deed == 2:
        plan.move_output(document, output=row, outcome=shop.one_of(document, Outcome), index=index)
    else:
        list_rows.move_row(document, of=Contributor, row=row, index=index)
    return row


def ask(shop: Workshop, document: Document) -> None:
    assessment.add_own_question(document, wording=shop.text())


def tell(shop: Workshop, document: Document) -> None:
    voices.add_contribution(
        document, question=shop.one_of(document, Question), contributor=shop.one_of(document, Contributor), text=shop.text()
    )


def undo(shop: Workshop, document: Document) -> None:
    if document.undo() is not None and shop.chance.random() < 0.4:
        document.redo()


def forget(shop: Workshop, document: Document) -> None:
    if shop.chance.random() < 0.5:
        forget_history(document)
    else:
        forget_question(document, shop.one_of(document, Question))


def anything(shop: Workshop, document: Document) -> None:
    operation, values = shop.chance.choice(EVERY).values
    operation(document, **shop.given(values))


DEEDS: tuple[Callable[[Workshop, Document], Any], ...] = (
    *(write,) * 4, work_on_the_plan, work_on_the_plan, move, move, ask, tell, undo, undo, forget, anything, anything, anything,
)  # fmt: skip


def worked_on_apart(shop: Workshop, mother: Path) -> list[Path]:
    """The mother file and three copies of it that were worked on, some in two sittings, the mother perhaps, too."""
    shop.work(mother)
    copies = [shop.copy(mother, name) for name in "abc"]
    for copy in copies:
        shop.work(copy)
        if shop.chance.random() < 0.4:
            shop.work(copy)
    if shop.chance.random() < 0.3:
        shop.work(mother)
    return [mother, *copies]


@pytest.fixture
def workshop(tmp_path: Path, clock, given, station_file: Path) -> Callable[[int], Workshop]:
    def begin(seed: int) -> Workshop:
        folder = tmp_path / str(seed)
        folder.mkdir()
        return Workshop(folder, random.Random(seed), clock, given, station_file)

    return begin


@pytest.mark.parametrize("first", range(0, RUNS, IN_ONE_TEST))
def test_no_text_is_lost_and_twice_is_once_in_any_order(first: int, workshop, station_file: Path):
    asked = 0
    for seed in range(first, first + IN_ONE_TEST):
        shop = workshop(seed)
        with Document.open(station_file, read_only=True) as document:
            base = values_in(document)
        paths = worked_on_apart(shop, shop.copy(station_file, "mother"))
        read = [read_copy(path) for path in paths]
        for path, copy in zip(paths, read, strict=True):
            the_file_tells_what_happened(shop, path, copy, base)
        if shop.chance.random() < 0.4:
            read[1].bring_in(read[2])  # two laptops met before
        asked += bool(all_orders_lead_to_the_same(shop.past, read))
        shutil.rmtree(shop.folder)
    assert asked > 0, "in some runs two people wrote the same cell"


def the_file_tells_what_happened(shop: Workshop, path: Path, copy: Copy, base: dict[Cell, Value]) -> None:
    """Every cell that was written says by whom, and no other cell is different from what it was."""
    assert {cell: writer for cell, (_, writer) in copy.cells.items()} == shop.past.last[path]
    written = {cell for cell, (_, writer) in copy.cells.items() if writer != shop.began.side(cell).writer}
    with Document.open(path, read_only=True) as document:
        values = values_in(document)
    assert {cell for cell in {*base, *values} if base.get(cell, GONE) != values.get(cell, GONE)} <= written


def all_orders_lead_to_the_same(past: Past, read: list[Copy]) -> set[Cell]:
    """Returns the cells about which people are asked."""
    mother, *copies = read
    results = []
    for order in itertools.permutations(copies):
        hub = mother.twin()
        for copy in order:
            hub.bring_in(copy)
        once = hub.twin()
        for copy in order:
            hub.bring_in(copy)
        assert hub == once, "twice is once"
        nothing_is_lost(past, hub, read)
        results.append(hub)
    first = results[0]
    asked = {cell for cell, _ in first.asked}
    for hub in results:
        assert hub.seen == first.seen
        assert {cell for cell, _ in hub.asked} == asked, "people are asked the same"
        assert all(held == first.cells[cell] for cell, held in hub.cells.items() if cell not in asked)
    return asked


def nothing_is_lost(past: Past, hub: Copy, read: list[Copy]) -> None:
    listed: dict[Cell, set[Held]] = {}
    for cell, both in hub.asked:
        listed.setdefault(cell, set()).update(both)
    for copy in read:
        for cell, (value, writer) in copy.cells.items():
            kept = {hub.cells[cell], *listed.get(cell, ())}
            assert any(value == held or past.is_before(cell, writer, newer) for held, newer in kept), f"{cell}: {value}"


@pytest.mark.parametrize("first", range(0, MOVES, IN_ONE_TEST))
def test_moves_meet_only_where_both_moved_the_same_row(first: int, workshop, station_file: Path):
    for seed in range(first, first + IN_ONE_TEST):
        shop = workshop(seed)
        moved = []
        copies = [shop.copy(station_file, name) for name in "ab"]
        for path in copies:
            with shop.sitting(path) as document:
                moved.append({move(shop, document) for _ in range(shop.chance.randint(1, 4))})
                for _ in range(shop.chance.randint(0, 2)):
                    activities.add_activity(document, title=shop.text())
        ours, theirs = map(read_copy, copies)
        for path, rows in zip(copies, moved, strict=True):
            assert placed(shop, path) <= rows, "a move writes the row that is moved"
        ours.bring_in(theirs)
        assert {row for (_, row, _), _ in ours.asked} <= moved[0] & moved[1]
        shutil.rmtree(shop.folder)


def placed(shop: Workshop, path: Path) -> set[str]:
    """The rows of a file whose place was written, without those that were added."""
    written = {cell for cell, writer in shop.past.last[path].items() if writer != shop.began.side(cell).writer}
    return {row for table, row, name in written if name in ORDERS[table] and (table, row, "id") not in written}


def test_questions_of_two_laptops_stay_two(workshop, station_file: Path):
    shop = workshop(0)
    copies, asked = [shop.copy(station_file, name) for name in "ab"], []
    for path in copies:
        with shop.sitting(path) as document:
            # the same words at the same time, one taken back and asked again
            asked += [assessment.add_own_question(document, wording="And the brokers?") for _ in range(2)]
            document.undo()
            document.redo()
            for question in asked[-2:]:
                answers.write_answer(document, question=question, text=f"{path.stem} {question}")
    assert len(set(asked)) == 4
    ours, theirs = map(read_copy, copies)
    ours.bring_in(theirs)
    assert ours.asked == set()
    there = {row for (table, row, _), (value, _) in ours.cells.items() if table == "questions" and value != GONE}
    assert set(asked) <= there
    texts = {value for (table, _, name), (value, _) in ours.cells.items() if (table, name) == ("answers", "text")}
    assert {f"{copy} {question}" for copy, question in zip("aabb", asked, strict=True)} <= texts


def test_work_on_one_file_after_the_other_asks_nothing(workshop, station_file: Path, ids: SimpleNamespace):
    """Two people who hand one file on to each other never have a conflict, whatever their clocks say."""
    shop = workshop(1)
    path, names = station_file, itertools.count()
    for _ in range(6):
        before = read_copy(path)
        path = shop.copy(path, f"turn {next(names)}")
        shop.work(path)
        after = read_copy(path)
        result = before.twin()
        result.bring_in(after)
        assert (result.cells, result.asked) == (after.cells, set())
