"""The program is killed fifty times in the middle of its work, and not one acknowledged answer is lost."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tally import KILLS as FEWEST
from tests.tally import Tally, must_be_written
from workbench.document.document import Document
from workbench.model.rows import Question
from workbench.storage.schema import FORMAT_VERSION
from workbench.storage.unfinished import found_beside
from workbench.storage.verify import content_damages, structure_damaged

KILLS = max(50, FEWEST)
ROOT = Path(__file__).parents[2]
TYPISTS = """
import os, random, sys
from pathlib import Path
from workbench.document.document import Document
from workbench.model.rows import Question
from workbench.operations.answers import write_answer

def written(run, number):
    chance = random.Random(run * 1_000_003 + number)
    return chance.randrange(15), f"run {run}, answer {number}: " + "The queue grows. " * chance.randrange(200)

def work(path, run):
    document = Document.open(path)
    questions = [question.id for question in document.read.every(Question)]
    for number in range(1_000_000):
        place, text = written(run, number)
        write_answer(document, question=questions[place], text=text)
        told = f"{number}\\n"  # in one piece: a kill between a number and the end of its line would be no number
        os.write(1, told.encode())

if __name__ == "__main__":
    for line in sys.stdin:
        typist = os.fork()
        if not typist:
            work(Path(sys.argv[1]), int(line))
        print("typist", typist, flush=True)
        os.waitpid(typist, 0)
        print("killed", flush=True)
"""


class Typists:
    """A process that starts typists, one after the other, so that not each has to load the program."""

    def __init__(self, path: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", TYPISTS, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )

    def killed_after(self, run: int, answers: int, seconds: float) -> int:
        """Starts a typist, kills it after so many answers and seconds more, and returns how many it acknowledged."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{run}\n")
        self._process.stdin.flush()
        typist, acknowledged = 0, 0
        while not typist or acknowledged < answers:
            typist, acknowledged = self._heard(typist, acknowledged)
        time.sleep(seconds)
        os.kill(typist, signal.SIGKILL)
        while typist:
            typist, acknowledged = self._heard(typist, acknowledged)
        return acknowledged

    def _heard(self, typist: int, acknowledged: int) -> tuple[int, int]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline().split()
        if line == ["killed"]:
            return 0, acknowledged
        if line[0] == "typist":
            return int(line[1]), acknowledged
        assert int(line[0]) == acknowledged
        return typist, acknowledged + 1

    def leave(self) -> None:
        self._process.communicate()
        assert self._process.returncode == 0


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return Path(
        shutil.copyfile(ROOT / "tests" / "files" / f"format-{FORMAT_VERSION}.integrity", tmp_path / "small.integrity")
    )


@pytest.fixture
def typists(file: Path) -> Iterator[Typists]:
    working = Typists(file)
    yield working
    working.leave()


def _answers(document: Document) -> dict[int, str]:
    questions = document.read.every(Question)
    return {number: document.read.answer(question.id).text for number, question in enumerate(questions)}


def _only_what_was_being_saved_is_beside(file: Path, in_flight: str, *, stored: str) -> None:
    for one in found_beside(file):  # a kill while the pages were written: people decide about that text
        assert [text.text for text in one.texts] == [in_flight]
        assert stored != in_flight
        shutil.rmtree(one.folder)
    assert [path.name for path in file.parent.iterdir()] == [file.name]


@pytest.mark.slow
def test_fifty_kills_lose_no_acknowledged_answer(file: Path, typists: Typists):
    names: dict[str, object] = {"__name__": "typists"}
    exec(TYPISTS, names)  # the typists and the test agree on what is written
    chance = random.Random(50)
    with Document.open(file) as document:
        expected = _answers(document)
    total = interrupted = 0
    tally = Tally("writing answers", "killed")
    for run in range(KILLS):
        answers = chance.randrange(25)
        acknowledged = typists.killed_after(run, answers, chance.random() * (0.02 if answers == 0 else 0.003))
        journal = file.with_name(file.name + "-journal")
        interrupted += journal.exists() and journal.stat().st_size > 0
        expected |= dict(names["written"](run, number) for number in range(acknowledged))
        place, in_flight = names["written"](run, acknowledged)
        with tally.one():
            with Document.open(file) as document:
                assert document.read_only is None
                assert not structure_damaged(document._connection)
                assert content_damages(document._connection) == []
                found = _answers(document)
            if found[place] == in_flight:
                expected[place] = in_flight
            must_be_written(found == expected)
            _only_what_was_being_saved_is_beside(file, in_flight, stored=found[place])
        total += acknowledged
    tally.settle()
    assert total > KILLS
    assert interrupted > 0
