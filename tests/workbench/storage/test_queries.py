from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.changes import ChangeKind
from workbench.model.rows import (
    ROW_TYPES,
    Activity,
    Answer,
    Area,
    Contribution,
    Contributor,
    Outcome,
    Question,
    QuestionId,
    Rating,
    Row,
    Session,
    Wording,
)
from workbench.model.vocabulary import Confidentiality, WordingField
from workbench.operations.answers import write_answer


@pytest.mark.parametrize("kind", ROW_TYPES, ids=lambda kind: kind.table)
def test_every_row_of_a_kind(small: Document, kind: type[Row]):
    rows = small.read.every(kind)
    assert rows
    assert {type(row) for row in rows} == {kind}
    assert [small.get(kind, row.id) for row in rows] == rows


def test_rows_come_by_their_place_then_by_their_id(small: Document):
    with small.change(Message("setting")) as transaction:
        for name, place in (("d", "z1"), ("b", "z"), ("c", "z1"), ("a", "z"), ("e", "")):
            transaction.put(Outcome(id=name, place=place))
    assert [row.id for row in small.read.every(Outcome)][-4:] == ["a", "b", "c", "d"]
    assert small.read.every(Outcome)[0].id == "e", "what is not ordered comes first"
    assert [row.place for row in small.read.every(Session)] == ["1", "2"]
    assert [row.id for row in small.read.every(Area)] == ["kf1", "kf2", "ca1"]


def test_people_come_by_their_place_and_not_by_their_rank(small: Document):
    first, second = small.read.every(Contributor)
    with small.change(Message("ranks")) as transaction:
        transaction.put(replace(first, job_title="Z"))
        transaction.put(replace(second, job_title="A"))
    assert [row.id for row in small.read.every(Contributor)] == [first.id, second.id]


def test_rows_with_certain_values(small: Document):
    activity = small.read.every(Activity)[0]
    ratings = small.read.where(Rating, activity_id=activity.id)
    assert len(ratings) == 8
    assert {row.activity_id for row in ratings} == {activity.id}
    assert len(small.read.where(Rating, activity_id=activity.id, criterion="urgency")) == 1
    assert len(small.read.where(Rating, level=None)) == 2
    assert len(small.read.where(Contribution, group_id=None)) == 4
    assert small.read.where(Answer, confidential=Confidentiality.MARKED) == [
        row for row in small.read.every(Answer) if row.is_confidential
    ]
    assert small.read.where(Outcome) == small.read.every(Outcome)
    assert small.read.where(Outcome, title="there is no such") == []


def test_a_column_that_does_not_exist_is_a_mistake_of_the_program(small: Document):
    with pytest.raises(KeyError, match="no_such"):
        small.read.where(Answer, no_such="x")
    with pytest.raises(KeyError, match="1=1"):
        small.read.where(Answer, **{"1=1 OR text": "x"})


def test_values_are_never_part_of_the_question(small: Document):
    for value in ("' OR '1'='1", '"; DROP TABLE answers; --', "%", "_"):
        assert small.read.where(Answer, question_id=value) == []
    assert len(small.read.every(Answer)) == 15


def test_the_answer_to_a_question(small: Document):
    answer = small.read.answer("kf1.q4")
    assert answer is not None
    assert answer.question_id == "kf1.q4"
    assert small.read.answer("there is no such question") is None


def test_the_assessment(small: Document):
    assert small.read.assessment().station == "Karsk"


def test_wordings_of_a_language(small: Document):
    found = small.read.wordings("en")
    assert len(found) == len(small.read.every(Question))
    assert found["kf1.q1", "question"].text.startswith("What is done about matter 1")
    assert small.read.wordings("fr") == {}
    assert small.read.wording_languages() == ["en"]
    with small.change(Message("wording")) as transaction:
        transaction.put(
            Wording(
                id="kf1.q1/question/fr", subject="kf1.q1", field=WordingField.QUESTION, language="fr", text="Que faire ?"
            )
        )
        transaction.put(Wording(id="kf1/title/ar", subject="kf1", field=WordingField.TITLE, language="ar", text="عنوان"))
    assert small.read.wording_languages() == ["en", "fr"]
    assert set(small.read.wordings("fr")) == {("kf1.q1", "question")}


def test_the_history_of_one_column_oldest_first(small: Document, clock):
    for text in ("one", "two", "three"):
        write_answer(small, question=QuestionId("ca1.q2"), text=text)
        clock.go_on(3)
    answer = small.read.answer("ca1.q2")
    assert answer is not None
    with small.change(Message("causes")) as transaction:
        transaction.put(replace(answer, causes="not asked for"))
    whole, *entries = small.read.history(answer, "text")
    assert (whole.whole_row, whole.old, whole.stamp.kind) == (True, None, ChangeKind.CREATED)
    assert [(entry.old, entry.new) for entry in entries] == [("", "one"), ("one", "two"), ("two", "three")]
    assert [entry.stamp.number for entry in entries] == [1, 2, 3]


def test_numbers_and_choices_are_words_in_the_history(small: Document):
    session = small.read.every(Session)[0]
    with small.change(Message("session")) as transaction:
        transaction.put(replace(session, minutes=None, confidential=Confidentiality.MARKED))
    assert (small.read.history(session, "minutes")[-1].old, small.read.history(session, "minutes")[-1].new) == ("90", None)
    assert small.read.history(session, "confidential")[-1].new == "marked"


def test_the_last_change(small: Document, tmp_path: Path):
    write_answer(small, question=QuestionId("kf1.q1"), text="the last word")
    last = small.read.last_change()
    assert last is not None
    assert (last.label, last.fields, last.kind) == ("change answer {number}", '{"number":"kf1.1"}', ChangeKind.DONE)
    answer = small.read.answer("kf1.q1")
    assert answer is not None
    assert small.read.row_changed_last(Answer) == answer.id
    assert small.read.row_changed_last(Session) is None
