"""What is said about a file that is worked on in a working copy: where it is, and which state it has."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

from workbench.language.i18n import Message
from workbench.system.drives import Drive

HAS_THE_STATE: Final = {
    Drive.REMOVABLE: Message("The USB stick has the state of {time}."),
    Drive.SHARE: Message("The network folder has the state of {time}."),
    Drive.CLOUD: Message("The synchronised folder has the state of {time}."),
}
_ITS_DISK: Final = Message("Its own disk has the state of {time}.")
ASSUMED: Final = Message(
    "This computer does not say what kind of disk this file is on. The program treats it like a USB stick: "
    "you work in a copy on this computer, which is put there whole."
)
"""Told for a disk of a kind that the system does not name."""


def has_the_state(drive: Drive, at: datetime | None, now: datetime) -> Message | None:
    """Which state lies at the place of the file, in words; None if that is not known."""
    if at is None:
        return None
    here = at.astimezone(now.tzinfo)
    time = f"{here:%H:%M}" if here.date() == now.date() else f"{here:%Y-%m-%d %H:%M}"
    return HAS_THE_STATE.get(drive, _ITS_DISK).filled(time=time)


def from_this_computer(path: Path, at: datetime) -> Message:
    """The name, without its ending, of our file beside one that somebody else has changed. Every disk takes its signs."""
    return Message("{name} (from this laptop, {time})", name=path.stem, time=f"{at:%Y-%m-%d %H.%M}")
