"""Conditions of Windows, forced on another system: what it answers differently, refuses or does not have.

What is simulated is what the program asks the system, not the system: a test here shows that such an answer does no harm, not
that Windows gives it. What nobody could try is in the table of docs/promises.md.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from workbench.cli import main

EARLIEST, LATEST = 1970, 3000
"""The years that the time functions of Windows know. Source: issues 80940 and 107078 of CPython."""


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    status: int
    out: str
    err: str

    def says(self) -> str:
        """What it printed; everything must have gone well."""
        assert (self.status, self.err) == (0, ""), self
        return self.out

    def refusal(self) -> str:
        """The one line that it says, and nothing of the inside of the program."""
        assert self.status in (1, 2), self
        assert self.err.startswith("integrity-workbench: "), self
        assert self.err.count("\n") == 1, self
        assert "Traceback" not in self.err
        return self.err


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever language this machine speaks."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Outcome]:
    """Runs a command with streams of a console of some code page."""

    def run_it(*arguments: object, stdin: bytes = b"", code_page: str = "cp1252") -> Outcome:
        out, err = io.BytesIO(), io.BytesIO()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding=code_page))
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding=code_page))
        monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(err, encoding=code_page))
        status = main([str(argument) for argument in arguments])
        sys.stdout.flush()
        sys.stderr.flush()
        return Outcome(status, out.getvalue().decode("utf-8"), err.getvalue().decode("utf-8"))

    return run_it


@pytest.fixture
def no_streams(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program without a console: no standard input, output or error."""
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)


@pytest.fixture
def access_always(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether one may write is not seen beforehand: rights of accounts, the switch of a stick, a share."""
    monkeypatch.setattr(os, "access", lambda *_, **__: True)


@pytest.fixture
def no_inode(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drives that give every file the number 0 (WebDAV, some network storage, RAM disks)."""
    ask, ask_handle = os.stat, os.fstat

    def without(known: os.stat_result) -> os.stat_result:
        return os.stat_result((known[0], 0, *known[2:]))

    monkeypatch.setattr(os, "stat", lambda *given, **more: without(ask(*given, **more)))
    monkeypatch.setattr(os, "fstat", lambda *given: without(ask_handle(*given)))
    monkeypatch.setattr(Path, "stat", lambda path, **more: without(ask(path, **more)))


class Refusals:
    """Refuses one call on files, the ``number``-th of all, or from there every one below ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.number = 0
        self.calls: list[str] = []
        self.for_good = False

    def ask(self, name: str, path: object) -> None:
        if not isinstance(path, str | os.PathLike) or not Path(path).is_relative_to(self.folder):
            return
        self.calls.append(name)
        if len(self.calls) == self.number or (self.for_good and 0 < self.number <= len(self.calls)):
            raise PermissionError(13, "The process cannot access the file", str(path))


@pytest.fixture
def refusals(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Refusals:
    """Another program holds the file for a moment, or for good: scanners, backup agents, an open report."""
    made = Refusals(tmp_path)

    def guarded(owner: Any, name: str) -> None:
        real = getattr(owner, name)

        def call(*given: Any, **more: Any) -> Any:
            made.ask(name, given[0])
            return real(*given, **more)

        monkeypatch.setattr(owner, name, call)

    for name in ("open", "replace", "rename", "unlink", "remove", "mkdir", "scandir", "listdir"):
        guarded(os, name)
    for name in ("open", "replace", "unlink", "mkdir"):
        guarded(Path, name)
    return made


@pytest.fixture
def dead_handles() -> Callable[[Path], contextlib.AbstractContextManager[None]]:
    """A stick that was pulled and put back: the file is there under its name, and its old handles never answer again."""

    @contextlib.contextmanager
    def pull(path: Path) -> Iterator[None]:
        handles = [int(link.name) for link in Path("/proc/self/fd").iterdir() if _leads_to(link, path)]
        assert handles, "nobody has the file open"
        reading, writing = os.pipe()
        kept = {handle: os.dup(handle) for handle in handles}
        for handle in handles:
            os.dup2(reading, handle)
        dead = {handle: Path(f"/proc/self/fd/{handle}").readlink() for handle in handles}
        try:
            yield
        finally:
            for handle, real in kept.items():
                if _leads_to(Path(f"/proc/self/fd/{handle}"), dead[handle]):  # nobody has closed it meanwhile
                    os.dup2(real, handle)
                os.close(real)
            os.close(reading)
            os.close(writing)

    return pull


def _leads_to(link: Path, path: Path) -> bool:
    try:
        return link.readlink() == path
    except OSError:
        return False


class WindowsDate(dt.datetime):
    """Local time as the C library of Windows knows it: from 1970 to 3000."""

    def astimezone(self, tz: dt.tzinfo | None = None) -> dt.datetime:
        if (self.tzinfo is None or tz is None) and not EARLIEST <= self.year <= LATEST:
            raise OSError(22, "Invalid argument")
        return super().astimezone(tz)

    def timestamp(self) -> float:
        if self.tzinfo is None and not EARLIEST <= self.year <= LATEST:
            raise OSError(22, "Invalid argument")
        return super().timestamp()


@pytest.fixture
def windows_years(monkeypatch: pytest.MonkeyPatch) -> None:
    """Local times before 1970 and after 3000 raise OSError, in every module of ours that is loaded."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in ("workbench", "ui") and vars(module).get("datetime") is dt.datetime:
            monkeypatch.setattr(module, "datetime", WindowsDate)
