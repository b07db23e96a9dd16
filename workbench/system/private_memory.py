"""Keeps the memory of the program off the disk when it crashes."""

from __future__ import annotations

import contextlib


def leave_no_core_dump() -> None:
    """Forbids core dumps: a crash in a library would write all answers to the disk. Windows has no such limit to set."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
