"""Copies of an assessment that the program can find: what is forgotten in a file is not forgotten in them."""

from __future__ import annotations

import contextlib
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

from workbench.document.document import Document
from workbench.errors import NotOurFile, WorkbenchError
from workbench.language.i18n import Message
from workbench.model.computer import in_one_line
from workbench.storage.header import read_header
from workbench.storage.leftovers import is_leftover, remove_rescued, rescue_name
from workbench.storage.open_files import refuse_if_open_here
from workbench.storage.recovery import refuse_if_in_use
from workbench.system import own_files

NOT_IN_COPIES = Message("These copies are not changed. Remove them yourself if they are no longer needed:")


def copies_of(path: Path, assessment: str, known: Iterable[Path] = (), work: Path | None = None) -> list[Path]:
    """Files and folders that have, or may have, the assessment with this id that is at ``path``.

    Those in the folder of the file and of its working copy at ``work``, what a crash left among temporary files, and those
    among ``known`` paths elsewhere. What cannot be read may have it. This opens files, so it may take long where a network
    share is out of reach.
    """
    path = path.absolute()
    ours = {path, (work or path).absolute()}
    beside = [found.absolute() for folder in dict.fromkeys(one.parent for one in (path, *ours)) for found in _inside(folder)]
    elsewhere = {other.absolute() for other in known} - {*beside, *ours}
    rescued = rescue_name(path)
    found = [
        other
        for other in (*beside, *sorted(elsewhere))
        if other not in ours
        and (other.name.startswith(rescued) or is_leftover(other.name) or _may_have(other, path, assessment))
    ]
    rooms = [room for room in _rooms() if any(_may_have(other, path, assessment) for other in _inside(room))]
    return [other for other in (*found, *rooms) if not any(_is_same(other, one) for one in ours)]


def kept_by_the_program(copies: Iterable[Path], path: Path) -> list[Path]:
    """Those of the copies that the program made unasked, and that belong to this account.

    They are of an interruption, of a damaged file that was recovered, or of an older format.
    """
    rescued = re.compile(rf"{re.escape(rescue_name(path))}[0-9a-f]{{8}}", re.ASCII)
    file = re.compile(rf"{re.escape(path.stem)}\.(damaged|format-\d+)(-\d+)?{re.escape(path.suffix)}", re.ASCII)

    def is_kept(one: Path) -> bool:
        return one.is_dir() if rescued.fullmatch(one.name) else bool(file.fullmatch(one.name)) and one.is_file()

    return [one for one in copies if _is_ours(one) and is_kept(one)]


def also_remove(kept: Iterable[Path]) -> Message:
    """Asks whether these go, too."""
    names = tuple(in_one_line(path.name) for path in kept)
    return Message("Also remove what the program itself has kept of this file: {names}", names=names)


def told_kept(left: Iterable[Path]) -> Message:
    """What could not be removed, in words."""
    names = tuple(in_one_line(path.name) for path in left)
    return Message("Not everything that the program has kept of this file could be removed: {names}.", names=names)


def remove_kept(kept: Iterable[Path], path: Path) -> list[Path]:
    """Removes what :func:`kept_by_the_program` has found; returns what stays, because it is open or cannot be removed.

    Of a folder of an interruption only what the program has put there goes; texts about which nobody has decided stay.
    """
    left = []
    for one in kept:
        try:
            if one.is_dir():
                remove_rescued(one, path)
            else:
                refuse_if_open_here(one)
                with contextlib.suppress(NotOurFile):
                    refuse_if_in_use(one)
                one.unlink()
        except (OSError, WorkbenchError):
            left.append(one)
    return left


def _is_ours(path: Path) -> bool:
    """Whether something is no link, and belongs to this account."""
    try:
        return not path.is_symlink() and own_files.is_own(path)
    except (OSError, ValueError):
        return False


def _rooms() -> list[Path]:
    """What crashes left where temporary files go."""
    try:
        folder = Path(tempfile.gettempdir())
    except OSError:
        return []
    return [path for path in _inside(folder) if is_leftover(path.name) and _is_ours(path)]


def _inside(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except (OSError, ValueError):
        return []


def _is_same(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file: a link is no copy."""
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def _may_have(path: Path, original: Path, assessment: str) -> bool:
    if path.suffix != original.suffix and original.stem not in path.name:
        return False
    try:
        read_header(path)
        with Document.open(path, read_only=True, history_later=True) as other:
            return other.read.assessment().id == assessment
    except (NotOurFile, OSError):
        return False
    except WorkbenchError:
        return True
