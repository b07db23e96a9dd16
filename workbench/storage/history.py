"""The history: who changed what, when and on which computer; every change adds to it, except to the first rows of a file.

- A *sitting* is one opening of the file in which something was written: who, and on which computer, stands there once.
- A *change* is one step: its sitting and its number in it never change and are never given again, so that a change is the
  same in every copy of the file. Typing without a pause is one change, which grows while the burst goes on.
- A *subject* is a cell (table, row, column), or with the column ``*`` a whole row.
- An *entry* says what a subject was before a change: the newest text is in its row, and each entry leads one change back.

The newest entry of a subject tells who wrote it last. Its text can be forgotten; the entry itself stays.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from json.encoder import encode_basestring
from operator import attrgetter
from typing import Final

from workbench.model.changes import ChangeKind, RowChange
from workbench.model.rows import Row
from workbench.storage.connection import Connection
from workbench.storage.differences import difference, older_text
from workbench.storage.digests import REQUIRED, Digester, SqlValue
from workbench.storage.mapping import as_stored, mapping_of
from workbench.storage.seal import CHANGES
from workbench.system.frozen import frozen

SITTINGS: Final = "sittings"
WHOLE_ROW: Final = "*"
"""The column of a subject that is a whole row."""

HISTORY_TABLES: Final = (SITTINGS, "labels", CHANGES, "subjects", "entries")


class Form(StrEnum):
    """How an entry says what its subject was before."""

    ABSENT = "absent"
    """There was no such row."""
    ROW = "row"
    """The row as a JSON object, without what was empty."""
    WHOLE = "whole"
    """The value; NULL where there was none."""
    DIFFERENCE = "diff"
    """The difference from the text after the change (:mod:`workbench.storage.differences`)."""
    FORGOTTEN = "forgotten"
    """What it was has been forgotten on purpose."""


@frozen
class Sitting:
    """One opening of a file in which something was written.

    ``copy`` is the copy of the file, ``began`` the time of the first change (UTC, ISO 8601), ``utc_offset`` the minutes by
    which the clock of the computer was ahead of UTC.
    """

    id: str
    copy: str
    began: str
    utc_offset: int
    who: str
    computer: str
    program: str

    def values(self) -> tuple[SqlValue, ...]:
        """As SQLite stores it, without the local number and the digest."""
        return (self.id, self.copy, self.began, self.utc_offset, self.who, self.computer, self.program)

    def digest(self) -> bytes:
        """The digest, which is part of the seal. The local number is not in it."""
        return _DIGEST_OF_SITTING(self.values())


@frozen
class Stamp:
    """One change without its entries.

    ``at`` is UTC, ISO 8601 to the millisecond; ``fields`` are those of the label as a JSON object, or empty.
    """

    sitting: Sitting
    number: int
    at: str
    kind: str
    label: str
    fields: str = ""

    @property
    def change(self) -> tuple[str, int]:
        """What identifies the change in every copy of the file."""
        return self.sitting.id, self.number


@frozen
class Written:
    """One entry with its subject: what the cell was before the change."""

    table: str
    row_id: str
    column: str
    form: Form | str
    old: str | None

    def as_json(self) -> str:
        """The entry as a JSON array. It is written by hand, since this is a part of every edit."""
        said = map(encode_basestring, (self.table, self.row_id, self.column, str(self.form)))
        return f"[{','.join(said)},{'null' if self.old is None else encode_basestring(self.old)}]"


def digest_of_change(stamp: Stamp, entries: Iterable[Written], at: int | None = None) -> bytes:
    """The digest of a change with its entries, which is part of the seal. Numbers that only this file has are not in it.

    ``at`` is the time as a number where a file may have one that no text can say.
    """
    said = ",".join([entry.as_json() for entry in sorted(entries, key=_PLACE)])
    at = milliseconds(stamp.at) if at is None else at
    return _DIGEST_OF_CHANGE((stamp.sitting.id, stamp.number, at, str(stamp.kind), stamp.label, stamp.fields, f"[{said}]"))


def milliseconds(at: str) -> int:
    """An aware time in ISO 8601 as milliseconds since 1970 (UTC), as the file has it; 0 for any other text."""
    try:
        since = datetime.fromisoformat(at) - _EPOCH
    except (ValueError, TypeError, OverflowError):
        return 0
    return since // _MILLISECOND


def moment_text(milliseconds: int) -> str:
    """Such a number as text: UTC, ISO 8601 to the millisecond. Empty for a year that no clock has."""
    try:
        return (_EPOCH + milliseconds * _MILLISECOND).isoformat(timespec="milliseconds")
    except OverflowError:
        return ""


as_json: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""JSON as the history has it: without spaces, every character as it is."""

_PLACE: Final = attrgetter("table", "row_id", "column", "form")

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)


def _digester(table: str, *names: str) -> Digester:
    return Digester(table, ((name, REQUIRED) for name in names))


_DIGEST_OF_SITTING: Final = _digester(SITTINGS, "sitting", "copy", "began", "utc_offset", "who", "computer", "program")
_DIGEST_OF_CHANGE: Final = _digester(CHANGES, "sitting", "number", "at", "kind", "label", "fields", "entries")

_FIND_SITTING: Final = "SELECT id FROM sittings WHERE sitting = ?"
_ADD_SITTING: Final = (
    "INSERT INTO sittings (sitting, copy, began, utc_offset, who, computer, program, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_FIND_CHANGE: Final = (
    "SELECT sequence, changes.digest FROM changes JOIN sittings ON sittings.id = changes.sitting "
    "WHERE sequence = (SELECT max(sequence) FROM changes) AND sittings.sitting = ? AND number = ?"
)
_ADD_CHANGE: Final = "INSERT INTO changes (sitting, number, at, kind, label, digest) VALUES (?, ?, ?, ?, ?, ?)"
_EXTEND_CHANGE: Final = "UPDATE changes SET at = ?, digest = ? WHERE sequence = ?"
_ENTRIES_OF: Final = (
    "SELECT entries.id, table_name, row_id, column_name, form, old "
    "FROM entries JOIN subjects ON subjects.id = subject WHERE change = ?"
)
_ADD_LABEL: Final = "INSERT INTO labels (text, fields) VALUES (?, ?)"
_FIND_SUBJECT: Final = "SELECT id FROM subjects WHERE table_name = ? AND row_id = ? AND column_name = ?"
_ADD_SUBJECT: Final = "INSERT INTO subjects (table_name, row_id, column_name) VALUES (?, ?, ?)"
_ADD_ENTRY: Final = "INSERT INTO entries (subject, change, form, old) VALUES (?, ?, ?, ?)"
_EXTEND_ENTRY: Final = "UPDATE entries SET form = ?, old = ? WHERE id = ?"

Cell = tuple[str, str, str]
Counted = tuple[str, bytes | None, bytes]
"""A table of the history, with the digest that goes, or None, and the one that comes."""


@dataclass
class _OpenChange:
    """The change that may still grow: its number in this file, its digest, and its entries with theirs."""

    change: tuple[str, int]
    sequence: int
    digest: bytes | None
    entries: dict[Cell, tuple[int, Written]]


class HistoryWriter:
    """Adds to the history within the running transaction, and returns the digests by which the seal changes.

    It remembers what it wrote, so after a failed transaction a new writer is needed. It reads from the file what a change
    has already, and so continues a burst that another writer began.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._sittings: dict[str, int] = {}
        self._labels: dict[tuple[str, ...], int] = {}
        self._subjects: dict[Cell, int] = {}
        self._open: _OpenChange | None = None

    def write(self, stamp: Stamp, changes: Iterable[RowChange]) -> list[Counted]:
        """Writes what one transaction changed. The first rows of a file get no entries: they are there, as they were."""
        known = self._going_on(stamp)
        entries = {cell: written for cell, (_, written) in known.entries.items()}
        if stamp.kind is not ChangeKind.CREATED:
            for change in _folded(changes):
                entries |= _entries_for(change, entries)
        if stamp.kind is ChangeKind.FORGOTTEN:
            entries = {cell: replace(entry, form=Form.FORGOTTEN, old=None) for cell, entry in entries.items()}
        return self._put(stamp, known, entries, digest_of_change(stamp, entries.values()))

    def append(self, stamp: Stamp, entries: Iterable[Written], digest: bytes | None = None) -> list[Counted]:
        """Adds a change whose entries are known, with its digest if that is not to be computed."""
        cells = {(entry.table, entry.row_id, entry.column): entry for entry in entries}
        known = _OpenChange(stamp.change, 0, None, {})
        return self._put(stamp, known, cells, digest or digest_of_change(stamp, cells.values()))

    def _put(self, stamp: Stamp, known: _OpenChange, entries: Mapping[Cell, Written], digest: bytes) -> list[Counted]:
        counted: list[Counted] = []
        sitting = self._sitting(stamp.sitting, counted)
        if known.sequence:
            self._connection.write(_EXTEND_CHANGE, (milliseconds(stamp.at), digest, known.sequence))
        else:
            label, at = self._label(stamp.label, stamp.fields), milliseconds(stamp.at)
            values = (sitting, stamp.number, at, str(stamp.kind), label, digest)
            known.sequence = self._connection.write(_ADD_CHANGE, values)
        counted.append((CHANGES, known.digest, digest))
        known.digest = digest
        self._write_entries(known, entries)
        self._open = known
        return counted

    def _write_entries(self, change: _OpenChange, entries: Mapping[Cell, Written]) -> None:
        for cell, entry in entries.items():
            known = change.entries.get(cell)
            if known is None:
                values = (self._subject(cell), change.sequence, str(entry.form), entry.old)
                change.entries[cell] = self._connection.write(_ADD_ENTRY, values), entry
            elif known[1] != entry:
                self._connection.write(_EXTEND_ENTRY, (str(entry.form), entry.old, known[0]))
                change.entries[cell] = known[0], entry

    def _going_on(self, stamp: Stamp) -> _OpenChange:
        """The change as far as it is in the file already. Only the newest change of a file can go on."""
        if self._open is not None:
            sitting, number = self._open.change
            if self._open.change == stamp.change:
                return self._open
            if sitting == stamp.sitting.id and number < stamp.number:
                return _OpenChange(stamp.change, 0, None, {})
        for sequence, digest, *_ in self._connection.read(_FIND_CHANGE, stamp.change):
            entries: dict[Cell, tuple[int, Written]] = {}
            for number, table, row_id, column, form, old in self._connection.read(_ENTRIES_OF, (sequence,)):
                entries[table, row_id, column] = number, Written(table, row_id, column, Form(form), old)
            return _OpenChange(stamp.change, sequence, digest, entries)
        return _OpenChange(stamp.change, 0, None, {})

    def _sitting(self, sitting: Sitting, counted: list[Counted]) -> int:
        known = self._sittings.get(sitting.id)
        if known is None:
            found = self._connection.read(_FIND_SITTING, (sitting.id,))
            if found:
                known = int(found[0][0])
            else:
                digest = sitting.digest()
                known = self._connection.write(_ADD_SITTING, (*sitting.values(), digest))
                counted.append((SITTINGS, None, digest))
            self._sittings[sitting.id] = known
        return known

    def _subject(self, cell: Cell) -> int:
        known = self._subjects.get(cell)
        if known is None:
            found = self._connection.read(_FIND_SUBJECT, cell)
            known = int(found[0][0]) if found else self._connection.write(_ADD_SUBJECT, cell)
            self._subjects[cell] = known
        return known

    def _label(self, *label: str) -> int:
        known = self._labels.get(label)
        if known is None:
            found = self._connection.read("SELECT id FROM labels WHERE text = ? AND fields = ?", label)
            known = int(found[0][0]) if found else self._connection.write(_ADD_LABEL, label)
            self._labels[label] = known
        return known


def _folded(changes: Iterable[RowChange]) -> Iterable[RowChange]:
    """One change for each row: what it was before the transaction, and what it is after it."""
    rows: dict[tuple[str, str], RowChange] = {}
    for change in changes:
        known = rows.get((change.table, change.row_id))
        rows[change.table, change.row_id] = change if known is None else replace(known, after=change.after)
    return rows.values()


def _entries_for(change: RowChange, known: Mapping[Cell, Written]) -> dict[Cell, Written]:
    """What a row was when the change began; ``known`` are the entries that the change already has."""
    table, row_id = change.table, change.row_id
    whole = table, row_id, WHOLE_ROW
    if whole in known:
        return {}
    if change.before is None:
        return {whole: Written(*whole, Form.ABSENT, None)}
    if change.after is None:
        began = {
            column: _began(known.get((table, row_id, column)), text) for column, text in texts_of(change.before).items()
        }
        return {whole: Written(*whole, Form.ROW, row_as_json(type(change.before), began))}
    mapping, found = mapping_of(type(change.before)), {}
    for column, then, now in zip(mapping.columns, mapping.getter(change.before), mapping.getter(change.after), strict=True):
        if then is now and not known:
            continue
        cell = table, row_id, column
        if then != now or cell in known:
            found[cell] = entry_between(cell, _began(known.get(cell), as_text(then)), as_text(now))
    return found


def _began(entry: Written | None, text: str | None) -> str | None:
    """What a cell was when a change began: ``entry`` is what the change has of it, ``text`` what it was since then."""
    return text if entry is None else text_before(entry.form, entry.old, text)


def entry_between(cell: Cell, then: str | None, now: str | None) -> Written:
    """The entry for a cell that had one value before a change and another after it."""
    if then is not None and now is not None:
        shorter = difference(now, then)
        if len(shorter) < len(then):
            return Written(*cell, Form.DIFFERENCE, shorter)
    return Written(*cell, Form.WHOLE, then)


def text_before(form: str, old: str | None, now: str | None) -> str | None:
    """The value of a cell before a change, from its entry and the value after the change.

    Raises ValueError for an entry that does not fit, and for one that was forgotten.
    """
    if form == Form.WHOLE:
        return old
    if form == Form.DIFFERENCE and old is not None and now is not None:
        return older_text(now, old)
    raise ValueError("an entry that does not say what was there before")


def texts_of(row: Row) -> dict[str, str | None]:
    """The values of a row as the history has them: all as text, nothing as None."""
    mapping = mapping_of(type(row))
    values = mapping.values(row)
    return {name: as_text(value) for name, value in zip(mapping.columns, values, strict=True)}


def as_text(value: object) -> str | None:
    """A value as the history has it: as text, as SQLite stores it; nothing as None."""
    return None if value is None else str(as_stored(value))


def row_as_json(row_type: type[Row], texts: Mapping[str, str | None]) -> str:
    """A row as the history keeps it: a JSON object of texts, without what has its default."""
    said = {name: text for name, text in texts.items() if text != _defaults(row_type).get(name, REQUIRED)}
    return as_json(said)


def row_from_json(row_type: type[Row], written: str | None) -> dict[str, str | None] | None:
    """The texts of a row as the history keeps it, with its defaults; None for what is no such row."""
    try:
        said = json.loads(written or "")
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict):
        return None
    texts = {name: said.get(name, default) for name, default in _defaults(row_type).items()} | said
    return {name: text if text is None or isinstance(text, str) else str(text) for name, text in texts.items()}


def _defaults(row_type: type[Row]) -> dict[str, str | None]:
    mapping = mapping_of(row_type)
    named = zip(mapping.columns, mapping.stored, strict=True)
    return {name: as_text(value) for name, value in named if value is not REQUIRED}
