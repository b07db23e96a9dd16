"""The program starts itself again: with its own folders, never with the current one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ui.link import again

ROOT = Path(__file__).resolve().parents[3]


def test_it_starts_with_its_own_folders_and_what_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ui").mkdir()
    (tmp_path / "ui" / "__main__.py").write_text("raise SystemExit('somebody else')")
    monkeypatch.syspath_prepend(ROOT)
    done = subprocess.run(again.command(["--version"]), cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("integrity-workbench")


def test_a_build_without_an_interpreter_calls_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert again.command(["a file"]) == [sys.executable, "a file"]


def test_a_system_that_refuses_is_no_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr(subprocess, "Popen", refuse)
    again.start([])
