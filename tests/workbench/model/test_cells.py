"""Rows compare by kind and value, and show themselves as Python would write them."""

from __future__ import annotations

import pickle
from dataclasses import fields, replace

import pytest

from workbench.model.rows import ROW_TYPES, Answer, Finding
from workbench.model.vocabulary import MeasureStatus

ANSWER = Answer(id="1", question_id="kf1.q1", text="We rotate officers.")


@pytest.mark.parametrize("field", [field.name for field in fields(Answer) if field.name != "status"])
def test_rows_are_the_same_when_every_value_is(field):
    assert replace(ANSWER) == ANSWER
    assert hash(ANSWER) == hash(replace(ANSWER))
    assert replace(ANSWER, **{field: "another"}) != ANSWER
    assert replace(ANSWER, status=MeasureStatus.NONE) != ANSWER


def test_rows_of_two_kinds_are_never_the_same():
    one, other = Finding(id="1", list_id="kf1"), Answer(id="1", question_id="kf1")
    assert one != other
    assert ANSWER != "1"
    assert pickle.loads(pickle.dumps(ANSWER)) == ANSWER


def test_a_row_shows_itself_as_it_could_be_written():
    assert repr(ANSWER).startswith("Answer(id='1', question_id='kf1.q1', text='We rotate officers.'")
    assert repr(ANSWER).endswith(")")


def test_all_kinds_of_rows_share_it():
    for kind in ROW_TYPES:
        assert "__eq__" not in vars(kind)
        assert "__repr__" not in vars(kind)
