"""An activity in which nobody has written or decided anything."""

from __future__ import annotations

import pytest

from workbench.model.vocabulary import Criterion, Level
from workbench.operations.activities import add_activity, edit_activity, is_empty, prioritize_activity, rate_activity


def test_a_new_activity_is_empty_also_when_it_follows_from_a_question(document):
    assert is_empty(document, add_activity(document, questions=["kf1.q1"]))
    marked = add_activity(document)
    edit_activity(document, activity=marked, confidential=True)
    assert is_empty(document, marked), "a mark says nothing without a title"
    assert not is_empty(document, "nobody")


@pytest.mark.parametrize("written", [{"title": "x"}, {"description": "x"}, {"start_quarter": "2027-Q1"}, {"budget": "x"}])
def test_what_somebody_wrote_is_not_empty(document, written):
    activity = add_activity(document)
    edit_activity(document, activity=activity, **written)
    assert not is_empty(document, activity)


def test_what_somebody_decided_is_not_empty(document):
    rated, decided = add_activity(document), add_activity(document)
    rate_activity(document, activity=rated, criterion=Criterion.COST, level=Level.LOW)
    prioritize_activity(document, activity=decided, priority=Level.HIGH)
    assert not is_empty(document, rated)
    assert not is_empty(document, decided)
