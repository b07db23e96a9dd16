"""Tables out of real files of Excel and Word, through the real clipboard of an office program, and back into it.

The files are made by libraries; LibreOffice opens and copies them. Each of these is left out where it is not installed.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.ui.display import display, window_manager
from tests.workbench.tables.clips import HOSTILE_PEOPLE as PEOPLE
from workbench.tables.cells import harmless

HERE = Path(__file__).parent
UNO = next((python for python in ("/usr/bin/python3", sys.executable) if Path(python).exists()), sys.executable)
LONGEST = 60
"""Seconds for one act of another program."""
_LIBRARIES = ("openpyxl", "docx")
_NEEDED = ("soffice", "Xvfb", "openbox", "xdotool")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not all(map(find_spec, _LIBRARIES)), reason="needs openpyxl and python-docx"),
    pytest.mark.skipif(
        any(shutil.which(tool) is None for tool in _NEEDED), reason="needs LibreOffice, Xvfb, openbox and xdotool"
    ),
]

Rows = Sequence[Sequence[str]]

ACTIVITIES = [
    ["Activity", "Timeline", "Budget"],
    ["Draw the lanes by lot", "Q1 2027 – Q3 2027", "None"],
    ["Publish the tariff, in two languages", "Q2 2027 – Q4 2027", "12,000; printing"],
    ["تدريب المفتشين", "Q1 2028 – Q2 2028", "—"],
]


def workbook(rows: Rows, path: Path) -> Path:
    import openpyxl

    book = openpyxl.Workbook()
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            cell = book.active.cell(number, column)
            cell.value, cell.data_type = text, "s"
    book.save(path)
    return path


def letter(rows: Rows, path: Path) -> Path:
    import docx

    paper = docx.Document()
    table = paper.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    paper.save(path)
    return path


class Partner:
    """Another process that does what it is asked, one line for one answer."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def __call__(self, *command: str, asked: Callable[[], None] = lambda: None) -> Any:
        """The answer. ``asked`` is called each second until it comes, to answer what the program asks its user."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(command) + "\n")
        self._process.stdin.flush()
        for _ in range(LONGEST):
            if select.select([self._process.stdout], [], [], 1)[0]:
                return json.loads(self._process.stdout.readline())
            asked()
        raise AssertionError(f"no answer to {command}")


@contextmanager
def partner(command: list[str], environment: dict[str, str]) -> Iterator[Partner]:
    with subprocess.Popen(command, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            yield Partner(process)
        finally:
            process.terminate()


def say_yes(name: str) -> None:
    """Presses Enter: Calc asks for the language of numbers before it pastes a table of another program."""
    subprocess.run(["xdotool", "key", "Return"], env={**os.environ, "DISPLAY": name}, check=True)


@pytest.fixture(scope="module")
def partners(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Partner, Partner, Callable[[], None]]]:
    """The office program, and our tables, on one display."""
    room = tmp_path_factory.mktemp("office")
    pipe = f"integrity-{os.getpid()}"
    with display("1280x900") as name, window_manager(name):
        usual = {**os.environ, "DISPLAY": name, "HOME": str(room), "SAL_USE_VCLPLUGIN": "gen"}
        started = ["soffice", "--norestore", "--nologo", "--nodefault", f"--accept=pipe,name={pipe};urp;"]
        office = subprocess.Popen([*started, f"-env:UserInstallation={(room / 'profile').as_uri()}"], env=usual)
        root = str(HERE.parents[2])
        ours = {**usual, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": root, "INTEGRITY_WORKBENCH_COPIES": str(room / "copies")}
        plain = {key: value for key, value in usual.items() if not key.startswith("PYTHON")}
        try:
            with (
                partner([UNO, str(HERE / "office_acts.py"), pipe], plain) as there,
                partner([sys.executable, "-m", "tests.ui.office.our_tables"], ours) as here,
            ):
                yield there, here, partial(say_yes, name)
        finally:
            office.terminate()
            office.wait(timeout=30)


CLIPS = pytest.mark.parametrize(
    ("make", "form"),
    [(workbook, "html"), (workbook, "text"), (letter, "html")],
    ids=["xlsx-html", "xlsx-text", "docx-html"],  # Writer gives a table as text without saying where a row ends
)


def came(text: str, form: str) -> str:
    """A text as it comes through: Calc gives cells as text without their lines and tabs, and HTML has no tabs."""
    return text.replace("\t", " ").replace("\n", " ") if form == "text" else text.replace("\t", " ")


@CLIPS
def test_people_of_a_real_file(partners, tmp_path, make, form):
    office, ours, _ = partners
    office("copy", str(make(PEOPLE, tmp_path / f"people.{'xlsx' if make is workbook else 'docx'}")))
    rows = ours("paste", "people", form)
    office("close")
    assert [row[:4] for row in rows] == [[came(text, form) for text in row] for row in PEOPLE[1:]]


@CLIPS
def test_activities_of_a_real_file(partners, tmp_path, make, form):
    office, ours, _ = partners
    office("copy", str(make(ACTIVITIES, tmp_path / f"activities.{'xlsx' if make is workbook else 'docx'}")))
    rows = ours("paste", "activities", form)
    office("close")
    assert [row[0] for row in rows] == [row[0] for row in ACTIVITIES[1:]]
    assert [row[1:3] for row in rows] == [["2027-Q1", "2027-Q3"], ["2027-Q2", "2027-Q4"], ["2028-Q1", "2028-Q2"]]
    assert [row[3] for row in rows] == [row[2] for row in ACTIVITIES[1:]]


@pytest.mark.parametrize(("rows", "kind"), [(PEOPLE, "people"), (ACTIVITIES, "activities")], ids=["people", "activities"])
@pytest.mark.parametrize("act", ["paste_sheet", "paste_text"], ids=["sheet", "text"])
def test_what_is_copied_back_is_equal_there(partners, tmp_path, rows, kind, act):
    office, ours, yes = partners
    office("copy", str(workbook(rows, tmp_path / "rows.xlsx")))
    ours("paste", kind, "html")
    copied = ours("copy")
    there = office(act, asked=yes)
    office("close")
    # what a spreadsheet would calculate has a sign before it, here too
    assert there == [[harmless(text) for text in row] for row in copied]
