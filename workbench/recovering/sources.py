"""What can stand in for rows that a damaged file has lost: the newest automatic copy, and the checklist of the program."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from workbench.checklist.pack import Pack
from workbench.checklist.pack_reader import load_pack, packs
from workbench.document.document import Document
from workbench.errors import WorkbenchError
from workbench.keeping.folder import KeptCopy, default_root, folder_of, listed
from workbench.model.ids import link_id
from workbench.model.rows import Answer, Assessment
from workbench.storage.connection import Connection
from workbench.storage.files import ReadOnlyReason
from workbench.storage.seen import seen_by
from workbench.storage.torn.mending import forgetting_changes
from workbench.storage.torn.picture import assessments_named
from workbench.system.frozen import frozen


@frozen
class Copy:
    """An automatic copy, open for reading, and when it was made (UTC)."""

    document: Document
    at: datetime


@contextlib.contextmanager
def newest_copy(connection: Connection, assessment: str, root: Path | None = None) -> Iterator[Copy | None]:
    """The newest undamaged automatic copy of an assessment; None if there is none that may be used.

    The newest is the one that shares most of the history, since the clock may have been wrong when one was made; of two that
    share as much, one of the damaged file itself is taken before one of another file with the same assessment. A copy that
    has not seen that something was forgotten for good is not used: it may have it.
    """
    damaged = connection.path
    forgotten = forgetting_changes(connection)
    ours = seen_by(connection)
    with contextlib.ExitStack() as stack:
        found = None
        copies = listed(folder_of(root or default_root(), assessment))
        for kept in sorted(copies, key=lambda copy: _nearness(copy, ours, damaged), reverse=True):
            found = _usable(kept, assessment, forgotten)
            if found is not None:
                stack.enter_context(found.document)
                break
        yield found


def _nearness(kept: KeptCopy, ours: Mapping[str, int], damaged: Path) -> tuple[int, bool, int]:
    """How many changes a copy has together with a damaged file, whether it is of that file, and how many changes it has.

    -1 for what is no database.
    """
    try:
        with contextlib.closing(Connection.open(kept.path, writable=False)) as connection:
            seen = seen_by(connection)
    except WorkbenchError:
        return -1, False, -1
    shared = sum(min(number, ours[sitting]) + 1 for sitting, number in seen.items() if sitting in ours)
    return shared, kept.is_of(damaged), sum(seen.values())


def _usable(kept: KeptCopy, assessment: str, forgotten: list[tuple[str, int]]) -> Copy | None:
    """An automatic copy, open, if it is undamaged, of this assessment, and has seen all that was forgotten."""
    if not kept.is_sound():
        return None
    try:
        document = Document.open(kept.path, read_only=True)
    except WorkbenchError:
        return None
    seen = seen_by(document.read.connection)
    sound = document.read_only is ReadOnlyReason.ASKED and document.read.assessment().id == assessment
    if sound and all(seen.get(sitting, -1) >= number for sitting, number in forgotten):
        return Copy(document, kept.at)
    document.close()
    return None


def assessment_of(document: Document, root: Path | None = None) -> str:
    """The id of the assessment of which a document has rows, also if the row about it is lost; empty if nobody knows."""
    found = assessments_named(document.read.connection)
    if len(found) == 1:
        return found[0]
    answers = document.read.every(Answer)
    with contextlib.suppress(OSError):
        for folder in sorted((root or default_root()).iterdir()):
            if any(link_id(folder.name, answer.question_id) == answer.id for answer in answers):
                return folder.name
    return ""


def pack_of(assessment: Assessment | None) -> Pack:
    """The checklist of an assessment, or the one that the program has. Raises WorkbenchError if the program lacks both."""
    known = packs()
    name = assessment.checklist if assessment is not None and assessment.checklist in known else known[0]
    return load_pack(name)
