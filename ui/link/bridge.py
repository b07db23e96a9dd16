"""Where the core meets Qt: the only place that turns the changes of a document into a signal."""

from __future__ import annotations

import contextlib
import weakref
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from ui.link.cached_content import CachedContent
from ui.link.kept_shares import KeptShares
from ui.link.language import tr
from ui.link.messages import Messages, Notice, Weight
from workbench.document.document import Document
from workbench.errors import (
    DiskFull,
    DocumentChangedElsewhere,
    DocumentDamaged,
    DocumentInUse,
    DocumentReadOnly,
    StorageFailed,
    WorkbenchError,
)
from workbench.language.i18n import Message
from workbench.model.changes import ChangeKind, Changes

if TYPE_CHECKING:
    from workbench.storage.private_copies import PrivateCopies

ResultT = TypeVar("ResultT")
WayOut = Callable[[], object]

SAVE_ELSEWHERE: Final = Message("Save elsewhere…")
TRY_AGAIN: Final = Message("Try again")
_CORRECT: Final = Message("Correct it first.")
_OR_LEAVE: Final = Message("Correct it, or leave it as it was.")
_AS_IT_WAS: Final = Message("Leave it as it was")


STORING_FAILED: Final = (StorageFailed, DocumentReadOnly, DocumentDamaged, DocumentInUse)
"""The file could not be written, whatever the value: the way out is another file, not another value."""


class Pending(Protocol):
    """Something that holds text which is not on the disk yet. ``named`` says which."""

    named: Callable[[], Message]
    put_back: Callable[[], object] | None
    """Puts back what is stored, where little can be lost by it."""

    def lead_back(self) -> None:
        """Puts the focus into the box."""
        ...

    def give_up(self) -> bool:
        """Lets go of what the field refuses. Returns whether nothing is left to store."""
        ...

    def flush(self) -> bool:
        """Writes the text. Returns whether nothing is left to write."""
        ...


class DocumentBridge(QObject):
    """One open document as pages and editors see it.

    Attributes: ``document``; ``messages``, where to tell the user something; ``cached_content``, the checklist and the
    answers in memory; ``shares``, where the lines between the parts of pages are; ``closed``; ``failure``, why the last
    attempt to write the file failed, None when it did not; ``refused``, why the last operation was refused, for that or
    another reason; ``way_out``, what the message about a failure offers to do. Signals: ``changed`` carries
    :class:`workbench.model.changes.Changes` after each commit; ``saved`` the time of the commit (an aware datetime);
    ``unsaved`` whether something typed is not in the file; ``failed`` tells that the file could not be written;
    ``replayed`` carries the changes of an undo or redo after everybody has followed them.
    """

    changed = Signal(object)
    saved = Signal(object)
    unsaved = Signal(bool)
    failed = Signal()
    replayed = Signal(object)

    def __init__(
        self,
        document: Document,
        messages: Messages | None = None,
        parent: QObject | None = None,
        *,
        shares: KeptShares | None = None,
    ) -> None:
        super().__init__(parent)
        self.shares = shares or KeptShares()
        self.document = document
        self.messages = messages or Messages(self)
        self.cached_content = CachedContent(document)
        self._pending: weakref.WeakSet[Pending] = weakref.WeakSet()
        self._changes_seen = 0
        self._newest: Changes | None = None
        self._quietly = False
        self._copies: PrivateCopies | None = None
        self._told: set[str] = set()
        self.failure: WorkbenchError | None = None
        self.refused: WorkbenchError | None = None
        self.way_out: WayOut | None = None
        self.closed = False
        self._unsubscribe = document.subscribe(self._tell)

    @property
    def read_only(self) -> bool:
        """Whether the document cannot be changed; editors then show and do not edit."""
        return self.document.read_only is not None

    def run(self, operation: Callable[..., object], /, **arguments: object) -> bool:
        """Calls ``operation(document, **arguments)``. Returns whether it succeeded.

        What the core refuses is told in the message bar. Any other exception is a bug and is not caught.
        """
        try:
            operation(self.document, **arguments)
        except WorkbenchError as error:
            self._refused(error)
            return False
        self.forget_failure()
        return True

    def attempt(self, operation: Callable[..., object], /, **arguments: object) -> WorkbenchError | None:
        """Like :meth:`run`, for a field that shows itself why its value is refused: that is returned instead of told."""
        try:
            operation(self.document, **arguments)
        except WorkbenchError as error:
            if self.read_only or isinstance(error, STORING_FAILED):
                self._refused(error)
            self.refused = error
            return error
        self.forget_failure()
        return None

    def call(self, operation: Callable[..., ResultT], /, **arguments: object) -> ResultT | None:
        """Like :meth:`run`, for an operation with a result (the id of what was added); None when it was refused."""
        try:
            done = operation(self.document, **arguments)
        except WorkbenchError as error:
            self._refused(error)
            return None
        self.forget_failure()
        return done

    def forget_failure(self) -> None:
        """Notes that the file can be written again."""
        self.failure = self.refused = None
        self._told.clear()

    def _refused(self, error: WorkbenchError) -> None:
        self.refused = error
        if self.read_only or not isinstance(error, STORING_FAILED):
            self.messages.error(error, refusal=not self.read_only)
            return
        self.failure, sentences = error, error.sentences()
        if not self._quietly or sentences not in self._told:
            self._told.add(sentences)
            self.tell_failure()
        self.failed.emit()

    def tell_failure(self) -> None:
        """Tells why the file cannot be written, with the way out."""
        if self.failure is not None and self.way_out is not None:
            self.messages.error(
                self.failure, action=SAVE_ELSEWHERE, run=self.way_out, other=TRY_AGAIN, run_other=self.try_again
            )
        elif self.failure is not None:
            self.messages.error(self.failure)

    def try_again(self, *, quietly: bool = False) -> bool:
        """Writes what is held, after a failure. Opens the file again when its handle is dead and its disk is back.

        With ``quietly``, a failure that has been told is not told again.
        """
        if self.closed or self.document.read.connection.is_closed:
            return False  # a moment ago its window still had the file; nothing is left to try
        self._quietly = quietly
        try:
            whole = self.flush()
            if not isinstance(self.failure, StorageFailed) or isinstance(self.failure, DiskFull | DocumentChangedElsewhere):
                return whole and self.run(Document.remember)
            return self.run(Document.reopen) and self.flush()
        finally:
            self._quietly = False

    @property
    def held(self) -> list[Message]:
        """What is typed and not in the file, in words."""
        return [each.named() for each in self._pending]

    def hold(self, editor: Pending, *, pending: bool) -> None:
        """Notes that an editor holds unwritten text, or no longer does. Editors call this; nobody else needs to."""
        before = bool(self._pending)
        if pending:
            self._pending.add(editor)
        else:
            self._pending.discard(editor)
        if before != pending and before != bool(self._pending):
            self.unsaved.emit(pending)
            if not pending:
                self.messages.mended.emit()

    def flush(self) -> bool:
        """Writes what every editor still holds. Called before a page is left, before a report, an undo and closing.

        Returns False when something could not be written: it stays in its editor, the user has been told, and the caller
        stays where it is.
        """
        refused = [(editor, self.refused) for editor in tuple(self._pending) if not editor.flush()]
        if refused and self.failure is None:
            self._tell_held(*refused[0])
        return not refused

    def store_what_can_be(self) -> bool:
        """Writes what each editor holds, after a mistake of the program: one editor that fails does not stop the others.

        Nothing is told and the focus stays. Returns whether nothing is left to write.
        """
        for editor in tuple(self._pending):
            with contextlib.suppress(Exception):
                editor.flush()
        return not self._pending and self.failure is None

    def _tell_held(self, held: Pending, error: WorkbenchError | None) -> None:
        """Leads to the field whose value is refused, and says how to go on. A failure of the file was told when it came."""
        why = (error.what, error.advice) if error is not None else ()
        told = [*why, Message("Not saved: {what}.", what=held.named()), _CORRECT if held.put_back is None else _OR_LEAVE]
        text = " ".join(tr(part) for part in told if part is not None)
        action = "" if held.put_back is None else tr(_AS_IT_WAS)
        self.messages.told.emit(Notice(Weight.ERROR, text, action, held.put_back, refusal=True))
        held.lead_back()

    def give_up(self) -> bool:
        """Lets go of texts that no field can take (no date), each with a word: to leave a page after :meth:`flush` failed.

        What the disk could not take stays. Returns whether nothing is left to store.
        """
        given = [editor.give_up() for editor in tuple(self._pending)]
        return bool(given) and all(given)

    def undo(self) -> None:
        """Undoes the newest step, after writing what is still held."""
        self._replay(Document.undo)

    def redo(self) -> None:
        """Repeats the step that was undone last."""
        self._replay(Document.redo)

    def _replay(self, step: Callable[[Document], Changes | None]) -> None:
        done = self.call(step) if self.flush() else None
        if done is not None:
            self.replayed.emit(done)

    def offer_undo(self, done: Message) -> None:
        """Tells that something was done (most often removed), with a button that undoes it, and nothing newer.

        The field ``name`` of the sentence, if it has one, becomes the name of what was removed. What went with it is told.
        """
        from ui.link.row_names import removal_told

        told = removal_told(done, self._newest)
        self.messages.info(told, action=Message("Undo"), run=self.way_back(), passing=True)

    def way_back(self) -> Callable[[], bool]:
        """A function that undoes the step that is the newest now, if it still is. It returns whether it did."""
        seen = self._changes_seen

        def take_back() -> bool:
            # what is still being typed is newer than what was done
            if not self.flush() or self._changes_seen != seen:
                return False
            self.undo()
            return True

        return take_back

    def copies(self) -> PrivateCopies:
        """The copies of attachments that other programs show; they are removed when the document is closed."""
        from workbench.storage.private_copies import PrivateCopies

        if self._copies is None:
            self._copies = PrivateCopies()
        return self._copies

    def close(self) -> None:
        """Ends the link and closes the document. Editors that live a moment longer write nothing any more."""
        self.closed, self._newest = True, None
        self._unsubscribe()
        if self._copies is not None:
            self._copies.clear()
        self.document.close()

    def _tell(self, changes: Changes) -> None:
        self._changes_seen += 1
        self._newest = changes if changes.kind is not ChangeKind.FORGOTTEN else None
        if changes.kind is ChangeKind.FORGOTTEN and self._copies is not None:
            self._copies.clear()
        self.cached_content.follow(changes)
        self.messages.withdrawn.emit()
        if not self._pending:
            self.messages.mended.emit()
        self.changed.emit(changes)
        self.saved.emit(self.document.saved_at)
