"""Whether some bytes are a whole file of ours: asked of what is about to be kept as a copy, without touching a disk."""

from __future__ import annotations

import contextlib
from pathlib import Path

from workbench.errors import WorkbenchError
from workbench.storage.connection import Connection
from workbench.storage.verify import content_damages, schema_differs, structure_damaged


def is_whole(content: bytes, path: Path) -> bool:
    """Whether these are the bytes of an undamaged file of the present format; ``path`` is where they come from."""
    try:
        with contextlib.closing(Connection.in_memory(path, data=content)) as picture:
            return not (
                schema_differs(picture) or structure_damaged(picture) or content_damages(picture, history_later=True)
            )
    except WorkbenchError:
        return False
