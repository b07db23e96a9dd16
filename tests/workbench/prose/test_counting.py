"""Words are counted as people count them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.prose import counting
from workbench.prose.counting import count_words
from workbench.prose.lines import read_lines


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("  \n \n", 0),
        ("Four words are here.", 4),
        ("| Post | Name | Since |\n| --- | --- | --- |\n| North | Ana | 2019 |\n| South | Ben | 2021 |", 9),
        ("| **Two words** | one |\n| | three more words |", 6),
        ("- one\n  - two\n\u2022 three", 3),
        ("1. one\n2. two words", 3),
        ("**bold words** and (**so**)", 4),
        ("one \u2013 two - three | four", 4),
        ("It's well-known: 7 of 10.", 5),
        ("\u0643\u0644\u0645\u0629 \u0648\u0627\u062d\u062f\u0629", 2),
    ],
)
def test_signs_are_no_words(text: str, words: int) -> None:
    assert count_words(text) == words


@given(st.text(alphabet="ab é1-–*|.\n \t", max_size=60))
def test_a_text_without_signs_is_counted_as_one_with_them_would_be(text):
    by_line = sum(counting._words_of(line) for line in read_lines(text))
    assert count_words(text) == by_line
