"""What is in the memory of the program stays there: a crash leaves no picture of it on the disk."""

from __future__ import annotations

import contextlib


def leave_no_core_dump() -> None:
    """A crash of a library would write all answers to wherever the system keeps such files. Windows has no such limit."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
