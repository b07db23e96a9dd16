"""How the storage says no to a file from outside that it will not read to the end."""

from __future__ import annotations

from pathlib import Path

from workbench.errors import BeyondLimits
from workbench.language.i18n import Message


def beyond(path: Path) -> BeyondLimits:
    """The error for a file with more in it than a file of this program can have."""
    return BeyondLimits(
        Message("The file {name} contains more than this program can have written.", name=path.name),
        safe=Message("Nothing in it was changed."),
        advice=Message("Do not use it, and ask whoever gave it to you for another copy."),
    )


def not_in_time(path: Path) -> BeyondLimits:
    """The error for a file that takes too long to look through."""
    return BeyondLimits(
        Message("Checking the file {name} takes too long.", name=path.name),
        safe=Message("Nothing in it was changed."),
        advice=Message("Copy it to the disk of this computer and open the copy. If that does not help, use another."),
    )
