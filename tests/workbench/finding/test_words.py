"""Words are found as people mean them, exactly where they are in the stored text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as some

from workbench.finding.words import Wanted, WordFinder, replaced
from workbench.model.texts import composed


def found(text: str, words: str, *, exact: bool = False, whole: bool = False) -> list[str]:
    spans = WordFinder().find(text, Wanted(words, exact=exact, whole=whole))
    return [text[first:last] for first, last in spans]


@pytest.mark.parametrize(
    ("text", "words", "pieces"),
    [
        ("A gift. Gifts, GIFT!", "gift", ["gift", "Gift", "GIFT"]),
        ("Éthique et ethique", "ethique", ["Éthique", "ethique"]),
        ("ethique", "Éthique", ["ethique"]),
        ("كَتَبَ الموظف", "كتب", ["كَتَبَ"]),
        ("أحمد واحمد وإحمد", "احمد", ["أحمد", "احمد", "إحمد"]),
        ("هديـــة", "هدية", ["هديـــة"]),
        ("ＧＩＦＴ １２", "gift 12", ["ＧＩＦＴ １２"]),
        ("in 2026 and ٢٠٢٦", "2026", ["2026", "٢٠٢٦"]),
        ("Straße, STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("gi\u00adft", "gift", ["gi\u00adft"]),
        ("dix\u00a0mille", "dix mille", ["dix\u00a0mille"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("anything", "", []),
        ("", "gift", []),
        ("a*b", "*", ["*"]),
        ("two\nlines", "two lines", []),
    ],
)
def test_case_accents_and_kinds_of_letters_make_no_difference(text: str, words: str, pieces: list[str]) -> None:
    assert found(text, words) == pieces


@pytest.mark.parametrize("text", ["œuvre", "ﬁn", "½", "naïve ß"])
def test_a_part_of_one_character_is_not_found(text: str) -> None:
    assert found(text, "e" if "œ" in text else "f" if "ﬁ" in text else "1" if "½" in text else "s") == (
        ["e"] if text == "œuvre" else []
    )


@pytest.mark.parametrize(
    ("text", "words", "pieces"),
    [
        ("Gift gift GIFT", "gift", ["gift"]),
        ("Éthique ethique", "ethique", ["ethique"]),
        ("مُحمد محمد", "م", ["م", "م", "م"]),
        ("café cafe", "cafe\N{COMBINING ACUTE ACCENT}", ["café"]),
    ],
)
def test_exact_words_have_these_capitals_and_accents(text: str, words: str, pieces: list[str]) -> None:
    assert found(composed(text), words, exact=True) == pieces


@pytest.mark.parametrize(
    ("text", "words", "pieces"),
    [
        ("gift gifts regift gift_2 (gift) l'gift", "gift", ["gift", "gift", "gift"]),
        ("intégrité, intégrités", "integrite", ["intégrité"]),
        ("هدية والهدية", "هدية", ["هدية"]),
        ("A.1 A.12", "A.1", ["A.1"]),
        ("50% 50%x", "50%", ["50%", "50%"]),
    ],
)
def test_whole_words_stand_alone(text: str, words: str, pieces: list[str]) -> None:
    assert found(text, words, whole=True) == pieces


LETTERS = some.text(alphabet="aAbéÉeœßı ﬁ½…\u0323\u0301ـَأإا١1ｇ\n\U0001f600\u00ad", max_size=24).map(composed)


@given(LETTERS, LETTERS, some.booleans(), some.booleans())
def test_what_is_found_is_in_order_whole_and_means_the_words(text: str, words: str, exact: bool, whole: bool) -> None:
    spans = WordFinder().find(text, Wanted(words, exact=exact, whole=whole))
    ends = 0
    for first, last in spans:
        assert ends <= first < last <= len(text)
        ends = last
        assert last == len(text) or not unicodedata.category(text[last]).startswith("M")
        if exact:
            assert text[first:last] == words
        assert (0, last - first) in WordFinder().find(text[first:last], Wanted(words, exact=exact))


@given(LETTERS, LETTERS)
def test_replacing_words_by_themselves_changes_nothing(text: str, words: str) -> None:
    for first, last in WordFinder().find(text, Wanted(words)):
        assert replaced(text, [(first, last)], text[first:last]) == text


def test_several_places_are_replaced_and_accents_stay_with_their_letters() -> None:
    text = "Gift to a giver: gift."
    spans = WordFinder().find(text, Wanted("gift", whole=True))
    assert replaced(text, spans, "present") == "present to a giver: present."
    assert replaced("e-", [(1, 2)], "\N{COMBINING ACUTE ACCENT}") == "é"


def test_a_finder_finds_the_next_letters_in_the_same_texts() -> None:
    finder = WordFinder()
    for words in ("g", "gi", "gift"):
        assert finder.find("Ein Gift", Wanted(words)) == [(4, 4 + len(words))]
    finder.keep_only([])
    assert finder.find("Ein Gift", Wanted("gift")) == [(4, 8)]
