"""A working copy: the file in which people work while the one on the stick, the share or in the cloud's folder waits.

It lies in the program's data folder on this computer, for this account only. A folder has the copy under the name of the
file; beside the folder lies its record. What has no record is never removed: it may be work that is nowhere else.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from workbench.carrying.lying_there import is_of_another
from workbench.carrying.publishing import Away, Outcome, digest_at, digest_of, look, put
from workbench.carrying.record import ENDING, Record, read_record, write_record
from workbench.document.document import Document
from workbench.errors import DiskFull, DocumentChangedElsewhere, DocumentInUse, StorageFailed, WorkbenchError
from workbench.language.i18n import Message
from workbench.model.rows import Assessment
from workbench.storage.file_lock import locked
from workbench.storage.mapping import TYPE_OF_TABLE
from workbench.storage.names import JOURNAL, shortened
from workbench.storage.open_files import refuse_if_open_here
from workbench.storage.recovery import is_interrupted
from workbench.storage.rescue import lies_there
from workbench.storage.unfinished import found_beside, is_other
from workbench.storage.whole import is_whole
from workbench.storage.writing import cannot_write, finished_or_absent
from workbench.system import sha256
from workbench.system.drives import Drive
from workbench.system.frozen import frozen
from workbench.system.own_files import data_folder, is_own, new_private, private_folder

FOLDER: Final = "INTEGRITY_WORKBENCH_WORK"
"""The variable of the environment that names another folder for working copies."""

_CHUNK: Final = 1 << 20
_TRIES: Final = 3
_MOST_NAMES: Final = 1000


def default_root() -> Path:
    """The program's folder for working copies, on this system and for this account; or what :data:`FOLDER` says."""
    named = os.environ.get(FOLDER)
    return Path(named) if named else data_folder() / "work"


@frozen
class Snapshot:
    """The bytes of a working copy as of a commit, with the size and the time (nanoseconds) that the file then had."""

    content: bytes
    size: int
    modified: int


class WorkingCopy:
    """One working copy and its record. Use it from one thread at a time."""

    def __init__(self, folder: Path, record: Record) -> None:
        self.folder = folder
        self.record = record

    @property
    def file(self) -> Path:
        """The working copy itself."""
        return self.folder / self.record.name

    @property
    def home(self) -> Path:
        """Where the file belongs."""
        return Path(self.record.home)

    @property
    def is_waiting(self) -> bool:
        """Whether it may have work that is not where it belongs. Does not open it: another window may have it open."""
        with contextlib.suppress(OSError):
            found = self.file.stat()
            return is_interrupted(self.file) or (found.st_size, found.st_mtime_ns) != (
                self.record.size,
                self.record.modified,
            )
        return False

    def note(self, **values: Any) -> None:
        """Writes new values into the record. Raises StorageFailed or DiskFull."""
        record = replace(self.record, **values)
        if record != self.record:
            write_record(self.folder.with_suffix(ENDING), record)
            self.record = record

    def _known(self) -> set[str]:
        return {self.record.state, self.record.other} - {""}

    def knows(self, digest: str) -> bool:
        """Whether this state was taken from its place, or put there."""
        return digest in self._known()

    def move_to(self, home: Path, drive: Drive) -> None:
        """Notes that the file belongs there from now on. Raises StorageFailed or DiskFull."""
        self.note(home=str(home), drive=drive)

    def found(self, there: str) -> None:
        """Notes which of its states lies at its place now. Raises StorageFailed or DiskFull."""
        if there != self.record.state:
            self.note(state=there, other=self.record.state, size=-1, modified=-1)

    def digest(self) -> str:
        """The digest of the closed working copy. Raises DocumentInUse if this process has it open, and StorageFailed."""
        refuse_if_open_here(self.file)
        try:
            return digest_at(self.file)
        except OSError as error:
            raise cannot_write(self.file, error) from error

    def snapshot(self, document: Document) -> Snapshot:
        """The present bytes of the open working copy. Takes a millisecond for a full assessment. Raises StorageFailed."""
        # typing goes on as another change: the same one must not become two different ones in two files
        document.end_burst()
        size, modified = self._look()
        return Snapshot(document.read.connection.content(), size, modified)

    def closed_snapshot(self) -> Snapshot:
        """The same of the closed working copy. Raises DocumentInUse if this process has it open, and StorageFailed."""
        refuse_if_open_here(self.file)
        size, modified = self._look()
        try:
            return Snapshot(self.file.read_bytes(), size, modified)
        except OSError as error:
            raise cannot_write(self.file, error) from error

    def _look(self) -> tuple[int, int]:
        try:
            found = self.file.stat()
        except OSError:
            return -1, -1
        return found.st_size, found.st_mtime_ns

    def put(self, snapshot: Snapshot, at: datetime, *, anew: bool = False) -> Outcome:
        """Puts a state of the working copy where it belongs; ``anew``: also if nothing lies there any more.

        Raises DiskFull or StorageFailed, and StorageFailed for a damaged state: that never takes the place of a sound one.
        """
        digest = digest_of(snapshot.content)
        if digest != self.record.state and not is_whole(snapshot.content, self.file):
            raise _not_whole(self.home)

        def about_to(there: str | None) -> None:
            self.note(state=there or self.record.state, other=digest)

        absent_too = anew or not self.record.state
        known = self._known()
        outcome = put(snapshot.content, self.home, self.record.drive, known, absent_too=absent_too, about_to=about_to)
        if outcome is Outcome.PUT:
            self._note_put(snapshot, digest, at)
        if outcome is Outcome.CHANGED and is_of_another(self.home, self.record.assessment):
            return Outcome.OTHER  # nothing of ours must come upon a disk that is not its own
        return outcome

    def _note_put(self, snapshot: Snapshot, digest: str, at: datetime) -> None:
        other = self.record.other if digest == self.record.state else self.record.state
        self.note(state=digest, other=other, state_at=at.isoformat(), size=snapshot.size, modified=snapshot.modified)

    def keep_both(self, snapshot: Snapshot, at: datetime, named: str) -> Path:
        """Puts a state beside what somebody else has put at its place, under a new name; from now on it belongs there.

        ``named`` is what to call it, without the ending. Raises DiskFull or StorageFailed, also if the disk is away.
        """
        home = self.home
        for number in range(1, _MOST_NAMES):
            stem = shortened(named if number == 1 else f"{named} {number}")
            beside = home.with_name(stem + home.suffix)
            outcome = put(snapshot.content, beside, self.record.drive, (), absent_too=True)
            if outcome is Outcome.PUT:
                self.note(home=str(beside))
                self._note_put(snapshot, digest_of(snapshot.content), at)
                return beside
            if outcome is Outcome.AWAY:
                break
        raise cannot_be_reached(home)

    def is_open(self) -> bool:
        """Whether a window or a command has it open, of this process or of another."""
        try:
            refuse_if_open_here(self.file)  # first: a lock that this process takes and gives back would cost its own
            with locked(self.file, 0):
                return False
        except DocumentInUse:
            return True
        except (OSError, StorageFailed):
            return False

    def _has_undecided(self) -> bool:
        """Whether an interruption has left a text beside it that is nowhere else, and about which somebody can decide."""
        left = found_beside(self.file)
        if not left:
            return False
        try:
            with Document.open(self.file, read_only=True, history_later=True) as document:
                ours = [one for one in left if one.assessment == document.read.assessment().id]
                texts = [text for one in ours for text in one.texts]
                return any(is_other(text, document.get(TYPE_OF_TABLE[text.table], text.row_id)) for text in texts)
        except WorkbenchError:
            return True

    def remove(self) -> bool:
        """Removes the working copy from this computer; False if it is open, or the system refuses.

        It stays while a text waits beside it about which nobody has decided: that text is nowhere else.
        """
        if self.is_open() or self._has_undecided():
            return False
        with contextlib.suppress(OSError):
            self.file.unlink(missing_ok=True)
        if lies_there(self.file):
            return False
        shutil.rmtree(self.folder, ignore_errors=True)
        with contextlib.suppress(OSError):
            self.folder.with_suffix(ENDING).unlink(missing_ok=True)
        return True


def copies_in(root: Path) -> list[WorkingCopy]:
    """The working copies on this computer, those that were changed last first."""
    found = [(changed, copy) for copy in _each(root) if (changed := _changed(copy.file)) is not None]
    return [copy for _, copy in sorted(found, key=lambda each: each[0], reverse=True)]


def _changed(file: Path) -> int | None:
    """When a file was changed last (nanoseconds); None if there is none, because another window may just have removed it."""
    try:
        found = file.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns if stat.S_ISREG(found.st_mode) else None


def _each(root: Path) -> Iterator[WorkingCopy]:
    try:
        records = [path for path in root.iterdir() if path.suffix == ENDING]
    except OSError:
        return
    for path in records:
        record = read_record(path)
        if record is not None:
            yield WorkingCopy(path.with_suffix(""), record)


def without_record(root: Path) -> list[Path]:
    """Working copies whose record cannot be read: nobody knows where they belong, so they stay."""
    try:
        folders = [path for path in root.iterdir() if path.is_dir()]
        return sorted(
            file
            for folder in folders
            if read_record(folder.with_suffix(ENDING)) is None
            for file in folder.iterdir()
            if file.is_file() and not file.name.endswith(JOURNAL) and not file.name.startswith(".")
        )
    except OSError:
        return []


def title_of(assessment: Assessment) -> str:
    """What the record calls an assessment."""
    return assessment.station or assessment.administration


def take(home: Path, drive: Drive, root: Path, at: datetime) -> WorkingCopy:
    """A new working copy of the file at ``home``. Raises DiskFull or StorageFailed; then nothing of it stays here."""
    copy = WorkingCopy(root / os.urandom(8).hex(), Record(str(home), home.name, drive))
    try:
        private_folder(root)
        if not is_own(root):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(root))
        copy.folder.mkdir(mode=0o700)
        write_record(copy.folder.with_suffix(ENDING), copy.record)  # first: a copy without a record stays for ever
        for _ in range(_TRIES):
            state = _copied(home, copy.file)
            if state and look(home, drive) == state:
                break
        else:
            raise _never_still(home)
        found = copy.file.stat()
        copy.note(state=state, state_at=at.isoformat(), size=found.st_size, modified=found.st_mtime_ns)
    except BaseException as error:
        copy.remove()
        if isinstance(error, OSError):
            raise _not_on_this_computer(home) from error
        if isinstance(error, Away):
            raise cannot_be_reached(home) from error
        raise
    return copy


def _copied(home: Path, target: Path) -> str:
    """Copies a file of another disk; returns the digest of what was read. Raises Away, DiskFull or StorageFailed."""
    read = sha256.sha256()
    try:
        with finished_or_absent(target) as part, new_private(part) as stream:
            for data in _parts_of(home):
                read.update(data)
                stream.write(data)
    except DiskFull as error:
        raise _no_room(home) from error
    except StorageFailed as error:
        raise _not_on_this_computer(home) from error
    return read.hexdigest()


def _parts_of(home: Path) -> Iterator[bytes]:
    try:
        with home.open("rb", buffering=0) as source:
            while data := source.read(_CHUNK):
                yield data
    except OSError as error:
        raise Away from error


def _no_room(home: Path) -> DiskFull:
    return DiskFull(
        Message("There is not enough room on this laptop for the working copy of {name}.", name=home.name),
        safe=Message("The file itself is unchanged."),
        advice=Message("Free some space on the disk of this laptop, then open the file again."),
    )


def _not_on_this_computer(home: Path) -> StorageFailed:
    return StorageFailed(
        Message("This laptop has no place for a working copy of {name}.", name=home.name),
        safe=Message("The file itself is unchanged."),
        advice=Message("Check that your own folder can be written to, or copy the file there and open the copy."),
    )


def cannot_be_worked_on(home: Path, error: StorageFailed) -> StorageFailed:
    """The error for a change that the disk of this computer refuses, on which the working copy is."""
    if isinstance(error, DiskFull):
        return DiskFull(
            Message("The disk of this laptop is full, and the working copy of {name} is there.", name=home.name),
            safe=error.safe,
            advice=Message("Free some space on this laptop, then try again."),
        )
    return StorageFailed(
        Message("The working copy of {name} on this laptop cannot be read or written.", name=home.name),
        safe=error.safe,
        advice=Message("Try again, or save elsewhere and continue there."),
    )


def cannot_be_reached(home: Path) -> StorageFailed:
    """The error for a disk that is away, while the work is on this computer."""
    return StorageFailed(
        Message("The disk with {name} cannot be reached.", name=home.name),
        safe=Message("Your work is on this laptop, and the file itself is unchanged."),
        advice=Message("Connect the disk or USB stick again."),
    )


def of_another(path: Path) -> DocumentChangedElsewhere:
    """The error for a place where a file of another assessment lies than the one that waits here."""
    return DocumentChangedElsewhere(
        Message("The work that waits for {name} is of another assessment than the file that lies there.", name=path.name),
        safe=Message("Neither was changed."),
        advice=Message("Connect the other USB stick, or give the file that lies there another name first."),
    )


def _never_still(home: Path) -> DocumentChangedElsewhere:
    return DocumentChangedElsewhere(
        Message("Something writes into the file {name} while it is read.", name=home.name),
        safe=Message("Nothing was changed."),
        advice=Message("Close it in other programs, wait a moment, and open it again."),
    )


def _not_whole(home: Path) -> StorageFailed:
    return StorageFailed(
        Message("The working copy of {name} on this laptop is damaged, and was not put back.", name=home.name),
        safe=Message("The file in its own place is unchanged."),
        advice=Message("Continue in the file itself, or in your newest automatic copy."),
    )
