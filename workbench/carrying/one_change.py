"""One change to a file wherever it lies: taken, changed and put back at once, for commands and scripts.

Why commands do not write into a file on a stick: a change in place that is cut short leaves a journal beside the file,
without which the file is not whole; and a stick confirms what it has not written. What is put back is whole at every moment.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from workbench.carrying.carried import CarriedDocument
from workbench.carrying.opening import open_for_work
from workbench.carrying.publishing import Outcome
from workbench.carrying.working_copy import WorkingCopy, of_another
from workbench.document.document import Document, Identity
from workbench.errors import DocumentChangedElsewhere, StorageFailed, WorkbenchError
from workbench.language.i18n import Message
from workbench.storage.open_record import remove_left_here


@contextlib.contextmanager
def changed_where_it_is_safe(path: Path, identity: Identity | None = None) -> Iterator[Document]:
    """Opens a file for one change, and puts it back if it lies on a stick, a share or in a synchronised folder.

    The working copy is then removed, unless a window had made it. Raises what opening raises; DocumentChangedElsewhere if
    work is waiting and the file was changed by somebody else; StorageFailed if the change stays on this computer for now.
    """
    document = open_for_work(path, identity=identity)
    if document.read_only is None:
        remove_left_here(path)  # what a kill left: nobody else has it open here
    if not isinstance(document, CarriedDocument) or document.copy is None:
        with document:
            yield document
        return
    copy = document.copy
    try:
        with document:
            if document.changed_there:
                raise _both_changed(copy)
            yield document
    except BaseException:
        with contextlib.suppress(WorkbenchError):
            _put_back(copy, fresh=document.fresh)
        raise
    _put_back(copy, fresh=document.fresh)


def _put_back(copy: WorkingCopy, *, fresh: bool) -> None:
    try:
        outcome = copy.put(copy.closed_snapshot(), datetime.now().astimezone())
    except StorageFailed as error:
        raise type(error)(error.what, safe=_WAITS, advice=_LATER) from error
    if outcome is Outcome.AWAY:
        what = Message("The disk with {name} cannot be reached any more.", name=copy.home.name)
        raise StorageFailed(what, safe=_WAITS, advice=_LATER)
    if outcome is Outcome.OTHER:
        raise of_another(copy.home)
    if outcome is not Outcome.PUT:
        raise _both_changed(copy)
    if fresh:
        copy.remove()


_WAITS = Message("Your change is saved on this laptop, and waits there.")
_LATER = Message("Put it there later: with the command put, or by opening the file in the window.")


def _both_changed(copy: WorkingCopy) -> DocumentChangedElsewhere:
    return DocumentChangedElsewhere(
        Message("The file {name} was changed or removed while work on it was waiting on this laptop.", name=copy.home.name),
        safe=Message("Neither was changed or overwritten."),
        advice=Message("The command put saves your work beside the file."),
    )
