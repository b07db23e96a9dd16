"""Counts what became of each power cut and each kill; ``make soak`` tries more, and writes the numbers into docs/promises.md."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import WorkbenchError

CUTS = int(os.environ.get("INTEGRITY_CUTS", "100"))
"""Power cuts in a day of work, for each kind of disk. With those in copying, converting, forgetting and so on they are over 300."""
KILLS = int(os.environ.get("INTEGRITY_KILLS", "5"))
"""Kills of each job that runs in a process of its own."""
LONG = CUTS > 100
FILE = "INTEGRITY_TALLY"
"""The variable of the environment with the file into which the numbers go; without it they go nowhere."""


class WronglyAccepted(Exception):
    """Something was opened as if nothing had happened, and has what nobody wrote."""


@dataclass
class Tally:
    """What was done (``what``) and how it was stopped (``how``), how often, and what was there afterwards.

    ``lost``: something acknowledged was missing, or the file did not open. ``wrong``: :class:`WronglyAccepted`.
    """

    what: str
    how: str
    tried: int = 0
    survived: int = 0
    lost: int = 0
    wrong: int = 0
    first: Exception | None = None

    @contextmanager
    def one(self) -> Iterator[None]:
        """One try; what is raised in it decides how it is counted."""
        self.tried += 1
        try:
            yield
        except WronglyAccepted as error:
            self.wrong += 1
            self.first = self.first or error
        except (AssertionError, WorkbenchError, OSError, StopIteration) as error:
            self.lost += 1
            self.first = self.first or error
        else:
            self.survived += 1

    def settle(self) -> None:
        """Writes the numbers down. Fails if anything was lost or wrongly accepted."""
        if os.environ.get(FILE):
            said = {name: getattr(self, name) for name in ("what", "how", "tried", "survived", "lost", "wrong")}
            with Path(os.environ[FILE]).open("a", encoding="utf-8") as stream:
                stream.write(json.dumps(said) + "\n")
        if self.first is not None:
            raise AssertionError(
                f"{self.what}, {self.how}: {self.lost} lost, {self.wrong} wrong of {self.tried}"
            ) from self.first


def must_be_written(right: bool) -> None:
    """Raises :class:`WronglyAccepted` unless what was found is something that was written."""
    if not right:
        raise WronglyAccepted
