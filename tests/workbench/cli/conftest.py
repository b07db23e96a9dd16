"""The command line as users call it: in this process for most tests, in one of its own for a few."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import workbench
from workbench.cli import main

ROOT = Path(workbench.__file__).resolve().parent.parent


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    status: int
    out: str
    err: str

    def json(self) -> Any:
        """What it printed for programs; everything must have gone well."""
        assert (self.status, self.err) == (0, "")
        return json.loads(self.out)

    def says(self) -> str:
        """What it printed for people; everything must have gone well."""
        assert (self.status, self.err) == (0, "")
        return self.out

    def error(self, status: int = 1) -> str:
        """The one line on standard error, less the name of the program; nothing else may be said."""
        assert self.status == status, self
        assert self.err.startswith("integrity-workbench: ")
        assert self.err.endswith("\n")
        assert self.err.count("\n") == 1
        assert "Traceback" not in self.err
        if status == 2:
            assert self.out == ""
        return self.err.removeprefix("integrity-workbench: ").rstrip("\n")


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever language this machine speaks."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Outcome]:
    """Runs a command in this process."""

    def run_it(*arguments: object, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Outcome(status, said.out, said.err)

    return run_it


@pytest.fixture
def run_apart() -> Callable[..., Outcome]:
    """Runs a command in a process of its own, as users do."""

    def run_it(*arguments: str | bytes, stdin: bytes = b"", **environment: str) -> Outcome:
        done = subprocess.run(
            [sys.executable, "-m", "workbench", *arguments],
            input=stdin,
            capture_output=True,
            cwd=ROOT,
            env={**os.environ, **environment},
            timeout=60,
            check=False,
        )
        return Outcome(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return run_it
