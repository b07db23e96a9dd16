"""The command line over a file from outside: one line or an answer, and nothing that a terminal would obey."""

from __future__ import annotations

import json
import os
import re
import threading
from pathlib import Path

import pytest

from tests.forged import REFUSED, SHOWN, SOUND, forge
from workbench.cli.common import echo, print_json

LONG = bool(os.environ.get("INTEGRITY_LONG_TESTS"))
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""What a terminal, or an eye, would take for an order."""

IN_FULL = ["control characters in every text", "dates that are none everywhere", "a history that cannot go on"]


@pytest.mark.slow
@pytest.mark.parametrize("name", REFUSED)
def test_a_file_with_too_much_in_it_is_refused_in_one_line(run, sample_file: Path, tmp_path: Path, name: str) -> None:
    file = forge(sample_file, tmp_path / "forged.integrity", *REFUSED[name])
    for command in (["info", file], ["show", file, "1.1"], ["check", file], ["answer", file, "1.1", "--text", "a"],
                    ["activities", file], ["plan", file], ["report", file, "--output", tmp_path / "a.pdf"]):  # fmt: skip
        assert (
            run(*command).error().startswith("The file forged.integrity contains more than this program can have written.")
        )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["forged.integrity", "sample.integrity"]


@pytest.mark.slow
@pytest.mark.parametrize("name", [*SHOWN, *(name for name in SOUND if LONG or "300,000" not in name)])
def test_every_command_copes_with_a_strange_file(run, sample_file: Path, tmp_path: Path, name: str) -> None:
    file = forge(sample_file, tmp_path / "forged.integrity", *{**SHOWN, **SOUND}[name])
    for command in (["info", file], ["show", file, "1.1", "--json"], ["activities", file], ["plan", file, "--json"]):
        said = run(*command)
        assert (said.status, said.err) == (0, "")
        assert OBEYED.search(said.out) is None
        assert "--json" not in command or json.loads(said.out)
    said = run("check", file)
    assert OBEYED.search(said.out) is None
    assert said.status == (0 if said.out.startswith("No damage was found in forged.integrity.") else 1)
    for ending in ("json", "html", "pdf") if LONG or name in IN_FULL else ():
        said = run("report", file, "--output", tmp_path / f"a.{ending}")
        assert (said.status, said.err) == (0, "")
        if ending != "pdf":
            # tabs and line ends are the layout of these formats
            assert OBEYED.search((tmp_path / f"a.{ending}").read_text("utf-8").replace("\t", "")) is None


@pytest.mark.parametrize("terminal", [True, False])
def test_what_is_printed_gives_no_orders(capsys, monkeypatch, terminal: bool) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: terminal, raising=False)
    echo("\x1b]0;PWNED\x07\x1b[2J\x9b2J\u202efdp.exe\nnext\tline")
    assert capsys.readouterr().out == "␛]0;PWNED␇␛[2J\ufffd2J\ufffdfdp.exe\nnext\tline\n"
    value = {"text": "\x1b[2J\x7f\x9b\u2028\u202e\U0001ffff\ud800 نعم"}
    print_json(value)
    said = capsys.readouterr().out
    assert OBEYED.search(said) is None
    assert "نعم" in said
    assert json.loads(said) == value


def test_nothing_is_printed_past_the_helper() -> None:
    import workbench.cli

    folder = Path(workbench.cli.__file__).parent
    printing = {path.name for path in folder.glob("*.py") if re.search(r"click\.s?echo|\bprint\(", path.read_text("utf-8"))}
    assert printing == {"__init__.py", "common.py"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name on Windows")
@pytest.mark.parametrize("command", ["wording", "text", "pack", "file"])
def test_a_pipe_that_nobody_writes_to_holds_nobody_up(run, empty_file: Path, tmp_path: Path, command: str) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    given = {
        "wording": ["wording", empty_file, pipe, "--language", "en"],
        "text": ["answer", empty_file, "1.1", "--text-file", pipe],
        "file": ["info", pipe],
    }
    if command == "pack":
        (tmp_path / "pack").mkdir()
        pipe.rename(tmp_path / "pack" / "checklist.toml")
        given["pack"] = ["checklist", "validate", tmp_path / "pack"]
    outcomes: list[int] = []
    thread = threading.Thread(target=lambda: outcomes.append(run(*given[command]).status), daemon=True)
    thread.start()
    thread.join(30)
    assert outcomes == [1]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no endless file here")
def test_an_endless_file_is_no_text(run, empty_file: Path) -> None:
    assert "cannot be read" in run("answer", empty_file, "1.1", "--text-file", "/dev/zero").error()
    assert "cannot be read" in run("wording", empty_file, "/dev/zero", "--language", "en").error()
    assert "cannot be read" in run("answer", empty_file, "1.1", "--text-file", "/dev").error()


PACKS = {
    "nested without end": "a = " + "[" * 5_000,
    "nested and closed": "a = " + "[" * 5_000 + "]" * 5_000,
    "nested tables": "[" + "a." * 5_000 + "a]",
    "300,000 lists": "format = 1\n" + "[[lists]]\n" * 300_000,
    "5,000 lists": "format = 1\n" + "[[lists]]\n" * 5_000,
    "a line of spaces": "[" + " " * 1_000_000,
    "a head of spaces": "[" + " " * 1_000_000 + "x",
    "quotation marks": 'a = "' + '"""' * 300_000,
    "three megabytes": "#" * 3_000_000,
    "a language that is a path": 'format = 1\nlanguage = "../../../../etc"\nid = "pack"\n',
    "control characters": 'format = 1\nid = "a\\u001b[2J\\u202e"\n"b\\u001b" = 1\n',
}


@pytest.mark.parametrize("name", PACKS)
def test_a_checklist_of_a_stranger_is_told_its_faults_soon(run, tmp_path: Path, name: str) -> None:
    import time

    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "checklist.toml").write_text(PACKS[name], encoding="utf-8")
    began = time.process_time()
    said = run("checklist", "validate", folder)
    assert time.process_time() - began < 10
    assert (said.status, said.err.count("\n")) == (1, 1)
    assert "Traceback" not in said.err
    assert OBEYED.search(said.out) is None
    assert len(said.out) < 5_000_000
