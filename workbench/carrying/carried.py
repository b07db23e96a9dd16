"""A document that is worked on in a working copy, and which working copy that is."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from workbench.carrying.publishing import digest_at
from workbench.carrying.working_copy import (
    WorkingCopy,
    cannot_be_reached,
    cannot_be_worked_on,
    copies_in,
    take,
    title_of,
)
from workbench.document.document import Document, Identity
from workbench.document.undo import Step
from workbench.errors import DiskFull, DocumentDamaged, DocumentInUse, NotOurFile, StorageFailed
from workbench.model.changes import ChangeKind, RowChange
from workbench.storage import files
from workbench.storage.header import read_header
from workbench.storage.open_files import in_use_here
from workbench.storage.recovery import is_interrupted, refuse_if_in_use
from workbench.storage.rows import Transaction
from workbench.storage.schema import FORMAT_VERSION
from workbench.storage.seen import seen_by
from workbench.storage.write_access import may_be_written
from workbench.system.drives import Drive


class CarriedDocument(Document):
    """An open assessment that is worked on in a working copy. Its ``path`` is where the file belongs.

    ``copy`` is that working copy; None after everything was saved elsewhere. ``changed_there``: somebody else has changed
    the file at its place since, and what is here must be kept beside it. ``fresh``: the copy was made by this opening.
    ``unreadable``: an older working copy of this file, of which nobody can say what it has; it stays.
    """

    def __init__(self, copy: WorkingCopy, opened: files.Opened, *, identity: Identity | None, fresh: bool) -> None:
        super().__init__(copy.home, opened, identity=identity)
        self.copy: WorkingCopy | None = copy
        self.fresh = fresh
        self.changed_there = False
        self.unreadable: Path | None = None

    @contextlib.contextmanager
    def _writing(self, step: Step, kind: ChangeKind, done: Callable[[list[RowChange]], None]) -> Iterator[Transaction]:
        """Says of what the disk refuses that it is the disk of this computer, not that of the file."""
        try:
            with super()._writing(step, kind, done) as transaction:
                yield transaction
        except StorageFailed as error:
            if self.copy is not None and type(error) in (DiskFull, StorageFailed):
                raise cannot_be_worked_on(self.path, error) from error
            raise

    def save_elsewhere(self, target: Path) -> None:
        """Writes all that is committed into a new file and continues there; the working copy stays as it is."""
        super().save_elsewhere(target)
        self.copy = None


class Opening:
    """One attempt to open a file that is not on a disk of this computer."""

    def __init__(self, path: Path, drive: Drive, root: Path, *, history_later: bool, identity: Identity | None) -> None:
        self._path = path
        self._home = real_path(path)
        self._drive = drive
        self._root = root
        self._history_later = history_later
        self._identity = identity
        self._copies = [copy for copy in copies_in(root) if copy.home == self._home]
        self._unreadable: Path | None = None

    def document(self, *, there: bool) -> Document:
        """Opens the file, or what waits for it if it is not ``there``. Raises what ``open_for_work`` raises."""
        return self._here() if there else self._away()

    def _away(self) -> Document:
        """Opens the working copy of a file whose disk is away; of several, one that has work which is only here."""
        waiting = sorted(self._copies, key=lambda copy: not copy.is_waiting)
        return self._in(waiting[0]) if waiting else self._where_it_lies()

    def _here(self) -> Document:
        """Opens a file whose disk is there: the working copy that goes on from it, or a new one."""
        if not self._copies and not may_be_written(self._home, for_work=True):
            return self._where_it_lies()  # what cannot be put back is only read
        recovered, migrated = self._put_in_order()
        try:
            there = digest_at(self._home)
        except OSError as error:
            raise cannot_be_reached(self._home) from error
        document = self._going_on_from(there) or self._anew()
        if isinstance(document, CarriedDocument):
            document.unreadable = self._unreadable
        document.recovered = document.recovered or recovered
        document.migrated_copy = document.migrated_copy or migrated
        return document

    def _where_it_lies(self) -> Document:
        return Document.open(self._path, history_later=self._history_later, identity=self._identity)

    def _put_in_order(self) -> tuple[datetime | None, Path | None]:
        """Ends an interrupted change and converts an older format where the file lies: when that was, and the old file."""
        if is_interrupted(self._home) or read_header(self._home).format_version < FORMAT_VERSION:
            with Document.open(self._home, identity=self._identity) as document:
                return document.recovered, document.migrated_copy
        refuse_if_in_use(self._home)  # an older version of this program works where the file lies
        return None, None

    def _going_on_from(self, there: str) -> Document | None:
        """The working copy that goes on from the file at its place, or has every byte of it; None if there is none."""
        for copy in sorted(self._copies, key=lambda copy: not copy.is_waiting):
            if copy.knows(there) or copy.digest() == there:
                try:
                    document = self._in(copy)
                except (NotOurFile, DocumentDamaged):
                    self._unreadable = copy.file
                    continue
                copy.found(there)
                self._remove_empty(copy, there)
                return document
        return None

    def _remove_empty(self, chosen: WorkingCopy, there: str) -> None:
        """Removes other working copies that have nothing more than what lies there."""
        for copy in self._copies:
            if copy.folder != chosen.folder and copy.knows(there) and not copy.is_waiting:
                copy.remove()

    def _anew(self) -> Document:
        """A new working copy, unless an older one has work that this file has not: then that, and both must be kept."""
        copy = take(self._home, self._drive, self._root, datetime.now().astimezone())
        try:
            document = self._in(copy, fresh=True)
        except BaseException:
            copy.remove()
            raise
        if document.read_only is not None:
            document.close()
            copy.remove()
            return self._where_it_lies()
        row = document.read.assessment()
        copy.note(assessment=row.id, title=title_of(row))
        ours = self._with_more_than(document)
        if ours is None:
            return document
        document.close()
        copy.remove()
        both = self._in(ours)
        both.changed_there = True
        return both

    def _with_more_than(self, document: Document) -> WorkingCopy | None:
        """An older working copy with a change that is not in the file; others of this assessment are removed.

        What a file has seen is known by sittings and numbers, not by clocks. Copies of other assessments stay: two sticks
        may have one name.
        """
        seen = seen_by(document.read.connection)
        for copy in self._copies:
            if copy.record.assessment != document.read.assessment().id:
                continue
            try:
                with Document.open(copy.file, read_only=True, history_later=True) as older:
                    more = any(seen.get(sitting, -1) < number for sitting, number in seen_by(older.read.connection).items())
            except (NotOurFile, DocumentDamaged):
                self._unreadable = copy.file
                continue
            if more:
                return copy
            copy.remove()
        return None

    def _in(self, copy: WorkingCopy, *, fresh: bool = False) -> CarriedDocument:
        try:
            opened = files.open_file(copy.file, history_later=self._history_later)
        except DocumentInUse as error:
            raise in_use_here(self._path) from error
        return CarriedDocument(copy, opened, identity=self._identity, fresh=fresh)


def real_path(path: Path) -> Path:
    """The path without links: what is put there must not take the place of a link."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return path.absolute()
