"""Opens a file for work where it is safe to work: where it lies, or in a working copy on this computer.

A file on a disk of this computer opens as it always did. What lies on a stick, a share, in a folder that a service copies,
or on a disk that cannot be told from these, is taken into a working copy first; the only file that stays open is that copy.
An interrupted change and an older format are put in order where the file lies, because what belongs to that lies there.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from workbench.document.document import Document, Identity, lies_there
from workbench.system import drives
from workbench.system.drives import Drive

if TYPE_CHECKING:
    from workbench.carrying.working_copy import WorkingCopy


def copy_of(document: Document) -> WorkingCopy | None:
    """The working copy in which this document is worked on; None for a file that is worked on where it lies."""
    if type(document) is Document:
        return None
    from workbench.carrying.carried import CarriedDocument

    return document.copy if isinstance(document, CarriedDocument) else None


def open_for_work(
    path: Path,
    *,
    read_only: bool = False,
    history_later: bool = False,
    identity: Identity | None = None,
    root: Path | None = None,
) -> Document:
    """Opens a file for work: see :meth:`Document.open`, which does it for a file on a disk of this computer.

    If the disk of the file is away, the working copy is opened that waits for it. ``root`` is the folder of the working
    copies. ``read_only``: the newest state that this computer has is opened for reading. Raises what :meth:`Document.open`
    raises, and DiskFull or StorageFailed without room for a working copy.
    """
    drive = drives.drive_of(path)
    there = lies_there(path)
    if drive is Drive.LOCAL and there:
        return Document.open(path, read_only=read_only, history_later=history_later, identity=identity)
    if read_only:
        from workbench.carrying.newest import open_newest

        return open_newest(path, history_later=history_later, identity=identity)
    from workbench.carrying.carried import Opening
    from workbench.carrying.working_copy import default_root

    opening = Opening(path, drive, root or default_root(), history_later=history_later, identity=identity)
    return opening.document(there=there)
