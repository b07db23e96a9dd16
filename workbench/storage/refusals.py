"""The errors for a file from outside that is not read to its end."""

from __future__ import annotations

from pathlib import Path

from workbench.errors import BeyondLimits
from workbench.language.i18n import Message


def beyond(path: Path) -> BeyondLimits:
    """The error for a file that contains more than the program can have written."""
    return BeyondLimits(
        Message("The file {name} contains more than this program can have written.", name=path.name),
        safe=Message("Nothing in it was changed."),
        advice=Message("Do not use it, and ask whoever gave it to you for another copy."),
    )


def not_in_time(path: Path) -> BeyondLimits:
    """The error for a file whose check takes too long."""
    return BeyondLimits(
        Message("Checking the file {name} takes too long.", name=path.name),
        safe=Message("Nothing in it was changed."),
        advice=Message("Copy it to the disk of this computer and open the copy. If that does not help, use another."),
    )
