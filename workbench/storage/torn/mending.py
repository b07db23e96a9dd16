"""The history of a damaged file, as far as it can still be told: every change that is as it was written stays so.

Of a change that is not, its place stays (who wrote last, and when), without earlier texts. An earlier text that is told as
a difference from a newer one is not told any more if what lies between cannot be read: a wrong text must not look like one
that somebody wrote. Such entries say ``forgotten``, as others do whose texts are gone.
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Collection, Mapping, Sequence
from operator import itemgetter
from typing import Final

from workbench.language.i18n import Message
from workbench.model.changes import ChangeKind
from workbench.model.limits import LAST_SEQUENCE
from workbench.model.texts import is_storable, visible
from workbench.storage.bounds import LONGEST_ABOUT, is_too_long
from workbench.storage.connection import Connection
from workbench.storage.history import WHOLE_ROW, Form, Sitting, Written, digest_of_change, moment_text
from workbench.storage.history_check import entries_by_change, wrong_changes
from workbench.storage.past import OF_CHANGES, STAMP_COLUMNS, stamp_from
from workbench.storage.seal import CHANGES, TableSeal, seal_of_table
from workbench.system.frozen import frozen

UNREADABLE: Final = Message("change that could not be read")
_NOW: Final = LAST_SEQUENCE + 1
"""In the place of the number of a change, for what a row is now."""
_MOST_LOST: Final = 1_000_000
"""A number that is larger by so much than there are changes is itself damaged."""


@frozen
class MendedHistory:
    """What became of a history: its ``changes``, and how many are lost or not as they were written (``mended``)."""

    changes: int
    mended: int
    is_whole: bool
    """Whether all of it is as it was written."""
    is_unbroken: bool
    """Whether it is as it was written up to some change, which may not be the last: nobody can tell without its seal."""
    is_newer_than_seals: bool
    """Whether it is unbroken and yet not what its seal says, so that the seals may be from before its last change."""


def mend(picture: Connection, seal: TableSeal | None) -> MendedHistory:
    """Mends the history in a database in memory, inside a transaction; ``seal`` is what the file said of its changes.

    The tables have what was found of them. Afterwards
    :func:`~workbench.storage.history_check.history_damages` finds nothing.
    """
    _mend_sittings(picture)
    entries = _count(picture, "entries")
    _mend_references(picture)
    wrong = {int(damage.row_id) for damage in wrong_changes(picture)}
    whole = not wrong and seal == seal_of_table(picture, CHANGES)
    gaps = set() if whole else _numbers_missing(picture)
    unbroken = whole or not (wrong or gaps or not _count(picture, CHANGES) or _count(picture, "entries") < entries)
    is_newer = unbroken and not whole and seal is not None and seal.rows <= _count(picture, CHANGES)
    if not whole:
        if seal is None or seal.rows != _count(picture, CHANGES) + len(gaps):
            gaps.add(_NOW - 1)  # nobody knows how many changes are lost at the end
        doomed = _without_guesses(picture, sorted(gaps | wrong), wrong)
        _write_anew_all(picture, doomed | wrong)
    for table, column, user in (("subjects", "subject", "entries"), ("labels", "label", CHANGES)):
        picture.write(f"DELETE FROM {table} WHERE id NOT IN (SELECT {column} FROM {user})")
    return MendedHistory(_count(picture, CHANGES), len(wrong) + len(gaps), whole, unbroken, is_newer)


def removed(picture: Connection) -> dict[tuple[str, str], bool]:
    """The rows of which the history says that they were removed or forgotten, and whether that is certain.

    It is not for a row of which only the history was forgotten.
    """
    sql = (
        "SELECT table_name, row_id, form FROM subjects JOIN entries ON subject = subjects.id "
        "WHERE column_name = ? AND change = (SELECT max(change) FROM entries WHERE subject = subjects.id)"
    )
    found = picture.read(sql, (WHOLE_ROW,))
    return {(table, row_id): form == Form.ROW for table, row_id, form in found if form in (Form.ROW, Form.FORGOTTEN)}


def changed_since(picture: Connection, seen: Mapping[str, int]) -> set[tuple[str, str]]:
    """The rows that were changed after what another copy has ``seen``, as (table, id)."""
    sql = (
        "SELECT DISTINCT table_name, row_id, sittings.sitting, number FROM entries JOIN subjects ON subjects.id = subject "
        "JOIN changes ON sequence = change JOIN sittings ON sittings.id = changes.sitting"
    )
    return {(table, row_id) for table, row_id, sitting, number in picture.read(sql) if number > seen.get(sitting, -1)}


def forgetting_changes(connection: Connection) -> list[tuple[str, int]]:
    """The changes in which something was forgotten, as (sitting, number)."""
    sql = "SELECT sittings.sitting, number FROM changes JOIN sittings ON sittings.id = changes.sitting WHERE kind = ?"
    return [(str(sitting), int(number)) for sitting, number in connection.read(sql, (ChangeKind.FORGOTTEN.value,))]


def _count(picture: Connection, table: str) -> int:
    return int(picture.read(f"SELECT count(*) FROM {table}")[0][0])


def _mend_sittings(picture: Connection) -> None:
    """Gives each sitting the digest of what is in it, without what nobody can have written."""
    sql = "SELECT id, digest, sitting, copy, began, utc_offset, who, computer, program FROM sittings"
    for number, digest, *values in picture.read(sql):
        sitting = Sitting(*values)
        if digest == sitting.digest() and not is_too_long(values) and is_storable("".join(map(str, values))):
            continue
        clean = Sitting(visible(sitting.id)[:LONGEST_ABOUT], "", "", 0, "", "", "")
        sql = "UPDATE sittings SET sitting = ?, copy = ?, began = ?, utc_offset = ?, who = ?, computer = ?, program = ?"
        picture.write(f"{sql}, digest = ? WHERE id = ?", (*clean.values(), clean.digest(), number))


def _mend_references(picture: Connection) -> None:
    """Removes what refers to nothing, or is in no order; a change without a label that can be read gets one."""
    picture.write("DELETE FROM changes WHERE sitting NOT IN (SELECT id FROM sittings)")
    picture.write("DELETE FROM sittings WHERE id NOT IN (SELECT sitting FROM changes)")
    _drop_out_of_order(picture)
    labels = picture.read("SELECT id, text, fields FROM labels")
    for number, *texts in labels:
        if is_too_long(texts) or not is_storable("".join(texts)):
            picture.write("DELETE FROM labels WHERE id = ?", (number,))
    if picture.read("SELECT 1 FROM changes WHERE label NOT IN (SELECT id FROM labels) LIMIT 1"):
        picture.write("INSERT OR IGNORE INTO labels (text, fields) VALUES (?, '')", (UNREADABLE.text,))
        one = "(SELECT id FROM labels WHERE text = ? AND fields = '')"
        picture.write(f"UPDATE changes SET label = {one} WHERE label NOT IN (SELECT id FROM labels)", (UNREADABLE.text,))
    for number, *texts in picture.read("SELECT id, table_name, row_id, column_name FROM subjects"):
        if is_too_long(texts) or not is_storable("".join(texts)):
            picture.write("DELETE FROM subjects WHERE id = ?", (number,))
    picture.write(
        "DELETE FROM entries WHERE change NOT IN (SELECT sequence FROM changes) OR subject NOT IN (SELECT id FROM subjects)"
    )


def _drop_out_of_order(picture: Connection) -> None:
    last: dict[int, int] = {}
    for sequence, sitting, number in picture.read("SELECT sequence, sitting, number FROM changes ORDER BY sequence"):
        if 0 <= sequence <= LAST_SEQUENCE and max(last.get(sitting, number - 1), -1) < number <= LAST_SEQUENCE:
            last[sitting] = number
        else:
            picture.write("DELETE FROM changes WHERE sequence = ?", (sequence,))


def _numbers_missing(picture: Connection) -> set[int]:
    """The numbers of changes that are lost: none is left out, or taken away, between two others."""
    found = [int(number) for (number,) in picture.read("SELECT sequence FROM changes ORDER BY sequence")]
    if not found or found[-1] > 2 * len(found) + _MOST_LOST:
        return set()
    return set(range(1, found[-1])) - set(found)


class _Chain:
    """What is known of one row on the way back: of each cell, since which change, if it is known at all."""

    def __init__(self, gaps: Sequence[int]) -> None:
        self._gaps = gaps
        self._row: tuple[int, bool] = _NOW, True
        self._cells: dict[str, tuple[int, bool]] = {}

    def goes_on(self, change: int, column: str, form: str, *, wrong: bool) -> bool:
        """Goes back over an entry; whether what it says can be told."""
        if form == Form.DIFFERENCE:
            since, known = self._cells.get(column, self._row)
            at = bisect.bisect_right(self._gaps, change)
            can_be_told = known and not (at < len(self._gaps) and self._gaps[at] < since)
        else:
            can_be_told = form in (Form.WHOLE, Form.ROW)
        can_be_told = can_be_told and not wrong
        if column == WHOLE_ROW:
            self._row = change, can_be_told
            self._cells.clear()
        else:
            self._cells[column] = change, can_be_told
        return can_be_told or (form == Form.ABSENT and not wrong)


def _without_guesses(picture: Connection, gaps: Sequence[int], wrong: Collection[int]) -> set[int]:
    """Takes away the earlier texts that cannot be trusted; returns the changes that had them."""
    sql = (
        "SELECT entries.id, change, form, column_name, table_name, row_id FROM entries "
        "JOIN subjects ON subjects.id = subject "
        "ORDER BY table_name, row_id, change DESC, column_name <> '*'"
    )
    chains: dict[tuple[str, str], _Chain] = {}
    doomed: list[tuple[int, int]] = []
    for number, change, form, column, *row in picture.each(sql):
        chain = chains.setdefault((row[0], row[1]), _Chain(gaps))
        if not chain.goes_on(change, column, form, wrong=change in wrong) and form != Form.FORGOTTEN:
            doomed.append((number, change))
    for number, _ in doomed:
        picture.write("UPDATE entries SET form = ?, old = NULL WHERE id = ?", (Form.FORGOTTEN.value, number))
    return {change for _, change in doomed}


def _write_anew_all(picture: Connection, changes: set[int]) -> None:
    """Gives these changes new digests. All entries are read once: nothing finds those of one change faster."""
    groups = itertools.groupby(entries_by_change(picture), itemgetter(0))
    entries = {change: [Written(*entry[1:]) for entry in group] for change, group in groups if change in changes}
    for sequence in sorted(changes):
        _write_anew(picture, sequence, entries.get(sequence, []))


def _write_anew(picture: Connection, sequence: int, entries: list[Written]) -> None:
    """Gives a change the digest of what is in it now, without what nobody can have written."""
    kinds = ", ".join(f"'{kind}'" for kind in ChangeKind)
    sql = f"UPDATE changes SET kind = ? WHERE sequence = ? AND kind NOT IN ({kinds})"
    picture.write(sql, (ChangeKind.DONE.value, sequence))
    if moment_text(int(picture.read("SELECT at FROM changes WHERE sequence = ?", (sequence,))[0][0])) == "":
        picture.write("UPDATE changes SET at = 0 WHERE sequence = ?", (sequence,))
    (values,) = picture.read(f"SELECT {STAMP_COLUMNS} FROM changes {OF_CHANGES} WHERE sequence = ?", (sequence,))
    digest = digest_of_change(stamp_from(values), entries)
    picture.write("UPDATE changes SET digest = ? WHERE sequence = ?", (digest, sequence))
