"""Names are looked for in a text without stars and bars, and found where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.prose.unmarked import Unmarked, in_place_of


@given(st.text(alphabet="ab*| \t\n-"))
def test_every_letter_is_traced_back(text):
    bare = Unmarked(text)
    for position, letter in enumerate(bare.text):
        if letter in "ab-\n":
            start, end = bare.origin(position, position + 1)
            assert text[start:end] == letter
    assert [letter for letter in bare.text if letter in "ab-\n"] == [letter for letter in text if letter in "ab-\n"]


@pytest.mark.parametrize(
    "text", ["**Ana** Petrovic", "**Ana** **Petrovic**", "| **Ana** | **Petrovic** |", "A**na** Petrovic"]
)
def test_a_name_is_whole_without_the_signs(text):
    assert Unmarked(text).text.strip() == "Ana Petrovic"


@pytest.mark.parametrize(
    ("piece", "made"),
    [
        ("Ana** Petrovic", "[n]**"),
        ("Ana **Petrovic", "**[n]"),
        ("Ana** **Petrovic", "[n]"),
        ("Ana", "[n]"),
        ("Ana**", "[n]**"),
        ("Petrovic**, Ana", "[n]**"),
        ("Ana (**Petrovic", "**[n]"),
    ],
)
def test_words_beside_a_name_stay_bold(piece, made):
    assert in_place_of(piece, "[n]") == made
