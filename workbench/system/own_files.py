"""Files of this account: made so that nobody else can read them, in the program's own folders.

A file is closed to others from its first byte on, because everything the program writes may hold what is confidential. On
Windows a file has the rights of its folder.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import sys
import time
from pathlib import Path
from typing import BinaryIO, Final

from workbench.system.retries import patiently

_OF_OTHERS: Final = 0o077

SHORT_NAME: Final = "integrity-workbench"
"""What the program is called where the system wants a name without blanks: commands, folders, entries of menus."""


KEEP_COPIES: Final = "keep_copies"
"""The setting that switches automatic copies off on a shared computer, in :func:`settings_file`."""
_OLD_SECONDS: Final = 3600.0


def new_private(path: Path) -> BinaryIO:
    """A new empty file, to write and to read again. Raises FileExistsError if there is one, or another OSError."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, 0o600), "w+b")


def private_folder(path: Path) -> None:
    """Makes a folder, unless it is there, with what is missing above it: all of it for this account only. Raises OSError.

    Whoever may write into a folder above could put another one in the place of ours. The program's own folder above it is
    closed to others also if it is there from before. Source: "XDG Base Directory Specification" for missing folders.
    """
    try:
        path.mkdir(mode=0o700)
    except FileNotFoundError:
        if path.parent == path:
            raise
        private_folder(path.parent)
        path.mkdir(mode=0o700, exist_ok=True)
    except FileExistsError:
        if not path.is_dir():
            raise
    for ours in (data_folder(), settings_folder(), cache_folder()):
        if path.is_relative_to(ours):
            _close_to_others(ours)


def is_own(path: Path) -> bool:
    """Whether a file or folder belongs to this account, where the system says so. Raises OSError.

    Another owner could exchange what is in a folder.
    """
    return sys.platform == "win32" or path.stat().st_uid == os.geteuid()


def _close_to_others(folder: Path) -> None:
    if sys.platform == "win32":
        return  # there a folder has the rights of the account's own folder
    with contextlib.suppress(OSError):
        if stat.S_IMODE(folder.stat().st_mode) & _OF_OTHERS:
            folder.chmod(0o700)


def put_private(path: Path, content: bytes) -> None:
    """Writes a small file whole, in the place of the one that is there; its folder is made. Raises OSError."""
    private_folder(path.parent)
    _sweep(path)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    try:
        with new_private(part) as stream:
            stream.write(content)
        patiently(lambda: part.replace(path))
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _sweep(path: Path) -> None:
    """Removes what a kill left of this file while it was written: long ago, so that it is nobody's work in progress."""
    parts = re.compile(rf"{re.escape(path.name)}\.\d+\.part", re.ASCII)
    with contextlib.suppress(OSError):
        for other in path.parent.iterdir():
            if parts.fullmatch(other.name) and time.time() - other.lstat().st_mtime > _OLD_SECONDS:
                other.unlink()


def settings_folder() -> Path:
    """Where the program remembers what the user has set on this computer."""
    import platformdirs  # late: reports and many commands need no such folder

    return platformdirs.user_config_path(SHORT_NAME, appauthor=False)


def settings_file() -> Path:
    """What the window remembers from one start to the next; commands keep to what was set there."""
    return settings_folder() / "window.json"


def data_folder() -> Path:
    """Where the program keeps what must not be lost, for this account."""
    import platformdirs  # late: see above

    return platformdirs.user_data_path(SHORT_NAME, appauthor=False)


def cache_folder() -> Path:
    """Where the program keeps what can be made again."""
    import platformdirs  # late: see above

    return platformdirs.user_cache_path(SHORT_NAME, appauthor=False)
