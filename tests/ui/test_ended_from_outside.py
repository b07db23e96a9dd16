"""The window is killed, or asked to end, in the middle of typing without a pause: the real program in a process of its own."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.tally import KILLS as MANY
from tests.tally import LONG, Tally
from workbench.carrying.working_copy import copies_in
from workbench.document.document import Document
from workbench.operations.answers import write_answer
from workbench.storage.verify import content_damages, structure_damaged

ROOT = Path(__file__).resolve().parents[2]
TYPIST = Path(__file__).with_name("typist.py")
KILLS = max(4, MANY // 10)
SECONDS = 12.0 if LONG else 5.0
EVERY_MS = 180
PROMISED_SECONDS = 2.0
PATIENCE = 120.0

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="signals as these are there on POSIX only"),
    pytest.mark.slow,
]


class Typed:
    """A window in which somebody types; ``times`` has the moment of each key."""

    def __init__(self, path: Path, every: int = EVERY_MS) -> None:
        self.path = path
        home = path.parent / "home"
        home.mkdir(exist_ok=True)
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", "HOME": str(home)}
        environment |= {"XDG_CONFIG_HOME": str(home), "XDG_CACHE_HOME": str(home)}
        self.process = subprocess.Popen(
            [sys.executable, str(TYPIST), str(path), str(every)],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.times: list[float] = []
        self.said: list[str] = []
        self._threads = [threading.Thread(target=run, daemon=True) for run in (self._listen, self._hear)]
        for thread in self._threads:
            thread.start()

    def _listen(self) -> None:
        for line in self.process.stdout:
            if line.startswith("typed "):
                self.times.append(float(line.split()[2]))

    def _hear(self) -> None:
        self.said += list(self.process.stderr)

    def wait_for(self, what: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not what():
            assert time.monotonic() < end, "".join(self.said)
            assert self.process.poll() is None, "".join(self.said)
            time.sleep(0.01)

    def type_for(self, seconds: float) -> None:
        self.wait_for(lambda: len(self.times) > 1)
        self.wait_for(lambda: self.times[-1] - self.times[0] >= seconds)

    def end(self, number: int) -> int:
        self.process.send_signal(number)
        status = self.process.wait(PATIENCE)
        for thread in self._threads:
            thread.join(PATIENCE)
        return status

    def stored(self) -> str:
        with Document.open(self.path) as document:
            assert document.read_only is None
            assert not structure_damaged(document._connection)
            assert content_damages(document._connection) == []
            return document.read.answer("kf1.q1").text

    def expected(self, count: int) -> str:
        from_script: dict[str, object] = {"__name__": "typist"}
        exec(compile(TYPIST.read_text(encoding="utf-8"), str(TYPIST), "exec"), from_script)
        letters = str(from_script["LETTERS"])
        return (letters * (count // len(letters) + 1))[:count]


@pytest.fixture
def typed(empty_file: Path) -> Iterator[Callable[..., Typed]]:
    """Starts windows, and ends those that a test leaves."""
    started: list[Typed] = []

    def start(path: Path = empty_file, every: int = EVERY_MS) -> Typed:
        started.append(Typed(path, every))
        return started[-1]

    yield start
    for each in started:
        if each.process.poll() is None:
            each.process.kill()
        each.process.wait(PATIENCE)
        for thread in each._threads:
            thread.join(PATIENCE)
        each.process.stdout.close()
        each.process.stderr.close()


def unstored_seconds(typist: Typed, text: str) -> float:
    """For how long there had been a key that was not stored, when the last one was typed."""
    count = len(text)
    assert text == typist.expected(count)
    if count >= len(typist.times):
        return 0.0
    return typist.times[-1] - typist.times[count]


def slow_by(typist: Typed, every: int = EVERY_MS) -> float:
    """The longest that the machine kept the typist from typing: by so much a clock of the window may be late, too."""
    gaps = [later - earlier for earlier, later in zip(typist.times, typist.times[1:], strict=False)]
    return max(0.0, max(gaps, default=0.0) - every / 1000)


def test_a_kill_costs_at_most_two_seconds_of_typing(typed, record_property):
    typist = typed()
    typist.type_for(SECONDS)
    assert typist.end(signal.SIGKILL) == -signal.SIGKILL
    text = typist.stored()
    record_property("keys typed, keys stored", (len(typist.times), len(text)))
    assert text
    assert unstored_seconds(typist, text) <= PROMISED_SECONDS + slow_by(typist)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=lambda number: number.name)
def test_a_signal_loses_nothing_and_ends_cleanly(typed, number: int, empty_file: Path):
    typist = typed()
    typist.type_for(SECONDS if number is signal.SIGTERM else 2)
    assert typist.end(number) == 0, "".join(typist.said)
    text = typist.stored()
    assert text == typist.expected(len(typist.times))
    assert [path.name for path in empty_file.parent.glob("station*")] == [empty_file.name]
    assert '"kf1.q1"' in (empty_file.parent / "window.json").read_text(encoding="utf-8")
    assert "Traceback" not in "".join(typist.said)


def test_a_signal_does_not_end_what_cannot_be_stored_but_the_second_does(typed, empty_file: Path):
    typist = typed()
    typist.type_for(1)
    shutil.move(empty_file, empty_file.with_name("away"))
    count = len(typist.times)
    typist.wait_for(lambda: len(typist.times) > count + 3)
    typist.process.send_signal(signal.SIGTERM)
    count = len(typist.times)
    typist.wait_for(lambda: len(typist.times) > count + 5)  # it goes on, so that nothing typed is lost
    assert typist.end(signal.SIGTERM) == 0


def test_random_kills_under_unbroken_typing(typed, empty_file: Path, record_property):
    chance = random.Random(8)
    lost = []
    tally = Tally("typing into the window without a pause", "killed")
    for run in range(KILLS):
        path = Path(shutil.copy(empty_file, empty_file.with_name(f"run-{run}.integrity")))
        typist = typed(path, every=chance.choice((60, 120, 180, 300)))
        typist.type_for(chance.uniform(0.5, SECONDS))
        typist.end(signal.SIGKILL)
        with tally.one():
            seconds = unstored_seconds(typist, typist.stored())
            lost.append(round(seconds, 2))
            assert seconds <= PROMISED_SECONDS + slow_by(typist, 300), lost
    tally.settle()
    record_property("seconds of typing not stored", sorted(lost))


@pytest.mark.parametrize("changed", [False, True], ids=["unchanged", "changed meanwhile"])
def test_a_kill_while_the_stick_is_away_loses_nothing(
    typed, tmp_path: Path, empty_file: Path, open_window, qtbot, monkeypatch: pytest.MonkeyPatch, changed: bool
):
    """The laptop dies with the stick pulled out; next start; the stick is back: everything is there after one notice."""
    stick, away = tmp_path / "OneDrive", tmp_path / "away"
    monkeypatch.setenv("OneDrive", str(stick))
    monkeypatch.setenv("TYPIST_MEMORY", str(tmp_path / "window.json"))
    stick.mkdir()
    path = Path(shutil.move(empty_file, stick / "station.integrity"))
    typist = typed(path)
    typist.type_for(1)
    stick.rename(away)
    typist.type_for(SECONDS)
    typist.end(signal.SIGKILL)

    monkeypatch.setattr("ui.frame.copies.SOON_MS", 10_000_000)
    window = open_window(path)  # without the stick
    text = window.bridge.document.read.answer("kf1.q1").text
    assert unstored_seconds(typist, text) <= PROMISED_SECONDS + slow_by(typist)
    told: list[str] = []
    window.messages.told.connect(lambda notice: told.append(notice.text) if notice.action else None)
    if changed:
        with Document.open(away / path.name) as document:
            write_answer(document, question="kf1.q2", text="Theirs.")
    away.rename(stick)
    window.storing.carrying._look_for_it()
    there = lambda: len(list(stick.glob("*.integrity"))) == 1 + changed  # noqa: E731
    qtbot.waitUntil(lambda: there() and not window.storing.carrying.copy.is_waiting)
    qtbot.waitUntil(lambda: not window.storing.carrying.at_work)
    assert len(told) == changed
    texts = {}
    for found in stick.glob("*.integrity"):
        with Document.open(found, read_only=True) as document:
            assert document.damages == ()
            texts[found.name == path.name] = document.read.answer("kf1.q1").text
    assert texts == ({True: "", False: text} if changed else {True: text})


def test_a_signal_puts_everything_back(typed, tmp_path: Path, empty_file: Path, monkeypatch: pytest.MonkeyPatch):
    stick = tmp_path / "OneDrive"
    monkeypatch.setenv("OneDrive", str(stick))
    monkeypatch.setenv("TYPIST_MEMORY", str(tmp_path / "window.json"))
    stick.mkdir()
    typist = typed(Path(shutil.move(empty_file, stick / "station.integrity")))
    typist.type_for(2)
    assert typist.stored() == ""
    assert typist.end(signal.SIGTERM) == 0, "".join(typist.said)
    assert typist.stored() == typist.expected(len(typist.times))
    assert "Traceback" not in "".join(typist.said)


def test_a_signal_while_the_stick_is_away_ends_it_and_loses_nothing(
    typed, tmp_path: Path, empty_file: Path, work_elsewhere: Path, monkeypatch: pytest.MonkeyPatch
):
    stick = tmp_path / "OneDrive"
    monkeypatch.setenv("OneDrive", str(stick))
    monkeypatch.setenv("TYPIST_MEMORY", str(tmp_path / "window.json"))
    stick.mkdir()
    typist = typed(Path(shutil.move(empty_file, stick / "station.integrity")))
    typist.type_for(1)
    stick.rename(tmp_path / "away")
    count = len(typist.times)
    typist.wait_for(lambda: len(typist.times) > count + 3)
    assert typist.end(signal.SIGTERM) == 0, "".join(typist.said)
    (copy,) = copies_in(work_elsewhere)
    assert copy.is_waiting
    typist.path = copy.file
    assert typist.stored() == typist.expected(len(typist.times))
