"""What the operations share: the checks of fields, ids and places."""

from __future__ import annotations

import uuid

import pytest

from workbench.errors import InvalidValue
from workbench.model.ids import link_id, new_id
from workbench.model.rows import Activity, Answer, Assessment, Contributor, GroupMember, Outcome, Rating, Session
from workbench.model.vocabulary import Criterion, Level, MeasureStatus, Mode
from workbench.operations.common import changed

ANSWER = Answer(id="a", question_id="kf1.q1")


def test_a_changed_row_is_a_new_value() -> None:
    after = changed(ANSWER, {"text": "New", "priority": Level.HIGH})
    assert (ANSWER.text, ANSWER.priority) == ("", None)
    assert (after.text, after.priority, after.id) == ("New", Level.HIGH, "a")


@pytest.mark.parametrize("blank", [" ", "   ", "\u00a0", "\u200b", " \u3000"])
def test_a_line_of_spaces_is_refused_in_words(blank: str) -> None:
    with pytest.raises(InvalidValue, match="nothing but spaces") as refused:
        changed(Assessment(id="a", checklist="c", checklist_version="1"), {"station": blank})
    assert str(refused.value.advice) == "Write something, or leave it empty."
    assert changed(ANSWER, {"text": blank}).text == blank  # a text may be spaced out while it is written


def test_a_choice_may_be_given_by_its_word_and_is_kept_as_a_choice() -> None:
    after = changed(ANSWER, {"status": "in_part", "priority": "medium"})
    assert after.status is MeasureStatus.IN_PART
    assert after.priority is Level.MEDIUM


@pytest.mark.parametrize(
    ("row", "name", "value", "error"),
    [
        (ANSWER, "id", "b", KeyError),
        (ANSWER, "colour", "red", KeyError),
        (ANSWER, "table", "answers", KeyError),
        (ANSWER, "status", "excellent", ValueError),
        (ANSWER, "status", None, TypeError),
        (ANSWER, "priority", "3", ValueError),
        (ANSWER, "priority", 3, TypeError),
        (ANSWER, "priority", True, TypeError),
        (ANSWER, "text", None, TypeError),
        (ANSWER, "text", 7, TypeError),
        (ANSWER, "text", b"bytes", TypeError),
        (ANSWER, "text", Level.HIGH, TypeError),
        (ANSWER, "confidential", "yes", TypeError),
        (ANSWER, "confidential", 1, TypeError),
        (Session(id="s"), "minutes", 7.5, TypeError),
        (Session(id="s"), "minutes", "90", TypeError),
        (Session(id="s"), "minutes", True, TypeError),
        (Assessment(id="s", checklist="c", checklist_version="1"), "round", "2", TypeError),
        (Rating(id="r", activity_id="a", criterion=Criterion.COST), "level", 2, TypeError),
        (Outcome(id="o"), "place", 4, TypeError),
        (Outcome(id="o"), "place", "after the first", ValueError),
        (Activity(id="a"), "rank", "V" * 1_000, ValueError),
    ],
)
def test_what_a_field_cannot_hold_is_a_mistake_of_the_program(row, name, value, error) -> None:
    with pytest.raises(error):
        changed(row, {name: value})


@pytest.mark.parametrize(
    ("row", "values"),
    [
        (Session(id="s"), {"minutes": None}),
        (Session(id="s"), {"date": "", "start_time": "00:00"}),
        (Activity(id="a"), {"output_id": "p", "end_quarter": "2027-Q4"}),
        (GroupMember(id="m", group_id="g", contributor_id="c"), {"group_id": "h"}),
        (Assessment(id="s", checklist="c", checklist_version="1"), {"mode": Mode.REMOTE, "round": 3}),
        (Contributor(id="c"), {"place": "4", "name": "N"}),
    ],
)
def test_what_a_field_can_hold_is_taken(row, values) -> None:
    after = changed(row, values)
    assert {name: getattr(after, name) for name in values} == values


def test_a_long_row_is_refused_field_by_field_before_anything_changes() -> None:
    with pytest.raises(TypeError):
        changed(Outcome(id="o", title="Old"), {"title": "New", "place": 1})


def test_ids_are_unique_and_those_of_links_are_the_same_everywhere() -> None:
    assert len({new_id() for _ in range(100)}) == 100
    assert all(str(uuid.UUID(key)) == key for key in (new_id(), link_id("a", "b")))
    assert link_id("a", "b") == link_id("a", "b") != link_id("b", "a")
