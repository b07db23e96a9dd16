"""What waits on this computer for its stick, its share or its folder."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path

from workbench.carrying.carried import CarriedDocument, real_path
from workbench.carrying.opening import copy_of, open_for_work
from workbench.carrying.publishing import Outcome
from workbench.carrying.working_copy import WorkingCopy, cannot_be_reached, copies_in, default_root
from workbench.document.document import Document, Identity
from workbench.errors import DocumentChangedElsewhere
from workbench.language.dates import At
from workbench.language.i18n import Message
from workbench.system.frozen import frozen


class Ended(StrEnum):
    """How it ended when somebody asked to put what waits where it belongs."""

    NOTHING = "nothing"
    """Nothing waits."""
    PUT = "put"
    BESIDE = "beside"
    """The file was changed meanwhile: it stays, and ours lies beside it."""


@frozen
class End:
    """How it ended, and the file that has the work now."""

    how: Ended
    path: Path


def put_what_waits(path: Path, beside: str, identity: Identity | None = None) -> End:
    """Puts what waits for a file where it belongs; if the file was changed meanwhile, beside it as ``beside``.

    Raises what opening raises, DocumentInUse while a window has the working copy open, and StorageFailed or DiskFull if the
    disk is away or refuses. Then everything stays on this computer.
    """
    document = open_for_work(path, identity=identity)
    copy = copy_of(document)
    changed, fresh = _facts(document)
    document.close()
    if copy is None or fresh:
        if copy is not None:
            copy.remove()
        if waiting_for(path) is not None:
            raise _of_another(path)
        return End(Ended.NOTHING, path)
    at = datetime.now().astimezone()
    snapshot = copy.closed_snapshot()
    outcome = Outcome.CHANGED if changed else copy.put(snapshot, at, anew=True)
    if outcome is Outcome.AWAY:
        raise cannot_be_reached(copy.home)
    if outcome is Outcome.CHANGED:
        return End(Ended.BESIDE, copy.keep_both(snapshot, at, beside))
    return End(Ended.PUT, copy.home)


def _of_another(path: Path) -> DocumentChangedElsewhere:
    return DocumentChangedElsewhere(
        Message("The work that waits for {name} is of another assessment than the file that lies there.", name=path.name),
        safe=Message("Neither was changed."),
        advice=Message("Connect the other USB stick, or give the file that lies there another name first."),
    )


def _facts(document: Document) -> tuple[bool, bool]:
    return (document.changed_there, document.fresh) if isinstance(document, CarriedDocument) else (False, False)


def waiting_for(path: Path, assessment: str = "") -> WorkingCopy | None:
    """The working copy with work that the file at this path does not have yet; None if there is none.

    ``assessment``: only of that one, because two sticks may have one name.
    """
    home = real_path(path)
    copies = (copy for copy in copies_in(default_root()) if copy.home == home and copy.is_waiting)
    return next((copy for copy in copies if not assessment or copy.record.assessment in ("", assessment)), None)


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
