"""What people write comes back as they wrote it; what no file can carry is refused whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from workbench.document.document import Document
from workbench.errors import InvalidValue, TextNotStorable
from workbench.model.changes import Changes
from workbench.model.limits import TEXT_CHARACTERS
from workbench.model.rows import Answer, QuestionId
from workbench.operations.answers import write_answer
from workbench.storage.past import Entry

QUESTION = QuestionId("kf1.q1")


def _write(document: Document, text: str) -> None:
    write_answer(document, question=QUESTION, text=text)


def _answer(document: Document) -> Answer:
    found = document.read.answer(QUESTION)
    assert found is not None
    return found


def _history(document: Document, column: str = "text") -> list[Entry]:
    """The entries of the answer's text since the file was made."""
    return [entry for entry in document.read.history(_answer(document), column) if not entry.whole_row]


@pytest.fixture
def told(document: Document) -> list[Changes]:
    """What the document has told its subscribers."""
    changes: list[Changes] = []
    document.subscribe(changes.append)
    return changes


TEXTS = {
    "long": "The queue grows on Friday. " * 1852,
    "as long as can be": "x" * TEXT_CHARACTERS,
    "long and not Latin": "يعرف الموظفون القواعد " * 4_500,
    "as long as can be, of characters of four bytes": "🧭" * TEXT_CHARACTERS,
    "Arabic with Latin": "الجمارك (Customs) ٢٠٢٦\nالسطر الثاني",
    "emoji of several characters": "👩🏽‍💼 👨‍👩‍👧‍👦 🏳️‍🌈 🇸🇳",
    "direction marks": "\u200ftext \u200f\u200e \u061cx",
    "combining": "é Z̷̢͝a̶l̸g̵o̶ नमस्ते",
    "quotation": "' \" ; -- DROP TABLE answers; %s {text} \\ / ?",
    "white space": "  \t two  spaces \n\n\n and lines \n",
    "private use": "\ue000 \U0010fffd",
}


@pytest.mark.parametrize("name", TEXTS)
def test_every_text_comes_back_as_it_was_written(document: Document, empty_file: Path, open_document, name: str):
    _write(document, TEXTS[name])
    assert _answer(document).text == TEXTS[name]
    document.close()
    again = open_document(empty_file)
    assert again.damages == ()
    assert _answer(again).text == TEXTS[name]
    assert _history(again)[-1].new == TEXTS[name]


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_line_end_is_written_as_a_newline(document: Document, line_end: str):
    _write(document, f"one{line_end}two")
    assert _answer(document).text == "one\ntwo"


@pytest.mark.parametrize("bad", ["\0", "\x07", "\x1b[31m", "\x7f", "\ud800", "\ufffe", "\uffff"])
def test_what_no_file_can_carry_is_refused_whole(document: Document, told: list[Changes], bad: str):
    _write(document, "Before")
    with pytest.raises(TextNotStorable, match=re.escape(f"U+{ord(bad[0]):04X}, at position 5")):
        _write(document, f"text{bad}more")
    assert _answer(document).text == "Before"
    assert len(told) == 1


def test_a_text_that_is_too_long_is_refused_whole(document: Document):
    with pytest.raises(InvalidValue, match="100001 characters"):
        _write(document, "x" * (TEXT_CHARACTERS + 1))
    assert _answer(document).text == ""
