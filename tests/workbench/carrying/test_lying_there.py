"""What lies at the place of a file, told apart: changed by somebody else, older, unreadable, or of another assessment."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.conftest import IDENTITY
from workbench.carrying.lying_there import LyingThere, is_of_another, what_lies_there
from workbench.document.document import Document
from workbench.model.rows import QuestionId
from workbench.operations.answers import write_answer

QUESTION = QuestionId("kf1.q1")


def typed(path: Path, text: str) -> None:
    with Document.open(path, identity=IDENTITY) as document:
        write_answer(document, question=QUESTION, text=text)


def test_what_has_something_that_is_not_here_is_changed(empty_file: Path, tmp_path: Path):
    there = Path(shutil.copy(empty_file, tmp_path / "there.integrity"))
    typed(there, "Theirs.")
    with Document.open(empty_file) as document:
        assert what_lies_there(there, document) is LyingThere.CHANGED
        write_answer(document, question=QUESTION, text="Ours.")
        assert what_lies_there(there, document) is LyingThere.CHANGED


def test_what_has_nothing_that_is_not_here_is_older(empty_file: Path, tmp_path: Path):
    there = Path(shutil.copy(empty_file, tmp_path / "there.integrity"))
    typed(empty_file, "Ours.")
    with Document.open(empty_file) as document:
        assert what_lies_there(there, document) is LyingThere.OLDER


def test_what_is_damaged_cannot_be_read(empty_file: Path, tmp_path: Path):
    typed(empty_file, "A canary in the answer")
    there = tmp_path / "there.integrity"
    content = bytearray(empty_file.read_bytes())
    content[content.find(b"A canary in the answer")] ^= 4
    there.write_bytes(content)
    with Document.open(empty_file) as document:
        assert what_lies_there(there, document) is LyingThere.UNREADABLE
        there.write_bytes(b"no file of ours")
        assert what_lies_there(there, document) is LyingThere.UNREADABLE


def test_what_somebody_works_in_is_changed_and_not_touched(empty_file: Path, tmp_path: Path):
    there = Path(shutil.copy(empty_file, tmp_path / "there.integrity"))
    journal = there.with_name(there.name + "-journal")
    journal.write_bytes(bytes(2000))
    with Document.open(empty_file) as document:
        assert what_lies_there(there, document) is LyingThere.CHANGED
        assert not is_of_another(there, "another")
    assert journal.exists()


def test_another_assessment_is_known_by_its_id(empty_file: Path, sample_file: Path):
    with Document.open(empty_file) as document:
        assessment = document.read.assessment().id
    assert not is_of_another(empty_file, assessment)
    assert is_of_another(sample_file, assessment)
    assert not is_of_another(sample_file, "")
    sample_file.write_bytes(b"no file of ours")
    assert not is_of_another(sample_file, assessment)
