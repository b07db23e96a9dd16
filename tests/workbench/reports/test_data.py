"""What a report knows of its questions."""

from dataclasses import replace

import pytest

from workbench.document.document import Document
from workbench.model.vocabulary import Agreement, Confidentiality, Level, MeasureStatus
from workbench.reports.data import QuestionReport
from workbench.reports.snapshot import take_snapshot


@pytest.fixture
def nothing(document: Document) -> QuestionReport:
    """A question without anything."""
    return take_snapshot(document).areas[0].sections[0].questions[0]


def test_a_question_without_anything_has_nothing(nothing: QuestionReport) -> None:
    assert nothing.has_nothing


@pytest.mark.parametrize(
    "change",
    [
        {"text": "We sign together."},
        {"causes": "Nobody was asked."},
        {"status": MeasureStatus.NONE},
        {"priority": Level.LOW},
        {"agreed": Agreement.PROPOSED},
        {"confidential": Confidentiality.MARKED},
    ],
    ids=str,
)
def test_whatever_a_group_entered_is_something(nothing: QuestionReport, change: dict[str, object]) -> None:
    assert not replace(nothing, answer=replace(nothing.answer, **change)).has_nothing  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change", [{"withheld": True}, {"activities": ("1.1.1",)}, {"evidence": ("a",)}, {"contributions": ("b",)}], ids=str
)
def test_whatever_leads_from_or_to_a_question_is_something(nothing: QuestionReport, change: dict[str, object]) -> None:
    assert not replace(nothing, **change).has_nothing  # type: ignore[arg-type]


def test_a_section_keeps_each_question_once(sample: Document) -> None:
    parts = [part for entry in take_snapshot(sample).areas for part in entry.sections]
    assert any(part.told for part in parts)
    assert any(part.untold for part in parts)
    for part in parts:
        assert sorted((*part.told, *part.untold), key=part.questions.index) == list(part.questions)
