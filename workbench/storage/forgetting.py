"""Removes from the history what somebody has asked to have forgotten; who wrote a cell last, and when, stays.

Of each cell the newest entry stays without its text, and the changes and sittings stay with their numbers: they say which
computer has seen what, and have no content. All of it runs inside a transaction
(:meth:`~workbench.document.document.Document.forgetting`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from workbench.model.changes import ChangeKind
from workbench.model.rows import Row
from workbench.storage.connection import Connection
from workbench.storage.earlier_texts import Tells, rows_that_belonged, subjects_that_tell
from workbench.storage.history import Form, Sitting, Written, digest_of_change, milliseconds
from workbench.storage.past import OF_CHANGES, STAMP_COLUMNS, stamp_from

RowName = tuple[str, str]
"""The table and the id of a row."""

_NO_LIMIT = 1 << 62


class Oblivion:
    """Forgets parts of the history of an open file.

    ``versions`` counts the earlier texts that are gone, ``misdated`` the changes that say a time before the limit and stay.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.versions = self.misdated = 0

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
        before = self._first_since(milliseconds(at)) if at else _NO_LIMIT
        if at:
            sql = f"SELECT count(*) FROM changes WHERE at < ? AND sequence >= ? AND kind <> '{ChangeKind.CREATED}'"
            self.misdated = int(self._connection.read(sql, (milliseconds(at), before))[0][0])
        self._empty((number for (number,) in self._connection.read("SELECT id FROM subjects")), before)
        self._forget_fields(before)
        self._forget_names(before)

    def _first_since(self, at: int) -> int:
        """The sequence of the first change that is not from before a time, in milliseconds.

        Changes lie in the order in which they were made, but the clock of a computer may be years wrong for a sitting. So
        the border is where the fewest sittings, and in the sitting where it lies the fewest changes, are on the wrong side
        by their clock; of several such places it is the first one, so that no more goes than was asked for. The making of
        the file does not count: it replaced nothing.
        """
        counted = f"FROM changes WHERE kind <> '{ChangeKind.CREATED}'"
        sql = f"SELECT at < ?, sitting, min(sequence) {counted} GROUP BY sitting ORDER BY 3"
        sittings = self._connection.read(sql, (at,))
        over = _border([early for early, *_ in sittings])
        if not over:
            return 0
        sql = f"SELECT at < ?, sequence {counted} AND sitting = ? ORDER BY sequence"
        changes = self._connection.read(sql, (at, sittings[over - 1][1]))
        return int(changes[_border([early for early, _ in changes]) - 1][1]) + 1

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


def _border(early: Sequence[int]) -> int:
    """How many of the first are taken to be early, so that the fewest contradict it, and as few as then possible."""
    border, wrong = 0, sum(early)
    least = wrong
    for index, one in enumerate(early, start=1):
        wrong += -1 if one else 1
        if wrong < least:
            border, least = index, wrong
    return border


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
