"""A stick pulled, put in, exchanged, renamed on and changed by others at random while people write: no text is lost.

Every text is searched for as bytes at the end: what was written here must be on the stick or wait on the laptop, what others
wrote must be on the stick, and nothing may come upon another stick of the same name.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.conftest import Stick
from ui.frame import copies as automatic_copies
from workbench.carrying.working_copy import copies_in
from workbench.document.document import Document
from workbench.model.rows import QuestionId
from workbench.operations.answers import write_answer

QUESTIONS = [QuestionId(f"kf1.q{number}") for number in range(1, 6)]
STEPS = 40
_CONSONANTS = "bcdfghjklmnpqrstvwxz"


def bytes_below(*folders: Path) -> bytes:
    return b"".join(path.read_bytes() for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())


class Story:
    """One stick, one laptop, and what happened to them so far in ``told``."""

    def __init__(self, seed: int, stick: Stick, laptop: Path, another: Path, window) -> None:
        self.random, self.stick, self.laptop, self.another, self.window = random.Random(seed), stick, laptop, another, window
        self.file = stick.folder / "station.integrity"
        self.renamed = stick.folder / "renamed.integrity"
        self.ours: list[str] = []
        self.theirs: list[str] = []
        self.told: list[str] = []
        self.exchanged = False

    @property
    def carrying(self):
        return self.window.storing.carrying

    def settle(self) -> None:
        """Waits until nothing is being put there."""
        while True:
            QApplication.processEvents()
            if self.carrying is None or not self.carrying.at_work:
                break
            self.carrying._task.wait()
        QApplication.processEvents()

    def text(self) -> str:
        """A text that no other resembles, so that each can be found in the differences of a history."""
        return "".join(self.random.choice(_CONSONANTS) for _ in range(14))

    def open(self) -> None:
        if self.window.bridge is None:
            self.window.open_file(self.renamed if self.renamed.exists() else self.file)
            self.settle()

    def write(self) -> None:
        self.open()
        bridge = self.window.bridge
        if bridge is not None and not bridge.read_only and bridge.document.read.assessment().station == "Karsk":
            self.ours.append(self.text())
            write_answer(bridge.document, question=self.random.choice(QUESTIONS), text=self.ours[-1])
            bridge.document.end_burst()

    def put(self) -> None:
        if self.carrying is not None:
            self.carrying.put_now()
            self.settle()

    def wait(self) -> None:
        if self.carrying is not None:
            self.carrying._put_when_idle()
            self.settle()

    def look(self) -> None:
        if self.carrying is not None:
            self.carrying._looked(self.file.exists())
            self.settle()

    def pull_out(self) -> None:
        if self.stick.folder.exists() and not self.exchanged:
            self.stick.pull_out()

    def put_in(self) -> None:
        if not self.stick.folder.exists():
            self.stick.put_in()

    def exchange(self) -> None:
        """Another stick, with another assessment of the same name; or that one is taken out again."""
        if self.exchanged:
            assert self.found(self.ours, self.stick.folder) == [], self.told
            shutil.rmtree(self.stick.folder)
            self.exchanged = False
        elif not self.stick.folder.exists():
            self.stick.folder.mkdir()
            shutil.copy(self.another, self.file)
            self.exchanged = True

    def rename(self) -> None:
        if self.stick.folder.exists() and not self.exchanged:
            old, new = (self.file, self.renamed) if self.file.exists() else (self.renamed, self.file)
            if old.exists() and not new.exists():
                old.rename(new)

    def others_write(self) -> None:
        if self.stick.folder.exists() and not self.exchanged:
            with Document.open(self.random.choice(sorted(self.stick.folder.glob("*.integrity")))) as document:
                self.theirs.append(self.text())
                write_answer(document, question=self.random.choice(QUESTIONS), text=self.theirs[-1])

    def close(self) -> None:
        if self.window.bridge is not None and not self.window.close_file():
            button = self.window.bar.findChild(QPushButton, "message-action")
            assert button.text() == "Close now", self.told
            button.click()

    def found(self, texts: list[str], *folders: Path) -> list[str]:
        there = bytes_below(*folders)
        return [text for text in texts if text[2:-2].encode() in there]


@pytest.mark.parametrize("seed", range(4))
def test_no_text_is_lost_or_goes_astray(
    seed: int,
    open_window: Callable,
    stick: Stick,
    empty_file: Path,
    sample_file: Path,
    work_elsewhere: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(automatic_copies, "SOON_MS", 10_000_000)
    shutil.copy(empty_file, stick.folder / "station.integrity")
    story = Story(seed, stick, work_elsewhere, sample_file, open_window())
    acts = [story.open, *[story.write] * 4, story.put, story.wait, *[story.look] * 2, story.pull_out, story.put_in]
    acts += [story.exchange, story.rename, story.others_write, story.close]
    for _ in range(STEPS):
        act = story.random.choice(acts)
        story.told.append(act.__name__)
        act()
    story.close()
    if story.exchanged:
        story.exchange()
    story.put_in()
    assert story.ours
    assert story.found(story.ours, stick.folder, work_elsewhere) == story.ours, story.told
    assert story.found(story.theirs, stick.folder) == story.theirs, story.told
    for copy in copies_in(work_elsewhere):
        if copy.is_waiting:
            story.window.open_file(copy.home)
            story.settle()
            story.window.storing.carrying.put(anew=True)
            story.settle()
            story.close()
    assert story.found(story.ours, stick.folder) == story.ours, story.told
    assert story.found(story.theirs, stick.folder) == story.theirs, story.told
