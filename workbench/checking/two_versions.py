"""What an interruption left in two versions: the text that is saved, and the one that was just being saved. People choose.

Nothing is decided by a time of a file, and nothing is deleted: what is taken stands in the file, with the text before it in
the history; what is not taken stays in the folder of the rescue.
"""

from __future__ import annotations

from workbench.checking.damaged_parts import told_row
from workbench.document.document import Document
from workbench.errors import StorageFailed
from workbench.language.i18n import Message
from workbench.model.declared import declared
from workbench.model.rows import Row
from workbench.operations.common import changed
from workbench.storage.mapping import TYPE_OF_TABLE
from workbench.storage.unfinished import Unfinished, UnfinishedText, found_beside, is_other, settle
from workbench.system.frozen import frozen


@frozen
class TwoVersions:
    """A text in two versions. ``what`` says which text; ``saved`` is in the file, ``unsaved`` beside it."""

    what: Message
    row: Row
    saved: str
    unsaved: str
    left: Unfinished
    text: UnfinishedText


def two_versions(document: Document) -> list[TwoVersions]:
    """The texts of this assessment that are in two versions, one beside the file; of another assessment's, none."""
    left_behind = left_beside(document)
    assessment = document.read.assessment().id if left_behind else ""
    found = [(left, text) for left in left_behind if left.assessment == assessment for text in left.texts]
    return [each for left, text in found if (each := _versions(document, left, text)) is not None]


def left_beside(document: Document) -> list[Unfinished]:
    """What interruptions have left: beside the file, and beside the copy in which it is worked on if that is another one."""
    found = [left for path in (document.path, document.read.connection.path) for left in found_beside(path)]
    return list({left.folder: left for left in found}.values())


def _versions(document: Document, left: Unfinished, text: UnfinishedText) -> TwoVersions | None:
    row_type = TYPE_OF_TABLE[text.table]
    row = document.get(row_type, text.row_id)
    if row is None or not is_other(text, row):
        return None
    saved = getattr(row, text.column, None)
    label = declared(row_type)[text.column].label
    what = told_row(document, row)
    if label is not None and text.column not in ("text", "title", "name"):
        what = Message("{place}: {field}", place=what, field=label)
    return TwoVersions(what, row, saved or "", text.text, left, text)


def take(document: Document, versions: TwoVersions, *, initiator: object | None = None) -> None:
    """Writes the text that was just being saved into the file; one step of undo, and the other stays in the history.

    Where its row is gone meanwhile, the text stays beside the file, as one that was not taken. Raises what a change raises;
    both versions are then as they were.
    """
    row = document.get(type(versions.row), versions.row.id)
    if row is not None:
        new = changed(row, {versions.text.column: versions.unsaved})
        with document.change(Message("use the text of {what}", what=versions.what), initiator=initiator) as transaction:
            transaction.put(new)
    _settle(versions, taken=row is not None)


def leave(versions: TwoVersions) -> None:
    """Leaves the file as it is; the other text stays in the folder beside it. Raises StorageFailed if that cannot be."""
    _settle(versions, taken=False)


def _settle(versions: TwoVersions, *, taken: bool) -> None:
    try:
        settle(versions.left, versions.text, taken=taken)
    except OSError as error:
        raise StorageFailed(
            Message("It cannot be noted beside the file what you have decided."),
            safe=Message("Both texts are there."),
            advice=Message("You will be asked again when the file is opened next."),
        ) from error
