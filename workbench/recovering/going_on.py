"""Goes on working in a damaged file whose contents are whole: only its history, or what follows from the rest, is damaged.

The damaged file is kept beside it, byte for byte, under a name of its own.
"""

from __future__ import annotations

import contextlib
import itertools
import os
from pathlib import Path

from workbench.carrying.carried import real_path
from workbench.document.document import Clock, Document, Identity, ReadOnlyReason
from workbench.errors import StorageFailed, WorkbenchError
from workbench.language.i18n import Message
from workbench.recovering.outcome import Recovered
from workbench.recovering.recover import Step, look, nothing_told, recover
from workbench.storage.leftovers import part_of
from workbench.storage.names import must_be_possible
from workbench.storage.recovery import is_interrupted
from workbench.storage.writing import put_in_place_of
from workbench.system.frozen import frozen


@frozen
class Continued:
    """The file that people go on with is at its old path; the damaged one is ``kept``."""

    kept: Path
    recovered: Recovered


def goes_on(path: Path) -> bool:
    """Whether all contents of a damaged file can be read as they were written. Takes a second for a full assessment.

    Close the file before. False also for a file of which nothing can be read, or that is open elsewhere.
    """
    try:
        return look(path).is_as_it_was
    except WorkbenchError:
        return False


def continue_with(
    path: Path, *, identity: Identity | None = None, clock: Clock | None = None, step: Step = nothing_told
) -> Continued:
    """Puts an undamaged file in the place of one for which :func:`goes_on` is true; ask the user first.

    At every moment the damaged file or the new one is under the name, complete. Raises StorageFailed if contents would be
    missing or the disk refuses, and what :func:`~workbench.recovering.recover.recover` raises; nothing is then changed.
    """
    path = real_path(path)
    must_be_possible(path)
    if is_interrupted(path):
        # its journal would be played back into the new file
        raise _interrupted(path)
    if _is_sound(path):
        raise _not_damaged(path)
    new, kept = part_of(path), _free_beside(path)
    recovered = recover(path, new, identity=identity, clock=clock, step=step)
    try:
        if not recovered.is_as_it_was:
            raise _not_whole(path)
        put_in_place_of(path, new, kept)
    finally:
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)
    return Continued(kept, recovered)


def _is_sound(path: Path) -> bool:
    """Whether nothing is damaged in it any more: somebody has continued in another window, or has put a copy there."""
    try:
        with Document.open(path, read_only=True) as document:
            return document.read_only is ReadOnlyReason.ASKED
    except WorkbenchError:
        return False


def _free_beside(path: Path) -> Path:
    """A free path beside a file for the damaged one: ``NAME.damaged.integrity``, or with a number."""
    for number in itertools.count(1):
        free = path.with_name(f"{path.stem}.damaged{'' if number == 1 else f'-{number}'}{path.suffix}")
        if not os.path.lexists(free):
            return free
    raise AssertionError


def _interrupted(path: Path) -> StorageFailed:
    return StorageFailed(
        Message("The last change to {name} was interrupted.", name=path.name),
        safe=Message("Nothing was changed."),
        advice=Message("Recover it into a new file: what belongs to the interrupted change is looked at, too."),
    )


def _not_damaged(path: Path) -> StorageFailed:
    return StorageFailed(
        Message("Nothing in {name} is damaged any more.", name=path.name),
        safe=Message("Nothing was changed."),
        advice=Message("Open it again."),
    )


def _not_whole(path: Path) -> StorageFailed:
    return StorageFailed(
        Message("Parts of the contents of {name} are lost.", name=path.name),
        safe=Message("Nothing in it was changed."),
        advice=Message("Recover it into a new file, and check there what is marked."),
    )
