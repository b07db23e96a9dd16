"""The power fails at any moment: everything that was acknowledged is there afterwards, and the file is sound.

The disk is a model (see ``simulated_disk.py``), not a real one: it says what a disk may do that keeps its word about syncs.
``INTEGRITY_LONG_TESTS=1`` makes twenty times as many cuts.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from workbench.document.document import Document
from workbench.errors import WorkbenchError
from workbench.language.i18n import Message
from workbench.model.rows import Answer, Measurement, QuestionId, Rating
from workbench.operations.answers import write_answer
from workbench.storage import connection as connection_module
from workbench.storage import files, writing
from workbench.storage.connection import Connection
from workbench.storage.header import read_header

pytestmark = pytest.mark.slow

CUTS = 60 * (20 if os.environ.get("INTEGRITY_LONG_TESTS") else 1)
KINDS = ("journalling", "unsynced_folders", "fat", "sectors", "garbage")
FOLDERS_ARE_SYNCED = ("journalling", "sectors", "garbage")
FORMAT_1 = Path(__file__).parents[2] / "files" / "format-1.integrity"
Content = dict[str, list[dict[str, Any]]]


def _work(document: Document, chance: random.Random, steps: int, told: Callable[[], None]) -> None:
    answers = document.read.every(Answer)
    for number in range(steps):
        answer = chance.choice(answers)
        luck = chance.random()
        if luck < 0.6:
            text = f"{number} " + "The queue grows. " * chance.randint(0, 400)
            write_answer(document, question=QuestionId(answer.question_id), text=text)
        elif luck < 0.75:
            with document.change(Message("all judged")) as transaction:
                for row in document.read.every(Rating):
                    transaction.put(replace(row, note=f"{number} " * chance.randint(1, 300)))
        elif luck < 0.85:
            with document.change(Message("measurement dropped")) as transaction:
                for row in document.read.every(Measurement)[:1]:
                    transaction.drop(Measurement, row.id)
        elif document.undo() is None:
            document.redo()
        told()


def _session(
    path: Path, disk: Any, content_of: Callable[[Document], Content], pragmas: tuple[str, ...] = ()
) -> tuple[dict[str, bytes], list[Any], list[Content]]:
    """The files before, everything that reached the disk, and the content after each acknowledged change."""
    before = {str(path): path.read_bytes()}
    disk.events.clear()
    with Document.open(path) as document:
        for pragma in pragmas:
            document._connection._raw.execute(f"PRAGMA {pragma}")
        states = [content_of(document)]

        def told() -> None:
            states.append(content_of(document))
            disk.mark(len(states) - 1)

        _work(document, random.Random(1), 40, told)
    return before, list(disk.events), states


@pytest.fixture
def everything_noted(monkeypatch: pytest.MonkeyPatch, disk: Any, simulated: ModuleType) -> None:
    """What the program does to files without SQLite is noted too."""

    def noted(owner: Any, name: str, event: Callable[..., Any]) -> None:
        real = getattr(owner, name)

        def call(*arguments: Any, **options: Any) -> Any:
            result = real(*arguments, **options)
            disk.events.append(event(*map(str, arguments)))
            return result

        monkeypatch.setattr(owner, name, call)

    noted(connection_module, "make_private", lambda path: simulated.Event("create", path))
    noted(writing, "to_disk", lambda path: simulated.Event("sync", path))
    noted(writing, "folder_to_disk", lambda path: simulated.Event("folder", path))
    noted(Path, "replace", lambda path, target: simulated.Event("rename", path, other=target))
    noted(Path, "unlink", lambda path: simulated.Event("delete", path))


def _put_back(found: dict[str, bytes], folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for path, data in found.items():
        (folder / Path(path).name).write_bytes(data)


def _outcomes(
    simulated: ModuleType,
    folder: Path,
    kind: str,
    session: tuple[dict[str, bytes], list[Any], list[Content]],
    content_of: Callable[[Document], Content],
) -> dict[str, int]:
    """How many cuts ended how: ``kept``, ``lost`` (something acknowledged is gone) or ``broken``; ``left`` beside it."""
    before, events, states = session
    chance = random.Random(kind)
    outcomes = {"kept": 0, "lost": 0, "broken": 0, "left": 0}
    for _ in range(CUTS):
        cut = chance.randint(0, len(events))
        _put_back(simulated.PowerCut(kind, before, chance).after(events[:cut]), folder)
        acknowledged = max((event.other for event in events[:cut] if event.kind == "mark"), default=0)
        try:
            with Document.open(folder / "small.integrity") as document:
                found = content_of(document) if document.read_only is None else None
        except WorkbenchError:
            found = None
        if found is None:
            outcomes["broken"] += 1
        elif found in states[acknowledged : acknowledged + 2]:
            outcomes["kept"] += 1
            outcomes["left"] += [path.name for path in folder.iterdir()] != ["small.integrity"]
        else:
            outcomes["lost"] += 1
    return outcomes


@pytest.mark.usefixtures("everything_noted")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("pragmas", [(), ("cache_size=4",)], ids=["usual", "changes larger than the cache"])
def test_nothing_acknowledged_is_lost(small_file, disk, simulated, content_of, tmp_path, kind, pragmas):
    session = _session(small_file, disk, content_of, pragmas)
    outcomes = _outcomes(simulated, tmp_path / "after", kind, session, content_of)
    assert outcomes == {"kept": CUTS, "lost": 0, "broken": 0, "left": 0}


@pytest.mark.usefixtures("everything_noted")
def test_the_simulation_tells_a_worse_way_of_saving(small_file, disk, simulated, content_of, tmp_path):
    session = _session(small_file, disk, content_of, ("synchronous=OFF",))
    assert _outcomes(simulated, tmp_path / "after", "journalling", session, content_of)["broken"] > 0


@pytest.mark.usefixtures("everything_noted")
def test_a_journal_that_comes_back_takes_nothing_away(
    small_file, disk, simulated, content_of, tmp_path, monkeypatch: pytest.MonkeyPatch
):
    session = _session(small_file, disk, content_of, ("locking_mode=NORMAL", "journal_mode=DELETE"))
    after = tmp_path / "after"
    assert _outcomes(simulated, after, "unsynced_folders", session, content_of)["kept"] == CUTS
    monkeypatch.setattr(files, "recover", lambda path, **_: Connection.open(path, writable=True).close())
    assert _outcomes(simulated, after, "unsynced_folders", session, content_of)["lost"] > 0


def _found(folder: Path, name: str, content_of: Callable[[Document], Content]) -> Content | None:
    if not (folder / name).exists():
        return None
    with Document.open(folder / name, read_only=True) as document:
        assert document.damages == ()
        return content_of(document)


def _cuts(start: int, end: int, chance: random.Random) -> list[int]:
    """Chosen moments, and each of the last ones several times: there the file gets its name."""
    return [*(chance.randint(start, end) for _ in range(CUTS)), *(3 * [*range(max(start, end - 12), end + 1)])]


@pytest.mark.usefixtures("everything_noted")
@pytest.mark.parametrize("kind", KINDS)
def test_a_copy_is_the_old_or_the_new_one_entire(small_file, disk, simulated, content_of, tmp_path, kind):
    target = Path(shutil.copyfile(small_file, small_file.with_name("copy.integrity")))
    before = {str(path): path.read_bytes() for path in (small_file, target)}
    with Document.open(small_file) as document:
        old = content_of(document)
        write_answer(document, question=QuestionId("kf1.q1"), text="New. " * 3000)
        new = content_of(document)
        start = len(disk.events)
        document.save_copy(target)
        disk.mark("copied")
    chance = random.Random(kind)
    seen = []
    for cut in _cuts(start, len(disk.events), chance):
        events = disk.events[:cut]
        _put_back(simulated.PowerCut(kind, before, chance).after(events), tmp_path / "after")
        found = _found(tmp_path / "after", target.name, content_of)
        assert found in (old, new)
        if kind in FOLDERS_ARE_SYNCED and simulated.Event("mark", other="copied") in events:
            assert found == new
        seen.append(found == new)
    assert {True, False} == set(seen)


@pytest.mark.usefixtures("everything_noted")
@pytest.mark.parametrize("kind", ["journalling", "unsynced_folders", "fat"])
def test_an_older_file_is_never_migrated_without_its_copy(disk, simulated, content_of, tmp_path, kind):
    path = Path(shutil.copyfile(FORMAT_1, tmp_path / "small.integrity"))
    before = {str(path): path.read_bytes()}
    with Document.open(path) as document:
        whole = content_of(document)
    chance = random.Random(kind)
    seen = []
    for cut in _cuts(0, len(disk.events), chance):
        after = tmp_path / "after"
        _put_back(simulated.PowerCut(kind, before, chance).after(disk.events[:cut]), after)
        copies = [found.name for found in after.glob("small.format-1*.integrity")]
        with Document.open(after / "small.integrity") as document:
            assert content_of(document) == whole
            migrated = document.migrated_copy is None
        if migrated:
            assert copies == ["small.format-1.integrity"]
        assert [found.name for found in after.glob("small.format-1*.integrity")] == ["small.format-1.integrity"]
        assert read_header(after / "small.format-1.integrity").format_version == 1
        seen.append(migrated)
    assert {True, False} == set(seen)


@pytest.mark.usefixtures("everything_noted")
@pytest.mark.parametrize("kind", KINDS)
def test_a_new_file_is_entire_or_absent(builder, disk, simulated, content_of, tmp_path, kind):
    path = tmp_path / "new.integrity"
    with Document.create(path, builder.rows(), label=Message("create assessment")) as document:
        whole = content_of(document)
        disk.mark("created")
    chance = random.Random(kind)
    seen = []
    for cut in _cuts(0, len(disk.events), chance):
        events = disk.events[:cut]
        _put_back(simulated.PowerCut(kind, {}, chance).after(events), tmp_path / "after")
        found = _found(tmp_path / "after", path.name, content_of)
        assert found in (None, whole)
        if kind in FOLDERS_ARE_SYNCED and simulated.Event("mark", other="created") in events:
            assert found == whole
        seen.append(found is not None)
    assert {True, False} == set(seen)
