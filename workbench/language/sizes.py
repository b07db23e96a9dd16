"""Sizes of files in words."""

from __future__ import annotations

from typing import Final

from workbench.language.i18n import Message

_KILO: Final = 1000
_MEGA: Final = 1000 * 1000
_FROM: Final = 10
"""From ten megabytes on the kilobytes say nothing more."""


def told_room(size: int) -> Message:
    """A number of bytes that are free, rounded down: a file of the size that it says has room."""
    unit = _KILO if size < _FROM * _MEGA else _MEGA
    return told_size(size if size < _KILO else size // unit * unit)


def told_size(size: int) -> Message:
    """A number of bytes as people say it, in whole numbers and units of 1,000."""
    if size < _KILO:
        return Message("{count} byte", "{count} bytes", count=size)
    if size < _FROM * _MEGA:
        return Message("{count} kB", count=round(size / _KILO))
    return Message("{count} MB", count=round(size / _MEGA))
