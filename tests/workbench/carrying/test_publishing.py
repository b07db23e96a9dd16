"""What can go wrong between looking, writing, reading back and the new name: the old file stays, and it is said."""

from __future__ import annotations

import errno
import os
import re
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.conftest import Stick
from tests.workbench.carrying.test_opening import AT, OTHER, QUESTION, answer_in, opened, put, the_copy, typed
from workbench.carrying import publishing, working_copy
from workbench.carrying.carried import CarriedDocument
from workbench.carrying.opening import open_for_work
from workbench.carrying.publishing import Outcome
from workbench.carrying.record import Record, read_record, write_record
from workbench.carrying.removing import leave_nothing
from workbench.carrying.working_copy import Snapshot, copies_in, take
from workbench.errors import DiskFull, DocumentInUse, StorageFailed
from workbench.operations.answers import write_answer
from workbench.system.drives import Drive


@pytest.fixture
def document(on_stick: Path):
    with opened(on_stick) as made:
        write_answer(made, question=QUESTION, text="Ours.")
        yield made


def test_what_changes_while_the_new_file_is_written_stays(document: CarriedDocument, on_stick: Path, monkeypatch):
    real = publishing.write_some

    def write_some(stream, data: bytes) -> None:
        real(stream, data)
        if not answer_in(on_stick):
            typed(on_stick, "Theirs, at that moment.")

    monkeypatch.setattr(publishing, "write_some", write_some)
    assert put(document) is Outcome.CHANGED
    assert answer_in(on_stick) == "Theirs, at that moment."
    assert [path.name for path in on_stick.parent.iterdir()] == [on_stick.name]


def test_a_disk_that_does_not_keep_what_is_written_keeps_the_old_file(
    document: CarriedDocument, on_stick: Path, monkeypatch
):
    before = on_stick.read_bytes()
    monkeypatch.setattr(publishing, "write_some", lambda stream, data: stream.write(bytes(len(data))))
    with pytest.raises(StorageFailed, match="did not keep"):
        put(document)
    assert on_stick.read_bytes() == before
    assert [path.name for path in on_stick.parent.iterdir()] == [on_stick.name]


def test_a_state_whose_end_was_not_heard_of_is_known_later(on_stick: Path, stick: Stick, monkeypatch):
    with opened(on_stick) as document, monkeypatch.context() as patch:
        write_answer(document, question=QUESTION, text="Put, but the program ended then.")
        patch.setattr(working_copy.WorkingCopy, "_note_put", lambda *_: None)
        put(document)
        write_answer(document, question=QUESTION, text="Typed before that.")
    stick.pull_out()
    with opened(on_stick) as document:
        write_answer(document, question=OTHER, text="Typed without the stick.")
        stick.put_in()
        assert put(document) is Outcome.PUT
    assert answer_in(on_stick, OTHER) == "Typed without the stick."


def test_a_damaged_state_is_not_put_back(document: CarriedDocument, on_stick: Path):
    before = on_stick.read_bytes()
    copy = the_copy(document)
    whole = copy.snapshot(document)
    content = bytearray(whole.content)
    content[content.find(b"Ours.")] ^= 4
    with pytest.raises(StorageFailed, match="is damaged"):
        copy.put(Snapshot(bytes(content), whole.size, whole.modified), AT)
    assert on_stick.read_bytes() == before


def test_a_journal_beside_the_file_means_that_somebody_works_there(document: CarriedDocument, on_stick: Path):
    before = on_stick.read_bytes()
    on_stick.with_name(on_stick.name + "-journal").write_bytes(b"something")
    assert put(document) is Outcome.CHANGED
    assert on_stick.read_bytes() == before


def test_a_file_that_an_older_program_has_open_is_refused(on_stick: Path):
    other = sqlite3.connect(on_stick)
    try:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DocumentInUse):
            open_for_work(on_stick)
    finally:
        other.close()


def test_a_laptop_without_room_leaves_the_file_and_nothing_else(on_stick: Path, work_elsewhere: Path, monkeypatch):
    def full(path: Path):
        if path.name.endswith(".part") and on_stick.name in path.name:
            raise OSError(28, "no space")
        return real(path)

    real = working_copy.new_private
    before = on_stick.read_bytes()
    monkeypatch.setattr(working_copy, "new_private", full)
    with pytest.raises(DiskFull, match="not enough room on this laptop"):
        open_for_work(on_stick)
    assert on_stick.read_bytes() == before
    assert list(work_elsewhere.iterdir()) == []


def test_a_folder_for_working_copies_that_cannot_be_made_is_told(on_stick: Path, work_elsewhere: Path):
    work_elsewhere.write_text("a file is in its place")
    with pytest.raises(StorageFailed, match="no place for a working copy"):
        open_for_work(on_stick)


def test_a_file_that_never_stands_still_is_not_taken(on_stick: Path, work_elsewhere: Path, monkeypatch):
    states = iter(range(100))
    monkeypatch.setattr(working_copy, "look", lambda *_: str(next(states)))
    with pytest.raises(StorageFailed, match="writes into the file"):
        take(on_stick, Drive.REMOVABLE, work_elsewhere, AT)
    assert list(work_elsewhere.iterdir()) == []


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"home": 1}', "\udc80", '{"home": "x", "name": "../x"}'],
)
def test_a_record_that_is_none_is_none(tmp_path: Path, text: str):
    path = tmp_path / "record.json"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert read_record(path) is None


def test_a_record_comes_back_as_it_was_and_leads_nowhere_else(tmp_path: Path):
    path = tmp_path / "record.json"
    home = tmp_path / "E" / "name\udc80.integrity"
    record = Record(str(home), home.name, Drive.SHARE, "id", "Karsk", "a", "b", "2026-11-22T10:42:00+00:00", 1, 2)
    write_record(path, record)
    assert read_record(path) == record
    write_record(path, Record(str(home), "../elsewhere", Drive.SHARE))
    assert read_record(path) is None
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


def test_files_of_others_in_the_folder_of_working_copies_do_no_harm(on_stick: Path, work_elsewhere: Path):
    work_elsewhere.mkdir()
    (work_elsewhere / "notes.json").write_text("not ours")
    (work_elsewhere / "folder").mkdir()
    with opened(on_stick):
        assert len(copies_in(work_elsewhere)) == 1
    assert (work_elsewhere / "notes.json").read_text() == "not ours"


def test_a_working_copy_that_is_open_is_not_removed(document: CarriedDocument, work_elsewhere: Path, in_another_process):
    assert put(document) is Outcome.PUT
    assert not the_copy(document).remove()
    leave_nothing(work_elsewhere)
    code = """
import sys
from pathlib import Path
from workbench.carrying.removing import forget_copies
from workbench.carrying.working_copy import copies_in
from workbench.model.rows import Assessment
(copy,) = copies_in(Path(sys.argv[1]))
row = Assessment(id=copy.record.assessment, checklist="", checklist_version="")
print(copy.remove(), forget_copies(copy.folder.parent, row))
"""
    said = in_another_process(code, work_elsewhere)
    assert said.stdout.startswith("False [<"), said
    write_answer(document, question=QUESTION, text="Still there.")
    document.close()
    leave_nothing(work_elsewhere)
    assert len(copies_in(work_elsewhere)) == 1, "it has work that is nowhere else"
    copy = the_copy(document)
    assert copy.put(copy.closed_snapshot(), AT) is Outcome.PUT
    leave_nothing(work_elsewhere)
    assert list(work_elsewhere.iterdir()) == []


def test_nothing_is_put_over_or_beside_another_assessment(document: CarriedDocument, on_stick: Path, sample_file: Path):
    shutil.copy(sample_file, on_stick)
    copy = the_copy(document)
    write_answer(document, question=QUESTION, text="Ours.")
    for anew in (False, True):
        assert copy.put(copy.snapshot(document), AT, anew=anew) is Outcome.OTHER
    assert on_stick.read_bytes() == sample_file.read_bytes()
    assert [path.name for path in on_stick.parent.iterdir()] == [on_stick.name]
    assert copy.is_waiting


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "not enough room on the disk to write station.integrity. .* Free some space there"),
        (errno.EROFS, "is write-protected, or you may not write there. .* Remove the write protection"),
        (errno.EACCES, "is write-protected, or you may not write there. .* Remove the write protection"),
        (errno.EINVAL, "station.integrity cannot be written"),
    ],
)
def test_it_is_said_why_a_disk_takes_nothing(document: CarriedDocument, on_stick: Path, monkeypatch, number: int, told: str):
    def refused(*_):
        raise OSError(number, os.strerror(number))

    before = on_stick.read_bytes()
    monkeypatch.setattr(publishing, "_write", refused)
    with pytest.raises(StorageFailed) as caught:
        put(document)
    assert re.search(told, caught.value.sentences())
    assert on_stick.read_bytes() == before


def test_a_working_copy_that_another_window_removes_meanwhile_is_not_listed(document, work_elsewhere: Path, monkeypatch):
    (copy,) = copies_in(work_elsewhere)
    real = Path.stat

    def stat(path: Path, **options: bool) -> os.stat_result:
        found = real(path, **options)
        if path == copy.file:
            gone.append(path)
            if len(gone) > 1:
                raise FileNotFoundError(path)
        return found

    gone: list[Path] = []
    monkeypatch.setattr(Path, "stat", stat)
    assert [each.file for each in copies_in(work_elsewhere)] == [copy.file], "it is looked at once"
    assert copies_in(work_elsewhere) == []
