"""Check this file: structure, content, history, attachments, room on the disk, the last copy; in words, one advice each.

Nothing is repaired, and nothing is written. What an open file needs for it is taken in one moment (:func:`take`), so that
the rest (:func:`examine`) can be done on another thread while people type.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from workbench.checking.damaged_parts import DamagedPart, damaged_parts
from workbench.checking.own_disk import on_its_disk
from workbench.document.document import Document, ReadOnlyReason
from workbench.errors import DocumentDamaged
from workbench.keeping.folder import KeptCopy
from workbench.keeping.keeper import Keeper, bytes_of
from workbench.language.dates import At
from workbench.language.i18n import Message
from workbench.language.sizes import told_size
from workbench.model.rows import Attachment
from workbench.operations.attached_files import Attached, Looked, State, attached, links_of, look_for
from workbench.storage import stored_bytes
from workbench.storage.connection import Connection
from workbench.storage.damage import MOST_DAMAGES, Damage, DamageKind
from workbench.storage.history import HISTORY_TABLES
from workbench.storage.schema import BYTES
from workbench.storage.verify import content_damages, structure_damaged
from workbench.storage.without_bytes import without_bytes
from workbench.storage.write_access import may_be_read_by_others
from workbench.system.frozen import frozen

Step = Callable[[int, int], None]
"""Called with what is done, and of how much."""

STEPS: Final = 4
"""How many steps :func:`examine` takes."""

_PATIENCE_SECONDS: Final = 10.0
"""How long the disk of a linked file may take to answer: nobody waits for the check."""

_LITTLE_ROOM: Final = 200_000_000
"""Bytes. With less on the disk, its copies, a report or the next attachments may find no room."""


class Part(StrEnum):
    """What is looked at."""

    STRUCTURE = "structure"
    CONTENT = "content"
    HISTORY = "history"
    ATTACHMENTS = "attachments"
    ROOM = "room"
    COPY = "copy"
    STICK = "stick"
    ACCOUNTS = "accounts"


class Verdict(StrEnum):
    """What was found: all is well, something should be done, or something is damaged."""

    WELL = "well"
    LOOK = "look"
    DAMAGED = "damaged"


@frozen
class Line:
    """What is said about one part, with at most one advice; ``damaged`` are the damaged parts that it speaks about."""

    part: Part
    verdict: Verdict
    what: Message
    advice: Message | None = None
    damaged: tuple[DamagedPart, ...] = ()


@frozen
class Taken:
    """What the check needs of an open file, as it is at one moment. ``content`` is empty where all of it was read before.

    ``found`` is the damage known by then, ``links`` are the paths of linked files.
    """

    path: Path
    assessment: str
    content: bytes = b""
    found: tuple[Damage, ...] = ()
    links: frozenset[Path] = frozenset()


@frozen
class Examined:
    """What was found outside the open document. ``free`` are bytes on its disk, None if the disk does not say.

    ``copies``: how many automatic copies there are; ``newest``: the newest one, and whether it is ``undamaged``; ``good``:
    the newest undamaged one.
    """

    damages: tuple[Damage, ...]
    free: int | None
    copies: int
    newest: KeptCopy | None
    good: KeptCopy | None
    exposed: bool
    looked: Looked = Looked()
    """What the disks of linked files have said."""
    copies_away: bool = False
    """Whether the folder of the copies cannot be reached."""


def take(document: Document) -> Taken:
    """Takes what the check needs of an open file, in milliseconds; the bytes of many attachments are :func:`byte_steps`.

    Raises StorageFailed or DocumentDamaged if the file can no longer be read, and DocumentChangedElsewhere if another
    program has written into it: every byte on the disk is compared with what this program has saved.
    """
    document.remember()
    assessment, connection, links = document.read.assessment().id, document.read.connection, links_of(document)
    if document.damages or document.read_only is ReadOnlyReason.NEWER_FORMAT:
        return Taken(document.path, assessment, found=document.damages, links=links)
    if not stored_bytes.are_many(connection):
        return Taken(document.path, assessment, bytes_of(document), links=links)
    with contextlib.closing(without_bytes(connection)) as light:
        return Taken(document.path, assessment, light.content(), links=links)


def as_opened(document: Document, found: Iterable[Damage]) -> Taken:
    """The same for a file whose content has just been checked: ``found`` is the damage."""
    return Taken(document.path, document.read.assessment().id, found=tuple(found), links=links_of(document))


def byte_steps(document: Document) -> Iterator[Damage | None]:
    """Compares many attachments with what was attached, a megabyte a step: a damage, or None where nothing is wrong.

    What is attached or removed meanwhile is not looked at. Nothing is read if :func:`take` has taken these bytes.
    """
    connection = document.read.connection
    if document.damages or not stored_bytes.are_many(connection):
        return
    try:
        for name in stored_bytes.compared(connection):
            yield None if name is None else Damage(DamageKind.ROW, BYTES, name)
    except DocumentDamaged:
        yield Damage(DamageKind.STRUCTURE, BYTES)


def byte_parts(document: Document) -> int:
    """How many steps :func:`byte_steps` takes, as far as nothing is wrong."""
    connection = document.read.connection
    return 0 if document.damages or not stored_bytes.are_many(connection) else stored_bytes.measured(connection)[2]


def examine(taken: Taken, step: Step = lambda _done, _total: None, *, root: Path | None = None) -> Examined:
    """Looks at everything else, on any thread. ``root`` is the folder of automatic copies, if it is not the usual one."""
    step(0, STEPS)
    damages = [*taken.found, *(_damages_in(taken, step) if taken.content else ())]
    step(2, STEPS)
    keeper = Keeper(taken.assessment, root=root)
    kept, away = keeper.copies_of(taken.path), keeper.is_away
    good = next((copy for copy in kept if copy.is_sound()), None)
    step(3, STEPS)
    try:
        free = shutil.disk_usage(taken.path.absolute().parent).free
    except (OSError, ValueError):
        free = None
    exposed = may_be_read_by_others(taken.path)
    looked = look_for(taken.links, _PATIENCE_SECONDS)
    step(STEPS, STEPS)
    return Examined(tuple(damages[:MOST_DAMAGES]), free, len(kept), kept[0] if kept else None, good, exposed, looked, away)


def with_more(examined: Examined, damages: Iterable[Damage]) -> Examined:
    """The same with the damage that :func:`byte_steps` has found meanwhile."""
    return replace(examined, damages=(*examined.damages, *damages)[:MOST_DAMAGES])


def _damages_in(taken: Taken, step: Step) -> Iterator[Damage]:
    try:
        with contextlib.closing(Connection.in_memory(taken.path, data=taken.content)) as picture:
            if structure_damaged(picture):
                yield Damage(DamageKind.STRUCTURE)
            step(1, STEPS)
            yield from content_damages(picture)
    except DocumentDamaged:
        yield Damage(DamageKind.STRUCTURE)


def is_damaged(lines: Iterable[Line]) -> bool:
    """Whether something is damaged."""
    return any(line.verdict is Verdict.DAMAGED for line in lines)


def verdict_of(path: Path, lines: Iterable[Line]) -> Message:
    """What is said first."""
    if is_damaged(lines):
        return Message("The file {name} is damaged. Nothing in it was changed.", name=path.name)
    return Message("No damage was found in {name}.", name=path.name)


def in_words(path: Path, lines: Iterable[Line], translate: Callable[[Message], str]) -> list[str]:
    """All that is said, from top to bottom: the same on the command line, in the window, and as a text that is copied."""
    lines = tuple(lines)
    told = [translate(verdict_of(path, lines))]
    for line in lines:
        told.append(translate(line.what))
        told += [f"  {translate(part.what)}" for part in line.damaged]
        told += [translate(line.advice)] if line.advice is not None else []
    return told


def lines_about(document: Document, examined: Examined) -> tuple[Line, ...]:
    """What is said about each part; about a USB stick or a share only of a file that belongs there."""
    by_part: dict[Part, list[Damage]] = {}
    for damage in examined.damages:
        by_part.setdefault(_part_of(damage), []).append(damage)
    told = {part: damaged_parts(document, damages) for part, damages in by_part.items()}
    lines = [
        _structure(told.get(Part.STRUCTURE, ())),
        _content(document, told.get(Part.CONTENT, ())),
        _history(told.get(Part.HISTORY, ())),
        _attachments(document, told.get(Part.ATTACHMENTS, ()), examined.looked),
        *_room(examined.free),
        _copy(examined, can_make=document.read_only is None),
        *_stick(document),
        *_accounts(document.path, exposed=examined.exposed),
    ]
    return tuple(lines)


def _part_of(damage: Damage) -> Part:
    if damage.table in HISTORY_TABLES:
        return Part.HISTORY
    if damage.table in (BYTES, Attachment.table):
        return Part.ATTACHMENTS
    return Part.CONTENT if damage.table else Part.STRUCTURE


_RECOVER: Final = Message("Keep this file as it is, and recover what is in it into a new file.")


def _structure(found: tuple[DamagedPart, ...]) -> Line:
    if found:
        return Line(Part.STRUCTURE, Verdict.DAMAGED, Message("The structure of the file is damaged."), _RECOVER)
    return Line(Part.STRUCTURE, Verdict.WELL, Message("The structure of the file is undamaged."))


def _content(document: Document, found: tuple[DamagedPart, ...]) -> Line:
    if found:
        what = Message(
            "{count} part of the content is damaged:", "{count} parts of the content are damaged:", count=len(found)
        )
        return Line(Part.CONTENT, Verdict.DAMAGED, what, _RECOVER, found)
    if document.unknown:
        what = Message("The content is undamaged. This version of the program does not know all of it.")
        return Line(Part.CONTENT, Verdict.LOOK, what, Message("Install the newer version on this computer."))
    return Line(Part.CONTENT, Verdict.WELL, Message("All answers, and everything else, are as they were saved."))


def _history(found: tuple[DamagedPart, ...]) -> Line:
    if found:
        what = Message("The history is damaged: who wrote what and when, and earlier versions.")
        return Line(Part.HISTORY, Verdict.DAMAGED, what, _RECOVER)
    return Line(Part.HISTORY, Verdict.WELL, Message("The history is undamaged."))


def _attachments(document: Document, found: tuple[DamagedPart, ...], looked: Looked) -> Line:
    files = attached(document, looked=looked)
    count = {state: sum(one.state is state for one in files) for state in State}
    if found or count[State.DAMAGED]:
        return _damaged_attachments(document, found or _named(document, files))
    if count[State.ABSENT]:
        what = Message(
            "{count} attachment is not in this copy of the assessment.",
            "{count} attachments are not in this copy of the assessment.",
            count=count[State.ABSENT],
        )
        advice = Message("Open the assessment from which this copy was made, or attach them again.")
        return Line(Part.ATTACHMENTS, Verdict.LOOK, what, advice)
    if count[State.NOT_FOUND]:
        return _not_there(count[State.NOT_FOUND], len(looked.unanswered))
    if not files:
        return Line(Part.ATTACHMENTS, Verdict.WELL, Message("There are no attachments."))
    what = Message(
        "{count} attachment is as it was when it was attached.",
        "{count} attachments are as they were when they were attached.",
        count=len(files),
    )
    return Line(Part.ATTACHMENTS, Verdict.WELL, what)


def _not_there(count: int, unanswered: int) -> Line:
    """About linked files: those of which no disk has said anything come first."""
    if unanswered:
        what = Message(
            "{count} linked file could not be looked for: the disk or share where it is does not answer.",
            "{count} linked files could not be looked for: the disk or share where they are does not answer.",
            count=unanswered,
        )
        return Line(Part.ATTACHMENTS, Verdict.LOOK, what, Message("Connect it, and check the file again."))
    what = Message(
        "{count} linked file was not found where it was.",
        "{count} linked files were not found where they were.",
        count=count,
    )
    advice = Message("Put them there again, or attach them from where they are.")
    return Line(Part.ATTACHMENTS, Verdict.LOOK, what, advice)


def _damaged_attachments(document: Document, named: tuple[DamagedPart, ...]) -> Line:
    what = Message("{count} attachment is damaged:", "{count} attachments are damaged:", count=len(named))
    advice = Message("Remove it, and attach it again from where it came.")
    if document.read_only is not None:
        advice = Message("Recover what is in this file into a new file, and attach it there again from where it came.")
    return Line(Part.ATTACHMENTS, Verdict.DAMAGED, what, advice, named)


def _named(document: Document, files: Iterable[Attached]) -> tuple[DamagedPart, ...]:
    damages = [Damage(DamageKind.ROW, Attachment.table, one.row.id) for one in files if one.state is State.DAMAGED]
    return damaged_parts(document, damages)


def _room(free: int | None) -> Iterator[Line]:
    if free is None:
        return
    if free < _LITTLE_ROOM:
        what = Message("There is little room on the disk of the file: {size}.", size=told_size(free))
        yield Line(Part.ROOM, Verdict.LOOK, what, Message("Free some space on the disk."))
    else:
        yield Line(Part.ROOM, Verdict.WELL, Message("There is room on the disk of the file: {size}.", size=told_size(free)))


def _stick(document: Document) -> Iterator[Line]:
    found = on_its_disk(document)
    if found is None:
        return
    advice = Message("Connect it, then choose “Put on the USB stick now” in the menu File.") if found.waits else None
    yield Line(Part.STICK, Verdict.LOOK if found.waits else Verdict.WELL, found.told, advice)


def _copy(examined: Examined, *, can_make: bool) -> Line:
    """What is said of the automatic copies; of a file that is only read none ``can_make`` one, so nobody is told to."""
    newest, good = examined.newest, examined.good
    advice = Message("Make a copy now: “Copies of this assessment” in the menu File.") if can_make else None
    if examined.copies_away:
        what = Message("The folder with the automatic copies cannot be reached.")
        return Line(Part.COPY, Verdict.LOOK, what, Message("Connect its disk, or make the folder."))
    if newest is None:
        return Line(Part.COPY, Verdict.LOOK, Message("There is no automatic copy on this computer."), advice)
    if good is None:
        what = Message("No automatic copy on this computer is undamaged.")
        return Line(Part.COPY, Verdict.LOOK, what, advice)
    if good != newest:
        what = Message(
            "The newest automatic copy, of {newest}, is damaged. The newest undamaged one is of {time}.",
            newest=At(newest.at),
            time=At(good.at),
        )
        return Line(Part.COPY, Verdict.LOOK, what, advice)
    what = Message("The newest automatic copy is of {time}, and it is undamaged.", time=At(good.at))
    return Line(Part.COPY, Verdict.WELL, what)


def _accounts(path: Path, *, exposed: bool) -> Iterator[Line]:
    if exposed:
        what = Message("Every account on this computer can read {name}. Only yours should.", name=path.name)
        yield Line(Part.ACCOUNTS, Verdict.LOOK, what, Message("Move it into a folder that only you can open."))
