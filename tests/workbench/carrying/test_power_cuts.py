"""The power fails, or the stick is pulled out, in the middle of putting: nothing is lost, nothing of others is overwritten.

The disk is the model of ``simulated_disk.py``. In each round somebody works in a working copy, the stick may be changed by
somebody else in between, and at a chosen step the power fails (what was not synced is kept, lost or torn) or the stick is
pulled out (every call fails from then on). Then comes the next start. ``INTEGRITY_LONG_TESTS=1`` makes all 2,000.
"""

from __future__ import annotations

import errno
import os
import random
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import pytest

from tests.workbench.carrying.test_opening import AT, OTHER, QUESTION, answer, opened, put, the_copy, typed
from tests.workbench.storage.simulated_disk import Event, PowerCut
from workbench.carrying import publishing
from workbench.carrying.publishing import Outcome
from workbench.document.document import Document
from workbench.errors import StorageFailed, WorkbenchError
from workbench.operations.answers import write_answer
from workbench.storage import writing
from workbench.system import own_files

pytestmark = pytest.mark.slow

LONG = bool(os.environ.get("INTEGRITY_LONG_TESTS"))
KINDS = ("journalling", "unsynced_folders", "fat", "sectors", "garbage")
ROUNDS = 400 if LONG else 40
"""For each kind of disk, half of them cuts, half of them pulls."""


class Disk:
    """The stick as the program uses it: notes every step, and fails from a chosen one on."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.events, self.steps = folder, list[Event](), 0
        self.record: Callable[[], bytes] = bytes
        self.records: list[bytes] = []
        self.fails_from: int | None = None
        self._wrap(monkeypatch, own_files, "new_private", lambda path: Event("create", str(path)))
        self._wrap(monkeypatch, publishing, "write_some", self._written)
        self._wrap(monkeypatch, writing, "to_disk", lambda path: Event("sync", str(path)))
        self._wrap(monkeypatch, writing, "folder_to_disk", lambda path: Event("folder", str(path)))
        self._wrap(monkeypatch, Path, "replace", lambda path, target: Event("rename", str(path), other=str(target)))
        self._wrap(monkeypatch, Path, "unlink", lambda path, **_: Event("delete", str(path)))
        self._wrap(monkeypatch, publishing, "digest_at", lambda path, **_: Event("mark", str(path)))

    def _written(self, stream: Any, data: bytes) -> Event:
        return Event("write", str(stream.name_of_file), stream.tell(), data)

    def _wrap(self, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, event: Callable[..., Event]) -> None:
        real = getattr(owner, name)

        def call(*arguments: Any, **options: Any) -> Any:
            noted = event(*arguments, **options)
            if not noted.path.startswith(str(self.folder)):
                return real(*arguments, **options)
            self.steps += 1
            if self.fails_from is not None and self.steps > self.fails_from:
                raise OSError(errno.EIO, "pulled out")
            there = not isinstance(arguments[0], Path) or name != "unlink" or arguments[0].exists()
            result = real(*arguments, **options)
            if there:
                self.events.append(noted)
                self.records.append(self.record())
            return _Named(result, noted.path) if name == "new_private" else result

        monkeypatch.setattr(owner, name, call)


class _Named:
    """An open file that knows its path."""

    def __init__(self, stream: Any, path: str) -> None:
        self._stream, self.name_of_file = stream, path

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class Round:
    """One round on one stick: what somebody typed here and there, what happened, and what is there afterwards."""

    def __init__(self, path: Path, stick: Any, disk: Disk, chance: random.Random, kind: str) -> None:
        self.path, self.stick, self.disk, self.chance, self.kind = path, stick, disk, chance, kind
        self.theirs = ""

    def work(self, number: int, *, pull: bool) -> None:
        """Puts twice; in the second time, or between both, something happens."""
        with opened(self.path) as document:
            write_answer(document, question=QUESTION, text=f"{number} first")
            assert put(document) is Outcome.PUT
            self.acknowledged = self.path.read_bytes()
            write_answer(document, question=QUESTION, text=f"{number} second")
            if self.chance.random() < 0.3:
                self.theirs = f"{number} theirs"
                typed(self.path, self.theirs, OTHER)
            self.before = {str(path): path.read_bytes() for path in self.stick.folder.iterdir()}
            record = next(the_copy(document).folder.parent.glob("*.json"))
            self.disk.record, self.disk.records = record.read_bytes, [record.read_bytes()]
            self.disk.events.clear()
            self.disk.steps, self.disk.fails_from = 0, self.chance.randint(0, 14) if pull else None
            try:
                self.told = put(document)
            except (StorageFailed, OSError):
                self.told = None
            finally:
                self.disk.fails_from, self.disk.record = None, bytes
            events = list(self.disk.events)
        if pull:
            return
        cut = self.chance.randint(0, len(events))
        if cut < len(events):
            self.told = None
        else:
            self.disk.records.append(record.read_bytes())
            self.disk.records[cut] = self.disk.records[-1]
        found = PowerCut(self.kind, self.before, self.chance).after(events[:cut])
        for path in self.stick.folder.iterdir():
            path.unlink()
        for name, data in found.items():
            Path(name).write_bytes(data)
        record.write_bytes(self.disk.records[cut])  # as the laptop had it at that moment

    def whole_on_the_stick(self) -> bool:
        """Whether a file with the right name is one of those that were put there, entire; or nothing is, on a bad disk."""
        if not self.path.exists():
            return False
        with Document.open(self.path, read_only=True) as document:
            return document.damages == () and answer(document).split(" ")[-1] in ("first", "second")

    def come_back(self, number: int) -> str:
        """The next start, and putting again: how it ended."""
        with opened(self.path) as document:
            assert answer(document) == f"{number} second", "ours is lost"
            outcome = put(document)
            copy = the_copy(document)
            if outcome is Outcome.MISSING:
                outcome = copy.put(copy.snapshot(document), AT, anew=True)
            if outcome is Outcome.CHANGED:
                assert self.theirs, "a question where nobody else has changed anything"
                copy.keep_both(copy.snapshot(document), AT, f"both {number}")
        if self.theirs:
            with Document.open(self.path, read_only=True) as document:
                assert answer(document, OTHER) == self.theirs, "theirs is overwritten"
        texts = []
        for path in self.stick.folder.glob("*.integrity"):
            with Document.open(path, read_only=True) as document:
                assert document.damages == ()
                texts.append(answer(document))
        assert f"{number} second" in texts
        return outcome.value


@pytest.mark.parametrize("pull", [False, True], ids=["cuts", "pulls"])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_lost_and_nothing_of_others_overwritten(
    stick, empty_file: Path, work_elsewhere: Path, monkeypatch, kind: str, pull: bool
):
    disk = Disk(stick.folder, monkeypatch)
    chance, ends = random.Random(f"{kind} {pull}"), Counter[str]()
    path = stick.folder / "station.integrity"
    for number in range(ROUNDS // 2):
        shutil.rmtree(work_elsewhere, ignore_errors=True)
        for old in stick.folder.iterdir():
            old.unlink()
        shutil.copy(empty_file, path)
        one = Round(path, stick, disk, chance, kind)
        one.work(number, pull=pull)
        try:
            whole = one.whole_on_the_stick()
        except WorkbenchError:
            whole = False
        assert whole, "the file on the stick is neither the old nor the new one"
        ends[f"{one.told.value if one.told else 'failed'} then {one.come_back(number)}"] += 1
    if LONG:
        with Path(os.environ.get("INTEGRITY_TABLE", os.devnull)).open("a", encoding="utf-8") as table:
            table.write(f"{kind} {'pulls' if pull else 'cuts'} {sum(ends.values())} {dict(ends)}\n")
    assert len(ends) > 1
