"""What is said about a file that is worked on in a working copy: where it is, and which state it has."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from workbench.carrying.lying_there import LyingThere
from workbench.carrying.publishing import Outcome
from workbench.errors import StorageFailed, WorkbenchError
from workbench.language.dates import At
from workbench.language.i18n import Message
from workbench.system.drives import Drive

ASSUMED: Final = Message(
    "This computer does not say what kind of disk this file is on. The program treats it like a USB stick: "
    "you work in a copy on this laptop, which is put there whole."
)
"""Told for a disk of a kind that the system does not name."""


class Seen(StrEnum):
    """What was seen of the place of a file when it was looked for last."""

    THERE = "there"
    AWAY = "away"
    """Its disk is not connected, or out of reach."""
    MISSING = "missing"
    """A disk is there, and the file is not on it: perhaps it is another disk."""


def where_it_is(
    drive: Drive, at: datetime | None, state_at: datetime | None, now: datetime, seen: Seen = Seen.THERE
) -> Message:
    """When work was saved on this computer last (``at``), and which state its own disk has, in words for one line."""
    ours = Message("You work in a copy on this laptop.")
    if at is not None:
        ours = Message("Saved on this laptop {time}.", time=At(at, now))
    if state_at is None:
        return ours
    told = {Seen.THERE: _has, Seen.AWAY: _is_away, Seen.MISSING: _is_missing}[seen]
    theirs = told(drive, At(state_at, now))
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


def _is_missing(drive: Drive, _time: At) -> Message:
    said = {
        Drive.REMOVABLE: Message("It is not on the USB stick that is connected."),
        Drive.SHARE: Message("It is not in the network folder any more."),
        Drive.CLOUD: Message("It is not in the synchronised folder any more."),
    }
    return said.get(drive) or Message("It is not in its place any more.")


def why_not_put(outcome: Outcome, home: Path) -> Message | None:
    """Why the newest state is not where it belongs; None if it is there, or beside what lies there."""
    name = home.name
    said = {
        Outcome.AWAY: Message(
            "The disk with {name} is not connected. Your work is on this laptop, and nothing is lost.", name=name
        ),
        Outcome.MISSING: Message(
            "The file {name} is no longer there, or another disk with the same name is connected. Your work is on this "
            "laptop.",
            name=name,
        ),
        Outcome.OTHER: Message(
            "Another assessment lies where {name} belongs: perhaps it is another USB stick. It stays as it is, and your "
            "work is on this laptop.",
            name=name,
        ),
    }
    return said.get(outcome)


def with_our_work(error: WorkbenchError) -> StorageFailed:
    """The same error, which says that the work itself is safe."""
    safe = Message("Your work is on this laptop, and what was there before is unchanged.")
    return StorageFailed(error.what, safe=safe, advice=error.advice)


def waits_for_another(title: str) -> Message:
    """What is told when a file is opened, and work on another one waits for the same place; ``title`` is its station."""
    return Message(
        "Work on another file of this name waits on this laptop: {title}. To continue with it, connect its own USB stick, "
        "or pull this one out.",
        title=title,
    )


def waits_under_another_path(home: Path, *, goes_on: bool) -> Message:
    """What is told when work on the assessment of a file waits for another path; ``goes_on``: from what lies here."""
    if goes_on:
        return Message(
            "Newer work on this file waits on this laptop, for {path}: perhaps it is the same USB stick under another "
            "letter.",
            path=str(home),
        )
    return Message(
        "Work on the same assessment waits on this laptop, for {path}. It is not in this file, and the program cannot "
        "join two files.",
        path=str(home),
    )


def cannot_be_read_here(home: Path, file: Path) -> Message:
    """What is told when a file is opened of which there is a working copy that cannot be read."""
    return Message(
        "Earlier work on {name} on this laptop can no longer be read, and stays where it is: {path}. The command “recover” "
        "shows what is still in it.",
        name=home.name,
        path=str(file),
    )


def kept_beside(home: Path, beside: Path, there: LyingThere) -> Message:
    """What is told when our work is put beside a file that is not as it was."""
    name, ours = home.name, beside.name
    if there is LyingThere.OLDER:
        return Message(
            "{name} lies there in an older state: perhaps it is another USB stick, or a copy. It stays as it is, and you "
            "continue in {ours}.",
            name=name,
            ours=ours,
        )
    if there is LyingThere.UNREADABLE:
        return Message(
            "{name} can no longer be read where it lies: perhaps its disk is failing. It stays as it is, and you continue "
            "in {ours}.",
            name=name,
            ours=ours,
        )
    return Message(
        "Somebody else has changed {name} since you opened it. Both are kept: theirs stays as it is, and you "
        "continue in {ours}.",
        name=name,
        ours=ours,
    )


def from_this_computer(path: Path, at: datetime) -> Message:
    """The name, without its ending, of our file beside one that somebody else has changed. Every disk takes its signs."""
    return Message("{name} (from this laptop, {time})", name=path.stem, time=f"{at:%Y-%m-%d %H.%M}")
