"""Whatever is done in whatever order: the file holds what a plain model of it holds, and undo leads all the way back.

``INTEGRITY_LONG_TESTS=1`` tries twenty times as much.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from workbench.document.document import Clock, Document, Identity
from workbench.document.undo import BURST_SECONDS
from workbench.language.i18n import Message
from workbench.model.changes import ChangeKind, Changes
from workbench.model.rows import Indicator, Measurement, Outcome, Output, Row
from workbench.storage.held import HeldRows
from workbench.storage.queries import Queries
from workbench.storage.verify import content_damages

KINDS: dict[str, type[Row]] = {kind.table: kind for kind in (Outcome, Output, Indicator, Measurement)}
TIMES = 20 if os.environ.get("INTEGRITY_LONG_TESTS") else 1
TEXTS = st.sampled_from(["", "a", "two\nlines", "الجواب", "🧭", "'; DROP TABLE answers; --", "x" * 1900])
KEYS = st.sampled_from(["one", "two"])
MERGE_KEYS = st.sampled_from(["typing", "typing", "typing", "other", None])
PAUSES = st.sampled_from([0.0, 0.0, 1.0, 1.99, 2.0, 5.0])
Tables = dict[str, dict[str, Row]]


@st.composite
def _rows(draw: st.DrawFn) -> Row:
    kind = draw(st.sampled_from(list(KINDS.values())))
    key, text = draw(KEYS), draw(TEXTS)
    if kind is Outcome:
        return Outcome(id=f"outcome {key}", title=text)
    if kind is Output:
        return Output(id=f"output {key}", outcome_id=f"outcome {draw(KEYS)}", title=text)
    if kind is Indicator:
        return Indicator(id=f"indicator {key}", name=text, place=draw(st.sampled_from(["", "F", "V", "n"])))
    return Measurement(
        id=f"measurement {key}", indicator_id=f"indicator {draw(KEYS)}", note=text, baseline=draw(st.booleans())
    )


_ACTIONS = st.lists(st.one_of(_rows(), st.tuples(st.sampled_from(list(KINDS)), KEYS)), min_size=1, max_size=4)


class Refused(Exception):
    """What a failing change raises on purpose."""


class FileAndModel(RuleBasedStateMachine):
    """A document, and beside it dictionaries that go through the same."""

    template: ClassVar[Path]

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.path = Path(shutil.copyfile(self.template, self.folder / "file.integrity"))
        self.elapsed = 0.0
        self._open()
        self.first = self._read()

    def _open(self) -> None:
        self.document = Document.open(self.path, identity=Identity("a", "b"), clock=Clock(seconds=lambda: self.elapsed))
        self.told: list[Changes] = []
        self.document.subscribe(self.told.append)
        self.tables = self._read()
        self.done: list[tuple[Tables, object | None]] = []
        self.undone: list[Tables] = []
        self.burst: tuple[object, float] | None = None

    def _read(self) -> Tables:
        return {name: {row.id: row for row in self.document.read.every(kind)} for name, kind in KINDS.items()}

    @rule(actions=_ACTIONS, merge_key=MERGE_KEYS, pause=PAUSES)
    def change(self, actions: list[Any], merge_key: str | None, pause: float) -> None:
        self.elapsed += pause
        before, wanted = self.tables, self._copy(self.tables)
        told = len(self.told)
        try:
            with self.document.change(Message("change"), merge_key=merge_key, initiator=self) as transaction:
                for action in actions:
                    if isinstance(action, Row):
                        assert transaction.put(action) == self._put(wanted, action)
                    else:
                        kind, key = KINDS[action[0]], f"{action[0].removesuffix('s')} {action[1]}"
                        assert transaction.drop(kind, key) == (wanted[kind.table].pop(key, None) is not None)
        except sqlite3.IntegrityError:
            assert len(self.told) == told
            return
        if not transaction.changes:
            assert len(self.told) == told
            return
        self.tables = wanted
        self._tell(before, self.told[told:], ChangeKind.DONE)
        self._note(before, merge_key)

    def _note(self, before: Tables, merge_key: str | None) -> None:
        merged = (
            self.burst is not None
            and merge_key is not None
            and self.burst[0] == merge_key
            and self.elapsed - self.burst[1] < BURST_SECONDS
        )
        if not merged:
            self.done.append((before, merge_key))
            self.undone.clear()
        self.burst = (merge_key, self.elapsed)
        if merged and len(self.document._undo._done) < len(self.done):
            # the burst has taken itself back, and with it its step
            assert self._plain(self.done.pop()[0]) == self._plain(self.tables)
            self.burst = None

    def _tell(self, before: Tables, told: list[Changes], kind: ChangeKind) -> None:
        assert len(told) == 1
        assert told[0].kind is kind
        assert told[0].initiator is (self if kind is ChangeKind.DONE else None)
        after = self._copy(before)
        for change in told[0].rows:
            assert after[change.table].get(change.row_id) == change.before
            if change.after is None:
                del after[change.table][change.row_id]
            else:
                after[change.table][change.row_id] = change.after
        assert self._plain(after) == self._plain(self.tables)

    @staticmethod
    def _plain(tables: Tables) -> dict[str, dict[str, Row]]:
        return {name: dict(sorted(rows.items())) for name, rows in tables.items()}

    @staticmethod
    def _copy(tables: Tables) -> Tables:
        return {name: dict(rows) for name, rows in tables.items()}

    @staticmethod
    def _put(tables: Tables, row: Row) -> bool:
        known = tables[row.table].get(row.id)
        tables[row.table][row.id] = row
        return known != row

    @rule(actions=_ACTIONS, merge_key=MERGE_KEYS)
    def change_that_fails(self, actions: list[Any], merge_key: str | None) -> None:
        told = len(self.told)
        try:
            with self.document.change(Message("fails"), merge_key=merge_key) as transaction:
                for action in actions:
                    if isinstance(action, Row):
                        transaction.put(action)
                raise Refused
        except (Refused, sqlite3.IntegrityError):
            pass
        assert len(self.told) == told

    @rule()
    def end_burst(self) -> None:
        self.document.end_burst()
        self.burst = None

    @rule()
    def undo(self) -> None:
        before, told = self.tables, len(self.told)
        result = self.document.undo()
        self.burst = None if result is not None else self.burst
        assert (result is None) == (not self.done)
        if self.done:
            self.tables, _ = self.done.pop()
            self.undone.append(before)
            self._tell(before, self.told[told:], ChangeKind.UNDONE)

    @rule()
    def redo(self) -> None:
        before, told = self.tables, len(self.told)
        result = self.document.redo()
        assert (result is None) == (not self.undone)
        if self.undone:
            self.burst = None
            self.done.append((before, None))
            self.tables = self.undone.pop()
            self._tell(before, self.told[told:], ChangeKind.REDONE)

    @precondition(lambda self: self.done)
    @rule()
    def reopen(self) -> None:
        expected = self.tables
        self.document.close()
        assert [path.name for path in self.folder.iterdir()] == ["file.integrity"]
        self._open()
        assert self._plain(self.tables) == self._plain(expected)
        self.first = self.tables
        assert self.document.undo() is None
        assert self.document.redo() is None

    @invariant()
    def the_file_is_the_model(self) -> None:
        assert self._plain(self._read()) == self._plain(self.tables)

    @invariant()
    def what_is_kept_in_memory_is_what_the_file_has(self) -> None:
        fresh = Queries(self.document._connection, HeldRows(self.document._connection))
        for kind, column in ((Outcome, "id"), (Output, "outcome_id"), (Indicator, "name"), (Measurement, "indicator_id")):
            values = {getattr(row, column) for row in fresh.every(kind)} | {"outcome one", "indicator two", ""}
            for value in sorted(values):
                assert self.document.read.where(kind, **{column: value}) == fresh.where(kind, **{column: value})
            assert [self.document.get(kind, row.id) for row in fresh.every(kind)] == fresh.every(kind)

    @invariant()
    def the_labels_tell_whether_there_is_a_step(self) -> None:
        assert (self.document.undo_label is None) == (not self.done)
        assert (self.document.redo_label is None) == (not self.undone)

    @invariant()
    def the_seal_is_the_sum_of_all_rows(self) -> None:
        assert content_damages(self.document._connection) == []

    def teardown(self) -> None:
        if not hasattr(self, "document"):
            return
        while self.document.undo() is not None:
            pass
        assert self._plain(self._read()) == self._plain(self.first)
        assert content_damages(self.document._connection) == []
        self.document.close()
        shutil.rmtree(self.folder)


@pytest.mark.slow
def test_every_order_of_changes_undo_and_redo(small_file: Path):
    class OnThisFile(FileAndModel):
        template = small_file

    run_state_machine_as_test(
        OnThisFile,
        settings=settings(
            max_examples=40 * TIMES,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
