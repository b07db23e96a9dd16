"""Opens a file for reading only, also while another program has it open: then as it is between two changes of the other."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Final

from workbench.errors import DocumentDamaged, DocumentInUse
from workbench.storage.files import Opened, ReadOnlyReason, open_content, open_file
from workbench.storage.header import read_header
from workbench.storage.meanwhile import content_between_changes
from workbench.storage.open_files import in_use, is_open_here
from workbench.storage.open_record import record_of

_ROUNDS: Final = 3
_TRIES: Final = 20
"""How often bytes are read that are not of one state, which happens where the clock of a disk is too slow to tell."""


def open_to_read(path: Path, *, history_later: bool = False) -> Opened:
    """Opens a file for reading only. Who has it open is not disturbed: nothing is written, and no lock is kept.

    Raises DocumentInUse for a file that this process has open, or that is never between two changes, and what
    :func:`~workbench.storage.files.open_file` raises.
    """
    for _ in range(_ROUNDS):
        with contextlib.suppress(DocumentInUse):
            opened = open_file(path, read_only=True, history_later=history_later)
            # where locks do nothing, another program may have written while this one was reading
            return (_opened_meanwhile(path) or opened) if opened.damages and record_of(path) is not None else opened
        if is_open_here(path):
            break
        meanwhile = _opened_meanwhile(path)
        if meanwhile is not None:
            return meanwhile
    raise in_use(path)


def _opened_meanwhile(path: Path) -> Opened | None:
    """The file as it is between two changes; None if it is always in a change, as it stays when its program was killed.

    What is read twice with the same damage is damaged.
    """
    before = b""
    for _ in range(_TRIES):
        content = content_between_changes(path.resolve())
        if content is None:
            return None
        read_header(path)
        settled, before = content == before, content
        try:
            opened = open_content(path, content, ReadOnlyReason.OPEN_ELSEWHERE)
        except DocumentDamaged:
            if settled:
                raise
            continue
        if settled or not opened.damages:
            return opened
        opened.connection.close()
    return None
