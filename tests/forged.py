"""Files as a stranger could make them: any value anywhere, and yet with every digest and the seal right.

All it takes is ``docs/file-format.md`` and plain SQLite, so this is what nobody may be surprised by.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from workbench.storage.digests import MODULUS

Step = str | tuple[str, tuple[Any, ...]] | Callable[[sqlite3.Connection], object]


def forge(source: Path, target: Path, *steps: Step) -> Path:
    """A copy of a file with other content, sealed as if the program had written it."""
    shutil.copyfile(source, target)
    connection = sqlite3.connect(target)
    try:
        for step in steps:
            if callable(step):
                step(connection)
            else:
                connection.execute(*((step,) if isinstance(step, str) else step))
        _seal(connection)
        connection.commit()
    finally:
        connection.close()
    return target


def _seal(connection: sqlite3.Connection) -> None:
    """Computes every digest and every seal as ``docs/file-format.md`` says."""
    found = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name <> 'seal'").fetchall()
    for table in (name for name, sql in found if " digest BLOB" in sql):
        if table == "sittings":
            _sittings(connection)
        elif table == "changes":
            _changes(connection)
        else:
            _rows(connection, table)
        digests = connection.execute(f"SELECT digest FROM {table}").fetchall()
        total = sum(int.from_bytes(digest, "big") for (digest,) in digests) % MODULUS
        connection.execute(
            "UPDATE seal SET digest = ?, rows = ? WHERE table_name = ?", (total.to_bytes(32, "big"), len(digests), table)
        )


def _rows(connection: sqlite3.Connection, table: str) -> None:
    columns = [each for each in connection.execute(f"PRAGMA table_info({table})") if each[1] != "digest"]
    defaults = {name: _default(default, needed=bool(needed)) for _, name, _, needed, default, _ in columns}
    names = list(defaults)
    for rowid, *values in connection.execute(f"SELECT rowid, {', '.join(names)} FROM {table}").fetchall():
        said = {name: value for name, value in sorted(zip(names, values, strict=True)) if value != defaults[name]}
        connection.execute(f"UPDATE {table} SET digest = ? WHERE rowid = ?", (_digest(table, said), rowid))


def _default(literal: str | None, *, needed: bool) -> object:
    if literal is None:
        return _NONE if needed else None
    return literal[1:-1] if literal.startswith("'") else int(literal)


_NONE: Final = object()


def _digest(table: str, said: dict[str, Any]) -> bytes:
    text = json.dumps([table, said], ensure_ascii=False, separators=(",", ":"), default=_bytes)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def _bytes(value: bytes) -> list[str]:
    return [hashlib.sha256(value).hexdigest()]


def _sittings(connection: sqlite3.Connection) -> None:
    names = ("sitting", "copy", "began", "utc_offset", "who", "computer", "program")
    for rowid, *values in connection.execute(f"SELECT id, {', '.join(names)} FROM sittings").fetchall():
        said = dict(sorted(zip(names, values, strict=True)))
        connection.execute("UPDATE sittings SET digest = ? WHERE id = ?", (_digest("sittings", said), rowid))


def _changes(connection: sqlite3.Connection) -> None:
    entries: dict[int, list[tuple[Any, ...]]] = {}
    for change, *entry in connection.execute(
        "SELECT change, table_name, row_id, column_name, form, old FROM entries JOIN subjects ON subjects.id = subject"
    ):
        entries.setdefault(change, []).append(tuple(entry))
    names = ("at", "kind", "label", "fields", "number", "sitting")
    for sequence, *values in connection.execute(
        "SELECT sequence, at, kind, text, fields, number, sittings.sitting FROM changes "
        "JOIN sittings ON sittings.id = changes.sitting JOIN labels ON labels.id = label"
    ).fetchall():
        written = json.dumps(sorted(entries.get(sequence, [])), ensure_ascii=False, separators=(",", ":"))
        said = dict(sorted({**dict(zip(names, values, strict=True)), "entries": written}.items()))
        connection.execute("UPDATE changes SET digest = ? WHERE sequence = ?", (_digest("changes", said), sequence))


def _answer(text: str) -> Step:
    return "UPDATE answers SET text = ? WHERE question_id = 'kf1.q1'", (text,)


def _contributors(connection: sqlite3.Connection) -> None:
    rows = ((f"p{place}", f"Person {place}") for place in range(100_000))
    connection.executemany("INSERT INTO contributors (id, name, digest) VALUES (?, ?, x'00')", rows)


def _activities(connection: sqlite3.Connection) -> None:
    rows = ((f"a{place}", f"Activity {place}") for place in range(30_000))
    connection.executemany("INSERT INTO activities (id, title, digest) VALUES (?, ?, x'00')", rows)


def _history(connection: sqlite3.Connection) -> None:
    """300,000 changes of one cell that was never in the file."""
    (last,) = connection.execute("SELECT max(sequence) FROM changes").fetchone()
    connection.execute("INSERT INTO subjects VALUES (1000000, 'answers', 'x', 'text')")
    moment = 1_795_165_200_000
    numbers = range(1, 300_001)
    connection.executemany(
        "INSERT INTO changes (sequence, digest, sitting, number, at, label) VALUES (?, x'00', 1, ?, ?, 1)",
        ((last + number, 1_000_000 + number, moment) for number in numbers),
    )
    connection.executemany(
        "INSERT INTO entries (subject, change, form, old) VALUES (1000000, ?, 'whole', ?)",
        ((last + number, str(number)) for number in numbers),
    )


RUNNING: Final = (
    "INSERT INTO sessions (id, title, date, start_time, running, digest) VALUES ('s', 'T', '2026-11-21', '09:00', 1, x'00')"
)

REFUSED: Final[dict[str, tuple[Step, ...]]] = {
    "an answer of 20 million characters": (_answer("word " * 4_000_000),),
    "an answer of 20 million characters after a NUL": (_answer("\0" + "word " * 4_000_000),),
    "an answer of 3 million lines": (_answer("x\n" * 3_000_000),),
    "an answer of a million characters in 500 thousand lines": (_answer("x\n" * 500_000),),
    "an answer of 99,000 characters in 9,000 lines": (_answer("0123456789\n" * 9_000),),
    "an administration of 5 million characters": (("UPDATE assessment SET administration = ?", ("A" * 5_000_000,)),),
    "a station of 20 million characters": (("UPDATE assessment SET station = ?", ("S " * 10_000_000,)),),
    "a name of 100,000 characters": (("UPDATE contributors SET name = ?", ("N" * 100_000,)),),
    "answers that are too long together": (("UPDATE answers SET text = ?, causes = ?", ("a" * 100_000, "b" * 100_000)),),
    "100,000 contributors": (_contributors,),
    "30,000 activities": (_activities,),
}
"""Files that hold more than the program can have written."""

_ORDERED: Final = ("areas", "sections", "questions", "contributors", "outcomes", "outputs", "activities", "indicators")
SHOWN: Final[dict[str, tuple[Step, ...]]] = {
    "a session on no date": ("UPDATE sessions SET date = 'next Friday <b>'",),
    "a session in the year 206": ("UPDATE sessions SET date = '0206-11-21', start_time = '09:00'",),
    "a session in the year 9999": ("UPDATE sessions SET date = '9999-12-31', start_time = '23:59'",),
    "a session at no time": ("UPDATE sessions SET start_time = 'noon'",),
    "a running session and a history at no time": (RUNNING, "UPDATE changes SET at = 9223372036854775807"),
    "a running session and a history before all clocks": (RUNNING, "UPDATE changes SET at = -62135596800000"),
    "a running session of no date": (RUNNING, "UPDATE sessions SET date = 'x', start_time = 'y'"),
    "more hands than there are people": (
        "UPDATE hands SET count = 9223372036854775807 WHERE choice = 'low'",
        "UPDATE hands SET count = -9223372036854775808 WHERE choice <> 'low'",
    ),
    "places that are no keys": (
        ("UPDATE activities SET place = ?, rank = ?", ("V" * 10_000, "z" * 65)),
        "UPDATE contributors SET place = '-1'",
        "UPDATE questions SET place = 'V' || char(0xe9)",
        "UPDATE sections SET place = 'V0'",
    ),
    "a round beyond all counting": ("UPDATE assessment SET round = 9223372036854775807",),
    "minutes beyond all counting": ("UPDATE sessions SET minutes = 9223372036854775807, planned_minutes = -1",),
    "a history that cannot go on": (
        "INSERT INTO changes VALUES (9223372036854775807, x'00', 1, 99999, 1795165200000, 'done', 1)",
    ),
    "quarters that are none": ("UPDATE activities SET start_quarter = '0001-Q9', end_quarter = 'whenever'",),
    "dates that are none everywhere": (
        "UPDATE assessment SET start_date = '2026-02-30', end_date = '<i>'",
        "UPDATE documents SET date = '99999'",
        "UPDATE measurements SET date = '-1'",
    ),
    "control characters in every text": (
        "UPDATE assessment SET administration = char(27) || ']0;PWNED' || char(7) || char(155) || '2J', station = char(0x202e) || 'x'",
        "UPDATE answers SET text = text || char(27) || '[2J' || char(0x2028) || char(0x202e) || 'fdp.exe' || char(0) || 'end'",
        "UPDATE activities SET title = char(0x2067) || title || char(13)",
        "UPDATE contributors SET name = name || char(127) || char(0xfffe)",
        "UPDATE wordings SET text = text || char(27) || '[31m'",
        "UPDATE sittings SET who = char(27) || 'who'",
        "UPDATE labels SET text = text || char(27)",
    ),
}
"""Files with values that nobody can have typed: they are shown for reading, without them."""

SOUND: Final[dict[str, tuple[Step, ...]]] = {
    "all rows at one place": (
        *(f"UPDATE {table} SET place = 'V'" for table in _ORDERED),
        "UPDATE activities SET rank = 'V'",
    ),
    "rows in no order": tuple(f"UPDATE {table} SET place = ''" for table in _ORDERED),
    "the longest keys at the end of all lists": tuple(
        f"UPDATE {table} SET place = '{'z' * 63}' || substr('123456789', rowid % 9 + 1, 1)" for table in _ORDERED
    ),
    "300,000 entries of the history": (_history,),
    "an answer of 99,900 characters in 4,900 lines": (_answer("0123456789 12345678\n" * 4_900),),
    "an answer of one word of 100,000 letters": (_answer("x" * 100_000),),
    "names and titles of 2,000 letters": (
        ("UPDATE assessment SET administration = ?, station = ?", ("A" * 2_000, "S " * 1_000)),
        ("UPDATE activities SET title = ?", ("t" * 2_000,)),
        ("UPDATE contributors SET name = ?, department = ?", ("n" * 2_000, "u" * 2_000)),
        ("UPDATE outcomes SET title = ?", ("o" * 2_000,)),
        ("UPDATE sessions SET title = ?, location = ?", ("m" * 2_000, "l" * 2_000)),
    ),
    "a language and a checklist that are nowhere": (
        "UPDATE assessment SET language = '/nowhere/zz', checklist = '../../../nowhere'",
        "DELETE FROM wordings WHERE subject = 'kf1' AND field = 'title'",
    ),
}
"""Files at the limits, or with names that mean nothing here: they open for work."""
