"""Texts that were just being saved when the power went: never acknowledged, and yet in the bytes of the file.

A journal takes such a change back, because it is not whole. But a row of it that is whole, with its digest, is what somebody
has typed last. So it is kept beside the file, in a folder ``NAME.rescue-...``, before the journal is played back; who opens
the file next is shown both texts (:mod:`workbench.checking.two_versions`). What is read there may come from a stranger.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, replace
from pathlib import Path
from typing import Any, Final

from workbench.errors import WorkbenchError
from workbench.model.changes import ChangeKind
from workbench.model.declared import Kind, declared
from workbench.model.limits import most_characters
from workbench.model.rows import ROW_TYPES, Row
from workbench.model.texts import is_storable
from workbench.storage.connection import Connection
from workbench.storage.leftovers import NOT_TAKEN, WAITING, rescues_beside
from workbench.storage.mapping import TYPE_OF_TABLE
from workbench.storage.schema import FORMAT_VERSION
from workbench.storage.seal import CHANGES
from workbench.storage.verify import digester_of
from workbench.storage.writing import to_disk
from workbench.system.frozen import frozen
from workbench.system.outside import read_outside
from workbench.system.own_files import put_private

_MOST: Final = 20
_MOST_BYTES: Final = 10_000_000
"""More than so many texts of the greatest length."""

_PART: Final = re.compile(rf"({re.escape(WAITING)}|{re.escape(NOT_TAKEN)})\.\d+\.part", re.ASCII)
"""What a kill leaves of one of these files while it is written."""

_WORDS: Final = (Kind.TEXT, Kind.LINE)


@frozen
class UnfinishedText:
    """A text of one row, by the names of its table and column."""

    table: str
    row_id: str
    column: str
    text: str


@frozen
class Unfinished:
    """What one interruption has left: the folder beside the file, the id of the assessment, and the texts."""

    folder: Path
    assessment: str
    texts: tuple[UnfinishedText, ...]


def texts_in(torn: Connection, restored: Connection) -> list[UnfinishedText]:
    """The texts of whole rows in a torn file that are others than in the file as its journal restores it.

    Only what people typed: an undo, or something that is forgotten, is not repeated.
    """
    found: list[UnfinishedText] = []
    if _is_no_typing(torn):
        return found
    for row_type in ROW_TYPES:
        with contextlib.suppress(WorkbenchError):  # a torn page ends the table
            for text in _texts_of(row_type, torn, restored):
                found.append(text)
                if len(found) == _MOST:
                    return found
    return found


def _is_no_typing(torn: Connection) -> bool:
    try:
        kinds = torn.read(f"SELECT kind FROM {CHANGES} ORDER BY sequence DESC LIMIT 1")
    except WorkbenchError:
        return False
    return bool(kinds) and kinds[0][0] in set(ChangeKind) - {ChangeKind.DONE}


def _texts_of(row_type: type[Row], torn: Connection, restored: Connection) -> Iterator[UnfinishedText]:
    table, names = row_type.table, [name for name, field in declared(row_type).items() if field.kind in _WORDS]
    digest_of = digester_of(restored, table)
    columns = ", ".join(digest_of.columns)
    known = {row[0]: row for row in restored.each(f"SELECT {columns}, digest FROM {table}")}
    for row in torn.each(f"SELECT {columns}, digest FROM {table} NOT INDEXED"):
        before = known.get(row[0])
        if before is None or before[-1] == row[-1] or digest_of(row[:-1]) != row[-1]:
            continue
        for name, old, new in zip(digest_of.columns, before, row[:-1], strict=False):
            if name in names and new and new != old:
                yield UnfinishedText(table, str(row[0]), name, str(new))


def unfinished_in(torn: Path, restored: Path) -> tuple[str, list[UnfinishedText]]:
    """The same of two copies of a file, with the id of its assessment; nothing if that cannot be read."""
    with contextlib.suppress(WorkbenchError), contextlib.closing(Connection.open(restored, writable=False)) as sound:
        ((assessment,),) = sound.read("SELECT id FROM assessment")
        if sound.read("PRAGMA user_version") == [(FORMAT_VERSION,)]:
            with contextlib.closing(Connection.open(torn, writable=False)) as broken:
                broken.read_unreadable_texts()
                return str(assessment), texts_in(broken, sound)
    return "", []


def keep(folder: Path, assessment: str, texts: Sequence[UnfinishedText]) -> None:
    """Writes texts into a folder of a rescue, for this account only; they are on the disk afterwards. Raises OSError."""
    _write(folder / WAITING, assessment, texts)


def found_beside(path: Path) -> list[Unfinished]:
    """What interruptions have left beside a file, and nobody has decided about."""
    read = (_read(folder, WAITING) for folder in rescues_beside(path))
    return [one for one in read if one is not None and one.texts]


def is_other(text: UnfinishedText, row: Row | None) -> bool:
    """Whether a row is still there, and has another text: only then there is something to decide."""
    return row is not None and getattr(row, text.column, None) != text.text


def settle(one: Unfinished, text: UnfinishedText, *, taken: bool) -> None:
    """Notes that somebody has decided about a text. What was not taken stays in the folder. Raises OSError."""
    left = [each for each in one.texts if each != text]
    waiting = _read(one.folder, WAITING)
    if waiting is not None:
        left = [each for each in waiting.texts if each != text]
    if not taken:
        told = _told(one.folder / NOT_TAKEN)
        if told is None:
            _put_aside(one.folder / NOT_TAKEN)
        before = [each for each in told[1] if each is not None] if told is not None else []
        _write(one.folder / NOT_TAKEN, one.assessment, [*before, text])
    if left:
        _write(one.folder / WAITING, one.assessment, left)
        return
    (one.folder / WAITING).unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        one.folder.rmdir()  # it stays if something else is in it


def _put_aside(path: Path) -> None:
    """Keeps what lies under the name of such a file and is none."""
    with contextlib.suppress(FileNotFoundError):
        path.replace(path.with_name(f"{path.name}.unreadable"))


def _write(path: Path, assessment: str, texts: Iterable[UnfinishedText]) -> None:
    told = {"assessment": assessment, "texts": [list(astuple(text)) for text in texts]}
    put_private(path, json.dumps(told, ensure_ascii=False).encode())
    to_disk(path)


def _read(folder: Path, name: str) -> Unfinished | None:
    told = _told(folder / name)
    if told is None:
        return None
    assessment, texts = told
    return Unfinished(folder, assessment, tuple(text for text in texts[:_MOST] if text is not None))


def _told(path: Path) -> tuple[str, list[UnfinishedText | None]] | None:
    """The id and the texts in a file, with None for each that cannot be taken; None for what is not such a file."""
    try:
        if path.parent.is_symlink() or path.is_symlink():
            return None
        raw = read_outside(path, _MOST_BYTES)
        told: Any = json.loads(raw) if len(raw) <= _MOST_BYTES else None
        assessment, texts = told["assessment"], told["texts"]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    if not isinstance(assessment, str) or not isinstance(texts, list):
        return None
    return assessment, [_text_of(values) for values in texts]


def _text_of(values: Any) -> UnfinishedText | None:
    try:
        text = UnfinishedText(*values)
    except TypeError:
        return None
    return text if _can_be_taken(text) else None


def _can_be_taken(text: UnfinishedText) -> bool:
    if not all(isinstance(value, str) and is_storable(value) for value in astuple(text)):
        return False
    row_type = TYPE_OF_TABLE.get(text.table)
    field = declared(row_type).get(text.column) if row_type is not None else None
    if field is None or field.kind not in _WORDS:
        return False
    return len(text.text) <= most_characters(field)


@frozen
class KeptText:
    """A text in a folder of a rescue. ``settled``: somebody has decided not to take it, at ``at`` (seconds since 1970)."""

    text: UnfinishedText
    settled: bool
    at: float


Becomes = Callable[[KeptText], str | None]
"""What a kept text is after something was forgotten; None if it goes."""


def forget_beside(paths: Iterable[Path], assessment: str, becomes: Becomes, *, only_look: bool) -> tuple[int, int]:
    """Forgets in the folders of rescues beside these paths what was forgotten in the file itself.

    Returns how many texts go or change, and how many of them the disk refuses to change. Texts of other assessments stay.
    What cannot be read as a text goes: nobody could say that it is something else.
    """
    found = left = 0
    for folder in {folder: None for path in paths for folder in rescues_beside(path, most=None)}:
        before = found
        for name in (WAITING, NOT_TAKEN):
            told = _told(folder / name)
            if told is None or told[0] != assessment:
                continue
            after = [_after(text, folder / name, becomes) for text in told[1]]
            count = sum(new != old or old is None for new, old in zip(after, told[1], strict=True))
            found += count
            if count and not only_look:
                left += 0 if _rewritten(folder / name, assessment, after) else count
        if not only_look:
            _clear(folder, emptied=found > before)
    return found, left


def _after(text: UnfinishedText | None, path: Path, becomes: Becomes) -> UnfinishedText | None:
    if text is None:
        return None
    at = 0.0
    with contextlib.suppress(OSError):
        at = path.stat().st_mtime
    words = becomes(KeptText(text, path.name == NOT_TAKEN, at))
    return None if words is None else replace(text, text=words)


def _rewritten(path: Path, assessment: str, texts: Iterable[UnfinishedText | None]) -> bool:
    """Whether a file has these texts now. It keeps its time, which says when somebody has decided about them."""
    stay = [text for text in texts if text is not None]
    try:
        if stay:
            before = path.stat()
            _write(path, assessment, stay)
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        else:
            path.unlink()
    except OSError:
        return False
    return True


def _clear(folder: Path, *, emptied: bool) -> None:
    """Removes what a kill left of a file that was being written, and the folder if that or something else was all in it."""
    with contextlib.suppress(OSError):
        if not folder.is_symlink():
            parts = [path for path in folder.iterdir() if _PART.fullmatch(path.name) and not path.is_dir()]
            for path in parts:
                path.unlink()
            if parts or emptied:
                folder.rmdir()
