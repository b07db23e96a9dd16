"""The errors that are told to the user. Every other exception is a bug of ours.

Each error says in whole sentences what happened, what is safe (where that is in doubt) and what to do now. None of them
contains an answer, a person's name or SQL.
"""

from __future__ import annotations

from workbench.language.i18n import ENGLISH, Message, Translator


class WorkbenchError(Exception):
    """Root of the errors that are shown to the user.

    ``what`` says what happened, ``safe`` what is safe, ``advice`` what to do now.
    """

    def __init__(self, what: Message, *, advice: Message, safe: Message | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.safe = safe
        self.advice = advice

    def __reduce__(self) -> tuple[object, ...]:
        """Lets an error travel from one process of the program to another."""
        return _again, (type(self), self.what, self.advice, self.safe)

    def sentences(self, translate: Translator = ENGLISH) -> str:
        """The whole text in the reader's language."""
        parts = (self.what, self.safe, self.advice)
        return " ".join(translate(part) for part in parts if part is not None)

    def __str__(self) -> str:
        return self.sentences()


def _again(kind: type[WorkbenchError], what: Message, advice: Message, safe: Message | None) -> WorkbenchError:
    return kind(what, advice=advice, safe=safe)


class NotOurFile(WorkbenchError):
    """The file is missing, empty, or was not made by this program."""


class DocumentDamaged(WorkbenchError):
    """The file is ours, but cut short or changed by something other than the program."""


class BeyondLimits(WorkbenchError):
    """The file contains more than the program can have written, or takes too long to check; it is not opened."""


class DocumentTooNew(WorkbenchError):
    """A newer version made the file, and this one cannot even read it."""


class DocumentInUse(WorkbenchError):
    """Another program, or another window, has the file open."""


class DocumentReadOnly(WorkbenchError):
    """A change to a document that is open for reading only."""


class ChangeCutShort(DocumentReadOnly):
    """Another program stopped in the middle of a change; to undo it, the file must be opened for writing."""


class FileExists(WorkbenchError):
    """There is already a file where a new one was to be made."""


class StorageFailed(WorkbenchError):
    """The disk refused: full, unplugged, write-protected or failing."""


class DocumentChangedElsewhere(StorageFailed):
    """Something other than this program has written into the open file; all that was saved is still in memory."""


class DiskFull(StorageFailed):
    """There is no room left on the disk."""


class TextNotStorable(WorkbenchError):
    """A text has characters that cannot be in a file or a report."""


class NotFound(WorkbenchError):
    """A question, activity, person or other thing that was named is not in the assessment."""


class InvalidValue(WorkbenchError):
    """A field cannot contain this value."""


class StillInUse(WorkbenchError):
    """Something cannot be removed because other things refer to it."""


class AttachmentUnusable(WorkbenchError):
    """A document cannot be attached or opened: its kind, its size, its bytes, or it is not where it should be."""


class ChecklistInvalid(WorkbenchError):
    """A checklist pack has faults; the error names the first, with file and line."""


class WordingInvalid(WorkbenchError):
    """A wording file has faults; the error names the first, with its line."""


class NamesNotReviewed(WorkbenchError):
    """A public edition would reveal confidential people, and nobody has decided about it."""


class ReportFailed(WorkbenchError):
    """A report could not be made or could not be written."""
