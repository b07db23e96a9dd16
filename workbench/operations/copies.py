"""Copies of an assessment that the program can find: what is forgotten in a file is not forgotten in them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from workbench.document.document import Document
from workbench.errors import NotOurFile, WorkbenchError
from workbench.language.i18n import Message
from workbench.storage.header import read_header
from workbench.storage.leftovers import is_leftover, rescue_name

NOT_IN_COPIES = Message("These copies are not changed. Remove them yourself if they are no longer needed:")


def copies_of(path: Path, assessment: str, known: Iterable[Path] = ()) -> list[Path]:
    """Files and folders that have, or may have, the assessment with this id that is at ``path``.

    Those in the folder of the file, and those among ``known`` paths elsewhere. What cannot be read may have it. This opens
    files, so it may take long where a network share is out of reach.
    """
    path = path.absolute()
    beside = [found.absolute() for found in _inside(path.parent)]
    elsewhere = {other.absolute() for other in known} - {*beside, path}
    rescued = rescue_name(path)
    found = [
        other
        for other in (*beside, *sorted(elsewhere))
        if other != path
        and (other.name.startswith(rescued) or is_leftover(other.name) or _may_have(other, path, assessment))
    ]
    return [other for other in found if not _is_same(other, path)]


def _inside(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _is_same(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file: a link is no copy."""
    try:
        return one.samefile(other)
    except OSError:
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
