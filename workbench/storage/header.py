"""The header of a file, read as bytes before SQLite opens it.

To open a hostile file as a database could run its triggers or play back a journal beside it. Source: "Database File Format"
of the SQLite documentation, section 1.3.
"""

from __future__ import annotations

import stat
import struct
from pathlib import Path
from typing import Final

from workbench.errors import DocumentDamaged, NotOurFile
from workbench.language.i18n import Message
from workbench.storage.open_files import refuse_if_open_here
from workbench.storage.schema import APPLICATION_ID, SCHEMA
from workbench.system.frozen import frozen
from workbench.system.places import EXTENSION

HEADER_BYTES: Final = 100
_MAGIC: Final = b"SQLite format 3\x00"
_ROLLBACK_JOURNAL: Final = (1, 1)
_FAR_ENOUGH: Final = 1 << 20
"""The tables of a file of ours are defined within this many bytes, however large it is."""


@frozen
class FileHeader:
    """What the header says. ``format_version`` is the format of the file."""

    format_version: int


def read_header(path: Path, *, interrupted: bool = False) -> FileHeader:
    """The header of one of our files.

    With ``interrupted`` a change was interrupted: the header may then be newer than the rest of the file, until SQLite has
    recovered it. Raises :class:`~workbench.errors.NotOurFile` for a missing file, a folder, a device or a file of another
    program, :class:`~workbench.errors.DocumentInUse` for a file that this process has open, and
    :class:`~workbench.errors.DocumentDamaged` for a file of ours that was cut short or has a mode that we never use.
    """
    refuse_if_open_here(path)
    size, beginning = _first_bytes(path)
    header = beginning[:HEADER_BYTES]
    if not _looks_sound(header):
        raise damaged(path) if _is_recognised(beginning) else _not_ours(path) if size else _empty(path)
    (page_size,) = struct.unpack(">H", header[16:18])
    (pages,) = struct.unpack(">I", header[28:32])
    (version,) = struct.unpack(">i", header[60:64])
    if size < pages * (65536 if page_size == 1 else page_size) and not interrupted:
        raise damaged(path, Message("The file {name} has been cut short.", name=path.name))
    if (header[18], header[19]) != _ROLLBACK_JOURNAL or version < 1:
        raise damaged(path, Message("The file {name} has been changed by another program.", name=path.name))
    return FileHeader(version)


def must_be_a_file(path: Path) -> None:
    """Raises NotOurFile if there is no readable file, DocumentInUse if this process has it open."""
    refuse_if_open_here(path)
    _first_bytes(path)


def damaged(path: Path, what: Message | None = None) -> DocumentDamaged:
    """The error for a file of ours that cannot be trusted."""
    return DocumentDamaged(
        what or Message("The file {name} is damaged.", name=path.name),
        safe=Message("Nothing in it was changed."),
        advice=Message("Keep it as it is, and recover what is in it into a new file."),
    )


def _first_bytes(path: Path) -> tuple[int, bytes]:
    try:
        information = path.stat()
        if not stat.S_ISREG(information.st_mode):
            raise NotOurFile(
                Message("{name} is not a file.", name=path.name or str(path)),
                advice=Message("Choose a file whose name ends in .integrity."),
            )
        with path.open("rb") as stream:
            beginning = stream.read(HEADER_BYTES)
            if not _looks_sound(beginning):
                beginning += stream.read(_FAR_ENOUGH)
            return information.st_size, beginning
    except FileNotFoundError:
        raise NotOurFile(
            Message("There is no file {name}.", name=path.name),
            advice=Message("Check the name and the folder, or the USB stick that it is on."),
        ) from None
    except (OSError, ValueError):
        raise NotOurFile(
            Message("The file {name} cannot be read.", name=path.name),
            advice=Message("Check that you may read it and that its disk is still connected."),
        ) from None


def _application(header: bytes) -> int:
    number: int = struct.unpack(">I", header[68:72])[0]
    return number


def _looks_sound(header: bytes) -> bool:
    return header.startswith(_MAGIC) and len(header) == HEADER_BYTES and _application(header) == APPLICATION_ID


def _is_recognised(beginning: bytes) -> bool:
    """Whether a file without a good header is still recognisably ours: by the application id, or by one of our tables."""
    if len(beginning) >= HEADER_BYTES and _application(beginning) == APPLICATION_ID:
        return True
    # a text about the format has the same words, but no zero bytes
    return b"\0" in beginning and any(statement.encode() in beginning for statement in SCHEMA)


def _empty(path: Path) -> NotOurFile:
    return NotOurFile(
        Message("The file {name} is empty.", name=path.name),
        safe=Message("Nothing in it was changed."),
        advice=Message("Copying or sending it may have failed: take your newest copy, or have it sent again."),
    )


def _not_ours(path: Path) -> NotOurFile:
    named_like_ours = path.suffix.casefold() == EXTENSION
    another = Message("Choose a file whose name ends in .integrity.")
    return NotOurFile(
        Message("The file {name} was not made by Integrity Workbench.", name=path.name),
        safe=Message("Nothing in it was changed."),
        advice=Message("Take your newest copy of it, or have it sent again.") if named_like_ours else another,
    )
