"""When the disk fails under an open file: nothing committed is lost, whatever of the file can still be read or written."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.document.document import Document
from workbench.errors import DiskFull, DocumentDamaged, InvalidValue, StorageFailed
from workbench.language.i18n import Message
from workbench.model.rows import Activity, Answer
from workbench.operations.activities import add_activity, remove_activity
from workbench.operations.answers import write_answer
from workbench.storage import guard, rescue
from workbench.storage.connection import Connection
from workbench.storage.rescue import MemoryCopy

pytestmark = pytest.mark.slow

QUESTION = "kf1.q1"
NEW = "new.integrity"


def text_in(path: Path, question: str = QUESTION) -> str:
    with Document.open(path, read_only=True) as document:
        assert not document.damages
        return document.read.answer(question).text


def answers(document: Document) -> dict[str, str]:
    return {row.question_id: row.text for row in document.read.every(Answer)}


@pytest.fixture
def worked(document: Document, clock) -> Document:
    """A document that is kept in memory, and in which work went on since: written, undone, added and removed."""
    write_answer(document, question=QUESTION, text="before")
    document.remember()
    for letters in ("a", "ab", "abc"):
        write_answer(document, question="kf1.q2", text=letters)
    clock.go_on(3)
    write_answer(document, question=QUESTION, text="We rotate officers.")
    kept, gone = (add_activity(document, title=title) for title in ("kept", "gone"))
    assert kept
    remove_activity(document, activity=gone)
    write_answer(document, question="kf1.q3", text="undone")
    document.undo()
    return document


def gone(path: Path) -> None:
    path.unlink()


def renamed(path: Path) -> None:
    path.rename(path.with_name("other name.integrity"))


def folder_renamed(path: Path) -> None:
    path.parent.rename(path.parent.with_name(path.parent.name + " as it is called now"))


def replaced(path: Path) -> None:
    other = path.with_name("other.tmp")
    other.write_bytes(b"something else" * 1000)
    other.replace(path)


def overwritten_in_place(path: Path) -> None:
    """As when a file is copied over the open one: the same inode."""
    with path.open("r+b") as stream:  # the handle is closed again, which costs the lock; nobody else is there
        stream.truncate(0)
        stream.write(b"something else" * 100_000)


STATES = (gone, renamed, folder_renamed, replaced, overwritten_in_place)


@pytest.fixture(params=[*STATES, None], ids=[*(state.__name__ for state in STATES), "pulled"])
def state(request: pytest.FixtureRequest, pull: Callable[[Path], None]) -> Callable[[Path], object]:
    """What may become of a file that is open."""
    return request.param or pull


def test_work_goes_on_elsewhere_whatever_became_of_the_file(worked: Document, tmp_path_factory, state):
    target = tmp_path_factory.mktemp("elsewhere") / NEW
    before, step = answers(worked), worked.undo_label
    state(worked.path)
    worked.save_elsewhere(target)
    assert worked.path == target
    assert answers(worked) == before
    assert worked.undo_label == step
    write_answer(worked, question=QUESTION, text="and typed since")
    assert text_in_open(worked) == "and typed since"
    worked.undo()
    assert answers(worked) == before
    worked.close()
    assert text_in(target) == "We rotate officers."
    assert [path.name for path in target.parent.iterdir()] == [NEW]


def text_in_open(document: Document) -> str:
    return document.read.answer(QUESTION).text


@pytest.mark.parametrize("become", [gone, renamed, replaced], ids=lambda become: become.__name__)
def test_the_old_file_is_left_as_it_is(worked: Document, tmp_path: Path, become):
    folder = worked.path.parent
    become(worked.path)
    left = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix == ".integrity"}
    target = tmp_path / "elsewhere" / NEW
    target.parent.mkdir()
    worked.save_elsewhere(target)
    worked.close()
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix == ".integrity"} == left


def test_a_journal_of_the_file_that_took_the_place_is_left_alone(worked: Document, tmp_path: Path):
    journal = worked.path.with_name(worked.path.name + "-journal")
    replaced(worked.path)
    journal.write_bytes(b"of the other file")
    target = tmp_path / "elsewhere" / NEW
    target.parent.mkdir()
    worked.save_elsewhere(target)
    assert journal.read_bytes() == b"of the other file"


def test_what_is_kept_in_memory_is_the_file_in_every_row_and_entry(worked: Document):
    copy = worked._memory.unpacked(worked._connection)
    tables = [row[0] for row in copy.read("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    assert {"seal", "changes", "entries"} < set(tables)
    for table in tables:
        assert copy.read(f"SELECT rowid, * FROM {table}") == worked._connection.read(f"SELECT rowid, * FROM {table}")
    copy.close()


def test_changes_are_packed_when_there_are_many(worked: Document, clock):
    packed = worked._memory._packed
    worked.remember()
    assert worked._memory._packed is packed
    for number in range(200):
        clock.go_on(3)
        write_answer(worked, question=QUESTION, text=f"number {number}")
    worked.remember()
    assert not worked._memory._since
    test_what_is_kept_in_memory_is_the_file_in_every_row_and_entry(worked)


def test_a_burst_of_typing_is_kept_once(worked: Document):
    noted = len(worked._memory._since)
    for length in range(1, 300):
        write_answer(worked, question=QUESTION, text="x" * length)
    assert len(worked._memory._since) == noted + 1
    test_what_is_kept_in_memory_is_the_file_in_every_row_and_entry(worked)


def test_nothing_is_kept_of_a_file_that_is_only_read(empty_file: Path, open_document):
    document = open_document(empty_file, read_only=True)
    document.remember()
    assert not document._memory


def forget_pages(document: Document) -> None:
    """What SQLite has read is forgotten, as after an error in the middle of a change."""
    for pragma in ("cache_size=1", "shrink_memory"):
        document._connection._raw.execute(f"PRAGMA {pragma}")


def test_a_disk_that_cannot_be_read_is_blamed_and_not_the_target(document: Document, tmp_path: Path, pull):
    pull(document.path)
    failing(document)
    forget_pages(document)
    with pytest.raises(StorageFailed, match=r"The disk with station\.integrity did not respond"):
        document.save_copy(tmp_path / NEW)
    assert not (tmp_path / NEW).exists()


def test_a_target_that_cannot_be_written_is_blamed_and_not_the_file(document: Document, tmp_path: Path, monkeypatch):
    def refuse(connection: Connection, target: Path) -> None:
        raise OSError(5, "no answer")

    monkeypatch.setattr(Connection, "copy_into", refuse)
    with pytest.raises(StorageFailed, match=r"The file new\.integrity cannot be written"):
        document.save_copy(tmp_path / NEW)


def test_a_target_that_is_full_leaves_everything_as_it_was(worked: Document, tmp_path: Path, monkeypatch):
    def refuse(connection: Connection, target: Path) -> None:
        raise OSError(28, "full")

    path = worked.path
    with monkeypatch.context() as patch:
        patch.setattr(Connection, "copy_into", refuse)
        with pytest.raises(DiskFull, match=r"new\.integrity"):
            worked.save_elsewhere(tmp_path / NEW)
    assert worked.path == path
    write_answer(worked, question=QUESTION, text="still at work")
    assert text_in_open(worked) == "still at work"


def test_elsewhere_is_not_the_file_itself(worked: Document):
    with pytest.raises(InvalidValue):
        worked.save_elsewhere(worked.path)


def test_a_copy_is_made_from_memory_where_the_file_cannot_be_read(worked: Document, tmp_path_factory, pull):
    target = tmp_path_factory.mktemp("elsewhere") / NEW
    pull(worked.path)
    forget_pages(worked)
    worked.save_copy(target)
    assert text_in(target) == "We rotate officers."


# A disk that comes back


def failing(document: Document, text: str = "typed while the stick was away") -> None:
    with pytest.raises(StorageFailed):
        write_answer(document, question=QUESTION, text=text)


def test_a_stick_that_comes_back_is_opened_again(worked: Document, pull):
    before, step = answers(worked), worked.undo_label
    pull(worked.path)
    failing(worked)
    failing(worked)  # the old handle never works again
    worked.reopen()
    assert answers(worked) == before
    assert worked.undo_label == step
    write_answer(worked, question=QUESTION, text="typed while the stick was away")
    worked.undo()
    assert answers(worked) == before
    worked.redo()
    path = worked.path
    worked.close()
    assert text_in(path) == "typed while the stick was away"
    assert [each.name for each in path.parent.iterdir() if each.is_file()] == [path.name]


def test_while_the_stick_is_away_everything_can_be_read_and_nothing_written(worked: Document, tmp_path: Path, pull):
    before, path = answers(worked), worked.path
    pull(path)
    failing(worked)
    away = path.read_bytes(), journal_of(path).read_bytes()
    path.unlink()
    journal_of(path).unlink()
    with pytest.raises(StorageFailed, match="is no longer where it was"):  # as at the write before
        worked.reopen()
    assert answers(worked) == before
    failing(worked)
    path.write_bytes(away[0])
    journal_of(path).write_bytes(away[1])
    worked.reopen()
    write_answer(worked, question=QUESTION, text="back")
    assert text_in_open(worked) == "back"


def test_a_share_that_answers_with_an_error_is_as_one_that_is_away(worked: Document, monkeypatch: pytest.MonkeyPatch):
    def stale(path: Path) -> bool:
        raise OSError(errno.ESTALE, "Stale file handle", str(path))

    before = answers(worked)
    monkeypatch.setattr(Path, "is_file", stale)
    with pytest.raises(StorageFailed, match="is no longer where it was"):
        worked.reopen()
    assert answers(worked) == before


def journal_of(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def test_a_file_that_is_not_ready_yet_is_tried_again(worked: Document, pull):
    before, path = answers(worked), worked.path
    pull(path)
    failing(worked)
    whole = path.read_bytes()
    path.write_bytes(whole[:5000])
    with pytest.raises(DocumentDamaged):
        worked.reopen()
    assert answers(worked) == before
    path.write_bytes(whole)
    worked.reopen()
    assert answers(worked) == before


def test_a_stick_on_which_somebody_worked_meanwhile_is_not_written_to(worked: Document, tmp_path: Path, pull):
    path, taken = worked.path, tmp_path / "on the other computer" / "station.integrity"
    taken.parent.mkdir()
    worked.save_copy(taken)
    with Document.open(taken) as other:
        write_answer(other, question="kf1.q9", text="the other group")
    pull(path)
    failing(worked)
    journal_of(path).unlink()
    path.write_bytes(taken.read_bytes())
    with pytest.raises(StorageFailed, match="another program has changed it"):
        worked.reopen()
    failing(worked)
    assert path.read_bytes() == taken.read_bytes()
    worked.save_elsewhere(taken.with_name(NEW))
    assert text_in_open(worked) == "We rotate officers."


def test_a_commit_that_was_called_failed_and_is_in_the_file_is_a_step_like_any_other(worked: Document, monkeypatch):
    real = Connection.transaction

    @contextlib.contextmanager
    def fails_after_the_commit(connection: Connection):
        with real(connection):
            yield
        raise StorageFailed(Message("The disk did not answer."), advice=Message("Try again."))

    told = []
    worked.subscribe(told.append)
    with monkeypatch.context() as patch:
        patch.setattr(Connection, "transaction", fails_after_the_commit)
        failing(worked, "written after all")
    assert told == []
    worked.reopen()
    assert text_in_open(worked) == "written after all"
    assert len(told) == 1
    worked.undo()
    assert text_in_open(worked) == "We rotate officers."


def test_without_a_copy_in_memory_a_file_that_can_be_read_is_opened_again_too(document: Document):
    write_answer(document, question=QUESTION, text="before")
    document.reopen()
    write_answer(document, question=QUESTION, text="after")
    assert text_in_open(document) == "after"


def test_a_very_large_file_is_not_held_in_memory_and_is_copied_all_the_same(document: Document, tmp_path: Path, monkeypatch):
    for module in (rescue, guard):
        monkeypatch.setattr(module, "HELD_BYTES", 100_000)
    with monkeypatch.context() as patch:
        patch.setattr(Connection, "content", lambda _: pytest.fail("the whole file was read into memory"))
        document.remember()
    write_answer(document, question=QUESTION, text="written")
    document.reopen()
    document.save_copy(tmp_path / NEW)
    assert text_in(tmp_path / NEW) == "written"


def test_a_note_without_a_copy_is_not_kept():
    memory = MemoryCopy()
    memory.note(None, [object()])
    assert memory._since == []


def test_activities_come_back_at_their_place(worked: Document, tmp_path: Path, pull):
    add_activity(worked, title="third")
    pull(worked.path)
    target = tmp_path / "elsewhere" / NEW
    target.parent.mkdir()
    worked.save_elsewhere(target)
    assert [row.title for row in worked.read.every(Activity)] == ["kept", "third"]
