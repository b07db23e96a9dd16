"""One sitting: the time between the opening of a file and its closing, with the changes that were made in it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from json.encoder import encode_basestring

from workbench import __version__
from workbench.language.i18n import Message
from workbench.model.changes import ChangeKind
from workbench.model.computer import account_name, computer_name, in_one_line
from workbench.model.ids import new_id
from workbench.model.moments import local
from workbench.storage.history import Sitting, Stamp
from workbench.system.frozen import frozen


@frozen
class Identity:
    """Who makes changes, and on which computer, for the history."""

    who: str
    computer: str

    @classmethod
    def of_this_session(cls) -> Identity:
        """The account and the computer that the program runs on."""
        return cls(account_name(), computer_name())

    @classmethod
    def in_role(cls, role: str) -> Identity:
        """Somebody in a role ("Facilitator, Irsel Bridge"), in the place of the account and the computer.

        The account and the computer, if the role is empty.
        """
        named = in_one_line(role).strip()
        return cls(named, "") if named else cls.of_this_session()

    def withheld(self) -> Identity:
        """Nobody, nowhere: for a file that must not tell who made it."""
        return Identity("", "")


@frozen
class Clock:
    """The source of the time; tests have their own. ``seconds`` never goes back, and measures pauses."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    seconds: Callable[[], float] = time.monotonic


class SittingStamps:
    """Gives each change of one sitting its number and its stamp; no number twice, whatever becomes of the change."""

    def __init__(self, copy: str, identity: Identity) -> None:
        self._copy = copy
        self._identity = identity
        self._sitting: Sitting | None = None
        self._last = 0

    def next_number(self) -> int:
        """The number of a new change."""
        self._last += 1
        return self._last

    def stamp(self, number: int, at: datetime, kind: ChangeKind, label: Message) -> Stamp:
        """The stamp of a change; the first one says when the sitting began."""
        if self._sitting is None:
            self._sitting = self._begun(at)
        return Stamp(self._sitting, number, _written(at), kind, label.text, _values(label))

    def _begun(self, at: datetime) -> Sitting:
        here = local(at)
        offset = here.utcoffset() if here is not None else None
        minutes = round(offset.total_seconds() / 60) if offset is not None else 0
        who, computer = self._identity.who, self._identity.computer
        return Sitting(new_id(), self._copy, _written(at), minutes, who, computer, __version__)


def _written(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")


def _values(label: Message) -> str:
    """The fields of a label as a JSON object, so that it can be said in any reader's language; empty for a label without."""
    if not label.fields:
        return ""
    said = [f"{encode_basestring(name)}:{encode_basestring(str(value))}" for name, value in label.fields.items()]
    return f"{{{','.join(said)}}}"
