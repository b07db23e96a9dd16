"""When a disk fails at the very moment of storing: what is acknowledged later is known everywhere, and nothing is a stranger's."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from workbench.document.document import Document
from workbench.errors import DocumentChangedElsewhere, StorageFailed
from workbench.language.i18n import Message
from workbench.operations.answers import write_answer
from workbench.storage import guard, witness
from workbench.storage.connection import Connection

QUESTION = "kf1.q1"


def text_of(document: Document) -> str:
    return document.read.answer(QUESTION).text


def write(document: Document, text: str) -> None:
    write_answer(document, question=QUESTION, text=text)


def failing(document: Document, text: str = "not stored") -> None:
    with pytest.raises(StorageFailed):
        write(document, text)


@pytest.fixture
def worked(document: Document) -> Document:
    """A document that is kept in memory, with one step to undo."""
    write(document, "before")
    document.end_burst()
    document.remember()
    return document


@pytest.fixture
def failing_after_the_commit(monkeypatch: pytest.MonkeyPatch) -> Callable[[], contextlib.AbstractContextManager[None]]:
    """Changes in the block are on the disk, and the disk says that they failed."""
    real = Connection.transaction

    @contextlib.contextmanager
    def fails(connection: Connection) -> Iterator[None]:
        with real(connection):
            yield
        raise StorageFailed(Message("The disk did not answer."), advice=Message("Try again."))

    @contextlib.contextmanager
    def block() -> Iterator[None]:
        with monkeypatch.context() as patch:
            patch.setattr(Connection, "transaction", fails)
            yield

    return block


def test_what_was_kept_after_all_is_in_the_copy_in_memory_and_can_be_undone(
    worked: Document, failing_after_the_commit, pull, tmp_path: Path
):
    """The editor stores the same text again: for the file that is no change any more, for all else it is one."""
    told = []
    worked.subscribe(told.append)
    with failing_after_the_commit():
        failing(worked, "kept after all")
    write(worked, "kept after all")
    assert len(told) == 1
    pull(worked.path)
    for pragma in ("cache_size=1", "shrink_memory"):
        worked._connection._raw.execute(f"PRAGMA {pragma}")
    target = tmp_path / "elsewhere" / "new.integrity"
    target.parent.mkdir()
    worked.save_elsewhere(target)
    assert text_of(worked) == "kept after all"
    worked.undo()
    assert text_of(worked) == "before"


def test_an_undo_that_was_kept_after_all_is_done_once(worked: Document, failing_after_the_commit):
    write(worked, "second")
    with failing_after_the_commit(), pytest.raises(StorageFailed):
        worked.undo()
    assert worked.redo() is not None
    assert text_of(worked) == "second"
    worked.undo()
    worked.undo()
    assert text_of(worked) == ""


def test_what_was_not_kept_leaves_no_step(worked: Document, monkeypatch: pytest.MonkeyPatch):
    real = Connection.transaction

    @contextlib.contextmanager
    def fails(connection: Connection) -> Iterator[None]:
        with real(connection):
            yield
            raise StorageFailed(Message("The disk did not answer."), advice=Message("Try again."))

    with monkeypatch.context() as patch:
        patch.setattr(Connection, "transaction", fails)
        failing(worked)
    write(worked, "stored")
    worked.undo()
    assert text_of(worked) == "before"


def test_a_commit_that_cannot_be_looked_at_afterwards_is_no_strangers(worked: Document, monkeypatch: pytest.MonkeyPatch):
    def refuse(_: witness.Witness) -> None:
        raise OSError(5, "input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(witness.Witness, "remember", refuse)
        write(worked, "stored")
    write(worked, "stored, and more")
    worked.undo()
    assert text_of(worked) == "before"


def test_a_file_that_was_being_replaced_stays_refused(worked: Document, monkeypatch: pytest.MonkeyPatch):
    """Also shortly after a long look at it, when the next would not be due."""
    monkeypatch.setattr(worked._store._guard, "_next_long_look", guard.time.monotonic() + 60)
    older, real = worked.path.read_bytes(), Connection.transaction

    @contextlib.contextmanager
    def replaced(connection: Connection) -> Iterator[None]:
        with real(connection):
            yield
        with connection.path.open("r+b") as stream:
            stream.write(older)

    with monkeypatch.context() as patch:
        patch.setattr(Connection, "transaction", replaced)
        with pytest.raises(DocumentChangedElsewhere):
            write(worked, "stored into nowhere")
    for _ in range(2):
        with pytest.raises(DocumentChangedElsewhere):
            write(worked, "lost without a word")


def taken_back_in_one_burst(document: Document) -> None:
    write(document, "before a")
    write(document, "before")


def gone_on_after_a_failure(document: Document) -> None:
    write(document, "a")
    with contextlib.suppress(ZeroDivisionError), document.change(Message("x")):
        raise ZeroDivisionError
    write(document, "ab")


@pytest.mark.parametrize("typed", [taken_back_in_one_burst, gone_on_after_a_failure], ids=lambda typed: typed.__name__)
def test_a_stick_that_comes_back_is_as_it_was_left_however_one_typed(worked: Document, pull, typed):
    typed(worked)
    before = text_of(worked)
    pull(worked.path)
    failing(worked)
    worked.reopen()
    assert text_of(worked) == before
    write(worked, "back")


def written_in_the_middle_of_a_change(document: Document, older: bytes, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Another program puts an older copy over the file just before SQLite writes its pages into it."""
    real = Connection.write

    def over(connection: Connection, sql: str, parameters=()) -> int:
        if sql.startswith("UPDATE seal"):
            with document.path.open("r+b") as stream:
                stream.truncate(0)
                stream.write(older)
        return real(connection, sql, parameters)

    with monkeypatch.context() as patch:
        patch.setattr(Connection, "write", over)
        write(document, text)


def test_an_older_copy_in_the_middle_of_a_change_is_noticed_as_soon_as_nobody_types(
    worked: Document, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    older = worked.path.read_bytes()
    write_answer(worked, question="kf5.q5", text="in between, in pages that are not written again" * 40)
    written_in_the_middle_of_a_change(worked, older, monkeypatch, "stored into a mixture")
    with pytest.raises(DocumentChangedElsewhere):
        worked.remember()
    failing(worked)
    worked.save_elsewhere(tmp_path / "rescued.integrity")
    assert text_of(worked) == "stored into a mixture"
    worked.close()
    with Document.open(tmp_path / "rescued.integrity") as rescued:
        assert rescued.read_only is None
        assert rescued.read.answer("kf5.q5").text.startswith("in between")


def test_nothing_of_a_file_written_over_comes_into_the_copy_in_memory(document: Document):
    older = document.path.read_bytes()
    write(document, "stored")
    with document.path.open("r+b") as stream:
        stream.write(older)
    with pytest.raises(DocumentChangedElsewhere):
        document.remember()
    assert not document._memory
