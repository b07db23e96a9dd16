"""A damaged file whose contents are whole goes on under its own name, and the damaged one is kept beside it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from workbench.document.document import Document
from workbench.errors import StorageFailed, WorkbenchError
from workbench.model.rows import ROW_TYPES
from workbench.operations.answers import write_answer
from workbench.recovering.going_on import continue_with, goes_on
from workbench.storage.files import ReadOnlyReason
from workbench.storage.leftovers import is_leftover


def rows_of(document: Document) -> dict[str, list[object]]:
    return {kind.table: list(document.read.every(kind)) for kind in ROW_TYPES}


@pytest.fixture
def with_damaged_history(sample_file: Path) -> Path:
    connection = sqlite3.connect(sample_file)
    connection.execute("UPDATE entries SET old = 'Somebody else wrote this' WHERE id = 5")
    connection.execute("UPDATE labels SET text = 'other' WHERE id = 2")
    connection.commit()
    connection.close()
    return sample_file


def test_with_a_damaged_history_it_goes_on(with_damaged_history: Path):
    path = with_damaged_history
    before = path.read_bytes()
    with Document.open(path) as document:
        assert document.read_only is ReadOnlyReason.DAMAGED
        expected = rows_of(document)
    assert goes_on(path)
    assert path.read_bytes() == before
    continued = continue_with(path)
    assert continued.kept.name == "sample.damaged.integrity"
    assert continued.kept.read_bytes() == before
    assert not continued.recovered.history.is_whole
    with Document.open(path) as document:
        assert (document.read_only, document.damages) == (None, ())
        assert rows_of(document) == expected
        write_answer(document, question="kf1.q1", text="Work goes on")
    assert {each.name for each in path.parent.iterdir()} == {"sample.integrity", "sample.damaged.integrity"}


def test_with_a_lost_answer_it_does_not(sample_file: Path):
    connection = sqlite3.connect(sample_file)
    connection.execute("DELETE FROM answers WHERE question_id = 'kf1.q1'")
    connection.commit()
    connection.close()
    before = sample_file.read_bytes()
    assert not goes_on(sample_file)
    with pytest.raises(StorageFailed, match="lost"):
        continue_with(sample_file)
    assert sample_file.read_bytes() == before
    assert [each.name for each in sample_file.parent.iterdir()] == [sample_file.name]


def test_a_second_damaged_file_gets_a_name_of_its_own(with_damaged_history: Path):
    taken = with_damaged_history.with_name("sample.damaged.integrity")
    taken.write_bytes(b"kept before")
    assert continue_with(with_damaged_history).kept.name == "sample.damaged-2.integrity"
    assert taken.read_bytes() == b"kept before"


def test_beside_a_journal_it_does_not_go_on(with_damaged_history: Path):
    with_damaged_history.with_name("sample.integrity-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(600))
    before = with_damaged_history.read_bytes()
    with pytest.raises(StorageFailed, match="interrupted"):
        continue_with(with_damaged_history)
    assert with_damaged_history.read_bytes() == before


def test_if_the_disk_refuses_nothing_is_changed(with_damaged_history: Path, monkeypatch: pytest.MonkeyPatch):
    before = with_damaged_history.read_bytes()

    def refuse(*_: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr("workbench.storage.writing.shutil.copyfileobj", refuse)
    with pytest.raises(WorkbenchError):
        continue_with(with_damaged_history)
    assert with_damaged_history.read_bytes() == before
    assert [each.name for each in with_damaged_history.parent.iterdir()] == ["sample.integrity"]


def test_what_is_sound_by_now_is_not_replaced(with_damaged_history: Path):
    """As in a second window that still shows the damaged state."""
    continue_with(with_damaged_history)
    before = with_damaged_history.read_bytes()
    with pytest.raises(StorageFailed, match="damaged any more"):
        continue_with(with_damaged_history)
    assert with_damaged_history.read_bytes() == before
    assert len(list(with_damaged_history.parent.iterdir())) == 2


@pytest.mark.parametrize("name", ["a\0b", "a\udc80b", "loop", "/"])
def test_a_path_at_which_nothing_can_be_is_refused_in_words(tmp_path: Path, name: str):
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(WorkbenchError):
        continue_with(tmp_path / name)


def test_a_kill_leaves_only_what_is_swept(with_damaged_history: Path, monkeypatch: pytest.MonkeyPatch):
    class Killed(BaseException):
        pass

    def kill(_path: Path, new: Path, _kept: Path) -> None:
        assert is_leftover(new.name)
        raise Killed

    monkeypatch.setattr("workbench.recovering.going_on.put_in_place_of", kill)
    with pytest.raises(Killed):
        continue_with(with_damaged_history)


def test_what_is_no_file_does_not_go_on(tmp_path: Path):
    assert not goes_on(tmp_path / "missing.integrity")
    assert not goes_on(tmp_path)
