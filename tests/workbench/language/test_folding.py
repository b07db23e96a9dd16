"""Texts as they are compared, and the way back to where they stand."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.language.folding import Folded, fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("José", "JOSE\u0301"),
        ("Пётр", "петр"),
        ("أحمد", "احمد"),
        ("مُحَمَّد", "مـحمد"),
        ("فاطمة", "فاطمه"),
        ("مصطفى", "مصطفي"),
        ("Łukasz Ødegård", "lukasz odegard"),
        ("Weiß", "WEISS"),
        ("Am\u00adina", "AMINA"),
        ("٠٧٠١", "0701"),
        ("A\u00a0B", "a b"),
        ("Amina\tSecret", "amina secret"),
        ("Amina\x1fSecret", "amina secret"),
    ],
)
def test_spellings_of_one_name_are_the_same(one, other):
    assert fold(one) == fold(other)


def test_what_is_found_is_led_back_with_its_marks():
    text = "first line\nقال مُحَمَّدٌ ذلك"
    folded = Folded(text)
    start = folded.text.index("محمد")
    assert text[slice(*folded.origin(start, start + 4))] == "مُحَمَّدٌ"


@given(st.text(st.characters(codec="utf-8"), max_size=60), st.data())
def test_every_letter_of_a_folded_text_comes_from_one_that_folds_to_it(text, data):
    folded = Folded(text)
    if folded.text:
        place = data.draw(st.integers(0, len(folded.text) - 1))
        start, end = folded.origin(place, place + 1)
        assert 0 <= start < end <= len(text)
        assert folded.text[place] in fold(text[start:end])


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_the_form_of_unicode_makes_no_difference(text):
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))
