"""Files that people attach to background documents: read whole or only looked at, and judged before anything is changed."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from workbench.document.document import Document
from workbench.errors import AttachmentUnusable, TextNotStorable
from workbench.language.i18n import Message
from workbench.language.sizes import told_size
from workbench.model.file_kinds import refusal
from workbench.model.limits import LINE_CHARACTERS, MOST_STORED_BYTES
from workbench.model.texts import storable
from workbench.operations.attachments import NewFile, written_path
from workbench.system.outside import ends_of, read_outside

_IN_USE: Final = (errno.EACCES, errno.EPERM)


def to_store(paths: Sequence[Path]) -> list[NewFile]:
    """The files at these paths with their bytes. Raises AttachmentUnusable for the first that cannot be stored."""
    return [_read(Path(path)) for path in paths]


def to_link(document: Document, paths: Sequence[Path]) -> list[NewFile]:
    """The files at these paths, to be remembered where they lie. Raises AttachmentUnusable for the first that cannot be."""
    return [_looked_at(document, Path(path)) for path in paths]


def why_not_stored(paths: Sequence[Path]) -> AttachmentUnusable | None:
    """Why :func:`to_store` would refuse these files, as far as their ends tell; None if it would take them."""
    try:
        for path in paths:
            _must_be_small(path)
            _must_be_allowed(path, _ends_of(path))
    except AttachmentUnusable as error:
        return error
    return None


def why_not_linked(document: Document, paths: Sequence[Path]) -> AttachmentUnusable | None:
    """Why :func:`to_link` would refuse these files; None if it would take them."""
    try:
        to_link(document, paths)
    except AttachmentUnusable as error:
        return error
    return None


def _must_be_small(path: Path) -> os.stat_result:
    information = _must_be_a_file(path)
    if information.st_size > MOST_STORED_BYTES:
        raise _refused(
            Message(
                "{name} is {size} in size; an attachment can be at most {most}.",
                name=path.name,
                size=told_size(information.st_size),
                most=told_size(MOST_STORED_BYTES),
            ),
            Message("Link it where it lies, or make it smaller."),
        )
    return information


def _ends_of(path: Path) -> bytes:
    try:
        return ends_of(path)
    except OSError as error:
        raise _unreadable(path, error) from error


def _read(path: Path) -> NewFile:
    before = _must_be_small(path)
    try:
        data = read_outside(path, MOST_STORED_BYTES)
        after = path.stat()
    except OSError as error:
        raise _unreadable(path, error) from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != after.st_size:
        raise _refused(
            Message("{name} changed while it was read.", name=path.name),
            Message("Save it in the other program and close it there; then attach it again."),
        )
    _must_be_allowed(path, data)
    return NewFile(path.name, len(data), data)


def _looked_at(document: Document, path: Path) -> NewFile:
    size = _must_be_a_file(path).st_size
    written = written_path(document.path, path)
    if written.startswith("//"):
        raise _refused(
            Message("{name} is on a network, and this program uses none.", name=path.name),
            Message("Save it in the assessment instead, or copy it to this computer and link it there."),
        )
    try:
        storable(written, LINE_CHARACTERS)
    except TextNotStorable as error:
        raise _refused(
            Message("The path of {name} has characters that cannot be saved.", name=path.name),
            Message("Save it in the assessment instead, or move it into another folder."),
        ) from error
    _must_be_allowed(path, _ends_of(path))
    return NewFile(path.name, size, path=written)


def _must_be_a_file(path: Path) -> os.stat_result:
    try:
        information = path.stat()
        if path.is_dir():
            raise _refused(
                Message("{name} is a folder.", name=path.name or str(path)),
                Message("Choose the documents in it instead."),
            )
        if not path.is_file():
            raise _refused(
                Message("{name} is a device or a pipe, and no file.", name=path.name),
                Message("Choose a document."),
            )
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    if information.st_size == 0:
        raise _refused(Message("{name} is empty.", name=path.name), Message("Choose another one."))
    return information


def _must_be_allowed(path: Path, data: bytes) -> None:
    refused = refusal(path.name, data)
    if refused is not None:
        raise _refused(
            refused, Message("Save or print it as PDF, and attach that. PDF, office documents, texts and pictures can be.")
        )


def _unreadable(path: Path, error: OSError | ValueError) -> AttachmentUnusable:
    number = error.errno if isinstance(error, OSError) else errno.EINVAL
    if isinstance(error, FileNotFoundError):
        return _refused(Message("{name} is no longer there.", name=path.name), Message("Find out where it is now."))
    if number in _IN_USE:
        return _refused(
            Message("{name} cannot be read: it is protected, or open in another program.", name=path.name),
            Message("Close it there, or ask for the right to read it."),
        )
    return _refused(
        Message("{name} cannot be read.", name=path.name), Message("Copy it to this computer and attach the copy.")
    )


def _refused(what: Message, advice: Message) -> AttachmentUnusable:
    return AttachmentUnusable(what, safe=Message("Nothing was changed."), advice=advice)
