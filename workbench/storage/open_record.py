"""A small file beside an open one that says on which computer it is open, and since when.

It only tells: SQLite's lock decides who may write, so that a record which a crash left holds nobody out. It has no name of a
person or a station; on a share everybody who may read the file can read it. What it says may come from a stranger.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from workbench.language.dates import At
from workbench.language.i18n import Message
from workbench.model.computer import computer_name, in_one_line
from workbench.model.moments import local
from workbench.model.texts import visible
from workbench.storage.leftovers import part_of
from workbench.system.frozen import frozen
from workbench.system.outside import read_outside

SUFFIX: Final = "-open"
"""What is added to the name of a file for its record."""

_MOST_BYTES: Final = 4096
_MOST_LETTERS: Final = 63
"""The longest name of a computer (RFC 1035): a stranger's record must not fill a message."""

_BEGINS: Final = b'{"computer"'
_AHEAD: Final = timedelta(minutes=5)
"""How far a clock may be ahead. A time after that is not told."""


@frozen
class OpenRecord:
    """Where a file is open. ``computer`` is empty if that is not to be told; ``since`` is aware, None if it is not known.

    ``token`` is random: by it a window knows its own record, and what a crash of this account has left.
    """

    computer: str
    since: datetime | None
    token: str

    @property
    def is_here(self) -> bool:
        """Whether it names this computer."""
        return bool(self.computer) and self.computer == computer_name()

    def since_told(self, now: datetime) -> At | None:
        """From when it is open, for a sentence; None if that is not known, or cannot be true."""
        return At(self.since, now) if self.since is not None and self.since <= now + _AHEAD else None


def record_of(path: Path) -> OpenRecord | None:
    """The record beside a file; None if there is none, or nothing that can be read as one."""
    try:
        raw = read_outside(_beside(path), _MOST_BYTES)
        said = json.loads(raw.decode("utf-8"))
        computer, since, token = (said.get(name, "") for name in ("computer", "since", "token"))
    except (OSError, ValueError, AttributeError, RecursionError):
        return None
    if len(raw) > _MOST_BYTES or not all(isinstance(value, str) for value in (computer, since, token)):
        return None
    return OpenRecord(visible(in_one_line(computer))[:_MOST_LETTERS], _moment(since), token)


def leave_record(path: Path, record: OpenRecord) -> bool:
    """Puts a record beside a file that is open here, in the place of any other; whether that was possible.

    Those who may read the file may read the record.
    """
    target = _beside(path)
    since = record.since.astimezone(UTC).isoformat(timespec="seconds") if record.since is not None else ""
    said = json.dumps({"computer": record.computer, "since": since, "token": record.token})
    part = part_of(target)
    if not _may_be_replaced(target):
        return False
    try:
        rights = 0o600 | (path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH))
        with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, rights), "w", encoding="ascii") as stream:
            stream.write(said)
        part.replace(target)
    except (OSError, ValueError):
        with contextlib.suppress(OSError, ValueError):
            part.unlink(missing_ok=True)
        return False
    return True


def _may_be_replaced(target: Path) -> bool:
    """Whether nothing lies there, or a record, whole or torn: something else of this name is somebody's own."""
    try:
        if not stat.S_ISREG(target.lstat().st_mode):
            return False
        raw = read_outside(target, _MOST_BYTES)
    except FileNotFoundError:
        return True
    except (OSError, ValueError):
        return False
    return len(raw) <= _MOST_BYTES and (not raw.strip(b"\0") or raw.lstrip().startswith(_BEGINS))


def remove_record(path: Path, token: str) -> None:
    """Removes the record beside a file if it is the one with this token."""
    found = record_of(path)
    if found is not None and found.token == token:
        with contextlib.suppress(OSError):
            _beside(path).unlink()


def remove_left_here(path: Path) -> None:
    """Removes the record that this computer has left beside a file. For who has the file open, and so knows it is stale."""
    found = record_of(path)
    if found is not None and found.is_here:
        remove_record(path, found.token)


def told_open(path: Path, record: OpenRecord | None) -> Message:
    """The sentence that a file is open, with what its record says about where and since when."""
    since = record.since_told(datetime.now(UTC)) if record is not None else None
    if record is None or since is None:
        return Message("The file {name} is open in another window or program.", name=path.name)
    if record.is_here:
        return Message(
            "The file {name} has been open in another window on this computer since {time}.", name=path.name, time=since
        )
    if not record.computer:
        return Message("The file {name} has been open elsewhere since {time}.", name=path.name, time=since)
    return Message(
        "The file {name} has been open on the computer {computer} since {time}.",
        name=path.name,
        computer=record.computer,
        time=since,
    )


def told_meanwhile(path: Path, at: datetime) -> tuple[Message, Message]:
    """Two sentences for who reads a file that is open elsewhere: where, and of what time its state is. ``at`` is aware."""
    return (
        told_open(path, record_of(path)),
        Message("What you read here is how it was at {time}.", time=f"{at.astimezone():%H:%M:%S}"),
    )


def _beside(path: Path) -> Path:
    real = path.resolve()
    return real.with_name(real.name + SUFFIX)


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return local(found) if found.tzinfo is not None else None
