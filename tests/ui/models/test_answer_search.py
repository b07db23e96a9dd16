"""Find as you type: over numbers, wording, answers and causes, always as they are now."""

from __future__ import annotations

import time

import pytest

from ui.models.answer_search import AnswerSearch
from workbench.operations.answers import edit_answer, write_answer, write_causes
from workbench.operations.assessment import add_own_question


@pytest.fixture
def search(bridge):
    return AnswerSearch(bridge)


def test_nothing_typed_finds_everything(search):
    assert search.find("") is None
    assert search.find("   ") is None


def test_number_wording_answer_and_causes_are_searched(search, document):
    write_answer(document, question="kf3.q20", text="The WEIGHBRIDGE is broken.")
    write_causes(document, question="kf3.q18", causes="No spare parts")
    assert search.find("weighbridge") == {"kf3.q20"}
    assert search.find("spare PARTS") == {"kf3.q18"}
    assert search.find("3.20") == {"kf3.q20"}
    assert "kf1.q2" in search.find("minister")


def test_every_word_must_be_there(search, document):
    write_answer(document, question="kf3.q20", text="The weighbridge is broken on Fridays.")
    assert search.find("friday weighbridge") == {"kf3.q20"}
    assert search.find("weighbridge monday") == frozenset()


def test_the_index_follows_every_change(search, document):
    assert search.find("weighbridge") == frozenset()
    edit_answer(document, question="kf3.q20", text="The weighbridge")
    assert search.find("weighbridge") == {"kf3.q20"}
    document.undo()
    assert search.find("weighbridge") == frozenset()
    document.redo()
    assert search.find("weighbridge") == {"kf3.q20"}


def test_own_questions_are_found(search, document):
    assert search.find("lorries") == frozenset()
    key = add_own_question(document, wording="What do the drivers of lorries say?")
    assert search.find("lorries") == {key}


def test_case_is_folded_in_every_script(search, document):
    write_answer(document, question="kf3.q20", text="Straße, ПРОВЕРКА, تفتيش")
    for query in ("STRASSE", "проверка", "تفتيش"):
        assert search.find(query) == {"kf3.q20"}


def test_a_full_assessment_is_searched_within_a_frame(search, document, bridge):
    with_words = " ".join(f"word{number}" for number in range(120))
    for key in list(bridge.cached_content.places)[:40]:
        write_answer(document, question=key, text=with_words)
    search.find("word")
    start = time.process_time()
    for _ in range(20):
        search.find("word119 word3")
    assert (time.process_time() - start) / 20 < 0.016
