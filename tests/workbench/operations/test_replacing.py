"""Words are replaced in many texts as one change, or nowhere."""

from __future__ import annotations

import pytest

from workbench.checklist.tree import read_checklist
from workbench.document.document import Document
from workbench.errors import InvalidValue, TextNotStorable
from workbench.finding.texts import Hit, Part, find_words, written_texts
from workbench.finding.words import Wanted
from workbench.model.limits import LINE_CHARACTERS, TEXT_CHARACTERS
from workbench.model.rows import Answer, Outcome, SessionArea
from workbench.operations import answers, plan, sessions
from workbench.operations.replacing import replace_words


def hits(document: Document, words: str, *, whole: bool = False) -> list[Hit]:
    return find_words(written_texts(document, read_checklist(document)), Wanted(words, whole=whole))


def texts(document: Document, *numbers: str) -> list[str]:
    return [answers.existing_answer(document, number)[1].text for number in numbers]


@pytest.fixture
def gifts(document: Document) -> Document:
    answers.write_answer(document, question="1.1", text="Gift, gift.")
    answers.write_answer(document, question="3.20", text="A gift")
    answers.write_causes(document, question="3.20", causes="Gifts")
    document.end_burst()
    return document


def test_all_places_change_at_once_and_one_undo_brings_all_back(gifts: Document) -> None:
    told: list[int] = []
    gifts.subscribe(lambda changes: told.append(len(changes.rows)))
    assert replace_words(gifts, hits=hits(gifts, "gift"), words="present") == 3
    assert texts(gifts, "1.1", "3.20") == ["present, present.", "A present"]
    assert answers.existing_answer(gifts, "3.20")[1].causes == "presents"
    assert told == [2]
    gifts.undo()
    assert texts(gifts, "1.1", "3.20") == ["Gift, gift.", "A gift"]
    gifts.redo()
    assert texts(gifts, "1.1") == ["present, present."]


def test_only_the_chosen_places_change(gifts: Document) -> None:
    replace_words(gifts, hits=hits(gifts, "gift")[1:2], words="favour")
    assert texts(gifts, "1.1", "3.20") == ["Gift, favour.", "A gift"]


def test_a_text_that_becomes_too_long_is_refused_and_nothing_is_changed(gifts: Document) -> None:
    answers.write_answer(gifts, question="3.20", text="gift" + "x" * (TEXT_CHARACTERS - 4))
    before = gifts.read.every(Answer)
    with pytest.raises(InvalidValue) as refused:
        replace_words(gifts, hits=hits(gifts, "gift"), words="present")
    assert "3.20, Answer" in str(refused.value)
    assert "Nothing was changed." in str(refused.value)
    assert gifts.read.every(Answer) == before
    title = plan.add_outcome(gifts, title="gift" + "x" * (LINE_CHARACTERS - 4))
    with pytest.raises(InvalidValue):
        replace_words(gifts, hits=[hit for hit in hits(gifts, "gift") if hit.where.row.id == title], words="present")


def test_a_title_does_not_become_empty(gifts: Document) -> None:
    outcome = plan.add_outcome(gifts, title="Gift")
    with pytest.raises(InvalidValue, match="would be empty"):
        replace_words(gifts, hits=hits(gifts, "gift"), words="")
    assert gifts.get(Outcome, outcome) is not None
    replace_words(gifts, hits=[hit for hit in hits(gifts, "gift") if hit.where.part is Part.ANSWERS], words="")
    assert texts(gifts, "1.1") == [", ."]


def test_what_changed_meanwhile_is_not_overwritten(gifts: Document) -> None:
    found = hits(gifts, "gift")
    answers.write_answer(gifts, question="1.1", text="A new gift")
    with pytest.raises(InvalidValue, match="changed after"):
        replace_words(gifts, hits=found, words="present")
    assert texts(gifts, "1.1", "3.20") == ["A new gift", "A gift"]
    earlier = hits(gifts, "gift")
    gifts.undo()
    with pytest.raises(InvalidValue):
        replace_words(gifts, hits=earlier, words="present")


@pytest.mark.parametrize(("words", "error"), [("two\nlines", InvalidValue), ("\x00", TextNotStorable)])
def test_words_that_no_line_has_are_refused(gifts: Document, words: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        replace_words(gifts, hits=hits(gifts, "gift"), words=words)
    assert texts(gifts, "1.1") == ["Gift, gift."]


def test_what_is_confidential_stays_so_and_no_session_covers_more(gifts: Document) -> None:
    answers.mark_answer_confidential(gifts, question="1.1", confidential=True)
    sessions.start_session(gifts)
    replace_words(gifts, hits=hits(gifts, "gift"), words="present")
    assert [answers.existing_answer(gifts, number)[1].is_confidential for number in ("1.1", "3.20")] == [True, False]
    assert gifts.read.every(SessionArea) == []


def test_no_place_is_no_change(gifts: Document) -> None:
    label = gifts.undo_label
    assert replace_words(gifts, hits=[], words="x") == 0
    assert replace_words(gifts, hits=hits(gifts, "A gift"), words="A gift") == 1
    assert gifts.undo_label == label
