"""Earlier versions of an answer: who wrote what, and when; and one of them brought back."""

from __future__ import annotations

from workbench.document.document import Document
from workbench.document.versions import earlier_versions
from workbench.model.rows import Answer
from workbench.operations import answers


def texts(document: Document) -> list[str]:
    row = document.read.answer("kf1.q1")
    assert row is not None
    return [version.text for version in earlier_versions(document, row, "text")]


def write(document: Document, text: str) -> None:
    answers.write_answer(document, question="kf1.q1", text=text)
    document.end_burst()


def test_an_answer_that_was_never_written_has_no_versions(document: Document) -> None:
    assert texts(document) == []


def test_versions_come_newest_first_without_the_present_one(document: Document) -> None:
    for text in ("One", "One and two", "", "Three"):
        write(document, text)
    assert texts(document) == ["One and two", "One"]


def test_a_version_says_who_and_when(document: Document) -> None:
    write(document, "One")
    write(document, "Two")
    row = document.read.answer("kf1.q1")
    assert row is not None
    (version,) = earlier_versions(document, row, "text")
    assert version.who == document.identity.who
    assert version.computer == document.identity.computer
    assert version.at.startswith("20")


def test_a_version_brought_back_makes_the_other_one_an_earlier_version(document: Document) -> None:
    write(document, "One")
    write(document, "Two")
    write(document, texts(document)[0])
    assert texts(document) == ["Two"]
    document.undo()
    assert texts(document)[0] == "One"


def test_an_answer_that_was_in_the_file_from_its_first_moment(sample: Document) -> None:
    row = next(row for row in sample.read.every(Answer) if row.text)
    answers.write_answer(sample, question=row.question_id, text="Written anew.")
    after = sample.read.answer(row.question_id)
    assert after is not None
    assert [version.text for version in earlier_versions(sample, after, "text")] == [row.text]
