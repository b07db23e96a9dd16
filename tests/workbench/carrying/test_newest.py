"""Who only reads a file of a stick gets the newest state that this computer has, and hears which one it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import IDENTITY, Stick
from workbench.carrying.newest import ReadFromCopy, lacks_work, open_newest, told_of_state
from workbench.carrying.opening import copy_of, open_for_work
from workbench.document.document import Document, ReadOnlyReason
from workbench.errors import InvalidValue
from workbench.language.dates import At
from workbench.language.i18n import ENGLISH
from workbench.model.rows import QuestionId
from workbench.operations.answers import write_answer

QUESTION = QuestionId("kf1.q1")
CODE = """
import sys
from pathlib import Path
from workbench.carrying.newest import ReadFromCopy
from workbench.carrying.working_copy import copies_in
from workbench.document.document import Document
(copy,) = copies_in(Path(sys.argv[1]))
document = ReadFromCopy(Path(sys.argv[2]), copy, history_later=False, identity=None)
print(document.read.answer("kf1.q1").text, document.read_only, document.as_of is not None)
"""
HAS_IT_OPEN = """
import sys
from pathlib import Path
from workbench.document.document import Document
with Document.open(Path(sys.argv[1])):
    print("begun", flush=True)
    sys.stdin.read()
"""


def left_by_a_window(path: Path, text: str) -> None:
    with open_for_work(path, identity=IDENTITY) as document:
        write_answer(document, question=QUESTION, text=text)


def answer(document: Document) -> str:
    found = document.read.answer(QUESTION)
    return found.text if found is not None else ""


def test_what_waits_is_read_and_said(on_stick: Path):
    left_by_a_window(on_stick, "Only here.")
    with open_newest(on_stick) as document:
        assert answer(document) == "Only here."
        assert (document.path, document.read_only) == (on_stick, ReadOnlyReason.ASKED)
        first, second = map(str, told_of_state(document))
        assert first == "Newer work on station.integrity is on this laptop, and is not in the file yet."
        assert second == f"What you read here has it, as it was at {At(document.stored_at).worded(ENGLISH)}."
    assert not lacks_work(on_stick)


def test_what_a_window_has_stored_so_far_is_read(on_stick: Path, work_elsewhere: Path, in_another_process):
    with open_for_work(on_stick, identity=IDENTITY) as document:
        write_answer(document, question=QUESTION, text="Stored so far.")
        said = in_another_process(CODE, work_elsewhere, on_stick)
    assert said.stdout == "Stored so far. open_elsewhere True\n", said.stderr


def test_what_a_window_has_open_is_read_as_it_is_between_two_changes(on_stick: Path, work_elsewhere: Path, started):
    left_by_a_window(on_stick, "Put there.")
    with open_for_work(on_stick, identity=IDENTITY) as document:
        copy = copy_of(document)
        assert copy is not None
        copy.put(copy.snapshot(document), document.now())
    assert not copy.is_waiting
    started(HAS_IT_OPEN, copy.file)
    with open_newest(on_stick) as document:
        assert (answer(document), document.path) == ("Put there.", on_stick)
        assert document.read_only is ReadOnlyReason.OPEN_ELSEWHERE
        assert str(told_of_state(document)[1]).startswith("What you read here is how it was at ")


def test_it_is_read_while_the_stick_is_away(on_stick: Path, stick: Stick):
    left_by_a_window(on_stick, "Only here.")
    stick.pull_out()
    with open_for_work(on_stick, read_only=True) as document:
        assert answer(document) == "Only here."


def test_of_a_file_that_somebody_else_has_changed_that_is_read_which_lies_there(on_stick: Path):
    left_by_a_window(on_stick, "Ours.")
    with Document.open(on_stick) as document:
        write_answer(document, question=QUESTION, text="Theirs.")
    assert lacks_work(on_stick)
    with open_newest(on_stick) as document:
        assert answer(document) == "Theirs."
        assert str(told_of_state(document)[1]).startswith("What you read here does not have it")


def test_a_working_copy_that_cannot_be_read_holds_nobody_out(on_stick: Path):
    left_by_a_window(on_stick, "Only here.")
    with open_for_work(on_stick, identity=IDENTITY) as document:
        copy = copy_of(document)
    assert copy is not None
    copy.file.write_bytes(b"x" * 5000)
    with open_newest(on_stick) as document:
        assert answer(document) == ""
        assert "does not have it" in str(told_of_state(document)[1])


def test_nothing_is_said_where_nothing_waits(on_stick: Path):
    with open_newest(on_stick) as document:
        assert told_of_state(document) == ()
        assert not isinstance(document, ReadFromCopy)


@pytest.mark.parametrize("linked", [False, True])
def test_a_copy_of_what_waits_does_not_take_the_place_of_the_file_itself(on_stick: Path, tmp_path: Path, *, linked: bool):
    left_by_a_window(on_stick, "Only here.")
    before, target = on_stick.read_bytes(), on_stick
    if linked:
        target = tmp_path / "link.integrity"
        target.hardlink_to(on_stick)
    with open_newest(on_stick) as document, pytest.raises(InvalidValue):
        document.save_copy(target)
    assert on_stick.read_bytes() == before


def test_a_copy_has_what_waits(on_stick: Path, tmp_path: Path):
    left_by_a_window(on_stick, "Only here.")
    with open_newest(on_stick) as document:
        document.save_copy(tmp_path / "copy.integrity")
    with Document.open(tmp_path / "copy.integrity") as copied:
        assert answer(copied) == "Only here."
