"""What is attached to background documents, whether it can be had, and how it leaves the assessment: as a copy.

An assessment may come from a stranger: names, sizes, bytes and paths in it are judged before anything is shown as sound,
written or opened.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Collection, Iterable
from enum import StrEnum
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Final

from workbench.document.document import Document
from workbench.errors import AttachmentUnusable
from workbench.language.i18n import Message
from workbench.model.file_kinds import is_safe_name, refusal
from workbench.model.limits import MOST_STORED_BYTES
from workbench.model.rows import Attachment, BackgroundDocument
from workbench.operations.common import existing
from workbench.storage import stored_bytes
from workbench.storage.private_copies import PrivateCopies
from workbench.storage.writing import finished_or_absent
from workbench.system.frozen import frozen
from workbench.system.outside import ends_of, found_at
from workbench.system.own_files import new_private
from workbench.system.patience import within

_CONTENT: Final = re.compile(r"[0-9a-f]{64}")
_PATIENCE_SECONDS: Final = 1.0
"""How long the disk may take to say whether linked files are there: a share that is gone answers after half a minute."""


_OF_A_DISK: Final = 3
"""So many parts of a path tell one disk or share from another: a drive, a server, the folder where it is mounted."""


class State(StrEnum):
    """Whether an attached file can be had."""

    STORED = "stored"
    LINKED = "linked"
    NOT_FOUND = "not_found"
    """It is only linked, and not where it was."""
    ABSENT = "absent"
    """Its bytes are not in this copy of the assessment."""
    DAMAGED = "damaged"
    """Its row or its bytes are not as the program writes them."""


STATES: Final = {
    State.STORED: Message("in the assessment"),
    State.LINKED: Message("linked"),
    State.NOT_FOUND: Message("linked, not found"),
    State.ABSENT: Message("not in this copy"),
    State.DAMAGED: Message("damaged"),
}
"""The states in words."""


@frozen
class Attached:
    """An attached file, with the document that it belongs to."""

    row: Attachment
    state: State
    document: BackgroundDocument


@frozen
class Looked:
    """What the disk has said about linked files: ``missing`` are not where they were, ``unanswered`` it did not say of."""

    missing: frozenset[Path] = frozenset()
    unanswered: frozenset[Path] = frozenset()


def links_of(document: Document, rows: Iterable[Attachment] | None = None) -> frozenset[Path]:
    """Where all linked files of a document should lie, or those of these rows. The disk is not asked."""
    every = document.read.every(Attachment) if rows is None else rows
    paths = (linked_path(document, row) for row in every if row.is_link)
    return frozenset(path for path in paths if path is not None)


def look_for(links: Collection[Path], seconds: float = _PATIENCE_SECONDS) -> Looked:
    """Asks the disks whether files are there, all disks at once, and waits for so long at most."""
    found, missing = set[Path](), set[Path]()

    def look(paths: Collection[Path]) -> None:
        for path in paths:
            (missing if found_at(path) is None else found).add(path)

    disks: dict[tuple[str, ...], list[Path]] = {}
    for path in sorted(links):
        disks.setdefault(path.parts[:_OF_A_DISK], []).append(path)
    threads = [threading.Thread(target=look, args=(paths,), daemon=True) for paths in disks.values()]
    end = time.monotonic() + seconds
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))
    absent = frozenset(missing)
    return Looked(absent, frozenset(links) - absent - found)


def attached(document: Document, entry: str | None = None, looked: Looked | None = None) -> list[Attached]:
    """The files that are attached to a document of the register, or to all of them, in their order. No bytes are read.

    ``looked`` is what :func:`look_for` has found, where that was asked before on another thread.
    """
    entries = document.read.every(BackgroundDocument)
    wanted = [row for row in entries if entry is None or row.id == entry]
    rows = document.read.every(Attachment) if entry is None else document.read.where(Attachment, document_id=entry)
    sizes = stored_bytes.sizes(document.read.connection) if rows else {}
    told = looked if looked is not None else look_for(links_of(document, rows))
    gone = told.missing | told.unanswered

    def state(row: Attachment) -> State:
        if not row.is_link:
            return _state_of_stored(row, sizes.get(row.content))
        path = linked_path(document, row)
        return State.DAMAGED if path is None else State.NOT_FOUND if path in gone else State.LINKED

    return [Attached(row, state(row), owner) for owner in wanted for row in rows if row.document_id == owner.id]


def _state_of_stored(row: Attachment, size: int | None) -> State:
    if not is_safe_name(row.name) or not _CONTENT.fullmatch(row.content) or row.size > MOST_STORED_BYTES:
        return State.DAMAGED
    if size is None:
        return State.ABSENT
    return State.STORED if size == row.size else State.DAMAGED


def linked_path(document: Document, row: Attachment) -> Path | None:
    """Where a linked file should lie; None for a path that the program cannot have written."""
    written = row.path
    if not written or not is_safe_name(row.name) or "\\" in written or written.startswith("//") or "\0" in written:
        return None
    if PurePosixPath(written).is_absolute() or PureWindowsPath(written).drive:
        return Path(written)
    if any(part in ("..", "~") or ":" in part for part in PurePosixPath(written).parts):
        return None
    return document.path.absolute().parent / written


def is_elsewhere(row: Attachment) -> bool:
    """Whether a linked file lies outside the folder of the assessment; so does one at a path that is none."""
    path = row.path
    return "\\" in path or PurePosixPath(path).is_absolute() or bool(PureWindowsPath(path).drive) or ".." in path


def bytes_of(document: Document, attachment: str) -> tuple[Attachment, bytes]:
    """A stored file with its bytes, which are those that were stored. Raises NotFound and AttachmentUnusable."""
    row = existing(document, Attachment, attachment)
    size = stored_bytes.size_of(document.read.connection, row.content) if _CONTENT.fullmatch(row.content) else None
    state = State.LINKED if row.is_link else _state_of_stored(row, size)
    if state is State.LINKED:
        raise _unusable(
            Message("{name} is not saved in the assessment, only linked.", name=row.name),
            Message("Open it where it is: {path}", path=row.path),
        )
    if state is State.ABSENT:
        raise _unusable(
            Message("{name} is not in this copy of the assessment.", name=row.name),
            Message("Open the assessment from which this copy was made, or attach it again."),
        )
    data = stored_bytes.content(document.read.connection, row.content) if state is State.STORED else None
    if data is None or len(data) != row.size:
        raise damaged_attachment()
    refused = refusal(row.name, data)
    if refused is not None:
        raise _unusable(refused, Message("Do not use it, and ask where this assessment comes from."))
    return row, data


def private_copy(document: Document, attachment: str, copies: PrivateCopies) -> Path:
    """A copy of a stored file for a program that shows it; it cannot be written to, and is removed with ``copies``.

    Raises NotFound, AttachmentUnusable, StorageFailed and DiskFull.
    """
    row, data = bytes_of(document, attachment)
    return copies.put(row.content, row.name, data)


def save_attachment(document: Document, attachment: str, target: Path) -> None:
    """Writes a copy of a stored file to a path, complete or not at all; what is there is replaced.

    Raises NotFound, AttachmentUnusable, StorageFailed and DiskFull.
    """
    _, data = bytes_of(document, attachment)
    with finished_or_absent(target) as part, new_private(part) as stream:
        stream.write(data)


def linked_file(document: Document, attachment: str) -> Path:
    """Where a linked file lies, if it is there and may be opened. Raises NotFound and AttachmentUnusable."""
    row = existing(document, Attachment, attachment)
    path = linked_path(document, row)
    if path is None:
        raise damaged_attachment()
    there = within(_PATIENCE_SECONDS, lambda: found_at(path), None)
    if there is None:
        raise _unusable(
            Message("{name} was not found where it was linked: {path}", name=row.name, path=row.path),
            Message("Put it there again, or remove it here and attach it from where it is now."),
        )
    try:
        refused = refusal(there.name, ends_of(there))
    except OSError as error:
        raise _unusable(
            Message("{name} cannot be read.", name=row.name), Message("Check whether another program has it open.")
        ) from error
    if refused is not None:
        raise _unusable(refused, Message("It is not opened from here."))
    return there


def lacking(document: Document) -> int:
    """How many saved attachments are not in this file, because it was copied without them."""
    return sum(one.state is State.ABSENT for one in attached(document))


def damaged_attachment() -> AttachmentUnusable:
    """The error for a row or bytes that are not as the program writes them; its name may be anything, and is not told."""
    return _unusable(
        Message("This attachment is damaged: it is not as it was saved."),
        Message("Remove it here, and attach it again from where it came."),
    )


def _unusable(what: Message, advice: Message) -> AttachmentUnusable:
    return AttachmentUnusable(what, safe=Message("Nothing was opened or written."), advice=advice)
