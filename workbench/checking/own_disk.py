"""What the check says of a file that is worked on in a copy on this computer: which state its own disk has."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from workbench.carrying.carried import real_path
from workbench.carrying.newest import stored_at
from workbench.carrying.opening import copy_of
from workbench.carrying.publishing import is_reachable
from workbench.carrying.words import Seen, where_it_is
from workbench.carrying.working_copy import WorkingCopy, copies_in, default_root
from workbench.document.document import Document, lies_there
from workbench.language.i18n import Message
from workbench.model.moments import moment
from workbench.system.frozen import frozen


@frozen
class OnItsDisk:
    """``told``: when work was saved here, and which state the file's own disk has. ``waits``: that disk has less."""

    told: Message
    waits: bool


def on_its_disk(document: Document) -> OnItsDisk | None:
    """What is known of a document's own disk; None for a file that is worked on where it lies, and has nothing waiting."""
    copy = copy_of(document) or _waiting_for(document.path)
    if copy is None:
        return None
    record, now = copy.record, datetime.now().astimezone()
    told = where_it_is(record.drive, stored_at(copy), moment(record.state_at), now, _seen(copy))
    return OnItsDisk(told, copy.is_waiting)


def _seen(copy: WorkingCopy) -> Seen:
    if lies_there(copy.home):
        return Seen.THERE
    return Seen.MISSING if is_reachable(copy.home, copy.record.drive) else Seen.AWAY


def _waiting_for(path: Path) -> WorkingCopy | None:
    """A working copy with work that a file, opened where it lies, has not. None without a folder of working copies."""
    home = real_path(path)
    return next((copy for copy in copies_in(default_root()) if copy.home == home and copy.is_waiting), None)
