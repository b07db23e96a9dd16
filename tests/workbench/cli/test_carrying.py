"""Commands on a file of a stick: changed in a working copy and put back whole; what waits is listed and put."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import Stick
from workbench.carrying import publishing
from workbench.carrying.opening import open_for_work
from workbench.carrying.working_copy import copies_in
from workbench.document.document import Document
from workbench.model.computer import computer_name
from workbench.model.rows import QuestionId
from workbench.operations.answers import write_answer
from workbench.storage.open_record import OpenRecord, leave_record, record_of

QUESTION = QuestionId("kf1.q1")


@pytest.fixture
def file(stick: Stick, _empty_file: Path) -> Path:
    return Path(shutil.copy(_empty_file, stick.folder / "station.integrity"))


def left_by_a_window(path: Path, text: str) -> None:
    with open_for_work(path) as document:
        write_answer(document, question=QUESTION, text=text)


def text_in(path: Path) -> str:
    with Document.open(path, read_only=True) as document:
        answer = document.read.answer(QUESTION)
        return answer.text if answer is not None else ""


def test_a_command_changes_the_file_on_the_stick_and_leaves_nothing_here(run, file: Path, work_elsewhere: Path):
    run("answer", file, "1.1", "--text", "By a command.").says()
    assert text_in(file) == "By a command."
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    assert copies_in(work_elsewhere) == []
    assert list(work_elsewhere.iterdir()) == []


def test_a_command_that_is_refused_leaves_nothing_either(run, file: Path, work_elsewhere: Path):
    before = file.read_bytes()
    run("answer", file, "99.9", "--text", "No such question.").error()
    assert file.read_bytes() == before
    assert list(work_elsewhere.iterdir()) == []


def test_a_command_goes_on_from_what_a_window_left(run, file: Path, work_elsewhere: Path):
    left_by_a_window(file, "Left by a window.")
    run("answer", file, "1.2", "--text", "By a command.").says()
    assert text_in(file) == "Left by a window."
    (copy,) = copies_in(work_elsewhere)
    assert not copy.is_waiting


def test_a_stick_that_is_pulled_out_meanwhile_keeps_the_change_here(run, file: Path, stick: Stick, monkeypatch):
    real = publishing.put

    def pulled(*arguments, **options):
        stick.pull_out()
        return real(*arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr("workbench.carrying.working_copy.put", pulled)
        said = run("answer", file, "1.1", "--text", "By a command.").error()
    assert "saved on this laptop" in said
    assert "command put" in said
    (waiting,) = run("carried", "--json").json()
    assert waiting["file"] == str(file)
    assert "Karsk" in run("carried").says()
    assert "cannot be reached" in run("put", file).error()
    stick.put_in()
    assert run("put", file).says() == "station.integrity has everything now.\n"
    assert text_in(file) == "By a command."
    assert run("carried").says() == "Nothing on this laptop waits for a USB stick or a network folder.\n"


def test_a_full_stick_keeps_the_old_file_and_the_change_here(run, file: Path, monkeypatch):
    def full(*_):
        raise OSError(28, "no space")

    before = file.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(publishing, "write_some", full)
        said = run("answer", file, "1.1", "--text", "By a command.").error()
    assert "not enough room" in said
    assert "waits there" in said
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    run("put", file).says()
    assert text_in(file) == "By a command."


def test_a_file_that_was_changed_meanwhile_is_refused_and_put_keeps_both(run, file: Path):
    left_by_a_window(file, "Ours.")
    with Document.open(file) as document:
        write_answer(document, question=QUESTION, text="Theirs.")
    assert "command put" in run("answer", file, "1.2", "--text", "More.").error()
    said = run("put", file).says()
    assert "stays as it is" in said
    (beside,) = [path for path in file.parent.iterdir() if path != file]
    assert "(from this laptop, 20" in beside.name
    assert (text_in(file), text_in(beside)) == ("Theirs.", "Ours.")


@pytest.mark.parametrize("command", [("put",), ("answer", "1.2", "--text", "More.")])
def test_a_record_that_a_window_of_this_computer_left_goes_with_what_is_put(run, file: Path, command: tuple[str, ...]):
    left_by_a_window(file, "Left by a window.")
    leave_record(file, OpenRecord(computer_name(), datetime.now(UTC), "token"))
    run(command[0], file, *command[1:]).says()
    assert record_of(file) is None
    assert text_in(file) == "Left by a window."


def test_a_record_of_another_computer_stays_for_who_opens_the_file(run, file: Path):
    left_by_a_window(file, "Left by a window.")
    leave_record(file, OpenRecord("POST-3", datetime.now(UTC), "token"))
    run("put", file).says()
    assert record_of(file) is not None


def test_nothing_waits_for_a_file_that_is_as_it_was_taken(run, file: Path, work_elsewhere: Path):
    assert run("put", file).says() == "Nothing waits for station.integrity.\n"
    assert list(work_elsewhere.iterdir()) == []


def test_what_is_forgotten_goes_from_the_stick_and_from_working_copies(run, file: Path, work_elsewhere: Path):
    left_by_a_window(file, "A canary that is to go")
    run("put", file).says()
    second, third = (Path(shutil.copy(file, file.with_name(f"{name}.integrity"))) for name in ("second", "third"))
    left_by_a_window(second, "A canary that waits")
    left_by_a_window(third, "Put back")
    run("put", third).says()
    assert len(copies_in(work_elsewhere)) == 3
    run("answer", file, "1.1", "--text", "").says()
    assert "see the command carried" in run("forget", file, "--history", "--yes").says()
    assert b"A canary that is to go" not in file.read_bytes()
    assert sorted(copy.home.name for copy in copies_in(work_elsewhere)) == ["second.integrity", "station.integrity"]
    kept = {copy.home.name: copy.file.read_bytes() for copy in copies_in(work_elsewhere)}
    assert b"A canary that is to go" not in kept["station.integrity"]
    assert b"A canary that waits" in kept["second.integrity"]


def test_who_reads_the_file_hears_that_newer_work_waits(run, file: Path):
    before = run("show", file, "1.1")
    assert (before.status, before.err) == (0, "")
    left_by_a_window(file, "Only here.")
    said = run("show", file, "1.1")
    assert said.status == 3
    assert "Only here." not in said.out
    assert "Newer work on station.integrity is on this laptop, and is not in the file yet." in said.err
    with open_for_work(file):
        assert run("show", file, "1.1").status == 3
    run("put", file).says()
    assert run("show", file, "1.1").status == 0


def test_work_of_another_assessment_with_the_same_name_waits_and_is_told(run, file: Path, sample_file: Path):
    left_by_a_window(file, "Only here.")
    file.rename(file.with_name("first.integrity"))
    shutil.copy(sample_file, file)
    assert run("show", file, "1.1").status == 0
    before = file.read_bytes()
    assert "of another assessment than the file that lies there" in run("put", file).error()
    assert file.read_bytes() == before
    file.unlink()
    run("put", file).says()
    assert text_in(file) == "Only here."
