"""What all tests share: documents to work with, a clock that obeys, and strictness about stray logs and the network."""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings

from workbench.checklist.pack_reader import load_pack
from workbench.document.document import Clock, Document, Identity
from workbench.operations.assessment import create_assessment
from workbench.sample import write_sample
from workbench.system import drives
from workbench.system.drives import Drive

IDENTITY = Identity("facilitator", "laptop")

settings.register_profile("the same each time", derandomize=True)
settings.register_profile("by chance", derandomize=False)
settings.load_profile("by chance" if os.environ.get("INTEGRITY_LONG_TESTS") else "the same each time")


class ObedientClock:
    """A clock that stands still until it is told to go on."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
        self.elapsed = 0.0

    def go_on(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)
        self.elapsed += seconds

    def clock(self) -> Clock:
        return Clock(lambda: self.moment, lambda: self.elapsed)


class StrictHandler(logging.Handler):
    """Collects what nobody expected."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


HAS_IT_OPEN = """
import sys
from pathlib import Path
from workbench.document.document import Document, Identity
from workbench.keeping.open_now import Presence
from workbench.model.rows import QuestionId
from workbench.operations.answers import write_answer
with Document.open(Path(sys.argv[1]), identity=Identity("I. Bridge", "POST-3")) as document:
    presence = Presence(document)
    write_answer(document, question=QuestionId("kf1.q1"), text="Written on POST-3")
    print("begun", flush=True)
    sys.stdin.read()
    presence.end()
"""


@pytest.fixture(autouse=True)
def no_stray_logs() -> Iterator[None]:
    """A warning in the log that no test asked for is a failure."""
    handler = StrictHandler()
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    assert [record.getMessage() for record in handler.records] == []


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing leaves the machine and nothing fetches."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the program tried to use the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)


@pytest.fixture(autouse=True)
def work_elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Working copies and automatic copies are for one test only, and never in the folder of the account. The former."""
    laptop = tmp_path_factory.mktemp("laptop")
    folder = laptop / "work"
    monkeypatch.setenv("INTEGRITY_WORKBENCH_WORK", str(folder))
    monkeypatch.setenv("INTEGRITY_WORKBENCH_COPIES", str(laptop / "copies"))
    return folder


class Stick:
    """A folder that counts as a USB stick. While it is pulled out, nothing is at its place."""

    def __init__(self, folder: Path, away: Path) -> None:
        self.folder, self._away, self.kind = folder, away, Drive.REMOVABLE
        folder.mkdir()

    def pull_out(self) -> None:
        self.folder.rename(self._away)

    def put_in(self) -> None:
        self._away.rename(self.folder)

    def drive_of(self, path: Path) -> Drive:
        on_it = self.folder.resolve() in (path.resolve(), *path.resolve().parents)
        return self.kind if on_it and self.folder.is_dir() else Drive.LOCAL


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stick:
    """A USB stick, put in, with nothing on it."""
    made = Stick(tmp_path / "E", tmp_path / "pulled out")
    monkeypatch.setattr(drives, "drive_of", made.drive_of)
    return made


@pytest.fixture
def clock() -> ObedientClock:
    return ObedientClock()


@pytest.fixture(scope="session")
def pack():
    return load_pack("idg-2021")


@pytest.fixture(scope="session")
def _empty_file(tmp_path_factory: pytest.TempPathFactory, pack) -> Path:
    path = tmp_path_factory.mktemp("made-once") / "empty.integrity"
    create_assessment(path, pack=pack, administration="Customs of Veldora", station="Karsk", identity=IDENTITY).close()
    return path


@pytest.fixture(scope="session")
def _sample_file(tmp_path_factory: pytest.TempPathFactory, pack) -> Path:
    path = tmp_path_factory.mktemp("made-once") / "sample.integrity"
    write_sample(path, pack=pack, identity=IDENTITY).close()
    return path


@pytest.fixture
def empty_file(_empty_file: Path, tmp_path: Path) -> Path:
    """A new assessment in a file of its own, closed."""
    return Path(shutil.copy(_empty_file, tmp_path / "station.integrity"))


@pytest.fixture
def sample_file(_sample_file: Path, tmp_path: Path) -> Path:
    """The sample assessment in a file of its own, closed."""
    return Path(shutil.copy(_sample_file, tmp_path / "sample.integrity"))


@pytest.fixture
def open_document(clock: ObedientClock) -> Iterator[Callable[[Path], Document]]:
    """Opens documents and closes them at the end of the test."""
    opened: list[Document] = []

    def open_it(path: Path, *, read_only: bool = False) -> Document:
        document = Document.open(path, read_only=read_only, identity=IDENTITY, clock=clock.clock())
        opened.append(document)
        return document

    yield open_it
    for document in opened:
        document.close()


@pytest.fixture
def document(empty_file: Path, open_document: Callable[[Path], Document]) -> Document:
    """A new assessment, open for work."""
    return open_document(empty_file)


@pytest.fixture
def sample(sample_file: Path, open_document: Callable[[Path], Document]) -> Document:
    """The sample assessment, open for work."""
    return open_document(sample_file)


@pytest.fixture
def pull() -> Callable[[Path], None]:
    """Takes the disk of an open file away: from then on reading and writing through its handles fail, as after a stick was
    pulled. The handles are made to point at a folder."""
    if sys.platform != "linux":
        pytest.skip("open handles are found in /proc")

    def pull_it(path: Path) -> None:
        lost = (path.resolve(), path.resolve().with_name(path.name + "-journal"))
        handles = []
        for handle in Path("/proc/self/fd").iterdir():
            with contextlib.suppress(OSError):
                if handle.readlink() in lost:
                    handles.append(int(handle.name))
        assert handles, "nobody has the file open"
        for handle in handles:
            folder = os.open(path.parent, os.O_RDONLY)
            os.dup2(folder, handle)
            os.close(folder)

    return pull_it


@pytest.fixture
def started() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts lines of Python in a process of its own, and waits until they say that they have begun."""
    running: list[subprocess.Popen[str]] = []

    def start(code: str, *arguments: object) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", code, *map(str, arguments)]
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        )
        running.append(process)
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        return process

    yield start
    for process in running:
        process.kill()
        process.communicate()


@pytest.fixture
def open_elsewhere(started: Callable[..., subprocess.Popen[str]]) -> Callable[[Path], subprocess.Popen[str]]:
    """Opens a file in another process, on another computer as far as anybody is told."""
    return lambda path: started(HAS_IT_OPEN, path)
