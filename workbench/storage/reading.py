"""Opens a file for reading only, also while another program has it open: then as it is between two changes of the other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from workbench.errors import ChangeCutShort, DocumentDamaged, DocumentInUse
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
        opened = None
        try:
            opened = open_file(path, read_only=True, history_later=history_later)
        except (DocumentInUse, ChangeCutShort):
            if is_open_here(path):
                raise
        except DocumentDamaged:
            if record_of(path) is None:
                raise
        if opened is not None and not (opened.damages and record_of(path) is not None):
            return opened
        # also where locks do nothing: there another program may have written while this one was reading
        meanwhile = _opened_meanwhile(path)
        if meanwhile is not None:
            return opened if opened is not None and meanwhile.damages else meanwhile
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
            return replace(opened, meanwhile=True)
        opened.connection.close()
    return None
