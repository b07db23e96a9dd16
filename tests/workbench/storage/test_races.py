"""Several processes open and close one file all the time, and some are killed in a change: nothing raw, ever."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.document.document import Document
from workbench.model.rows import Answer

ROOT = Path(__file__).parents[3]
SECONDS = 4
OPENS_AND_CLOSES = """
import sys, time
from pathlib import Path
from workbench.document.document import Document
from workbench.errors import DocumentInUse
from workbench.model.rows import QuestionId
from workbench.operations.answers import write_answer
from workbench.storage import connection
connection.BUSY_MILLISECONDS = 5
path, number, end = Path(sys.argv[1]), int(sys.argv[2]), time.monotonic() + float(sys.argv[3])
opened = refused = 0
while time.monotonic() < end:
    try:
        with Document.open(path, read_only=number % 3 == 2) as document:
            assert document.damages == (), document.damages
            opened += 1
            if document.read_only is None:
                write_answer(document, question=QuestionId("kf1.q1"), text=f"{number} {opened} " * 50)
    except DocumentInUse:
        refused += 1
print(opened, refused)
"""
IS_KILLED = """
import os, sys, time
from dataclasses import replace
from pathlib import Path
from workbench.document.document import Document
from workbench.errors import DocumentInUse
from workbench.language.i18n import Message
from workbench.model.rows import Answer
path, end = Path(sys.argv[1]), time.monotonic() + float(sys.argv[3])
def is_killed():
    document = Document.open(path)
    document._connection._raw.execute("PRAGMA cache_size=2")
    with document.change(Message("all")) as transaction:
        for row in document.read.every(Answer):
            transaction.put(replace(row, causes="Half of a change. " * 500))
        os.kill(os.getpid(), 9)
killed = 0
while time.monotonic() < end:
    child = os.fork()
    if not child:
        try:
            is_killed()
        except DocumentInUse:
            os._exit(0)
    killed += os.waitpid(child, 0)[1] == 9
print(killed, 0)
"""


def _started(code: str, path: Path, number: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, str(path), str(number), str(SECONDS)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


@pytest.mark.slow
def test_processes_that_open_and_close_and_are_killed_meet_nothing_raw(small_file: Path, damages_in):
    codes = [OPENS_AND_CLOSES] * 3 + ([IS_KILLED] if hasattr(os, "fork") else [])
    running = [_started(code, small_file, number) for number, code in enumerate(codes)]
    told = [process.communicate(timeout=120) for process in running]
    assert [error for _, error in told] == [""] * len(running)
    counted = [tuple(map(int, out.split())) for out, _ in told]
    assert sum(count for count, _ in counted[:3]) > 0
    with Document.open(small_file) as document:
        assert document.read_only is None
        assert all(not answer.causes.startswith("Half") for answer in document.read.every(Answer))
    assert damages_in(small_file) == []
    left = [path.name for path in small_file.parent.iterdir() if not path.name.startswith(".integrity-")]
    assert left == ["small.integrity"]
