"""What the program knows of the computer is known at once, and asked of nobody who may not answer."""

from __future__ import annotations

import ast
import getpass
import os
import re
from pathlib import Path

import pytest

import workbench
from workbench.document.document import Identity
from workbench.model import computer

ROOT = Path(workbench.__file__).resolve().parent.parent
SLOW = re.compile(r"\bplatform\.(node|uname|win32_ver|platform|system|release|version|machine|processor)\b")


def test_nothing_of_ours_asks_what_may_hang_on_windows() -> None:
    texts = {
        path: path.read_text(encoding="utf-8") for package in ("workbench", "ui") for path in (ROOT / package).rglob("*.py")
    }
    imported = [
        path.name
        for path, text in texts.items()
        for node in ast.walk(ast.parse(text))
        if (isinstance(node, ast.Import) and "platform" in [alias.name for alias in node.names])
        or (isinstance(node, ast.ImportFrom) and node.module == "platform")
    ]
    assert imported == []
    assert [path.name for path, text in texts.items() if SLOW.search(text)] == []


def test_windows_tells_its_name_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPUTERNAME", "ПОСТ-3")
    assert Identity.of_this_session().computer == "ПОСТ-3"


def test_elsewhere_the_kernel_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COMPUTERNAME", raising=False)
    assert computer.computer_name() == os.uname().nodename


@pytest.mark.parametrize("told", ["a\nb", "\x1b[2J", "x" * 10_000, "\udcff"])
def test_a_strange_name_fits_into_the_history(monkeypatch: pytest.MonkeyPatch, told: str) -> None:
    monkeypatch.setattr(os, "environ", {"COMPUTERNAME": told, "LOGNAME": told})
    for name in (computer.computer_name(), computer.account_name()):
        assert name.isprintable()
        assert len(name.encode()) <= 255


@pytest.mark.parametrize("error", [OSError("no"), KeyError("getpwuid(): uid not found: 1000"), ImportError("no pwd")])
def test_an_account_without_a_name_is_no_error(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def refuse() -> str:
        raise error

    monkeypatch.setattr(getpass, "getuser", refuse)
    assert computer.account_name() == ""


def test_a_system_that_refuses_its_name_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OSError("no")

    monkeypatch.delenv("COMPUTERNAME", raising=False)
    monkeypatch.setattr(os, "uname", refuse)
    assert computer.computer_name() == ""


def test_the_system_is_told_in_a_line() -> None:
    assert re.fullmatch(r"\w+ [\w.+-]+", computer.system_name())
