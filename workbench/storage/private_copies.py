"""Copies of stored documents for the programs that show them: for this account only, read-only, and removed afterwards.

They lie where the system keeps temporary files, in a folder whose name says which process made it. It is cleared when the
assessment is closed or something in it is forgotten; what a crash left is cleared at the next start.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import stat
import tempfile
from pathlib import Path
from typing import Final

from workbench.storage.leftovers import lives
from workbench.storage.writing import cannot_write
from workbench.system.own_files import SHORT_NAME, new_private

_PREFIX: Final = f"{SHORT_NAME}-open-"
_FOLDER: Final = re.compile(rf"{_PREFIX}(?P<process>[0-9a-f]+)-[0-9a-z_]{{8}}")
_HELD: Final = "in-use"
"""A file that stays open: Windows does not remove it, and so tells that the program is still running."""
_OUTSIDE: Final = "[ZoneTransfer]\r\nZoneId=3\r\n"
"""What Windows notes beside a file from elsewhere, so that programs show it without letting anything in it run."""


class PrivateCopies:
    """The copies of one open assessment."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._held = -1
        self._made: dict[tuple[str, str], Path] = {}

    def put(self, content: str, name: str, data: bytes) -> Path:
        """A copy with these bytes under this name, which must be safe; made once. Raises StorageFailed or DiskFull."""
        known = self._made.get((content, name))
        if known is not None and known.is_file():
            return known
        path = Path(name)
        try:
            folder = Path(tempfile.mkdtemp(dir=self._room()))
            path = folder / name
            with new_private(path) as stream:
                stream.write(data)
            if os.name == "nt":
                with contextlib.suppress(OSError):
                    Path(f"{path}:Zone.Identifier").write_text(_OUTSIDE, encoding="ascii", newline="")
            path.chmod(stat.S_IREAD)
        except OSError as error:
            raise cannot_write(path, error) from error
        self._made[content, name] = path
        return path

    def clear(self) -> None:
        """Removes all of them, as far as no other program holds them; what is left is tried again at the next start."""
        self._made.clear()
        if self._held >= 0:
            os.close(self._held)
            self._held = -1
        if self._folder is not None:
            _remove(self._folder)
            self._folder = None

    def _room(self) -> Path:
        if self._folder is None or not self._folder.is_dir():
            self._folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid():x}-"))
            self._held = os.open(self._folder / _HELD, os.O_CREAT | os.O_WRONLY, 0o600)
        return self._folder


def clear_forsaken(parent: Path | None = None) -> None:
    """Removes the copies of programs that are no longer running, of this account only. For a start, when nobody waits."""
    with contextlib.suppress(OSError), os.scandir(parent or tempfile.gettempdir()) as entries:
        for entry in entries:
            found = _FOLDER.fullmatch(entry.name)
            if found is not None and entry.is_dir(follow_symlinks=False) and _is_forsaken(Path(entry.path), found):
                _remove(Path(entry.path))


def _is_forsaken(folder: Path, found: re.Match[str]) -> bool:
    if os.name != "posix":
        with contextlib.suppress(FileNotFoundError):
            try:
                (folder / _HELD).unlink()
            except OSError:
                return False
        return True
    return folder.stat().st_uid == os.geteuid() and not lives(int(found["process"], 16))


def _remove(folder: Path) -> None:
    """Removes a folder of ours and what is in it. Windows removes nothing that is read-only; links are not followed."""
    with contextlib.suppress(OSError):
        for inside in folder.glob("*/*"):
            if not inside.is_symlink():
                inside.chmod(stat.S_IREAD | stat.S_IWRITE)
    shutil.rmtree(folder, ignore_errors=True)
