"""The script that Windows users double-click, read as text: its mechanics, not what cmd.exe makes of them.

No cmd.exe runs here. What is shown: every goto has its label, every step that can fail is followed by a look at its outcome,
every bad end says sentences and waits for a key, and the file is written as cmd.exe wants it.
"""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

import workbench

ROOT = Path(workbench.__file__).resolve().parent.parent
SCRIPT = ROOT / "packaging" / "windows" / "run.cmd"
RAW = SCRIPT.read_bytes()
LINES = [line.strip() for line in RAW.decode("ascii").splitlines()]
CODE = [line for line in LINES if line and not line.startswith("rem ")]
LABELS = [line[1:] for line in CODE if line.startswith(":")]
TARGETS = [target for line in CODE for target in re.findall(r"\b(?:goto|call) :?(\w+)", line)]
FAILING = ("pushd", "start ", "%PYTHON%")
BAD_ENDS = ("too_many", "no_folder", "no_python", "not_whole", "not_started")


def block(label: str) -> list[str]:
    """The lines from a label to the next one."""
    start = CODE.index(f":{label}") + 1
    end = next((place for place in range(start, len(CODE)) if CODE[place].startswith(":")), len(CODE))
    return CODE[start:end]


def test_it_is_written_as_windows_writes() -> None:
    assert RAW.isascii()
    assert RAW.count(b"\r\n") == RAW.count(b"\n") == RAW.count(b"\r") > 20
    assert RAW.endswith(b"\r\n")
    assert (ROOT / ".gitattributes").read_text(encoding="utf-8").splitlines()[-1] == "*.cmd text eol=crlf"


def test_the_working_copy_is_what_git_promises() -> None:
    asked = ["git", "ls-files", "--eol", "--", str(SCRIPT)]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    assert not told or "w/crlf attr/text eol=crlf" in " ".join(told.split())


def test_labels_and_what_leads_to_them() -> None:
    assert len(set(LABELS)) == len(LABELS)
    assert set(TARGETS) == set(LABELS)


def test_quotation_marks_and_brackets_are_in_pairs() -> None:
    assert [line for line in CODE if line.count('"') % 2] == []
    assert [line for line in CODE if line.count("(") != line.count(")")] == []


def test_no_name_of_a_folder_stands_where_a_sign_in_it_would_be_read_as_a_command() -> None:
    """A folder or file may be called ``A & B (x)``: what it is put in for stands between quotation marks, in no bracket."""
    for line in CODE:
        outside = "".join(line.split('"')[::2])
        assert not re.search(r"%(CD|FILE|~\w*0|~\w*1)%?", outside), line


@pytest.mark.parametrize("step", FAILING)
def test_after_each_step_that_can_fail_its_outcome_is_looked_at(step: str) -> None:
    places = [place for place, line in enumerate(CODE) if line.startswith(step)]
    assert places
    for place in places:
        assert re.fullmatch(r"if errorlevel 1 goto \w+", CODE[place + 1]), CODE[place]


@pytest.mark.parametrize("label", BAD_ENDS)
def test_a_bad_end_says_two_things_or_one_and_waits_for_a_key(label: str) -> None:
    lines = block(label)
    said = [line.removeprefix("echo ") for line in lines if line.startswith("echo ")]
    assert said
    assert all(text[0].isupper() and text.endswith((".", '"')) for text in said)
    assert lines[-1] == "goto wait"
    assert f"goto {label}" in " ".join(CODE)


def test_the_last_block_waits_and_ends_with_a_fault() -> None:
    assert block("wait") == ["echo.", "pause", "exit /b 1"]
    assert LABELS[-1] == "wait"


def test_every_end_is_meant() -> None:
    """What runs through to a label below would do the work of another."""
    for label in LABELS:
        before = CODE[CODE.index(f":{label}") - 1]
        assert before.startswith(("exit /b", "goto ")), label


def test_a_name_is_made_whole_before_the_folder_changes() -> None:
    whole = next(place for place, line in enumerate(CODE) if "%~f1" in line)
    assert whole < next(place for place, line in enumerate(CODE) if line.startswith("pushd"))


def test_it_takes_the_pythons_that_the_program_can_run_on() -> None:
    known = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert known["requires-python"] == ">=3.11,<3.15"
    wanted = {"3.11", "3.12", "3.13", "3.14"}
    loop = next(line for line in CODE if line.startswith("for "))
    assert set(re.findall(r"3\.\d+", loop)) == wanted
    asked = next(line for line in CODE if line.startswith("%*"))
    assert {f"{a}.{b}" for a, b in re.findall(r"\((\d), (\d+)\)", asked)} == wanted
    assert "struct.calcsize('P') == 8" in asked


def test_the_question_to_python_is_sound() -> None:
    """It is asked here of the Python that runs the tests, which must be one that the program can run on."""
    import sys

    question = re.search(r'-c "(.+?)"', next(line for line in CODE if line.startswith("%*")))[1]
    assert subprocess.run([sys.executable, "-c", question], check=False).returncode == 0
    refused = question.replace("(3, ", "(2, ")
    assert subprocess.run([sys.executable, "-c", refused], check=False).returncode == 1


def test_the_program_that_it_starts_is_one_without_a_console() -> None:
    known = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    started = {name for line in CODE for name in re.findall(r"Scripts\\([\w-]+)\.exe", line)}
    assert started == set(known["gui-scripts"])
    assert known["gui-scripts"].keys().isdisjoint(known["scripts"])
    assert set(known["gui-scripts"].values()) == set(known["scripts"].values())
