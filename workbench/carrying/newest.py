"""What waits on this computer for the place of a file, and the newest state of it, to be read."""

from __future__ import annotations

import contextlib
from datetime import datetime
from pathlib import Path

from workbench.carrying.carried import real_path
from workbench.carrying.publishing import digest_at
from workbench.carrying.working_copy import WorkingCopy, copies_in, default_root
from workbench.document.document import Document, Identity, lies_there
from workbench.errors import WorkbenchError
from workbench.language.dates import At
from workbench.language.i18n import Message
from workbench.storage.open_record import told_meanwhile
from workbench.storage.reading import open_to_read


class ReadFromCopy(Document):
    """What is read of a working copy, open in another window or not. Its ``path`` is where the file belongs.

    As of its opening here, ``stored_at`` is when something was stored in the working copy last, and ``was_waiting`` whether
    it had more than what lies at its place.
    """

    def __init__(self, path: Path, copy: WorkingCopy, *, history_later: bool, identity: Identity | None) -> None:
        self.stored_at, self.was_waiting = stored_at(copy), copy.is_waiting
        super().__init__(path, open_to_read(copy.file, history_later=history_later), identity=identity)


def open_newest(path: Path, *, history_later: bool = False, identity: Identity | None = None) -> Document:
    """Opens the newest state of a file that this computer has, for reading only. Raises what :meth:`Document.open` raises.

    That is the working copy if a window has it open, or if it has work that is not at the place of the file yet, and it goes
    on from what lies there, or nothing lies there. Of a file that somebody else has changed, it is what lies there.
    """
    copy = _going_on(path)
    if copy is not None and (copy.is_waiting or copy.is_open()):
        with contextlib.suppress(WorkbenchError):
            return ReadFromCopy(path, copy, history_later=history_later, identity=identity)
    return Document.open(path, read_only=True, history_later=history_later, identity=identity)


def lacks_work(path: Path) -> bool:
    """Whether work on a file waits on this computer that who reads it does not get, since somebody else has changed it."""
    return waiting_for(path) is not None and _going_on(path) is None


def _going_on(path: Path) -> WorkingCopy | None:
    """The working copy that goes on from what lies at a place; where nothing can be read, one with work that waits."""
    home = real_path(path)
    found = sorted((copy for copy in copies_in(default_root()) if copy.home == home), key=lambda copy: not copy.is_waiting)
    if found and lies_there(home):
        with contextlib.suppress(OSError):
            there = digest_at(home)
            return next((copy for copy in found if copy.knows(there)), None)
    return found[0] if found else None


def told_of_state(document: Document) -> tuple[Message, ...]:
    """For who only reads a file: two sentences about which state it is, if there is, or will be, a newer one; else none."""
    if isinstance(document, ReadFromCopy) and document.was_waiting:
        return _told_from_copy(document)
    waiting = None if isinstance(document, ReadFromCopy) else waiting_for(document.path, document.read.assessment().id)
    if waiting is not None:
        return told_waiting(waiting)
    return told_meanwhile(document.path, document.as_of) if document.as_of is not None else ()


def _told_from_copy(document: ReadFromCopy) -> tuple[Message, ...]:
    at = document.as_of or document.stored_at or document.now()
    return (
        Message("Newer work on {name} is on this laptop, and is not in the file yet.", name=document.path.name),
        Message("What you read here has it, as it was at {time}.", time=At(at)),
    )


def waiting_for(path: Path, assessment: str = "") -> WorkingCopy | None:
    """The working copy with work that the file at this path does not have yet; None if there is none.

    ``assessment``: only of that one, because two sticks may have one name.
    """
    home = real_path(path)
    copies = (copy for copy in copies_in(default_root()) if copy.home == home and copy.is_waiting)
    return next((copy for copy in copies if not assessment or copy.record.assessment in ("", assessment)), None)


def waiting_for_another(copy: WorkingCopy) -> WorkingCopy | None:
    """A working copy with work on another assessment that waits for the same place, on another stick of the same name."""
    assessment = copy.record.assessment
    copies = (other for other in copies_in(default_root()) if other.home == copy.home and other.is_waiting)
    return next((other for other in copies if other.record.assessment not in ("", assessment)), None)


def waiting_under_another_path(copy: WorkingCopy) -> WorkingCopy | None:
    """A working copy with work on the same assessment that waits for another path, at which nothing lies now.

    A stick may have got another letter, or its file another name.
    """
    for other in copies_in(default_root()):
        same = other.record.assessment == copy.record.assessment != ""
        if same and other.home != copy.home and other.is_waiting and not lies_there(other.home) and not other.is_open():
            return other
    return None


def told_waiting(copy: WorkingCopy) -> tuple[Message, Message]:
    """Two sentences for who reads a file for which work waits on this computer: what is read does not have that work."""
    at = stored_at(copy) or datetime.now().astimezone()
    return (
        Message("Newer work on {name} is on this laptop, and is not in the file yet.", name=copy.home.name),
        Message("What you read here does not have it; it was last saved at {time}.", time=At(at)),
    )


def stored_at(copy: WorkingCopy) -> datetime | None:
    """When something was stored in a working copy last, by the clock of this computer; None if that cannot be asked."""
    try:
        return datetime.fromtimestamp(copy.file.stat().st_mtime).astimezone()
    except (OSError, ValueError, OverflowError):
        return None
