"""Work on a stick is done in a copy on this computer, and put back whole; a stick that was pulled out loses nothing."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.conftest import IDENTITY, Stick
from workbench.carrying.carried import CarriedDocument
from workbench.carrying.opening import copy_of, open_for_work
from workbench.carrying.publishing import Outcome
from workbench.carrying.working_copy import WorkingCopy, copies_in, without_record
from workbench.document.document import Document
from workbench.errors import DiskFull, DocumentChangedElsewhere, DocumentInUse, InvalidValue, NotOurFile, StorageFailed
from workbench.language.i18n import Message
from workbench.model.computer import computer_name
from workbench.model.rows import QuestionId
from workbench.operations.answers import write_answer
from workbench.storage.files import ReadOnlyReason
from workbench.storage.open_record import OpenRecord, leave_record

AT = datetime(2026, 11, 22, 10, 42, tzinfo=UTC)
QUESTION = QuestionId("kf1.q1")
OTHER = QuestionId("kf1.q2")


def opened(path: Path) -> CarriedDocument:
    document = open_for_work(path, identity=IDENTITY)
    assert isinstance(document, CarriedDocument)
    return document


def the_copy(document: Document) -> WorkingCopy:
    copy = copy_of(document)
    assert copy is not None
    return copy


def put(document: Document) -> Outcome:
    copy = the_copy(document)
    return copy.put(copy.snapshot(document), AT)


def answer(document: Document, question: str = QUESTION) -> str:
    found = document.read.answer(question)
    return found.text if found is not None else ""


def answer_in(path: Path, question: str = QUESTION) -> str:
    with Document.open(path, read_only=True) as document:
        assert document.damages == ()
        return answer(document, question)


def typed(path: Path, text: str, question: QuestionId = QUESTION) -> None:
    """Somebody works on the file where it lies, on another computer."""
    with Document.open(path) as document:
        write_answer(document, question=question, text=text)


def test_a_file_of_this_computer_opens_as_it_always_did(stick: Stick, empty_file: Path, work_elsewhere: Path):
    with open_for_work(empty_file) as document:
        assert type(document) is Document
        assert copy_of(document) is None
    assert not work_elsewhere.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="open handles are found in /proc")
def test_the_only_open_handle_is_that_of_the_working_copy(on_stick: Path, stick: Stick, work_elsewhere: Path):
    with opened(on_stick) as document:
        write_answer(document, question=QUESTION, text="Typed.")
        assert put(document) is Outcome.PUT
        handles = []
        for handle in Path("/proc/self/fd").iterdir():
            try:
                handles.append(handle.readlink())
            except OSError:
                continue
        assert not [path for path in handles if stick.folder in path.parents]
        assert the_copy(document).file in handles
        assert work_elsewhere in the_copy(document).file.parents


def test_what_is_typed_comes_onto_the_stick_when_it_is_put_there(on_stick: Path, stick: Stick):
    with opened(on_stick) as document:
        assert document.path == on_stick
        write_answer(document, question=QUESTION, text="Typed.")
        assert answer_in(on_stick) == ""
        assert put(document) is Outcome.PUT
        assert answer_in(on_stick) == "Typed."
        assert [path.name for path in stick.folder.iterdir()] == [on_stick.name]
        write_answer(document, question=QUESTION, text="Typed again.")
        assert put(document) is Outcome.PUT
    assert answer_in(on_stick) == "Typed again."


@pytest.mark.skipif(os.name != "posix", reason="rights as these are there on POSIX only")
def test_working_copies_are_for_this_account_only(on_stick: Path, work_elsewhere: Path):
    with opened(on_stick):
        found = [path for path in work_elsewhere.rglob("*") if path.is_file()]
        assert len(found) == 2 + any(path.name.endswith("-journal") for path in found)
        assert {path.stat().st_mode & 0o777 for path in found} == {0o600}
        assert work_elsewhere.stat().st_mode & 0o777 == 0o700


def test_a_stick_that_was_pulled_out_loses_nothing_also_over_a_restart(on_stick: Path, stick: Stick):
    with opened(on_stick) as document:
        write_answer(document, question=QUESTION, text="Before.")
        assert put(document) is Outcome.PUT
        stick.pull_out()
        write_answer(document, question=QUESTION, text="While it was away.")
        assert put(document) is Outcome.AWAY
    with opened(on_stick) as document:  # the next start, without the stick
        assert answer(document) == "While it was away."
        assert the_copy(document).is_waiting
        write_answer(document, question=OTHER, text="More.")
        assert put(document) is Outcome.AWAY
        stick.put_in()
        assert put(document) is Outcome.PUT
        assert not the_copy(document).is_waiting
    assert answer_in(on_stick) == "While it was away."
    assert answer_in(on_stick, OTHER) == "More."


def test_the_next_start_with_the_stick_goes_on_with_what_waits(on_stick: Path):
    with opened(on_stick) as document:
        write_answer(document, question=QUESTION, text="Never put there.")
    with opened(on_stick) as document:
        assert not document.fresh
        assert not document.changed_there
        assert answer(document) == "Never put there."
        assert put(document) is Outcome.PUT
    assert answer_in(on_stick) == "Never put there."


def test_a_file_that_changed_meanwhile_is_not_overwritten(on_stick: Path, stick: Stick):
    with opened(on_stick) as document:
        write_answer(document, question=QUESTION, text="Ours.")
        typed(on_stick, "Theirs.")
        assert put(document) is Outcome.CHANGED
        copy = the_copy(document)
        beside = copy.keep_both(copy.snapshot(document), AT, "station (from this laptop)")
        write_answer(document, question=OTHER, text="Ours, later.")
        assert put(document) is Outcome.PUT
    assert answer_in(on_stick) == "Theirs."
    assert beside.name == "station (from this laptop).integrity"
    assert answer_in(beside) == "Ours."
    assert answer_in(beside, OTHER) == "Ours, later."
    assert len(list(stick.folder.iterdir())) == 2


def test_a_name_that_is_taken_is_not_taken_again(on_stick: Path, stick: Stick):
    (stick.folder / "both.integrity").write_text("somebody's")
    with opened(on_stick) as document:
        copy = the_copy(document)
        typed(on_stick, "Theirs.")
        assert copy.keep_both(copy.snapshot(document), AT, "both").name == "both 2.integrity"
    assert (stick.folder / "both.integrity").read_text() == "somebody's"


def test_what_changed_while_the_program_was_closed_is_noticed_at_the_next_start(on_stick: Path):
    with opened(on_stick) as document:
        write_answer(document, question=QUESTION, text="Ours.")
    typed(on_stick, "Theirs.")
    with opened(on_stick) as document:
        assert document.changed_there
        assert answer(document) == "Ours."
        assert put(document) is Outcome.CHANGED
    assert answer_in(on_stick) == "Theirs."


def test_a_stick_that_was_worked_on_elsewhere_is_taken_anew_without_a_question(on_stick: Path, work_elsewhere: Path):
    with opened(on_stick) as document:
        write_answer(document, question=QUESTION, text="Here.")
        assert put(document) is Outcome.PUT
    typed(on_stick, "On another computer.")
    with opened(on_stick) as document:
        assert document.fresh
        assert not document.changed_there
        assert answer(document) == "On another computer."
    assert len(copies_in(work_elsewhere)) == 1


def test_a_stick_that_had_not_written_what_it_confirmed_gets_it_again(on_stick: Path):
    before = on_stick.read_bytes()
    with opened(on_stick) as document:
        write_answer(document, question=QUESTION, text="On the stick, it said.")
        assert put(document) is Outcome.PUT
        assert not the_copy(document).is_waiting
    on_stick.write_bytes(before)
    with opened(on_stick) as document:
        assert the_copy(document).is_waiting
        assert not document.changed_there
        assert put(document) is Outcome.PUT
    assert answer_in(on_stick) == "On the stick, it said."


def test_an_old_copy_that_somebody_put_there_is_not_overwritten(on_stick: Path):
    before = on_stick.read_bytes()
    with opened(on_stick) as document:
        for text in ("Once.", "Twice."):
            write_answer(document, question=QUESTION, text=text)
            assert put(document) is Outcome.PUT
    on_stick.write_bytes(before)
    with opened(on_stick) as document:
        assert document.changed_there
        assert answer(document) == "Twice."
        assert put(document) is Outcome.CHANGED
    assert on_stick.read_bytes() == before


def test_two_sticks_with_one_name_are_two_files(on_stick: Path, sample_file: Path, work_elsewhere: Path):
    with opened(on_stick) as document:
        write_answer(document, question=QUESTION, text="For the first stick.")
    first = on_stick.read_bytes()
    shutil.copy(sample_file, on_stick)
    with opened(on_stick) as document:
        assert document.fresh
        assert not document.changed_there
        write_answer(document, question=QUESTION, text="For the second stick.")
        assert put(document) is Outcome.PUT
    assert [copy.is_waiting for copy in copies_in(work_elsewhere)].count(True) == 1
    on_stick.write_bytes(first)
    with opened(on_stick) as document:
        assert answer(document) == "For the first stick."
        assert put(document) is Outcome.PUT
    assert answer_in(on_stick) == "For the first stick."


def test_the_same_assessment_on_two_sticks_has_two_working_copies(on_stick: Path, stick: Stick, work_elsewhere: Path):
    second = Path(shutil.copy(on_stick, stick.folder / "second.integrity"))
    with opened(on_stick) as one, opened(second) as other:
        write_answer(one, question=QUESTION, text="One.")
        write_answer(other, question=QUESTION, text="Other.")
        assert put(one) is put(other) is Outcome.PUT
    assert (answer_in(on_stick), answer_in(second)) == ("One.", "Other.")
    assert len(copies_in(work_elsewhere)) == 2


@pytest.mark.parametrize("years", [-10, 10])
def test_a_wrong_clock_changes_nothing(on_stick: Path, years: int):
    moment = (AT + timedelta(days=365 * years)).timestamp()
    with opened(on_stick) as document:
        write_answer(document, question=QUESTION, text="Ours.")
        copy = the_copy(document)
        assert copy.put(copy.snapshot(document), AT + timedelta(days=365 * years)) is Outcome.PUT
        write_answer(document, question=QUESTION, text="Ours, later.")
    for path in (on_stick, copy.file):
        os.utime(path, (moment, moment))
    with opened(on_stick) as document:
        assert answer(document) == "Ours, later."
        assert not document.changed_there
        assert put(document) is Outcome.PUT
    assert answer_in(on_stick) == "Ours, later."


def test_a_file_that_is_gone_is_put_back_only_when_somebody_says_so(on_stick: Path):
    with opened(on_stick) as document:
        write_answer(document, question=QUESTION, text="Ours.")
        on_stick.unlink()
        assert put(document) is Outcome.MISSING
        assert not on_stick.exists()
        copy = the_copy(document)
        assert copy.put(copy.snapshot(document), AT, anew=True) is Outcome.PUT
    assert answer_in(on_stick) == "Ours."


def test_an_empty_folder_that_a_pulled_stick_left_is_not_the_stick(on_stick: Path, stick: Stick, monkeypatch):
    with opened(on_stick) as document:
        write_answer(document, question=QUESTION, text="Ours.")
        stick.pull_out()
        stick.folder.mkdir()
        stick.kind = type(stick.kind).LOCAL
        copy = the_copy(document)
        assert copy.put(copy.snapshot(document), AT, anew=True) is Outcome.AWAY
    assert list(stick.folder.iterdir()) == []


def test_a_second_window_is_refused(on_stick: Path):
    with opened(on_stick), pytest.raises(DocumentInUse):
        open_for_work(on_stick)


def test_a_second_window_hears_since_when_it_is_open(on_stick: Path):
    with opened(on_stick):
        leave_record(on_stick, OpenRecord(computer_name(), datetime.now(UTC), "token"))
        with pytest.raises(DocumentInUse, match="in another window on this computer since"):
            open_for_work(on_stick)


def test_a_second_window_is_not_sent_to_another_computer_by_a_record_that_a_stick_brought(on_stick: Path):
    with opened(on_stick):
        leave_record(on_stick, OpenRecord("POST-3", datetime.now(UTC), "token"))
        with pytest.raises(DocumentInUse, match="open in another window or program"):
            open_for_work(on_stick)


def test_a_file_that_is_nowhere_is_not_there(stick: Stick):
    with pytest.raises(NotOurFile):
        open_for_work(stick.folder / "none.integrity")


def test_a_copy_does_not_take_the_place_of_the_file_itself(on_stick: Path):
    with opened(on_stick) as document, pytest.raises(InvalidValue):
        document.save_copy(on_stick)


def test_what_cannot_be_put_back_is_only_read(on_stick: Path, work_elsewhere: Path, monkeypatch):
    monkeypatch.setattr("workbench.carrying.carried.may_be_written", lambda *_, **__: False)
    monkeypatch.setattr("workbench.storage.files.may_be_written", lambda *_, **__: False)
    with open_for_work(on_stick) as document:
        assert document.read_only is ReadOnlyReason.WRITE_PROTECTED
        assert copy_of(document) is None
    assert copies_in(work_elsewhere) == []


def test_a_damaged_file_is_read_where_it_lies(on_stick: Path, work_elsewhere: Path):
    with Document.open(on_stick) as document:
        write_answer(document, question=QUESTION, text="A canary in the answer")
    content = bytearray(on_stick.read_bytes())
    content[content.find(b"A canary in the answer")] ^= 4
    on_stick.write_bytes(content)
    with open_for_work(on_stick) as document:
        assert document.read_only is ReadOnlyReason.DAMAGED
        assert copy_of(document) is None
    assert copies_in(work_elsewhere) == []


def test_an_older_format_is_converted_where_it_lies_with_its_copy(stick: Stick):
    old = Path(__file__).parents[2] / "files" / "format-2.integrity"
    path = Path(shutil.copy(old, stick.folder / "old.integrity"))
    with opened(path) as document:
        assert document.migrated_copy is not None
        assert document.migrated_copy.parent == stick.folder
        assert document.read_only is None


def test_a_link_to_a_stick_stays_a_link(on_stick: Path, tmp_path: Path):
    link = tmp_path / "link.integrity"
    link.symlink_to(on_stick)
    with opened(link) as document:
        write_answer(document, question=QUESTION, text="Through a link.")
        assert put(document) is Outcome.PUT
    assert link.is_symlink()
    assert answer_in(on_stick) == "Through a link."


def test_a_working_copy_without_its_record_stays_and_is_found(on_stick: Path, work_elsewhere: Path):
    with opened(on_stick) as document:
        write_answer(document, question=QUESTION, text="Ours.")
        file = the_copy(document).file
    for record in work_elsewhere.glob("*.json"):
        record.write_text("{")
    with opened(on_stick) as document:
        assert document.fresh
    assert without_record(work_elsewhere) == [file]
    assert answer_in(file) == "Ours."


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (
            DiskFull(Message("Full."), advice=Message("-")),
            "The disk of this laptop is full, and the working copy of station",
        ),
        (
            StorageFailed(Message("Lost."), advice=Message("-")),
            "The working copy of station.integrity on this laptop cannot",
        ),
        (DocumentChangedElsewhere(Message("Other."), advice=Message("-")), "Other."),
    ],
)
def test_what_fails_on_this_computer_is_not_said_of_the_stick(on_stick: Path, monkeypatch, error: StorageFailed, told: str):
    @contextlib.contextmanager
    def refuse(*_: object):
        raise error
        yield

    with opened(on_stick) as document:
        with monkeypatch.context() as patch:
            patch.setattr("workbench.storage.rows.RowStore.transaction", refuse)
            with pytest.raises(type(error), match=told):
                write_answer(document, question=QUESTION, text="Refused.")
        write_answer(document, question=QUESTION, text="Taken.")
        assert answer(document) == "Taken."
