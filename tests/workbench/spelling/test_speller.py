"""Unknown words: found by dictionaries, with what is no word and what is a name left alone."""

from __future__ import annotations

import pytest

from workbench.operations.people import add_contributor, add_group
from workbench.spelling.speller import Speller, Unknown, own_words, read_dictionary


class Few:
    """A dictionary of few words; it counts what it is asked."""

    def __init__(self, *words):
        self.words, self.asked = words, []

    def check(self, word):
        self.asked.append(word)
        return word.casefold() in self.words

    def suggest(self, word):
        return [other for other in self.words if other[0] == word[0].casefold()] * 3


ENGLISH = ("the", "officer", "shift", "isn't", "a", "list", "of", "lanes", "is", "at")


@pytest.fixture
def english():
    return Speller({"en": Few(*ENGLISH)}, known={"kovač"})


def test_an_unknown_word_is_found_with_its_place(english):
    assert english.unknown("The oficer of the shift") == [Unknown("oficer", 4, 10)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The officer’s list",
        "It isn't",
        "TADEC WCO",
        "3.20b of v2x",
        "list@customs.example of",
        "https://customs.example/zzz",
        "C:\\zzz\\yyy",
        "Kovač, Kovač’s list",
        "b c d",
        "ضابط",
        "список",
    ],
)
def test_what_is_no_word_or_is_known_is_left_alone(english, text):
    known = {"it"} | english._known
    assert Speller(english._dictionaries, known).unknown(text) == []


def test_arabic_and_russian_are_known_by_their_letters():
    speller = Speller({"en": Few("the"), "ru": Few("список")})
    assert [word.word for word in speller.unknown("the список спиок ضابط")] == ["спиок"]


def test_a_text_in_another_language_is_not_painted_red(english):
    french = "Le fonctionnaire de garde tient une liste des couloirs chaque jour"
    assert english.unknown(french) == []
    assert len(english.unknown("Le fonctionnaire")) == 2


def test_a_very_long_text_is_left_alone(english):
    assert english.unknown("zzz " * 20_000) == []
    assert len(english.unknown(("the list of zzz " * 10).strip())) == 10


def test_each_word_is_asked_for_once(english):
    english.unknown("oficer list oficer list")
    english.unknown("oficer list")
    assert english._dictionaries["en"].asked == ["oficer", "list"]


def test_a_word_is_taken_as_right(english):
    english.accept("Oficer")
    assert english.unknown("The oficer") == []


def test_suggestions_are_few(english):
    assert english.suggestions("oficer", "en") == ["officer", "of"] * 3
    assert english.suggestions("ضابط", "en") == []


def test_without_dictionaries_nothing_is_unknown():
    assert Speller({}).unknown("zzz yyy") == []
    assert Speller({}).suggestions("zzz", "en") == []


def test_names_in_the_file_are_right(document):
    from workbench.operations.assessment import describe_assessment

    describe_assessment(document, station="Karsk Bridge")
    add_contributor(document, name="Ilyana Brzezinski-Kovač", department="Transit Desk")
    add_group(document, name="Group Delta")
    assert {"karsk", "ilyana", "brzezinski", "kovač", "transit", "delta"} <= own_words(document)


def test_a_text_is_judged_in_its_own_language():
    speller = Speller({"en": Few("the", "list"), "fr": Few("les", "listes", "des", "et", "une", "dans")})
    assert [word.word for word in speller.unknown("les listes et une zzz dans les listes et les listes des")] == ["zzz"]
    assert [word.word for word in speller.unknown("the list")] == []
    speller.only = "fr"
    assert [word.word for word in speller.unknown("the list")] == ["the", "list"]


def test_what_a_text_needs_is_asked_for_once():
    speller = Speller(usual="en")
    assert speller.needs("the list список") == ("en", "ru")
    speller.learn("en", Few("the"))
    speller.learn("ru", None)
    assert speller.needs("the list список") == ()
    assert speller.languages == ("en",)
    assert [word.word for word in speller.unknown("the list список")] == ["list"]


def test_a_long_text_is_prepared_some_words_at_a_time():
    speller = Speller({"en": Few("the")})
    text = " ".join(f"zz{chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(100))
    rounds = 1
    while not speller.prepare(text, 30):
        rounds += 1
        assert len(speller._dictionaries["en"].asked) <= 30 * rounds
    assert rounds == 4
    before = len(speller._dictionaries["en"].asked)
    speller.unknown(text)
    assert len(speller._dictionaries["en"].asked) == before


def test_an_accepted_word_can_be_refused_again(english):
    english.accept("Oficer")
    english.refuse(["oficer"])
    assert [word.word for word in english.unknown("The oficer")] == ["oficer"]


def test_vowel_signs_and_accents_belong_to_the_word():
    assert [word.word for word in Speller({"ar": Few()}).unknown("كَتَبَ")] == ["كَتَبَ"]


def test_the_dictionary_that_comes_with_the_program_is_read(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "en_GB.dic").write_text("1\nzebra\n")
    (tmp_path / "en_GB.aff").write_text("SET NOWHERE\n")
    words, wrong = read_dictionary("en", "en_GB", tmp_path)
    assert words is not None
    assert words.check("customs")
    assert "en_GB.dic is not used" in str(wrong)
    assert read_dictionary("de") == (None, None)
