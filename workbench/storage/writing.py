"""Writes a file so that at every moment the old or the new one is there under its name, complete."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from workbench.errors import DiskFull, FileExists, InvalidValue, StorageFailed
from workbench.language.i18n import Message
from workbench.storage.leftovers import part_of, sweep
from workbench.storage.names import JOURNAL, is_too_long, must_be_possible, too_long
from workbench.system.own_files import new_private
from workbench.system.retries import patiently


@contextlib.contextmanager
def finished_or_absent(path: Path) -> Iterator[Path]:
    """A path to write to; at the end the file is on the disk as ``path``, after an exception it is removed.

    Raises :class:`~workbench.errors.StorageFailed` (or DiskFull) if the file cannot be written there.
    """
    must_be_possible(path)
    if _is_special(path):
        raise _no_file(path)
    part = part_of(path)
    sweep(path.parent)
    try:
        yield part
        to_disk(part)
        _replace(part, path)
    except OSError as error:
        raise cannot_write(path, error, held=isinstance(error, PermissionError) and part.exists()) from error
    except DiskFull as error:
        raise cannot_write(path, OSError(errno.ENOSPC, "")) from error
    finally:
        for name in (part.name, part.name + JOURNAL):
            with contextlib.suppress(OSError):
                patiently(partial(part.with_name(name).unlink, missing_ok=True))


def cannot_write(path: Path, error: OSError, *, held: bool = False) -> StorageFailed:
    """The error for a file that could not be written; ``held``: another program may have it open."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(
            Message("There is not enough room on the disk to write {name}.", name=path.name),
            safe=Message("What was there before is unchanged."),
            advice=Message("Free some space or choose another disk, then try again."),
        )
    if is_too_long(path, error):
        return too_long(path)
    if held and not path.exists():
        return StorageFailed(
            Message("Another program, perhaps a virus scanner, is using the new file {name}.", name=path.name),
            safe=Message("Nothing else was changed."),
            advice=Message("Wait a moment and try again, or choose another folder."),
        )
    if held:
        return StorageFailed(
            Message("The file {name} is open in another program, or protected.", name=path.name),
            safe=Message("What was there before is unchanged."),
            advice=Message("Close it there and try again, or choose another name."),
        )
    return StorageFailed(
        Message("The file {name} cannot be written in that folder.", name=path.name),
        safe=Message("What was there before is unchanged."),
        advice=Message("Choose a folder that exists and that you may write to."),
    )


def _is_special(path: Path) -> bool:
    """Whether there is something at a path, or behind a link there, that is neither a file nor a folder."""
    try:
        return path.exists() and not path.is_file() and not path.is_dir()
    except OSError:
        return False  # the attempt to write says why


def _no_file(path: Path) -> StorageFailed:
    """The error for a device or a pipe of the system, which a file would replace for every program."""
    return StorageFailed(
        Message("{name} is no file.", name=path.name),
        safe=Message("Nothing was changed."),
        advice=Message("Choose another name."),
    )


def to_disk(path: Path) -> None:
    """Waits until the content of a file is on the disk. Raises OSError."""
    with patiently(lambda: path.open("rb+")) as stream:
        os.fsync(stream.fileno())


def _replace(part: Path, path: Path) -> None:
    """Gives the finished file its name."""
    patiently(lambda: part.replace(path))
    with contextlib.suppress(OSError):
        # an error does no harm: the new file is complete under either name, and some systems cannot sync a folder
        folder_to_disk(path.parent)


def folder_to_disk(folder: Path) -> None:
    """Waits until the names in a folder are on the disk; does nothing on Windows. Raises OSError."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def must_not_exist(path: Path) -> None:
    """Raises :class:`~workbench.errors.FileExists` if there is already a file, StorageFailed for an impossible name."""
    must_be_possible(path, beside=True)
    if os.path.lexists(path):
        raise FileExists(
            Message("There is already a file {name}.", name=path.name),
            safe=Message("It was not changed."),
            advice=Message("Choose another name, or open the file that is there."),
        )


def put_in_place_of(path: Path, new: Path, kept: Path) -> None:
    """Puts a finished file in the place of another one, of which ``kept`` becomes an equal copy first.

    Raises StorageFailed or DiskFull; then the file is as it was.
    """
    import filecmp  # late: no start needs it

    with finished_or_absent(kept) as part, path.open("rb") as source, new_private(part) as target:
        shutil.copyfileobj(source, target)
        target.flush()
        if not filecmp.cmp(path, part, shallow=False):
            raise OSError(errno.EIO, "not the same")
    try:
        folder_to_disk(path.parent)
        to_disk(new)
        _replace(new, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            kept.unlink()
        raise cannot_write(path, error, held=isinstance(error, PermissionError)) from error


def would_cover(path: Path) -> InvalidValue:
    """The error for a copy that would take the place of the file itself."""
    return InvalidValue(
        Message("A copy cannot take the place of the file {name} itself.", name=path.name),
        advice=Message("Choose another name or another folder."),
    )
