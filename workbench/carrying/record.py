"""What is noted beside a working copy: where it belongs, and which state lies there as far as this computer knows."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, Final

from workbench.storage.writing import finished_or_absent
from workbench.system.drives import Drive
from workbench.system.frozen import frozen
from workbench.system.outside import read_outside
from workbench.system.own_files import new_private

ENDING: Final = ".json"
"""How the name of a record ends; what is before it is the name of the folder with the working copy."""

_MOST_BYTES: Final = 100_000


@frozen
class Record:
    """About one working copy.

    ``home`` is the path at which the file belongs, ``name`` that of the working copy in its folder, ``title`` the station.
    ``state`` is the SHA-256 of what lay at ``home`` when that was taken or put last, empty before the first time, and
    ``state_at`` says when that was (ISO 8601). ``other`` is the only other state of ours that may lie there: what was about
    to be put when nothing more was heard, or what was put before, if the disk had confirmed what it had not written.
    ``size`` and ``modified`` (nanoseconds) are those of the working copy when it had the state: if they differ, it has more.
    """

    home: str
    name: str
    drive: Drive
    assessment: str = ""
    title: str = ""
    state: str = ""
    other: str = ""
    state_at: str = ""
    size: int = -1
    modified: int = -1


def read_record(path: Path) -> Record | None:
    """The record in a file; None if there is none that can be used. What is written there comes from this account only."""
    try:
        raw = read_outside(path, _MOST_BYTES)
        found: Any = json.loads(raw.decode("utf-8", "surrogatepass"))
        values = {field.name: found[field.name] for field in fields(Record)}
        drive = Drive(values.pop("drive"))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    usual = Record("", "", drive)
    if any(type(value) is not type(getattr(usual, name)) for name, value in values.items()):
        return None
    name = values["name"]
    if not name or name != Path(name).name or not Path(values["home"]).is_absolute():
        return None
    return Record(drive=drive, **values)


def write_record(path: Path, record: Record) -> None:
    """Writes a record, whole or not at all, for this account only. Raises StorageFailed or DiskFull."""
    text = json.dumps(asdict(record), ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")
    with finished_or_absent(path) as part, new_private(part) as stream:
        stream.write(text)
