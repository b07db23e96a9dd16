"""What an interruption has left beside a working copy: not lost with the copy, and forgotten with what is forgotten."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.workbench.carrying.test_opening import opened, put, the_copy
from workbench.carrying.forsaken import clear_forsaken
from workbench.carrying.publishing import Outcome
from workbench.carrying.record import Record, write_record
from workbench.carrying.removing import forget_copies, leave_nothing
from workbench.carrying.working_copy import WorkingCopy, copies_in
from workbench.document.document import Document
from workbench.model.rows import QuestionId
from workbench.operations.answers import write_answer
from workbench.operations.assessment import describe_assessment
from workbench.operations.forgetting import forget_person
from workbench.operations.people import add_contributor
from workbench.storage.unfinished import UnfinishedText, found_beside, keep
from workbench.system.drives import Drive

AT = datetime(2026, 11, 22, 10, 42, tzinfo=UTC)
QUESTION = QuestionId("kf1.q1")


def undecided(copy: WorkingCopy, document: Document, text: str) -> Path:
    """An interruption has left a text beside a working copy."""
    row = document.read.answer(QUESTION)
    assert row is not None
    folder = copy.folder / f"{copy.file.name}.rescue-00000000"
    folder.mkdir()
    keep(folder, document.read.assessment().id, [UnfinishedText("answers", row.id, "text", text)])
    return folder


def test_a_working_copy_stays_while_nobody_has_decided_about_a_text_beside_it(on_stick: Path, work_elsewhere: Path):
    with opened(on_stick) as document:
        write_answer(document, question=QUESTION, text="Saved.")
        assert the_copy(document).put(the_copy(document).snapshot(document), AT) is Outcome.PUT
        copy = the_copy(document)
        folder = undecided(copy, document, "Saved. And typed last.")
    leave_nothing(work_elsewhere)
    assert copy.file.is_file()
    (one,) = found_beside(copy.file)
    with Document.open(copy.file) as document:
        write_answer(document, question=QUESTION, text="Saved. And typed last.")
    assert copy.put(copy.closed_snapshot(), AT) is Outcome.PUT
    leave_nothing(work_elsewhere)
    assert not folder.exists(), "that text stands in the file now: there is nothing to decide any more"
    assert one.texts
    assert copies_in(work_elsewhere) == []


def test_what_is_forgotten_is_no_longer_in_the_record_nor_beside_the_working_copy(on_stick: Path, work_elsewhere: Path):
    with opened(on_stick) as document:
        describe_assessment(document, station="Gate of Ilyana Zanzibarrow")
        person = add_contributor(document, name="Ilyana Zanzibarrow")
        put(document)
    the_copy(document).note(title="Gate of Ilyana Zanzibarrow")
    with opened(on_stick) as document:
        copy = the_copy(document)
        undecided(copy, document, "Ilyana Zanzibarrow did.")
        forget_person(document, person)
        assert forget_copies(work_elsewhere, document.read.assessment(), but=copy) == []
        put(document)
        files = [path for path in (*work_elsewhere.rglob("*"), on_stick) if path.is_file()]
        assert [path.name for path in files if b"Zanzibarrow" in path.read_bytes()] == []
        assert [one.texts[0].text for one in found_beside(copy.file)] == ["[name forgotten] did."]


CUT = """
import os, signal, sys
from pathlib import Path
from workbench.carrying import working_copy
from workbench.carrying.carried import Opening
from workbench.system.drives import Drive

def cut(path):
    yield path.read_bytes()
    os.kill(os.getpid(), signal.SIGKILL)

working_copy._parts_of = cut
Opening(Path(sys.argv[1]), Drive.REMOVABLE, Path(sys.argv[2]), history_later=False, identity=None).document(there=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize("clear", ["leave nothing", "forget"])
def test_a_kill_while_a_working_copy_is_made_leaves_nothing_that_nobody_sees(
    on_stick: Path, work_elsewhere: Path, in_another_process, clear: str
):
    with Document.open(on_stick) as document:
        assessment = document.read.assessment()
    in_another_process(CUT, on_stick, work_elsewhere)
    assert [path.suffix for path in sorted(work_elsewhere.rglob("*")) if path.is_file()] == [".part", ".json"]
    assert copies_in(work_elsewhere) == []
    if clear == "forget":
        assert forget_copies(work_elsewhere, assessment) == []
    else:
        leave_nothing(work_elsewhere)
    assert list(work_elsewhere.iterdir()) == []


def test_what_is_just_being_made_or_removed_or_not_ours_stays(on_stick: Path, work_elsewhere: Path, tmp_path: Path):
    def made(name: str, *files: str) -> Path:
        folder = work_elsewhere / name
        folder.mkdir(parents=True)
        for file in files:
            (folder / file).write_bytes(b"work")
        write_record(folder.with_suffix(".json"), Record(str(on_stick), on_stick.name, Drive.REMOVABLE))
        return folder

    kept = [
        made("now", f".station.integrity.{os.getpid():x}-0123abcd.part"),
        made("new"),
        made("copy", on_stick.name),
        made("more", ".station.integrity.7fffffff-0123abcd.part", "letter.txt"),
    ]
    removed = made("removed")
    os.utime(removed.with_suffix(".json"), (0, 0))
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / ".station.integrity.7fffffff-0123abcd.part").write_bytes(b"work")
    linked = made("linked")
    linked.rmdir()
    linked.symlink_to(outside)
    clear_forsaken(work_elsewhere)
    assert not removed.exists()
    assert not removed.with_suffix(".json").exists()
    assert all(folder.exists() and folder.with_suffix(".json").exists() for folder in (*kept, linked))
    assert len(list(outside.iterdir())) == 1


@pytest.mark.parametrize("waits", [True, False])
def test_a_working_copy_that_cannot_be_read_stays_and_does_not_block_the_file(on_stick: Path, *, waits: bool):
    with opened(on_stick) as document:
        write_answer(document, question=QUESTION, text="Only here.")
        copy = the_copy(document)
        if not waits:
            the_copy(document).put(the_copy(document).snapshot(document), AT)
    copy.file.write_bytes(b"garbage" * 1000)
    with opened(on_stick) as document:
        assert document.unreadable == copy.file
        assert document.read_only is None
        assert the_copy(document).folder != copy.folder
        write_answer(document, question=QUESTION, text="Work goes on.")
        assert the_copy(document).put(the_copy(document).snapshot(document), AT) is Outcome.PUT
    assert copy.file.read_bytes() == b"garbage" * 1000
