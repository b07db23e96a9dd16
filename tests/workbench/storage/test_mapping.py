from __future__ import annotations

import hashlib
from dataclasses import fields, replace
from pathlib import Path

import pytest

from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.rows import ROW_TYPES, Answer, Area, QuestionId, Rating, Session
from workbench.model.vocabulary import AreaKind, Confidentiality, Criterion, Level, MeasureStatus
from workbench.storage.mapping import mapping_of

ANSWER = Answer(
    id="a", question_id=QuestionId("q"), text="Text", status=MeasureStatus.EFFECTIVE, confidential=Confidentiality.MARKED
)


def test_a_row_is_stored_as_words_and_numbers():
    assert mapping_of(Answer).values(ANSWER) == ("a", "marked", "q", "Text", "effective", None, "", 0, "", None, None)
    kinds = [str, str, str, str, str, type(None), str, int, str, type(None), type(None)]
    assert [type(value) for value in mapping_of(Answer).values(ANSWER)] == kinds


def test_levels_are_never_numbers():
    rating = Rating(id="r", activity_id="a", criterion=Criterion.URGENCY, level=Level.HIGH)
    assert mapping_of(Rating).values(rating) == ("r", "open", "a", "urgency", "high", "")


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
    values = ("a", "marked", "q", "Text", "splendid", "highest", "", 0, "", None, None)
    with pytest.raises(ValueError, match="splendid"):
        mapping_of(Answer).row(values)
    row = mapping_of(Answer).row(values, tolerant=True)
    assert row == replace(ANSWER, status=MeasureStatus.unknown("splendid"), priority=Level.unknown("highest"))
    assert row.status is not MeasureStatus.NOT_JUDGED
    assert mapping_of(Answer).values(row) == values, "nothing of it is lost"


def test_in_a_damaged_file_a_choice_that_cannot_be_left_open_must_be_known():
    mapping, future = mapping_of(Area), ("kf1", "list of the future", "1")
    assert not mapping.can_be_read(future, tolerant=True)
    assert mapping.row(future, tolerant=True).kind == AreaKind.unknown("list of the future")
    assert mapping_of(Answer).can_be_read(("a", "marked", "q", "", "splendid", None, "", 0, "", None, None), tolerant=True)


def test_the_digest_of_a_row_leaves_out_what_has_its_default():
    """What goes into a digest is written down in ``docs/file-format.md`` and must never change."""
    text = '["answers",{"confidential":"marked","id":"a","question_id":"q","status":"effective","text":"Text"}]'
    assert mapping_of(Answer).digest(mapping_of(Answer).values(ANSWER)) == hashlib.sha256(text.encode()).digest()


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"text": 7}, "answers.text is not stored as int"),
        ({"text": True}, "answers.text is not stored as bool"),
        ({"parked": "yes"}, "answers.parked is not stored as str"),
        ({"confidential": True}, "answers.confidential is not stored as int"),
        ({"status": "splendid"}, "answers has a choice with an unknown word"),
    ],
)
def test_what_sqlite_would_turn_into_something_else_is_not_put(small_file: Path, wrong: dict[str, object], reason: str):
    """Stored silently, a number in a column of text comes back as a text, and the file counts as damaged."""
    with Document.open(small_file) as document:
        before = document.read.every(Answer)
        with pytest.raises((TypeError, ValueError), match=reason), document.change(Message("Answer")) as transaction:
            transaction.put(replace(before[0], **wrong))
        assert document.read.every(Answer) == before
    with Document.open(small_file) as again:
        assert again.read_only is None
