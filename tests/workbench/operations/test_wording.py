"""Replacing the wording of questions."""

from __future__ import annotations

from workbench.checklist.tree import read_checklist
from workbench.document.document import Document
from workbench.model.rows import Wording
from workbench.model.vocabulary import WordingOrigin
from workbench.operations.wording import question_ids, replace_wording


def worded(document: Document, language: str = "en") -> dict[str, str]:
    return {question.id: question.wording for question in read_checklist(document, language).questions}


def test_the_named_questions_are_worded_anew_and_the_others_stay(station: Document) -> None:
    before = worded(station)
    assert replace_wording(station, language="en", texts={"kf1.q1": "Official?", "3.20": "Also official?"}) == 2
    assert worded(station) == before | {"kf1.q1": "Official?", "kf3.q20": "Also official?"}
    assert station.get(Wording, "kf1.q1/question/en").origin is WordingOrigin.WORDING_FILE
    station.undo()
    assert worded(station) == before


def test_another_language_stands_beside_the_first(station: Document) -> None:
    english = worded(station)
    replace_wording(station, language="ar", texts={"kf1.q1": "سؤال؟"})
    assert worded(station) == english
    assert worded(station, "ar") == english | {"kf1.q1": "سؤال؟"}
    assert station.read.wording_languages() == ["ar", "en"]


def test_an_own_question_stays_own(station: Document, ids) -> None:
    replace_wording(station, language="en", texts={"x.1": "Asked better?"})
    assert station.get(Wording, f"{ids.own}/question/en") == Wording(
        id=f"{ids.own}/question/en",
        subject=ids.own,
        field="question",
        language="en",
        text="Asked better?",
        origin=WordingOrigin.OWN,
    )


def test_line_ends_are_made_the_same(station: Document) -> None:
    replace_wording(station, language="en", texts={"kf1.q1": "One\r\ntwo\rthree"})
    assert worded(station)["kf1.q1"] == "One\ntwo\nthree"


def test_the_ids_that_a_wording_file_may_name(station: Document) -> None:
    assert question_ids(station) >= {"kf1.q1", "kf3.q20", "x.1", "X.1"}
    assert "kf3.q19" not in question_ids(station)
