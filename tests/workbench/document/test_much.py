"""Before much is brought in or replaced, whoever opened the file is told, wherever that was called from."""

from __future__ import annotations

import pytest

from workbench.checklist.tree import read_checklist
from workbench.document.document import Document
from workbench.document.much import MUCH
from workbench.errors import WorkbenchError
from workbench.exchange.paste_columns import guess_columns
from workbench.exchange.paste_targets import TARGETS
from workbench.exchange.pasted_rows import add_rows, look_at, reading_for
from workbench.finding.texts import find_words, written_texts
from workbench.finding.words import Wanted
from workbench.model.rows import Answer, Contributor, Question, QuestionId
from workbench.operations.answers import write_answer
from workbench.operations.replacing import replace_words
from workbench.operations.wording import replace_wording


@pytest.fixture
def told(sample: Document) -> list[int]:
    """How many people were in the register each time when much was coming."""
    calls: list[int] = []
    sample.before_much = lambda: calls.append(len(sample.read.every(Contributor)))
    return calls


@pytest.mark.parametrize("count", [MUCH - 1, MUCH])
def test_pasted_rows(sample: Document, told: list[int], count: int):
    cells, target, reading = [["Name"], *([f"Person {n}"] for n in range(count))], TARGETS[Contributor], reading_for(sample)
    guess = guess_columns(cells, target, reading)
    looked = look_at(sample, target, cells, guess.columns, headings=guess.headings, reading=reading)
    before = len(sample.read.every(Contributor))
    assert add_rows(sample, target=target, rows=looked) == count
    assert told == ([before] if count == MUCH else [])


@pytest.mark.parametrize("count", [MUCH - 1, MUCH])
def test_replaced_words(sample: Document, told: list[int], count: int):
    for question in sample.read.every(Question)[:count]:
        write_answer(sample, question=QuestionId(question.id), text="quokka")
    hits = find_words(written_texts(sample, read_checklist(sample)), Wanted("quokka"))
    assert len(hits) == count
    with pytest.raises(WorkbenchError):
        replace_words(sample, hits=hits, words="two\nlines")
    assert told == [], "what is refused needs no copy"
    replace_words(sample, hits=hits, words="wombat")
    assert len(told) == (count == MUCH)
    assert sum(row.text == "wombat" for row in sample.read.every(Answer)) == count


def test_a_wording_always(sample: Document, told: list[int]):
    with pytest.raises(WorkbenchError):
        replace_wording(sample, language="en", texts={"kf1.q1": " "})
    assert told == []
    replace_wording(sample, language="en", texts={"kf1.q1": "Another wording?"})
    assert len(told) == 1
