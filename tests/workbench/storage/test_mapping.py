from __future__ import annotations

import hashlib
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.document.document import Document
from workbench.model.rows import ROW_TYPES, Answer, Area, QuestionId, Rating, Session
from workbench.model.vocabulary import Confidentiality, Criterion, Level, MeasureStatus
from workbench.storage.mapping import digest_of, mapping_of

VALUES = st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1), st.text(max_size=20))
ANSWER = Answer(
    id="a", question_id=QuestionId("q"), text="Text", status=MeasureStatus.EFFECTIVE, confidential=Confidentiality.MARKED
)


def test_a_row_is_stored_as_words_and_numbers():
    assert mapping_of(Answer).values(ANSWER) == ("a", "q", "Text", "effective", None, "", 1, 0, "")
    kinds = [str, str, str, str, type(None), str, int, int, str]
    assert [type(value) for value in mapping_of(Answer).values(ANSWER)] == kinds


def test_levels_are_never_numbers():
    rating = Rating(id="r", activity_id="a", criterion=Criterion.URGENCY, level=Level.HIGH)
    assert mapping_of(Rating).values(rating) == ("r", "a", "urgency", "high", "", 0, 0, 0)


def test_every_row_comes_back_as_it_was(small_file: Path):
    with Document.open(small_file) as document:
        for kind in ROW_TYPES:
            rows = document.read.every(kind)
            assert rows, kind
            for row in rows:
                again = mapping_of(kind).row(mapping_of(kind).values(row))
                assert again == row
                assert [type(getattr(again, field.name)) for field in fields(kind)] == [
                    type(getattr(row, field.name)) for field in fields(kind)
                ]


def test_a_number_that_may_be_absent():
    session = Session(id="s", minutes=None)
    assert mapping_of(Session).row(mapping_of(Session).values(session)) == session
    assert mapping_of(Session).row(mapping_of(Session).values(replace(session, minutes=90))).minutes == 90


def test_a_choice_that_does_not_exist():
    values = ("a", "q", "Text", "splendid", "highest", "", 1, 0, "")
    with pytest.raises(ValueError, match="splendid"):
        mapping_of(Answer).row(values)
    row = mapping_of(Answer).row(values, tolerant=True)
    assert row == replace(ANSWER, status=MeasureStatus.NOT_JUDGED, priority=None)


def test_a_choice_that_does_not_exist_and_cannot_be_left_open():
    with pytest.raises(ValueError, match="list of the future"):
        mapping_of(Area).row(("kf1", "list of the future", 1), tolerant=True)


def test_the_digest_is_the_one_that_is_written_down():
    """This must never change: the files of all versions carry it."""
    text = '["answers","a","q","Text \\n\\"الجواب","effective",null,"",1]'
    expected = hashlib.sha256(text.encode()).digest()
    assert digest_of("answers", ("a", "q", 'Text \n"الجواب', "effective", None, "", 1)) == expected
    assert digest_of("history", (1, "x", None)).hex() == hashlib.sha256(b'["history",1,"x",null]').hexdigest()


@settings(max_examples=300, derandomize=True, deadline=None, database=None)
@given(st.lists(VALUES, max_size=5), st.lists(VALUES, max_size=5))
def test_other_values_have_another_digest(one, other):
    assert (digest_of("t", one) == digest_of("t", other)) == (
        [type(v) for v in one] == [type(v) for v in other] and one == other
    )
    assert digest_of("t", one) != digest_of("u", one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab", "c"), ("a", "bc")),
        ((1,), ("1",)),
        ((None,), ("null",)),
        (("",), (None,)),
        (('a","b',), ("a", "b")),
        (("é",), ("e\u0301",)),
    ],
)
def test_values_that_look_alike_have_different_digests(one, other):
    assert digest_of("t", one) != digest_of("t", other)
