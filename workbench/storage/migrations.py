"""The steps from older formats to the present one: one named function a step, never edited after release.

A file of an older format is copied first (``NAME.format-1.integrity`` beside it), then migrated in one transaction.
``docs/file-format.md`` tells the history of the format in words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from workbench.storage.connection import Connection
from workbench.storage.schema import FORMAT_VERSION

Step = Callable[[Connection], None]

STEPS: Final[Mapping[int, Step]] = {}
"""The step that leads from a format to the next. Format 1 is the first, so that there is none yet."""


def copy_before_migration(path: Path, version: int) -> Path:
    """Where the copy of the older file goes."""
    return path.with_name(f"{path.stem}.format-{version}{path.suffix}")


def upgrade(
    path: Path,
    version: int,
    copy: Callable[[Connection, Path], None],
    steps: Mapping[int, Step] = STEPS,
    target: int = FORMAT_VERSION,
) -> None:
    """Leads a file from ``version`` to ``target``; all steps in one transaction, after a verified copy.

    ``copy`` makes the copy. Raises what the storage raises; the file is then as it was.
    """
    connection = Connection.open(path, writable=True)
    try:
        copy(connection, copy_before_migration(path, version))
        with connection.transaction():
            for number in range(version, target):
                steps[number](connection)
            connection.write(f"PRAGMA user_version={target}")
    finally:
        connection.close()
