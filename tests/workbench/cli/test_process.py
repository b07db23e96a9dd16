"""The command line in a process of its own: exit status, streams, and nothing loaded that is not needed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import workbench
from workbench.document.document import Document

pytestmark = pytest.mark.slow

ROOT = Path(workbench.__file__).resolve().parent.parent


def test_a_whole_life(run_apart, tmp_path: Path) -> None:
    file = str(tmp_path / "a.integrity")
    assert (
        run_apart("new", file, "--administration", "X", "--station", "Y").says() == "a.integrity is ready: 282 questions.\n"
    )
    text = "نعم\n<b>&amp;\n" + "абв " * 12_500
    said = run_apart("answer", file, "3.20", "--text-file", "-", stdin=text.encode(), PYTHONIOENCODING="ascii")
    assert said.says() == "Answer 3.20 is saved.\n"
    assert run_apart("show", file, "kf3.q20", "--json", PYTHONIOENCODING="latin-1").json()["text"] == text
    facts = run_apart("info", file, "--json").json()
    assert (facts["areas"], facts["sections"], facts["questions"], facts["answered"]) == (14, 60, 282, 1)
    assert run_apart("check", file).says().startswith("No damage was found in a.integrity.")


def test_a_text_in_bytes_that_are_no_text(run_apart, empty_file: Path) -> None:
    line = run_apart("answer", str(empty_file), "1.1", "--text", b"caf\xe9", LC_ALL="C.UTF-8").error()
    assert line.startswith("The text has a character that cannot be saved or printed (U+DCE9, at position 4).")


def test_a_file_that_another_process_has_open(run_apart, document: Document) -> None:
    line = run_apart("answer", str(document.path), "1.1", "--text", "a").error()
    assert line.startswith("The file station.integrity is open in another window or program. Nothing was changed.")


def test_wrong_usage_has_status_2(run_apart) -> None:
    assert "No such command" in run_apart("nonsense").error(2)


def test_a_reader_that_goes_away_is_no_accident(empty_file: Path) -> None:
    command = [sys.executable, "-m", "workbench", "show", str(empty_file), "1.1"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        said = process.stderr.read().decode()
        process.wait(60)
    assert "Traceback" not in said
    assert process.returncode == 1


@pytest.mark.parametrize("command", [["--version"], ["info"], ["answer", "1.1", "--text", "a"]], ids=" ".join)
def test_the_command_line_loads_no_window_and_no_report_engine(empty_file: Path, command: list[str]) -> None:
    script = (
        "import sys, json\n"
        "from workbench.cli import main\n"
        "status = main(sys.argv[1:])\n"
        "sys.stderr.write(json.dumps([status, sorted(name.partition('.')[0] for name in sys.modules)]))\n"
    )
    arguments = [*command[:1], str(empty_file), *command[1:]] if command != ["--version"] else command
    done = subprocess.run([sys.executable, "-c", script, *arguments], cwd=ROOT, capture_output=True, timeout=60, check=True)
    status, loaded = json.loads(done.stderr)
    assert status == 0
    assert {"ui", "PySide6", "reportlab", "jinja2", "babel", "docx", "xlsxwriter", "openpyxl", "PIL"}.isdisjoint(loaded)
