"""The power fails at any moment: everything that was acknowledged is there afterwards, and the file is sound.

The disk is a model (see ``simulated_disk.py``), not a real one: it says what a disk may do that keeps its word about syncs.
``INTEGRITY_LONG_TESTS=1`` makes twenty times as many cuts in a day of work, and four at each step of everything else.
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
from workbench.model.changes import ChangeKind
from workbench.model.rows import Answer, Contributor, Measurement, QuestionId, Rating
from workbench.operations.answers import write_answer
from workbench.operations.forgetting import forget_history, forget_person, forget_question
from workbench.operations.handing_on import begin_from, copy_without_history
from workbench.operations.people import edit_contributor
from workbench.storage import connection as connection_module
from workbench.storage import files, writing
from workbench.storage.connection import Connection
from workbench.storage.header import read_header
from workbench.storage.verify import seal_of

pytestmark = pytest.mark.slow

LONG = bool(os.environ.get("INTEGRITY_LONG_TESTS"))
CUTS = 60 * (20 if LONG else 1)
KINDS = ("journalling", "unsynced_folders", "fat", "sectors", "garbage")
FOLDERS_ARE_SYNCED = ("journalling", "sectors", "garbage")
FILES = Path(__file__).parents[2] / "files"
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
        elif luck < 0.8:
            with document.change(Message("measurement dropped")) as transaction:
                for row in document.read.every(Measurement)[:1]:
                    transaction.drop(Measurement, row.id)
        elif luck < 0.85:
            forget_question(document, answer.question_id)
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

    noted(connection_module, "new_private", lambda path: simulated.Event("create", path))
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
    """Chosen moments, and each of the last ones: there the file gets its name. All of them several times in a long run."""
    if LONG:
        return 4 * [*range(start, end + 1)]
    return [*(chance.randint(start, end) for _ in range(CUTS // 3)), *range(max(start, end - 12), end + 1)]


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
@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("kind", KINDS)
def test_an_older_file_is_never_migrated_without_its_copy(disk, simulated, content_of, tmp_path, kind, number):
    path = Path(shutil.copyfile(FILES / f"format-{number}.integrity", tmp_path / "small.integrity"))
    before = {str(path): path.read_bytes()}
    with Document.open(path) as document:
        whole = content_of(document), seal_of(document._connection)
    chance = random.Random(kind)
    seen = []
    for cut in _cuts(0, len(disk.events), chance):
        after = tmp_path / "after"
        _put_back(simulated.PowerCut(kind, before, chance).after(disk.events[:cut]), after)
        copies = [found.name for found in after.glob(f"small.format-{number}*.integrity")]
        with Document.open(after / "small.integrity") as document:
            assert (content_of(document), seal_of(document._connection)) == whole
            migrated = document.migrated_copy is None
        named = f"small.format-{number}.integrity"
        if migrated:
            assert copies == [named]
        assert [found.name for found in after.glob(f"small.format-{number}*.integrity")] == [named]
        assert read_header(after / named).format_version == number
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


FORGET: dict[str, Callable[[Document], object]] = {
    "a person": lambda document: forget_person(document, "spy"),
    "the history": forget_history,
}
SECRET = "Zanzibarrow"


def _has_secret(folder: Path) -> bool:
    return any(SECRET.encode() in path.read_bytes() for path in folder.iterdir())


def _keep_secrets(document: Document) -> None:
    """Writes a name where the ways of forgetting take it away: much of it, and other things after it."""
    with document.change(Message("spy")) as transaction:
        transaction.put(Contributor(id="spy", name="Ilyana"))
    for number in range(6):
        write_answer(document, question=QuestionId("kf1.q1"), text=f"Ilyana {SECRET} {number} " * 300)
        document.end_burst()
        write_answer(document, question=QuestionId("kf1.q2"), text="Others. " * 60 * number)
        document.end_burst()
    edit_contributor(document, contributor="spy", name=f"Ilyana {SECRET}")
    edit_contributor(document, contributor="spy", name="Ilyana")
    write_answer(document, question=QuestionId("kf1.q1"), text="Somebody did.")


@pytest.mark.usefixtures("everything_noted")
@pytest.mark.parametrize("what", FORGET)
@pytest.mark.parametrize("kind", KINDS)
def test_something_is_forgotten_or_everything_is_there(small_file, disk, simulated, content_of, tmp_path, kind, what):
    with Document.open(small_file) as document:
        _keep_secrets(document)
    before = {str(small_file): small_file.read_bytes()}
    disk.events.clear()
    with Document.open(small_file) as document:
        old = content_of(document)
        FORGET[what](document)
        disk.mark("forgotten")
        new = content_of(document)
    assert not _has_secret(small_file.parent)
    chance, folder, seen = random.Random(kind), tmp_path / "after", set()
    for cut in _cuts(0, len(disk.events), chance):
        events = disk.events[:cut]
        _put_back(simulated.PowerCut(kind, before, chance).after(events), folder)
        with Document.open(folder / small_file.name) as document:
            assert document.read_only is None
            assert content_of(document) in (old, new)
            last = document.read.last_change()
            forgotten = last is not None and last.kind == ChangeKind.FORGOTTEN
            assert content_of(document) == (new if forgotten else old)
            document.remember()
        assert _has_secret(folder) is not forgotten, "nothing of it is left, or all is there"
        assert forgotten or simulated.Event("mark", other="forgotten") not in events
        seen.add(forgotten)
    assert seen == {True, False}


MADE: dict[str, Callable[[Document, Path], object]] = {"a copy": copy_without_history, "another assessment": begin_from}


@pytest.mark.usefixtures("everything_noted")
@pytest.mark.parametrize("what", MADE)
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_handed_on_is_entire_or_absent_and_never_has_the_history(
    small_file, disk, simulated, content_of, tmp_path, kind, what
):
    stick = tmp_path / "stick"
    stick.mkdir()
    with Document.open(small_file) as document:
        _keep_secrets(document)
        assert _has_secret(small_file.parent)
        disk.events.clear()
        MADE[what](document, stick / "handed.integrity")
        disk.mark("made")
    whole = _found(stick, "handed.integrity", content_of)
    chance, seen = random.Random(kind), []
    for cut in _cuts(0, len(disk.events), chance):
        events = [event for event in disk.events[:cut] if str(small_file) not in event.path]
        _put_back(simulated.PowerCut(kind, {}, chance).after(events), tmp_path / "after")
        assert not _has_secret(tmp_path / "after")
        found = _found(tmp_path / "after", "handed.integrity", content_of)
        assert found in (None, whole)
        if kind in FOLDERS_ARE_SYNCED and simulated.Event("mark", other="made") in events:
            assert found == whole
        seen.append(found is not None)
    assert {True, False} == set(seen)
