"""Unknown words: found by dictionaries, with what is no word and what is a name left alone."""

import sys
from types import SimpleNamespace

import pytest

from workbench import spelling
from workbench.operations.people import add_contributor, add_group
from workbench.spelling import Speller, Unknown, own_words, read_dictionaries, system_dictionary


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
    assert english.suggestions("oficer") == ["officer", "of"] * 3
    assert english.suggestions("ضابط") == []


def test_without_dictionaries_nothing_is_unknown():
    assert Speller({}).unknown("zzz yyy") == []
    assert Speller({}).suggestions("zzz") == []


def test_names_in_the_file_are_right(document):
    from workbench.operations.assessment import describe_assessment

    describe_assessment(document, station="Karsk Bridge")
    add_contributor(document, name="Ilyana Brzezinski-Kovač", department="Transit Desk")
    add_group(document, name="Group Delta")
    assert {"karsk", "ilyana", "brzezinski", "kovač", "transit", "delta"} <= own_words(document)


def test_no_enchant_is_no_error(monkeypatch):
    monkeypatch.setitem(sys.modules, "enchant", None)
    assert system_dictionary("en") is None
    assert read_dictionaries("en") == {}


def test_a_library_that_the_system_refuses_to_load_is_no_error(monkeypatch, tmp_path):
    (tmp_path / "enchant.py").write_text("raise OSError('blocked by the policy of this computer')", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "enchant", raising=False)
    assert system_dictionary("en") is None


class Trouble(Exception):
    """What the package raises."""


class Shelf:
    """Stands for the package's broker: dictionaries by tag."""

    tags = ("en_US", "en_GB", "fr_CA")

    def list_dicts(self):
        return [(tag, None) for tag in self.tags]

    def request_dict(self, tag):
        if tag == "fr_CA":
            raise Trouble
        return tag


@pytest.mark.parametrize(
    ("language", "preferred", "found"),
    [("en", "", "en_GB"), ("en", "en_US", "en_US"), ("en", "fr_FR", "en_GB"), ("de", "de_DE", None), ("fr", "", None)],
)
def test_which_dictionary_is_taken(monkeypatch, language, preferred, found):
    package = SimpleNamespace(Broker=Shelf, errors=SimpleNamespace(Error=Trouble))
    monkeypatch.setitem(sys.modules, "enchant", package)
    assert system_dictionary(language, preferred) == found


def test_the_dictionaries_of_this_computer():
    """Whatever it has: a dictionary that is there knows a word of its language and not a row of letters."""
    words = {"en": "customs", "fr": "douane", "es": "aduana", "ru": "список", "ar": "كتاب"}
    for language, dictionary in read_dictionaries("en").items():
        assert dictionary.check(words[language])
        assert not dictionary.check("qqxzqqxz")
    assert spelling.read_dictionaries("xx").keys() <= {"ar", "ru"}
