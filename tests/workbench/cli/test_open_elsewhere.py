"""Commands on a file that is open in a window: what reads works and says of when, what writes is told where it is open."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from workbench.document.document import Document
from workbench.storage import connection

SAYS = "The file sample.integrity has been open on the computer POST-3 since "
READING = {
    "info": (),
    "check": (),
    "show": ("1.1",),
    "find": ("gift",),
    "plan": (),
    "activities": (),
    "copies": (),
    "attachments": (),
    "notes": (),
    "hands": ("1.1",),
}
MAKING = {
    "report": ("--output", "new.json"),
    "sheets": ("--output", "new.pdf"),
    "copy": ("new.integrity",),
    "wording": ("new.csv", "--language", "en", "--template"),
}


@pytest.fixture
def file(
    sample_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    open_elsewhere: Callable[[Path], subprocess.Popen[str]],
) -> Iterator[Path]:
    """The sample, open in another process."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(connection, "BUSY_MILLISECONDS", 20)
    monkeypatch.setattr(connection, "READING_MILLISECONDS", 20)
    process = open_elsewhere(sample_file)
    yield sample_file
    process.communicate("")
    assert process.returncode == 0


def says_of_when(outcome) -> bool:
    return outcome.status == 3 and SAYS in outcome.err and "What you read here is how it was at " in outcome.err


@pytest.mark.parametrize("command", READING)
def test_what_reads_works_and_says_of_when(run, file: Path, command: str):
    outcome = run(command, file, *READING[command])
    assert says_of_when(outcome), outcome
    assert outcome.out
    assert outcome.err.count("\n") == 1
    assert "Bridge" not in outcome.err


@pytest.mark.parametrize("command", MAKING)
def test_what_makes_a_file_of_it_works_and_says_of_when(run, file: Path, command: str):
    outcome = run(command, file, *MAKING[command])
    assert says_of_when(outcome), outcome
    (made,) = Path().glob("new.*")
    assert made.stat().st_size


def test_what_a_program_reads_is_json_and_nothing_else(run, file: Path):
    outcome = run("info", file, "--json")
    assert says_of_when(outcome)
    assert json.loads(outcome.out)["read_only"] == "open_elsewhere"
    shown = run("show", file, "1.1", "--json")
    assert json.loads(shown.out)["text"] == "Written on POST-3", "the newest state"
    assert "it is open elsewhere" in run("info", file).out


def test_a_copy_made_meanwhile_is_a_copy_of_its_own(run, file: Path):
    run("copy", file, "new.integrity")
    assert "No damage was found" in run("check", "new.integrity").says()
    assert run("answer", "new.integrity", "1.1", "--text", "apart").status == 0
    assert "Written on POST-3" in run("show", file, "1.1").out


@pytest.mark.parametrize(
    "how",
    [("--without-history",), ("--without-attachments",), ("--as", "template", "--withhold-names"), ("--for-format", "3")],
)
def test_every_copy_for_others_can_be_made_meanwhile(run, file: Path, how: tuple[str, ...]):
    assert says_of_when(run("copy", file, "new.integrity", *how))
    with Document.open(Path("new.integrity"), read_only=True) as document:
        assert document.damages == ()


@pytest.mark.parametrize("arguments", [("answer", "1.1", "--text", "x"), ("contribute", "1.1", "--text", "x")])
def test_what_writes_is_refused_and_told_where_it_is_open(run: Callable, file: Path, arguments: tuple[str, ...]):
    command, *others = arguments
    told = run(command, file, *others).error()
    assert told.startswith(SAYS)
    assert told.endswith("Nothing was changed. Close it there and try again.")
