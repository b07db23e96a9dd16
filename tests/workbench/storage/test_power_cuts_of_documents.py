"""The power fails while a document of 20 MB is stored, or one that was removed is taken out: all of it, or nothing."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from tests.workbench.storage import test_power_cuts as cuts
from tests.workbench.storage.test_stored_bytes import CANARY, drop, store
from workbench.document.document import Document
from workbench.model.limits import MOST_STORED_BYTES
from workbench.model.rows import Attachment
from workbench.operations.answers import write_answer
from workbench.storage import stored_bytes
from workbench.storage.verify import byte_damages

pytestmark = pytest.mark.slow

everything_noted = cuts.everything_noted
LARGEST = random.Random(2).randbytes(MOST_STORED_BYTES)


def _some(events: list[Any]) -> list[int]:
    """Moments in the whole course, and the last ones: there the change is decided."""
    end = len(events)
    return [*(end * part // 5 for part in range(5)), *range(max(0, end - 8), end + 1)]


@pytest.mark.usefixtures("everything_noted")
@pytest.mark.parametrize("kind", cuts.KINDS)
def test_the_largest_document_is_stored_or_not_there(small_file: Path, disk: Any, simulated: Any, tmp_path: Path, kind: str):
    before = {str(small_file): small_file.read_bytes()}
    disk.events.clear()
    with Document.open(small_file) as document:
        write_answer(document, question="kf1.q1", text="Before.")
        disk.mark("typed")
        content = store(document, LARGEST).content
        disk.mark("stored")
        events = list(disk.events)
    chance, seen = random.Random(kind), set()
    for cut in _some(events):
        cuts._put_back(simulated.PowerCut(kind, before, chance).after(events[:cut]), tmp_path / "after")
        with Document.open(tmp_path / "after" / small_file.name) as document:
            assert document.read_only is None
            there = document.get(Attachment, "new") is not None
            connection = document.read.connection
            assert (stored_bytes.size_of(connection, content) is not None) is there
            assert byte_damages(connection) == []
            if there:
                assert stored_bytes.content(connection, content) == LARGEST
            assert there or simulated.Event("mark", other="stored") not in events[:cut]
            answer = document.read.answer("kf1.q1")
            assert answer is not None
            assert answer.text == "Before." or simulated.Event("mark", other="typed") not in events[:cut]
        seen.add(there)
    assert seen == {True, False}


@pytest.mark.usefixtures("everything_noted")
@pytest.mark.parametrize("kind", cuts.KINDS)
def test_what_was_removed_goes_at_closing_without_harm(
    small_file: Path, disk: Any, simulated: Any, tmp_path: Path, kind: str
):
    with Document.open(small_file) as document:
        store(document, CANARY * 100_000)
    before = {str(small_file): small_file.read_bytes()}
    disk.events.clear()
    with Document.open(small_file) as document:
        drop(document)
        disk.mark("removed")
    events = list(disk.events)
    start = events.index(simulated.Event("mark", other="removed"))
    assert CANARY not in small_file.read_bytes()
    chance = random.Random(kind)
    for cut in [*(chance.randint(start, len(events)) for _ in range(20)), len(events)]:
        folder = tmp_path / "after"
        cuts._put_back(simulated.PowerCut(kind, before, chance).after(events[:cut]), folder)
        with Document.open(folder / small_file.name) as document:
            assert document.read_only is None
            assert byte_damages(document.read.connection) == []
            document.remember()
            write_answer(document, question="kf1.q1", text="Work goes on.")
            gone = document.get(Attachment, "new") is None
        assert gone or kind not in cuts.FOLDERS_ARE_SYNCED
        assert CANARY not in (folder / small_file.name).read_bytes() or not gone
