"""What lies at the place of a file that is worked on in a working copy, if it is neither what was taken nor what was put."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from workbench.document.document import Document
from workbench.errors import WorkbenchError
from workbench.storage.recovery import is_interrupted
from workbench.storage.seen import seen_by


class LyingThere(StrEnum):
    """What it is, compared with what is here."""

    CHANGED = "changed"
    """Somebody else has changed it: it has something that is not here."""
    OLDER = "older"
    """An older state: all that it has is here, too. Perhaps it is another stick, or somebody has put a copy back."""
    UNREADABLE = "unreadable"
    """It is damaged, or no file of ours any more."""


def is_of_another(home: Path, assessment: str) -> bool:
    """Whether a file of another assessment lies there, as on another stick of the same name. False if it cannot be told."""
    if not assessment or is_interrupted(home):
        return False
    try:
        with Document.open(home, read_only=True, history_later=True) as there:
            return there.read.assessment().id != assessment
    except WorkbenchError:
        return False


def what_lies_there(home: Path, document: Document) -> LyingThere:
    """Compares it with an open document. What a file has seen is known by sittings and numbers, not by clocks."""
    if is_interrupted(home):
        return LyingThere.CHANGED  # somebody works, or has worked, in the file itself
    try:
        with Document.open(home, read_only=True, history_later=True) as there:
            if there.damages:
                return LyingThere.UNREADABLE
            theirs = seen_by(there.read.connection)
    except WorkbenchError:
        return LyingThere.UNREADABLE
    ours = seen_by(document.read.connection)
    more = any(ours.get(sitting, -1) < number for sitting, number in theirs.items())
    return LyingThere.CHANGED if more else LyingThere.OLDER
