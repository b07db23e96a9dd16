"""What waits on this computer for its stick, its share or its folder."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path

from workbench.carrying.carried import CarriedDocument
from workbench.carrying.newest import waiting_for
from workbench.carrying.opening import copy_of, open_for_work
from workbench.carrying.publishing import Outcome
from workbench.carrying.working_copy import cannot_be_reached, of_another
from workbench.document.document import Document, Identity
from workbench.storage.open_record import remove_left_here
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
    if copy is not None:
        remove_left_here(copy.home)  # a window that was closed without the stick could not take it away
    changed, fresh = _facts(document)
    document.close()
    if copy is None or fresh:
        if copy is not None:
            copy.remove()
        if waiting_for(path) is not None:
            raise of_another(path)
        return End(Ended.NOTHING, path)
    at = datetime.now().astimezone()
    snapshot = copy.closed_snapshot()
    outcome = Outcome.CHANGED if changed else copy.put(snapshot, at, anew=True)
    if outcome is Outcome.AWAY:
        raise cannot_be_reached(copy.home)
    if outcome is Outcome.OTHER:
        raise of_another(copy.home)
    if outcome is Outcome.CHANGED:
        return End(Ended.BESIDE, copy.keep_both(snapshot, at, beside))
    return End(Ended.PUT, copy.home)


def _facts(document: Document) -> tuple[bool, bool]:
    return (document.changed_there, document.fresh) if isinstance(document, CarriedDocument) else (False, False)
