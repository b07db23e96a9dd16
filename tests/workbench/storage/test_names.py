"""Names that are too long, for the disk or for the journal beside the file, are told as that."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

import pytest

from workbench.document.document import Document
from workbench.errors import FileExists, StorageFailed
from workbench.language.i18n import Message
from workbench.model.rows import QuestionId
from workbench.operations.answers import write_answer
from workbench.storage import names
from workbench.storage.names import is_too_long, must_be_possible, shortened, too_long_for_a_journal
from workbench.storage.writing import finished_or_absent

TOO_LONG = "together with its folders, is too long"


def _named(length: int) -> str:
    return "ب" * ((length - 10) // 2) + "b" * (length % 2) + ".integrity"


@pytest.mark.parametrize("length", [240, 241, 247])
def test_a_name_with_room_for_the_journal_can_be_worked_with(tmp_path: Path, builder, small: Document, length: int):
    path = tmp_path / _named(length)
    assert len(os.fsencode(path.name)) == length
    with Document.create(path, builder.rows(), label=Message("new")) as document:
        write_answer(document, question=QuestionId("kf1.q1"), text="Stored.")
    path.unlink()
    small.save_copy(path)
    with Document.open(path) as document:
        assert document.read_only is None


@pytest.mark.parametrize("length", [248, 255, 256, 400])
def test_a_longer_one_is_refused_with_the_reason(tmp_path: Path, builder, small: Document, length: int):
    path = tmp_path / _named(length)
    with pytest.raises(StorageFailed, match=TOO_LONG) as caught:
        Document.create(path, builder.rows(), label=Message("new"))
    assert "shorter name" in str(caught.value)
    with pytest.raises(StorageFailed, match=TOO_LONG):
        small.save_copy(path)
    assert [path for path in tmp_path.iterdir() if path.is_file()] == []


def test_a_report_may_use_all_of_the_name(tmp_path: Path):
    for length in (255, 256):
        path = tmp_path / ("r" * (length - 4) + ".pdf")
        refused = pytest.raises(StorageFailed, match=TOO_LONG) if length > 255 else contextlib.nullcontext()
        with refused, finished_or_absent(path) as part:
            part.write_bytes(b"%PDF")
    assert [len(path.name) for path in tmp_path.iterdir()] == [255]


def test_a_file_that_came_with_too_long_a_name_says_why_nothing_is_stored(small_file: Path):
    path = small_file.rename(small_file.with_name(_named(252)))
    before = path.read_bytes()
    with pytest.raises(StorageFailed, match=TOO_LONG), Document.open(path) as document:
        write_answer(document, question=QuestionId("kf1.q1"), text="Not stored.")
    assert path.read_bytes() == before


def test_what_windows_says_of_long_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    error = OSError(errno.EINVAL, "")
    error.winerror = 206
    assert is_too_long(Path("a"), error)
    assert is_too_long(Path("a"), OSError(errno.ENAMETOOLONG, ""))
    gone = FileNotFoundError(errno.ENOENT, "")
    long = tmp_path / "x" / ("folder" * 30) / "a.pdf"
    assert not is_too_long(long, gone)
    monkeypatch.setattr(names, "_WINDOWS", True)
    assert is_too_long(long, gone)
    assert not is_too_long(Path("C:/a.pdf").absolute(), gone) or len(str(Path("C:/a.pdf").absolute())) > 190
    assert too_long_for_a_journal(tmp_path / ("folder" * 40) / "a.integrity")
    assert not too_long_for_a_journal(Path("a.integrity"))


def test_names_of_devices_are_a_matter_of_windows(monkeypatch: pytest.MonkeyPatch):
    must_be_possible(Path("CON.integrity"))
    monkeypatch.setattr(names, "_WINDOWS", True)
    with pytest.raises(StorageFailed, match="Windows keeps the name CON"):
        must_be_possible(Path("CON.integrity"))


def test_a_shortened_name_is_whole_signs():
    assert shortened("short.integrity") == "short.integrity"
    assert 100 < len(os.fsencode(shortened("ب" * 200))) < 200
    assert shortened("ب" * 200) == "ب" * len(shortened("ب" * 200))


def test_a_name_that_is_taken_is_told_before_its_length(small_file: Path, builder):
    with pytest.raises(FileExists):
        Document.create(small_file, builder.rows(), label=Message("new"))


@pytest.mark.parametrize("target", ["/", "//", "..", ".", ""])
def test_a_folder_is_no_name_for_a_file(target: str):
    with pytest.raises(StorageFailed, match=r"is a folder, and a file needs a name\. No file was created\."):
        must_be_possible(Path(target))


@pytest.mark.parametrize("suffix", ["-journal", "-wal", "-shm", "-open"])
def test_nothing_gets_the_name_of_what_belongs_to_an_open_file(small_file: Path, suffix: str):
    """SQLite would take a copy of this name for the journal of the file beside it."""
    with Document.open(small_file) as document:
        target = small_file.with_name(small_file.name + suffix)
        before = target.read_bytes() if target.exists() else None
        with pytest.raises(StorageFailed, match="is kept for what the program has beside an open file"):
            document.save_copy(target)
        assert (target.read_bytes() if target.exists() else None) == before
    must_be_possible(small_file.with_name(f"another{suffix}"))
