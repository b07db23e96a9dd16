"""The power fails at any moment: everything that was acknowledged is there afterwards, and the file is sound.

The disk is a model (see ``simulated_disk.py``), not a real one: it says what a disk may do that keeps its word about syncs.
``make soak`` makes many more.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.tally import CUTS, Tally, must_be_written
from workbench.document.document import Document
from workbench.errors import WorkbenchError
from workbench.language.i18n import Message
from workbench.model.changes import ChangeKind
from workbench.model.rows import ROW_TYPES, Answer, Contributor, Measurement, QuestionId, Rating
from workbench.operations.answers import write_answer
from workbench.operations.forgetting import forget_history, forget_person, forget_question
from workbench.operations.handing_on import begin_from, copy_without_history
from workbench.operations.people import edit_contributor
from workbench.storage import connection as connection_module
from workbench.storage import files, writing
from workbench.storage.connection import Connection
from workbench.storage.header import read_header
from workbench.storage.schema import FORMAT_VERSION
from workbench.storage.verify import seal_of

pytestmark = pytest.mark.slow

KINDS = ("journalling", "unsynced_folders", "fat", "sectors", "garbage")
FOLDERS_ARE_SYNCED = ("journalling", "sectors", "garbage")
FEW = 60
FILES = Path(__file__).parents[2] / "files"
PRESENT = FILES / f"format-{FORMAT_VERSION}.integrity"
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


Session = tuple[dict[str, bytes], list[Any], list[str]]
"""The files before, everything that reached the disk, and what names the content after each acknowledged change."""


def _named(document: Document) -> str:
    """What names the content of a document, read with nothing between: it is asked for after each cut."""
    raw = document._connection._raw
    rows = [raw.execute(f"SELECT * FROM {kind.table}").fetchall() for kind in ROW_TYPES]
    return hashlib.sha256(repr([sorted(map(repr, each)) for each in rows]).encode()).hexdigest()


def _session(path: Path, disk: Any, pragmas: tuple[str, ...] = ()) -> Session:
    before = {str(path): path.read_bytes()}
    disk.events.clear()
    with Document.open(path) as document:
        for pragma in pragmas:
            document._connection._raw.execute(f"PRAGMA {pragma}")
        states = [_named(document)]

        def told() -> None:
            states.append(_named(document))
            disk.mark(len(states) - 1)

        _work(document, random.Random(1), 40, told)
    return before, list(disk.events), states


@pytest.fixture(scope="module")
def session_with(simulated: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Session]:
    """A day of work under these pragmas: the same for every kind of disk, so it is worked once."""

    @functools.cache
    def worked(pragmas: tuple[str, ...]) -> Session:
        library = simulated.sqlite_library()
        if library is None:
            pytest.skip("SQLite is built into this Python, so that nothing can be put under it")
        path = Path(shutil.copyfile(PRESENT, tmp_path_factory.mktemp("worked") / "small.integrity"))
        with simulated.in_place(library) as disk, _noting(disk, simulated):
            return _session(path, disk, pragmas)

    return worked


@contextlib.contextmanager
def _noting(disk: Any, simulated: ModuleType) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:

        def noted(owner: Any, name: str, event: Callable[..., Any]) -> None:
            real = getattr(owner, name)

            def call(*arguments: Any, **options: Any) -> Any:
                result = real(*arguments, **options)
                disk.events.append(event(*map(str, arguments)))
                return result

            patch.setattr(owner, name, call)

        noted(connection_module, "new_private", lambda path: simulated.Event("create", path))
        noted(writing, "to_disk", lambda path: simulated.Event("sync", path))
        noted(writing, "folder_to_disk", lambda path: simulated.Event("folder", path))
        noted(Path, "replace", lambda path, target: simulated.Event("rename", path, other=target))
        noted(Path, "unlink", lambda path: simulated.Event("delete", path))
        yield


@pytest.fixture
def everything_noted(disk: Any, simulated: ModuleType) -> Iterator[None]:
    """What the program does to files without SQLite is noted too."""
    with _noting(disk, simulated):
        yield


def _put_back(found: dict[str, bytes], folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for path, data in found.items():
        (folder / Path(path).name).write_bytes(data)


def _is_unfinished(path: Path) -> bool:  # a text that was just being saved: people decide about it
    return ".rescue-" in path.name and [found.name for found in path.iterdir()] == ["unfinished.json"]


@pytest.fixture(scope="module")
def found_after() -> Callable[[dict[str, bytes], Path], tuple[str, bool]]:
    """What a start finds after a cut: what names the content, "" if it is not for work; and whether it is tidy."""
    known: dict[bytes, tuple[str, bool]] = {}

    def look(left: dict[str, bytes], folder: Path) -> tuple[str, bool]:
        _put_back(left, folder)
        try:
            with Document.open(folder / "small.integrity") as document:
                found = _named(document) if document.read_only is None else ""
        except WorkbenchError:
            found = ""
        return found, [path.name for path in folder.iterdir() if not _is_unfinished(path)] == ["small.integrity"]

    def looked(left: dict[str, bytes], folder: Path) -> tuple[str, bool]:
        key = hashlib.sha256(repr(sorted(left.items())).encode()).digest()
        if key not in known:
            known[key] = look(left, folder)
        return known[key]

    looked.__wrapped__ = look
    return looked


def _outcomes(simulated: ModuleType, folder: Path, kind: str, session: Session, looked: Any, cuts: int) -> Tally:
    """What became of so many cuts: nothing acknowledged may be gone, and nothing may lie beside the file."""
    before, events, states = session
    chance, tally = random.Random(kind), Tally("a day of work", kind)
    for _ in range(cuts):
        cut = chance.randint(0, len(events))
        left = simulated.PowerCut(kind, before, chance).after(events[:cut])
        acknowledged = max((event.other for event in events[:cut] if event.kind == "mark"), default=0)
        found, tidy = looked(left, folder)
        with tally.one():
            assert found, "refused, or for reading only"
            must_be_written(found in states)
            assert found in states[acknowledged : acknowledged + 2], "something acknowledged is gone"
            assert tidy
    return tally


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("pragmas", [(), ("cache_size=4",)], ids=["usual", "changes larger than the cache"])
def test_nothing_acknowledged_is_lost(simulated, session_with, found_after, tmp_path, kind, pragmas):
    _outcomes(simulated, tmp_path / "after", kind, session_with(pragmas), found_after, CUTS // 2).settle()


@pytest.mark.usefixtures("everything_noted")
def test_the_simulation_tells_a_worse_way_of_saving(small_file, disk, simulated, found_after, tmp_path):
    session = _session(small_file, disk, ("synchronous=OFF",))
    assert _outcomes(simulated, tmp_path / "after", "journalling", session, found_after, FEW).lost > 0


@pytest.mark.usefixtures("everything_noted")
def test_a_journal_that_comes_back_takes_nothing_away(
    small_file, disk, simulated, found_after, tmp_path, monkeypatch: pytest.MonkeyPatch
):
    session = _session(small_file, disk, ("locking_mode=NORMAL", "journal_mode=DELETE"))
    after = tmp_path / "after"
    _outcomes(simulated, after, "unsynced_folders", session, found_after, FEW).settle()
    monkeypatch.setattr(files, "recover", lambda path, **_: Connection.open(path, writable=True).close())
    without_memory = found_after.__wrapped__
    assert _outcomes(simulated, after, "unsynced_folders", session, without_memory, FEW).lost > 0


def _found(folder: Path, name: str, content_of: Callable[[Document], Content]) -> Content | None:
    if not (folder / name).exists():
        return None
    with Document.open(folder / name, read_only=True) as document:
        assert document.damages == ()
        return content_of(document)


def _cuts(start: int, end: int, chance: random.Random) -> list[int]:
    """Chosen moments, more of them in a long run, and each of the last ones: there the file gets its name."""
    return [*(chance.randint(start, end) for _ in range(CUTS // 5)), *range(max(start, end - 12), end + 1)]


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
    chance, tally = random.Random(kind), Tally("a copy over an older one", kind)
    seen = []
    for cut in _cuts(start, len(disk.events), chance):
        events = disk.events[:cut]
        _put_back(simulated.PowerCut(kind, before, chance).after(events), tmp_path / "after")
        with tally.one():
            found = _found(tmp_path / "after", target.name, content_of)
            must_be_written(found in (old, new))
            if kind in FOLDERS_ARE_SYNCED and simulated.Event("mark", other="copied") in events:
                assert found == new
            seen.append(found == new)
    tally.settle()
    assert {True, False} == set(seen)


@pytest.mark.usefixtures("everything_noted")
@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("kind", KINDS)
def test_an_older_file_is_never_migrated_without_its_copy(disk, simulated, content_of, tmp_path, kind, number):
    path = Path(shutil.copyfile(FILES / f"format-{number}.integrity", tmp_path / "small.integrity"))
    before = {str(path): path.read_bytes()}
    with Document.open(path) as document:
        whole = content_of(document), seal_of(document._connection)
    chance, tally = random.Random(kind), Tally("a conversion of an older file", kind)
    seen = []
    for cut in _cuts(0, len(disk.events), chance):
        after = tmp_path / "after"
        _put_back(simulated.PowerCut(kind, before, chance).after(disk.events[:cut]), after)
        copies = [found.name for found in after.glob(f"small.format-{number}*.integrity")]
        with tally.one():
            with Document.open(after / "small.integrity") as document:
                must_be_written((content_of(document), seal_of(document._connection)) == whole)
                migrated = document.migrated_copy is None
            named = f"small.format-{number}.integrity"
            if migrated:
                assert copies == [named]
            assert [found.name for found in after.glob(f"small.format-{number}*.integrity")] == [named]
            assert read_header(after / named).format_version == number
            seen.append(migrated)
    tally.settle()
    assert {True, False} == set(seen)


@pytest.mark.usefixtures("everything_noted")
@pytest.mark.parametrize("kind", KINDS)
def test_a_new_file_is_entire_or_absent(builder, disk, simulated, content_of, tmp_path, kind):
    path = tmp_path / "new.integrity"
    with Document.create(path, builder.rows(), label=Message("create assessment")) as document:
        whole = content_of(document)
        disk.mark("created")
    chance, tally = random.Random(kind), Tally("a new file", kind)
    seen = []
    for cut in _cuts(0, len(disk.events), chance):
        events = disk.events[:cut]
        _put_back(simulated.PowerCut(kind, {}, chance).after(events), tmp_path / "after")
        with tally.one():
            found = _found(tmp_path / "after", path.name, content_of)
            must_be_written(found in (None, whole))
            if kind in FOLDERS_ARE_SYNCED and simulated.Event("mark", other="created") in events:
                assert found == whole
            seen.append(found is not None)
    tally.settle()
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
    tally = Tally("forgetting for good", kind)
    for cut in _cuts(0, len(disk.events), chance):
        events = disk.events[:cut]
        _put_back(simulated.PowerCut(kind, before, chance).after(events), folder)
        with tally.one():
            with Document.open(folder / small_file.name) as document:
                assert document.read_only is None
                must_be_written(content_of(document) in (old, new))
                last = document.read.last_change()
                forgotten = last is not None and last.kind == ChangeKind.FORGOTTEN
                assert content_of(document) == (new if forgotten else old)
                document.remember()
            assert _has_secret(folder) is not forgotten, "nothing of it is left, or all is there"
            assert forgotten or simulated.Event("mark", other="forgotten") not in events
            seen.add(forgotten)
    tally.settle()
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
    chance, seen, tally = random.Random(kind), [], Tally("a copy to hand on", kind)
    for cut in _cuts(0, len(disk.events), chance):
        events = [event for event in disk.events[:cut] if str(small_file) not in event.path]
        _put_back(simulated.PowerCut(kind, {}, chance).after(events), tmp_path / "after")
        with tally.one():
            assert not _has_secret(tmp_path / "after")
            found = _found(tmp_path / "after", "handed.integrity", content_of)
            must_be_written(found in (None, whole))
            if kind in FOLDERS_ARE_SYNCED and simulated.Event("mark", other="made") in events:
                assert found == whole
            seen.append(found is not None)
    tally.settle()
    assert {True, False} == set(seen)
