"""Removes from the history what somebody has asked to have forgotten; who wrote a cell last, and when, stays.

Of each cell the newest entry stays without its text, and the changes and sittings stay with their numbers: they say which
computer has seen what, and have no content. All of it runs inside a transaction
(:meth:`~workbench.document.document.Document.forgetting`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from workbench.model.rows import Row
from workbench.storage.connection import Connection
from workbench.storage.earlier_texts import Tells, rows_that_belonged, subjects_that_tell
from workbench.storage.history import Form, Sitting, Written, digest_of_change, milliseconds
from workbench.storage.past import OF_CHANGES, STAMP_COLUMNS, stamp_from

RowName = tuple[str, str]
"""The table and the id of a row."""

_NO_LIMIT = 1 << 62


class Oblivion:
    """Forgets parts of the history of an open file. ``versions`` counts the earlier texts that are gone."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.versions = 0

    def forget_rows(self, rows: Collection[RowName]) -> None:
        """Forgets all that the history has about these rows."""
        for row in sorted(rows):
            self._empty(number for (number,) in self._connection.read(_SUBJECTS_OF_ROW, row))

    def forget_rows_of(self, row_type: type[Row], column: str, value: str) -> None:
        """Forgets all rows of a class that once had a value in a column and were removed."""
        gone = rows_that_belonged(self._connection, row_type, column, value)
        self.forget_rows([(row_type.table, row_id) for row_id in gone])

    def forget_texts(self, tells: Tells) -> None:
        """Forgets every cell with an earlier text of which ``tells`` says that it must go, or that cannot be read.

        Fields of labels, and who sat at which computer, are asked, too.
        """
        self._empty(sorted(subjects_that_tell(self._connection, tells)))
        for text, fields in self._connection.read("SELECT text, fields FROM labels WHERE fields <> ''"):
            if tells(fields):
                self._take_fields_off(text, fields)
        named = self._connection.read("SELECT id, who, computer FROM sittings")
        self._take_names_off(number for number, *names in named if any(map(tells, names)))

    def forget_before(self, at: str = "") -> None:
        """Forgets what was replaced before a time (UTC, ISO 8601), or all that ever was, and who replaced it."""
        before = _NO_LIMIT
        if at:
            # a clock may have been put back: then a change after the last early one would be kept with what it replaced
            sql = "SELECT coalesce(max(sequence), 0) + 1 FROM changes WHERE at < ?"
            before = int(self._connection.read(sql, (milliseconds(at),))[0][0])
        self._empty((number for (number,) in self._connection.read("SELECT id FROM subjects")), before)
        self._forget_fields(before)
        self._forget_names(before)

    def _empty(self, subjects: Iterable[int], before: int = _NO_LIMIT) -> None:
        """Empties the entries of subjects in changes before one; of those, only the newest of each subject stays."""
        touched: set[int] = set()
        for subject in subjects:
            found = self._connection.read(_ENTRIES_OF_SUBJECT, (subject, before))
            self.versions += sum(form not in (Form.FORGOTTEN, Form.ABSENT) for _, _, form in found)
            touched.update(change for _, change, _ in found)
            for number, *_ in found[:1]:
                self._connection.write(_EMPTY_ENTRY, (Form.FORGOTTEN.value, number))
            for number, *_ in found[1:]:
                self._connection.write("DELETE FROM entries WHERE id = ?", (number,))
        for change in sorted(touched):
            self._seal(change)

    def _forget_fields(self, before: int) -> None:
        """Takes away what labels of changes name: their sentences stay."""
        sql = (
            "SELECT DISTINCT text, fields FROM changes JOIN labels ON labels.id = label WHERE sequence < ? AND fields <> ''"
        )
        for text, fields in self._connection.read(sql, (before,)):
            self._take_fields_off(text, fields, before)

    def _take_fields_off(self, text: str, fields: str, before: int = _NO_LIMIT) -> None:
        self._connection.write("INSERT OR IGNORE INTO labels (text, fields) VALUES (?, '')", (text,))
        for (sequence,) in self._connection.read(_CHANGES_WITH_LABEL, (text, fields, before)):
            sql = "UPDATE changes SET label = (SELECT id FROM labels WHERE text = ? AND fields = '') WHERE sequence = ?"
            self._connection.write(sql, (text, sequence))
            self._seal(sequence)
        self._connection.write("DELETE FROM labels WHERE id NOT IN (SELECT label FROM changes)")

    def _forget_names(self, before: int) -> None:
        """Takes away who sat at the computer, and at which, in sittings that were over before a change."""
        self._take_names_off(number for (number,) in self._connection.read(_SITTINGS_BEFORE, (before,)))

    def _take_names_off(self, sittings: Iterable[int]) -> None:
        for number in sittings:
            sql = "SELECT sitting, copy, began, utc_offset, '', '', program FROM sittings WHERE id = ?"
            (values,) = self._connection.read(sql, (number,))
            digest = Sitting(*values).digest()
            self._connection.write("UPDATE sittings SET who = '', computer = '', digest = ? WHERE id = ?", (digest, number))
            for (sequence,) in self._connection.read("SELECT sequence FROM changes WHERE sitting = ?", (number,)):
                self._seal(sequence)

    def _seal(self, sequence: int) -> None:
        sql = f"SELECT {STAMP_COLUMNS} FROM changes {OF_CHANGES} WHERE sequence = ?"
        (values,) = self._connection.read(sql, (sequence,))
        entries = (Written(*entry) for entry in self._connection.read(_ENTRIES_OF_CHANGE, (sequence,)))
        digest = digest_of_change(stamp_from(values), entries)
        self._connection.write("UPDATE changes SET digest = ? WHERE sequence = ?", (digest, sequence))


_EMPTY_ENTRY = "UPDATE entries SET form = ?, old = NULL WHERE id = ?"
_SITTINGS_BEFORE = (
    "SELECT id FROM sittings AS s WHERE NOT EXISTS (SELECT 1 FROM changes WHERE changes.sitting = s.id AND sequence >= ?)"
)
_CHANGES_WITH_LABEL = (
    "SELECT sequence FROM changes JOIN labels ON labels.id = label WHERE text = ? AND fields = ? AND sequence < ?"
)
_SUBJECTS_OF_ROW = "SELECT id FROM subjects WHERE table_name = ? AND row_id = ?"
_ENTRIES_OF_SUBJECT = "SELECT id, change, form FROM entries WHERE subject = ? AND change < ? ORDER BY change DESC"
_ENTRIES_OF_CHANGE = (
    "SELECT table_name, row_id, column_name, form, old FROM entries JOIN subjects ON subjects.id = subject WHERE change = ?"
)
