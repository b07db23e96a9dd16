"""Which questions are shown: by what their answers have in common, and by the areas of a group."""

from __future__ import annotations

import pytest

from workbench.checklist.filters import FILTER_LABELS, Filter, chosen_questions
from workbench.checklist.tree import AreaEntry, Checklist, QuestionEntry, SectionEntry
from workbench.model.rows import Answer, AreaId, QuestionId, SectionId
from workbench.model.vocabulary import AreaKind, Confidentiality, Level, MeasureStatus


def _area(name: str, *numbers: int) -> AreaEntry:
    questions = tuple(QuestionEntry(QuestionId(f"{name}.q{number}"), "", "", number != 9) for number in numbers)
    section = SectionEntry(SectionId(f"{name}.s1"), "I", "", (), (), questions)
    return AreaEntry(AreaId(name), AreaKind.KEY_FACTOR, name, name, "", (section,))


CHECKLIST = Checklist("en", (_area("kf1", 1, 2, 3, 9), _area("kf2", 1, 2)), ())
ANSWERS = {
    answer.question_id: answer
    for answer in (
        Answer(id="a", question_id=QuestionId("kf1.q1"), text="Yes", status=MeasureStatus.IN_PART, priority=Level.HIGH),
        Answer(id="b", question_id=QuestionId("kf1.q2"), text=" ", parked=True, priority=Level.LOW),
        Answer(id="c", question_id=QuestionId("kf1.q3"), text="No", confidential=Confidentiality.MARKED),
        Answer(id="d", question_id=QuestionId("kf1.q9"), status=MeasureStatus.NONE, parked=True),
        Answer(id="e", question_id=QuestionId("kf2.q1"), text="Well", status=MeasureStatus.EFFECTIVE),
        Answer(id="f", question_id=QuestionId("kf2.q2"), status=MeasureStatus.NONE, priority=Level.MEDIUM),
    )
}


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        (Filter.UNANSWERED, {"kf1.q2", "kf2.q2"}),
        (Filter.NOT_JUDGED, {"kf1.q3"}),
        (Filter.ACTION_NEEDED, {"kf1.q1", "kf2.q2"}),
        (Filter.PARKED, {"kf1.q2"}),
        (Filter.CONFIDENTIAL, {"kf1.q3"}),
        (Filter.HIGH, {"kf1.q1"}),
        (Filter.MEDIUM, {"kf2.q2"}),
        (Filter.LOW, {"kf1.q2"}),
    ],
)
def test_each_filter_finds_its_own(choice: Filter, found: set[str]) -> None:
    assert chosen_questions(CHECKLIST, ANSWERS, choice=choice) == found


def test_all_questions_are_no_choice_at_all() -> None:
    assert chosen_questions(CHECKLIST, ANSWERS) is None


def test_a_group_sees_its_areas_and_nothing_of_others() -> None:
    assert chosen_questions(CHECKLIST, ANSWERS, areas={"kf2"}) == {"kf2.q1", "kf2.q2"}
    assert chosen_questions(CHECKLIST, ANSWERS, choice=Filter.UNANSWERED, areas={"kf2"}) == {"kf2.q2"}
    assert chosen_questions(CHECKLIST, ANSWERS, areas=()) == frozenset()


def test_every_filter_has_a_name() -> None:
    assert set(FILTER_LABELS) == set(Filter)
