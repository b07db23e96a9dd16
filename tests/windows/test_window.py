"""The window as Windows starts it: without streams, and where questions to the system are not answered."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import workbench
from ui.frame.about import versions
from workbench.document.document import Document

ROOT = Path(workbench.__file__).resolve().parent.parent

SILENT = """
import sys
sys.stdin = sys.stdout = sys.stderr = None
"""
NO_WMI = """
import uuid  # asks here, and never on Windows
import platform
def refuse(*_, **__):
    raise RuntimeError("the system was asked what may hang")
for name in ("uname", "node", "win32_ver", "system", "release", "version", "machine", "processor", "platform"):
    setattr(platform, name, refuse)
"""
START = """
import sys
from ui.__main__ import main
status = main(sys.argv[1:])
sys.exit(status)
"""


@pytest.fixture
def start(tmp_path: Path):
    def start_it(before: str, *arguments: object) -> subprocess.CompletedProcess:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path)}
        return subprocess.run(
            [sys.executable, "-c", before + START, *map(str, arguments)],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return start_it


@pytest.mark.slow
@pytest.mark.parametrize("with_file", [True, False])
def test_a_program_without_a_console_opens_its_window(start, empty_file: Path, with_file: bool) -> None:
    done = start(SILENT, *([empty_file] if with_file else []), "--quit-when-ready")
    assert done.returncode == 0
    assert not list(empty_file.parent.glob("*-journal"))


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        ["{file}", "--quit-when-ready"],
        ["answer", "{file}", "1.1", "--text", "Yes."],
        ["report", "{file}", "--output", "{folder}/r.html"],
        ["report", "{file}", "--output", "{folder}/r.pdf"],
    ],
    ids=["window", "answer", "html", "pdf"],
)
def test_nothing_waits_for_an_answer_that_may_not_come(start, empty_file: Path, arguments: list[str]) -> None:
    given = [text.format(file=empty_file, folder=empty_file.parent) for text in arguments]
    done = start(NO_WMI, *given)
    assert (done.returncode, "may hang" in done.stderr) == (0, False), done.stderr


def test_a_name_in_capital_letters_is_a_file(start, empty_file: Path) -> None:
    """A file that is gone is told in the window, whatever letters its ending has; a command it is not."""
    done = start("", empty_file.parent / "GONE.INTEGRITY", "--quit-when-ready")
    assert done.returncode == 0


def test_what_the_program_is_made_of_is_told_without_asking(monkeypatch: pytest.MonkeyPatch, qapp) -> None:
    import platform

    for name in ("uname", "platform", "system"):
        monkeypatch.delattr(platform, name)
    assert "Python: 3." in versions()


def test_the_history_names_the_computer(start, empty_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPUTERNAME", "POST-3")
    assert start(NO_WMI, "answer", empty_file, "1.1", "--text", "Yes.").returncode == 0
    with Document.open(empty_file, read_only=True) as document:
        assert document.read.last_change().sitting.computer == "POST-3"
