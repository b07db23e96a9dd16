"""All rows that the bytes of a damaged file still have, table by table, and how sure each of them is.

A row is known by its digest, so it does not matter whether a tree still leads to its page. The seal of a table says
which rows the table has: with it rows are proven, also one whose own digest was damaged. Without such a proof nothing is
taken from free pages, nor from places where SQLite may have left what was removed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Final

from workbench.storage.refusals import beyond
from workbench.storage.schema import SEAL
from workbench.storage.seal import TableSeal, sum_of
from workbench.storage.torn.cells import (
    Record,
    Unreadable,
    children,
    counted_cells,
    places_of_cells,
    places_of_digests,
    record_at,
    record_from,
)
from workbench.storage.torn.flips import cost, put_right
from workbench.storage.torn.pages import PageKind, TornFile, is_page_of_a_tree
from workbench.storage.torn.shapes import Shape, TornRow
from workbench.storage.torn.trees import Trees, are_whole, beginning_of
from workbench.storage.verify import table_of

_SPARE_BYTES: Final = 64 << 20
_MOST_TRIES: Final = 1_500_000
"""Records that are looked at; a file of the largest assessment has a tenth."""
_MOST_CARVED: Final = 4000
"""Pages in which rows are looked for where no cell is known."""
_CHANGES: Final = "changes"
_MOST_FLIPS: Final = 8
"""So many rows are tried for a flipped bit."""
_MOST_HASHED: Final = 1_200_000_000
"""Bytes of which digests are made for that: one row of 12,000 bytes, or all eight of 4,300; some three seconds."""


class Table:
    """What was found of one table. ``rows`` are by what names them; ``seal`` is what the file says about the table."""

    def __init__(self, seal: TableSeal | None) -> None:
        self.rows: Final[dict[object, TornRow]] = {}
        self.proven = False
        """Whether these rows are exactly those that the table had."""
        self.complete = False
        """Whether no row of the table is missing; some of them may be doubtful."""
        self.astray: Final = set[object]()
        """The rows, by what names them, to which no tree leads: they may have been removed."""
        self.is_on_trust = False
        """Whether no seal says anything, and only whole trees speak for these rows: each may be an older one."""
        self.seal: Final = seal

    def take(self, row: TornRow, *, reached: bool = False) -> None:
        """Adds a row, unless there is one of that name that is as sure."""
        known = self.rows.get(row.name)
        if known is None or (row.sound and known.sound is False):
            self.rows[row.name] = row
            if not reached:
                self.astray.add(row.name)

    def prove(self) -> None:
        """Compares what was found with the seal: rows that it proves are sound, whatever digest stands in them."""
        if self.seal is None or len(self.rows) != self.seal.rows:
            return
        if sum_of(row.computed for row in self.rows.values()) == self.seal:
            for name, row in self.rows.items():
                self.rows[name] = replace(row, sound=True, stored=row.computed)
            self.proven = self.complete = True
        else:
            self.complete = sum_of(row.stored for row in self.rows.values()) == self.seal

    def trust(self) -> None:
        """For a file whose seals are lost, but whose trees are whole: no row is missing."""
        self.complete = self.is_on_trust = True
        self.proven = all(row.sound is not False for row in self.rows.values())

    def would_be_proven_with(self, others: list[TornRow]) -> bool:
        """Whether these rows are what is missing."""
        if self.seal is None or not others or any(row.name in self.rows for row in others):
            return False
        return sum_of(row.computed for row in (*self.rows.values(), *others)) == self.seal


class Gathering:
    """Reads all pages of a file once, then looks for what is missing where no cell is known."""

    def __init__(self, file: TornFile, trees: Trees, shapes: dict[str, Shape]) -> None:
        self._file, self._trees, self._shapes = file, trees, shapes
        self._by_width: dict[int, list[Shape]] = {}
        for shape in shapes.values():
            self._by_width.setdefault(len(shape.columns), []).append(shape)
        self._left = file.size + _SPARE_BYTES
        self._tries = _MOST_TRIES
        self._strange: list[int] = []
        """Pages in which no cell, or not every cell, could be found."""
        self._leaves: list[int] = []
        self._chained = set[int]()
        self._found: list[tuple[bool, TornRow]] = []
        self.tables: dict[str, Table] = {}

    def gather(self) -> dict[str, Table]:
        """The rows by table. Raises BeyondLimits for more than any file of ours has."""
        for number, page in self._file.pages():
            if number not in self._trees.free:
                self._look_at(number, page)
        self._found.sort(key=lambda found: not found[0])
        seals = _seals([row for _, row in self._found if row.table == SEAL])
        self.tables = {name: Table(seals.get(name)) for name in self._shapes if name != SEAL}
        for reached, row in self._found:
            if row.table != SEAL:
                self.tables[row.table].take(row, reached=reached)
        listed = set(map(table_of, self._trees.statements))
        for name, table in self.tables.items():
            if name != _CHANGES:
                table.prove()
            if listed and name not in listed and not table.rows:
                table.proven = table.complete = True  # an older format had no such table
        self._carve()
        self._put_right()
        if not seals and self._chained.issuperset(self._strange) and are_whole(self._file, self._trees, set(self.tables)):
            for table in self.tables.values():
                table.trust()
        self._prove_all(_seal_of_all([row for _, row in self._found if row.table == SEAL]))
        return self.tables

    def _prove_all(self, seal: TableSeal | None) -> None:
        """Compares all rows with the one seal of a file of format 1 or 2."""
        if seal is None:
            return
        rows = [row for table in self.tables.values() for row in table.rows.values()]
        proven = sum_of(row.computed for row in rows) == seal
        complete = proven or sum_of(row.stored for row in rows) == seal
        for table in self.tables.values():
            table.proven, table.complete = proven, complete

    def _look_at(self, number: int, page: bytes) -> None:
        first = beginning_of(number)
        table = self._trees.table_of_page.get(number, "")
        if page[first] in (PageKind.INDEX, PageKind.INNER_INDEX) and is_page_of_a_tree(page[first:], self._file.page_size):
            return
        if page[first] == PageKind.INNER and _leads_on(page, first, self._file.count):
            return
        reached = bool(table) or not self._trees.table_of_page
        places = places_of_cells(page, first)
        whole = page[first] == PageKind.LEAF and len(places) == counted_cells(page, first)
        pending: list[Record] = []
        seen: Counter[str] = Counter()
        for place in places:
            try:
                record = self._read(page, place)
            except Unreadable:
                whole = False
                continue
            row = self._known(record, table)
            if row is None or row.sound is False:
                pending.append(record)
            else:
                seen[row.table] += 1
                self._keep(row, record, reached=reached)
        if table not in self._shapes:
            table = max(seen, key=seen.__getitem__, default="")
        self._keep_doubtful(pending, table, reached=reached)
        (self._leaves if whole else self._strange).append(number)

    def _keep_doubtful(self, records: list[Record], table: str, *, reached: bool) -> None:
        """The rows that are not as they were written, of which only their page says to which table they belong."""
        for record in records:
            row = self._shapes[table].row(record, known=True) if table else None
            if row is not None:
                self._keep(row, record, reached=reached)

    def _keep(self, row: TornRow, record: Record, *, reached: bool) -> None:
        self._chained.update(record.chain)
        self._found.append((reached, row))

    def _read(self, page: bytes, place: int) -> Record:
        self._tries -= 1
        if self._tries < 0 or self._left < 0:
            raise beyond(self._file.path)
        record = record_at(self._file, page, place)
        self._left -= sum(len(value) if isinstance(value, (str, bytes)) else 8 for value in record.values)
        return record

    def _known(self, record: Record, table: str) -> TornRow | None:
        """The row that a record is: of its own table, or of the one whose digest it has."""
        own = self._shapes.get(table)
        found = own.row(record, known=True) if own is not None else None
        if found is not None and found.sound is not False:
            return found
        for shape in self._by_width.get(len(record.values), ()):
            row = shape.row(record) if shape is not own else None
            if row is not None and (row.sound or (row.sound is None and own is None)):
                return row
        return found

    def _carve(self) -> None:
        """Takes rows from pages in which cells are lost, and those from other pages that a seal proves."""
        known = {name for name, shape in self._shapes.items() if shape.digest is not None}
        wanted = {name: table for name, table in self.tables.items() if not table.complete and name in known}
        if not wanted:
            return
        strange, hidden = self._carved(self._strange), self._carved(self._leaves)
        for name, table in wanted.items():
            here = strange.get(name, {})
            certain = [row for row in here.values() if row.name not in table.rows]
            others = [row for row in hidden.get(name, {}).values() if row.name not in table.rows and row.name not in here]
            for tried in (certain, others, [*certain, *others]):
                if table.would_be_proven_with(tried):
                    for row in tried:
                        table.take(row)
                    table.prove()
                    break
            else:
                for row in certain:
                    table.take(replace(row, sound=False))

    def _put_right(self) -> None:
        """Undoes single flipped bits; more than a few are another kind of damage."""
        wrong = [row for table in self.tables.values() for row in table.rows.values() if row.sound is False]
        left = _MOST_HASHED
        for row in wrong[:_MOST_FLIPS]:
            if cost(row) > left:
                continue
            left -= cost(row)
            found = put_right(row, self._shapes[row.table])
            table = self.tables[row.table]
            if found is not None and (found.name == row.name or found.name not in table.rows):
                del table.rows[row.name]
                table.rows[found.name] = found
                table.prove()

    def _carved(self, numbers: list[int]) -> dict[str, dict[object, TornRow]]:
        found: dict[str, dict[object, TornRow]] = {}
        for number in [each for each in numbers if each not in self._chained][:_MOST_CARVED]:
            page = self._file.page(number)
            for start in places_of_digests(page, self._by_width):
                self._tries -= 1
                if self._tries < 0:
                    return found
                row = self._carved_at(page, start)
                if row is not None:
                    found.setdefault(row.table, {}).setdefault(row.name, row)
        return found

    def _carved_at(self, page: bytes, start: int) -> TornRow | None:
        try:
            record = record_from(self._file, page, start)
        except Unreadable:
            return None
        row = self._known(record, "")
        return row if row is not None and row.sound else None


def _leads_on(page: bytes, first: int, count: int) -> bool:
    """Whether a page looks like an inner page of a tree: all pages below it are in the file."""
    below = children(page, first)
    return bool(below) and all(1 < number <= count for number in below)


def _seal_of_all(rows: list[TornRow]) -> TableSeal | None:
    """The one seal that files of formats 1 and 2 have for all tables together."""
    found = [row.values for row in rows if row.values[0] == 1]
    if len(found) != 1 or not isinstance(found[0][1], bytes) or not isinstance(found[0][2], int):
        return None
    return TableSeal(int.from_bytes(found[0][1], "big"), found[0][2])


def _seals(rows: list[TornRow]) -> dict[str, TableSeal]:
    """The seals by table; none where there are two."""
    found: dict[str, TableSeal] = {}
    twice = set()
    for row in rows:
        name, digest, count = row.values[:3]
        if isinstance(name, str) and isinstance(digest, bytes) and isinstance(count, int) and len(digest) == 32:  # noqa: PLR2004
            (twice.add(name) if name in found else None)
            found[name] = TableSeal(int.from_bytes(digest, "big"), count)
    return {name: seal for name, seal in found.items() if name not in twice}
