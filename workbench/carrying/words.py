"""What is said about a file that is worked on in a working copy: where it is, and which state it has."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

from workbench.language.dates import At
from workbench.language.i18n import Message
from workbench.system.drives import Drive

ASSUMED: Final = Message(
    "This computer does not say what kind of disk this file is on. The program treats it like a USB stick: "
    "you work in a copy on this laptop, which is put there whole."
)
"""Told for a disk of a kind that the system does not name."""


def where_it_is(drive: Drive, at: datetime | None, state_at: datetime | None, now: datetime, *, away: bool) -> Message:
    """When work was saved on this computer last (``at``), and which state its own disk has, in words for one line."""
    ours = Message("You work in a copy on this laptop.")
    if at is not None:
        ours = Message("Saved on this laptop {time}.", time=At(at, now))
    if state_at is None:
        return ours
    theirs = _is_away(drive, At(state_at, now)) if away else _has(drive, At(state_at, now))
    return Message("{ours} {theirs}", ours=ours, theirs=theirs)


def _has(drive: Drive, time: At) -> Message:
    said = {
        Drive.REMOVABLE: Message("The USB stick has the state of {time}.", time=time),
        Drive.SHARE: Message("The network folder has the state of {time}.", time=time),
        Drive.CLOUD: Message("The synchronised folder has the state of {time}.", time=time),
    }
    return said.get(drive) or Message("Its own disk has the state of {time}.", time=time)


def _is_away(drive: Drive, time: At) -> Message:
    said = {
        Drive.REMOVABLE: Message("The USB stick is not connected; it has the state of {time}.", time=time),
        Drive.SHARE: Message("The network folder is out of reach; it has the state of {time}.", time=time),
        Drive.CLOUD: Message("The synchronised folder is away; it has the state of {time}.", time=time),
    }
    return said.get(drive) or Message("Its own disk is not connected; it has the state of {time}.", time=time)


def from_this_computer(path: Path, at: datetime) -> Message:
    """The name, without its ending, of our file beside one that somebody else has changed. Every disk takes its signs."""
    return Message("{name} (from this laptop, {time})", name=path.stem, time=f"{at:%Y-%m-%d %H.%M}")
