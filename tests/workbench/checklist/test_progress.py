"""What counts as answered, and how far an assessment has come."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.checklist.progress import Progress, answers_by_question, is_answered, progress_by_area, progress_of
from workbench.checklist.tree import AreaEntry, Checklist, QuestionEntry, SectionEntry
from workbench.document.document import Document
from workbench.model.rows import Answer
from workbench.model.vocabulary import ACTION_NEEDED, AreaKind, MeasureStatus
from workbench.operations import answers, assessment


def answer(question: str, text: str = "", status: MeasureStatus = MeasureStatus.NOT_JUDGED, **more) -> Answer:
    return Answer(id=f"answer {question}", question_id=question, text=text, status=status, **more)


def entry(question: str, *, included: bool = True) -> QuestionEntry:
    return QuestionEntry(question, question, f"Wording of {question}?", included)


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\u200b", "\u2060\ufeff \u00ad", "\u3164"])
def test_a_text_that_cannot_be_read_is_no_answer(text: str) -> None:
    assert not is_answered(answer("q", text))


@pytest.mark.parametrize("status", MeasureStatus)
def test_a_status_alone_is_no_answer(status: MeasureStatus) -> None:
    assert not is_answered(answer("q", status=status, causes="Money", priority="high"))
    assert is_answered(answer("q", "We do.", status))


def test_a_question_without_a_row_is_not_answered() -> None:
    assert not is_answered(None)
    progress = progress_of([entry("q")], {})
    assert (progress.total, progress.answered, progress.open) == (1, 0, 1)
    assert progress.statuses == {MeasureStatus.NOT_JUDGED: 1}


def test_questions_left_out_do_not_count() -> None:
    answers = answers_by_question(
        [answer("in", "Yes, since 2019.", MeasureStatus.NONE), answer("out", "Text", MeasureStatus.NONE)]
    )
    progress = progress_of([entry("in"), entry("out", included=False)], answers)
    assert progress == Progress(1, 1, {MeasureStatus.NONE: 1})


def test_gaps_are_what_is_missing_on_paper_or_in_part() -> None:
    assert {MeasureStatus.NONE, MeasureStatus.ON_PAPER, MeasureStatus.IN_PART} == ACTION_NEEDED
    rows = [answer(status, status=status) for status in MeasureStatus]
    progress = progress_of([entry(row.question_id) for row in rows], answers_by_question(rows))
    assert progress.action_needed == 3
    assert progress.statuses == dict.fromkeys(MeasureStatus, 1)


@given(st.integers(0, 500), st.integers(0, 500))
def test_a_hundred_percent_only_when_nothing_is_left(total: int, done: int) -> None:
    progress = Progress(total, min(done, total))
    assert 0 <= progress.percent <= 100
    assert (progress.percent == 100) == (progress.open == 0)
    assert progress.percent > 0 or progress.answered * 100 < total


def test_281_of_282_is_not_everything() -> None:
    assert Progress(282, 281).percent == 99
    assert Progress(282, 0).percent == 0
    assert Progress(0, 0).percent == 100


def test_each_area_is_counted_by_itself() -> None:
    def area_of(name: str, *questions: QuestionEntry) -> AreaEntry:
        section = SectionEntry(f"{name}.s1", "I", "", (), (), questions)
        return AreaEntry(name, AreaKind.KEY_FACTOR, name, name, "", (section,))

    checklist = Checklist("en", (area_of("kf2", entry("a"), entry("b")), area_of("kf1", entry("c"))), ())
    counted = progress_by_area(checklist, answers_by_question([answer("b", "B")]))
    assert {name: (progress.total, progress.answered) for name, progress in counted.items()} == {
        "kf2": (2, 1),
        "kf1": (1, 0),
    }
    assert list(counted) == ["kf2", "kf1"]


def test_the_real_checklist_counts_282_and_follows_what_is_written(document: Document) -> None:
    from workbench.checklist.tree import read_checklist

    def now() -> Progress:
        return progress_of(read_checklist(document).questions, answers_by_question(document.read.every(Answer)))

    assert (now().total, now().answered, now().percent) == (282, 0, 0)
    answers.write_answer(document, question="kf1.q1", text="A programme of 2019.")
    answers.judge_answer(document, question="kf1.q2", status=MeasureStatus.EFFECTIVE)
    assert (now().total, now().answered) == (282, 1)
    assessment.include_questions(document, questions=["kf1.q1", "kf1.q3"], included=False)
    assert (now().total, now().answered) == (280, 0)
