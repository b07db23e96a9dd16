"""What is killed in the middle of its work, in a table: a job in a process of its own, and what must be there afterwards.

To have another job killed, add a row to :data:`VICTIMS`: ``make test`` kills it a few times, ``make soak`` often, and
docs/promises.md gets its line. A job works in an empty folder, numbers what it does, and tells each number once it is done.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.tally import must_be_written
from workbench.document.document import Document
from workbench.keeping import keeper
from workbench.keeping.folder import Cause
from workbench.keeping.keeper import Keeper, bytes_of
from workbench.keeping.looking_back import open_copy
from workbench.language.i18n import Message
from workbench.model.rows import ROW_TYPES, Answer, QuestionId, Row
from workbench.operations.answers import write_answer
from workbench.recovering.recover import recover
from workbench.storage.schema import FORMAT_VERSION

ROOT = Path(__file__).parents[2]
FILES = ROOT / "tests" / "files"
PRESENT = FILES / f"format-{FORMAT_VERSION}.integrity"
QUESTION = QuestionId("kf1.q1")
NAME = "small.integrity"
START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)

Tell = Callable[[int], object]
"""Called with the number of what is done from now on, come what may."""


@dataclass(frozen=True)
class Victim:
    """A row of the table.

    ``work(folder, tell)`` goes on until it is killed. ``judge(folder, done)`` raises AssertionError or WronglyAccepted unless
    all that was told is there; ``done`` is how much was told.
    """

    name: str
    work: Callable[[Path, Tell], None]
    judge: Callable[[Path, int], None]


def _content(document: Document) -> list[Row]:
    return [row for kind in ROW_TYPES for row in document.read.every(kind)]


def _opened(path: Path) -> list[Row]:
    with Document.open(path) as document:
        assert document.read_only is None
        return _content(document)


def _fresh(folder: Path, number: int, source: Path) -> Path:
    """A file for one round of a job, in a folder of its own."""
    place = folder / str(number)
    place.mkdir()
    return Path(shutil.copyfile(source, place / NAME))


def _as_it_is(folder: Path, source: Path) -> list[Row]:
    """What a file has when nobody is killed."""
    with tempfile.TemporaryDirectory(dir=folder) as apart:
        return _opened(Path(shutil.copyfile(source, Path(apart) / NAME)))


def _rounds(folder: Path, done: int) -> list[Path]:
    """The files of all rounds that were told, and of the one that was killed, if it had a file."""
    found = [folder / str(number) / NAME for number in range(done)]
    assert all(path.is_file() for path in found)
    last = folder / str(done) / NAME
    whole = last.is_file() and last.stat().st_size >= min(path.stat().st_size for path in FILES.glob("format-?.integrity"))
    return [*found, *([last] if whole else [])]


# Converting an older file


def _convert(folder: Path, tell: Tell) -> None:
    for number in range(1_000_000):
        path = _fresh(folder, number, FILES / "format-2.integrity")
        with Document.open(path):
            tell(number)


def _is_converted(folder: Path, done: int) -> None:
    whole = _as_it_is(folder, FILES / "format-2.integrity")
    for path in _rounds(folder, done)[-2:]:  # the others were looked at by the next round, which began after them
        must_be_written(_opened(path) == whole)
        assert [copy.name for copy in path.parent.glob("small.format-*")] == ["small.format-2.integrity"]


# Coming back after a crash


HALF_A_CHANGE = """
import os, sys
from dataclasses import replace
from pathlib import Path
from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.rows import Answer
document = Document.open(Path(sys.argv[1]))
document._connection._raw.execute("PRAGMA cache_size=2")
with document.change(Message("all")) as transaction:
    for row in document.read.every(Answer):
        transaction.put(replace(row, text="Half of a change. " * 500))
    os.kill(os.getpid(), 9)
"""


def _crashed(folder: Path) -> Path:
    """A file whose last program was killed in the middle of a change, with its journal; made once."""
    path = folder / "crashed" / NAME
    if not path.is_file():
        path.parent.mkdir()
        shutil.copyfile(PRESENT, path)
        subprocess.run([sys.executable, "-c", HALF_A_CHANGE, str(path)], env=_environment(), check=False)
    assert _journal(path).stat().st_size
    return path


def _journal(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def _come_back(folder: Path, tell: Tell) -> None:
    crashed = _crashed(folder)
    for number in range(1_000_000):
        place = folder / str(number)
        place.mkdir()
        shutil.copyfile(_journal(crashed), _journal(place / NAME))
        shutil.copyfile(crashed, place / NAME)
        with Document.open(place / NAME):
            tell(number)


def _has_come_back(folder: Path, done: int) -> None:
    before = _as_it_is(folder, PRESENT)
    for path in _rounds(folder, done)[-2:]:
        if path.stat().st_size == (folder / "crashed" / NAME).stat().st_size or not _journal(path).exists():
            must_be_written(_opened(path) == before)


# Saving a copy over an older one


def _text(number: int) -> str:
    return f"{number} " + "The queue grows. " * (number % 50)


def _save_copies(folder: Path, tell: Tell) -> None:
    with Document.open(Path(shutil.copyfile(PRESENT, folder / NAME))) as document:
        for number in range(1_000_000):
            write_answer(document, question=QUESTION, text=_text(number))
            document.end_burst()
            document.save_copy(folder / "copy.integrity")
            tell(number)


def _has_a_copy(folder: Path, done: int) -> None:
    copy = folder / "copy.integrity"
    assert copy.is_file() or not done
    if copy.is_file():
        with Document.open(copy, read_only=True) as document:
            assert document.damages == ()
            text = _answer(document)
        must_be_written(text in (_text(done - 1), _text(done)))


def _answer(document: Document) -> str:
    answer = document.read.answer(QUESTION)
    assert answer is not None
    return answer.text


# Automatic copies, and thinning them


def _keep_and_thin(folder: Path, tell: Tell) -> None:
    keeper._ROOM_LEFT = 0
    with Document.open(Path(shutil.copyfile(PRESENT, folder / NAME))) as document:
        kept = Keeper("thinned", root=folder / "kept")
        for number in range(1_000_000):
            write_answer(document, question=QUESTION, text=_text(number))
            document.end_burst()
            kept.keep(bytes_of(document), START + number * timedelta(hours=9), Cause.TIME, document.path)
            tell(number)


def _has_kept(folder: Path, done: int) -> None:
    copies = Keeper("thinned", root=folder / "kept").copies()
    assert len(copies) >= min(3, done)
    for copy in copies:
        assert copy.is_sound(), "what has the name of a copy is whole"
    for copy in copies[:3]:
        number = round((copy.at - START) / timedelta(hours=9))
        with open_copy(copy) as document:
            must_be_written(_answer(document) == _text(number))
    if done:
        assert copies[0].at >= START + (done - 1) * timedelta(hours=9), "the newest that was told is there"


# A change of many rows


def _all_at_once(folder: Path, tell: Tell) -> None:
    with Document.open(Path(shutil.copyfile(PRESENT, folder / NAME))) as document:
        for number in range(1_000_000):
            with document.change(Message("all")) as transaction:
                for row in document.read.every(Answer):
                    transaction.put(replace(row, text=_text(number)))
            document.end_burst()
            tell(number)


def _is_all_or_nothing(folder: Path, done: int) -> None:
    if not (folder / NAME).is_file() or (folder / NAME).stat().st_size < PRESENT.stat().st_size:
        assert not done
        return
    with Document.open(folder / NAME) as document:
        assert document.read_only is None
        texts = {row.text for row in document.read.every(Answer)}
    if done:
        must_be_written(len(texts) == 1)
        assert texts <= {_text(done - 1), _text(done)}


# Recovering a damaged file


def _damaged(folder: Path) -> Path:
    """A file with a damaged answer, made once."""
    path = folder / "damaged.integrity"
    if not path.is_file():
        content, word = PRESENT.read_bytes(), b"queue"
        assert word in content
        path.write_bytes(content.replace(word, word.swapcase()))
    return path


def _recover_again_and_again(folder: Path, tell: Tell) -> None:
    damaged = _damaged(folder)
    for number in range(1_000_000):
        recover(damaged, folder / f"{number}.integrity", root=folder / "kept")
        tell(number)


def _has_recovered(folder: Path, done: int) -> None:
    if not (folder / "damaged.integrity").is_file():
        assert not done
        return
    with tempfile.TemporaryDirectory(dir=folder) as apart:
        whole = Path(apart) / NAME
        recover(_damaged(folder), whole, root=folder / "kept")
        expected = [row for row in _opened(whole) if isinstance(row, Answer)]
    for number in range(done + 1):
        path = folder / f"{number}.integrity"
        assert path.is_file() or number == done
        if path.is_file():
            must_be_written([row for row in _opened(path) if isinstance(row, Answer)] == expected)


VICTIMS = (
    Victim("a large change", _all_at_once, _is_all_or_nothing),
    Victim("converting an older file", _convert, _is_converted),
    Victim("coming back after a crash", _come_back, _has_come_back),
    Victim("saving a copy over an older one", _save_copies, _has_a_copy),
    Victim("automatic copies, with thinning", _keep_and_thin, _has_kept),
    Victim("recovering a damaged file", _recover_again_and_again, _has_recovered),
)
"""All that is killed. Publishing to a stick belongs here as soon as it exists."""


# The process in which they work

_SERVER = "import sys; from tests.workbench.victims import serve; serve(*sys.argv[1:])"


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def serve(name: str) -> None:
    """Starts a worker in each folder that is named on a line of standard input, and says when it has ended."""
    (victim,) = (each for each in VICTIMS if each.name == name)
    for line in sys.stdin:
        worker = os.fork()
        if not worker:
            try:
                victim.work(Path(line.rstrip("\n")), lambda number: _say(str(number)))
            finally:
                os._exit(1)
        _say(f"worker {worker}")
        os.waitpid(worker, 0)
        _say("killed")


class Killer:
    """Has workers started by one process, so that not each has to load the program, and kills them."""

    def __init__(self, victim: Victim) -> None:
        command = [sys.executable, "-c", _SERVER, victim.name]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=_environment()
        )

    def kill(self, folder: Path, after: int, seconds: float) -> int:
        """Starts a worker, kills it so many seconds after it has told this many numbers, and returns how many it told."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{folder}\n")
        self._process.stdin.flush()
        worker = done = 0
        while not worker or done < after:
            worker, done = self._heard(worker, done)
        time.sleep(seconds)
        os.kill(worker, signal.SIGKILL)
        while worker:
            worker, done = self._heard(worker, done)
        return done

    def _heard(self, worker: int, done: int) -> tuple[int, int]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline().split()
        assert line, "the process that starts workers has ended"
        if line[0] == "killed":
            assert worker, "it has ended before it could be killed"
            return 0, done
        if line[0] == "worker":
            return int(line[1]), done
        assert int(line[0]) == done
        return worker, done + 1

    def leave(self) -> None:
        """Ends the process that starts workers."""
        self._process.communicate()
        assert self._process.returncode == 0


def pause(chance: random.Random, after: int) -> float:
    """Seconds until the kill: while it starts, or soon after something was told."""
    return chance.random() * (0.05 if after == 0 else 0.03)
