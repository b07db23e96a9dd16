"""Words are counted as people count them."""

from __future__ import annotations

import pytest

from workbench.prose.counting import count_words


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
