"""Dictionaries in Hunspell's format: the forms of words, as Hunspell knows them; and those that are damaged or a trap."""

from __future__ import annotations

import os
import zipfile

import pytest

from workbench.errors import InvalidValue
from workbench.spelling import dictionary as reading
from workbench.spelling.affixes import read_rules
from workbench.spelling.dictionary import load_dictionary
from workbench.spelling.finding import Place, find_dictionaries

RULES = """SET UTF-8
TRY esianrt
FORBIDDENWORD !
NEEDAFFIX N
KEEPCASE K
REP 1
REP ff f
ICONV 1
ICONV ’ '
PFX U Y 1
PFX U 0 un .
SFX S Y 2
SFX S y ies [^aeiou]y
SFX S 0 s [^y]
SFX D Y 1
SFX D 0 ed/S [^e]
SFX X N 1
SFX X 0 ish .
"""
WORDS = """9
list/S
try/SD
kind/UX
do/NS
gone/!
gmbh/K
o'clock
Paris
ten/UD
"""


def write(folder, rules=RULES, words=WORDS, tag="en_GB", encoding="utf-8"):
    (folder / f"{tag}.aff").write_bytes(rules.encode(encoding))
    (folder / f"{tag}.dic").write_bytes(words.encode(encoding))
    return Place(tag, folder / f"{tag}.dic")


@pytest.fixture
def small(tmp_path):
    return load_dictionary(write(tmp_path))


@pytest.mark.parametrize(
    "word",
    [
        "list",
        "lists",
        "List",
        "LISTS",
        "tries",
        "unkind",
        "kindish",
        "o'clock",
        "o’clock",
        "Paris",
        "PARIS",
        "tened",
        "unten",
        "teneds",
        "untened",
        "unteneds",
        "dos",
        "gmbh",
    ],
)
def test_words_and_their_forms_are_known(small, word):
    assert small.check(word)


@pytest.mark.parametrize(
    "word", ["lis", "trys", "listed", "unlist", "do", "gone", "Gmbh", "paris", "unkindish", "s", "xs", ""]
)
def test_what_is_no_form_is_not_known(small, word):
    assert not small.check(word)


def test_suggestions_are_near(small):
    assert small.suggest("lst") == ["list"]
    assert "list" in small.suggest("lsit")
    assert small.suggest("liffst") == []
    assert small.suggest("x" * 200) == []


def test_flags_by_numbers_pairs_and_aliases(tmp_path):
    numbered = "FLAG num\nSFX 12 Y 1\nSFX 12 0 s .\n"
    assert load_dictionary(write(tmp_path, numbered, "1\nlane/7,12\n")).check("lanes")
    pairs = "FLAG long\nSFX Aa Y 1\nSFX Aa 0 s .\n"
    assert load_dictionary(write(tmp_path, pairs, "1\nlane/ZzAa\n")).check("lanes")
    aliases = "AF 2\nAF B\nAF A\nSFX A Y 1\nSFX A 0 s .\n"
    assert load_dictionary(write(tmp_path, aliases, "2\nlane/2\nroad/1\n")).check("lanes")
    assert not load_dictionary(write(tmp_path, aliases, "2\nlane/2\nroad/1\n")).check("roads")


def test_older_encodings(tmp_path):
    russian = "SET KOI8-R\nSFX A Y 1\nSFX A 0 а .\n"
    found = load_dictionary(write(tmp_path, russian, "1\nсписок/A\n", "ru_RU", "koi8-r"))
    assert found.check("список")
    assert found.check("списока")


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ("SET UTF-7-NOWHERE\n", WORDS),
        (RULES, ""),
        (RULES, "1\n" + "a" * 5000 + "\n"),
        ("SFX A Y 1\nSFX A 0 " + "x" * 100 + " .\n", WORDS),
        ("SFX A Y 1\nSFX A 0 x " + "[abc]" * 200 + "\n", WORDS),
        ("SFX A Y 9\n" + "SFX A 0 x .\n" * 5000, WORDS),
        ("PFX A Y 9\n" + "".join(f"PFX A 0 x{number} .\n" for number in range(70_000)), WORDS),
        ("SET UTF-8\n", "1\nlist/" + "A" * 3000 + "\n"),
    ],
)
def test_what_is_damaged_or_a_trap_is_refused(tmp_path, rules, words):
    with pytest.raises(InvalidValue):
        load_dictionary(write(tmp_path, rules, words))


def test_another_encoding_than_it_says(tmp_path):
    place = write(tmp_path)
    place.file.write_bytes("1\nd\u00e9j\u00e0\n".encode("latin-1"))
    with pytest.raises(InvalidValue):
        load_dictionary(place)


def test_a_file_of_a_hundred_megabytes_is_refused_and_not_read(tmp_path):
    place = write(tmp_path)
    with place.file.open("r+b") as stream:
        stream.truncate(100 << 20)
    with pytest.raises(InvalidValue):
        load_dictionary(place)
    place = write(tmp_path)
    with place.file.with_suffix(".aff").open("r+b") as stream:
        stream.truncate(100 << 20)
    with pytest.raises(InvalidValue):
        load_dictionary(place)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
def test_a_pipe_is_not_waited_for(tmp_path):
    place = write(tmp_path)
    place.file.unlink()
    os.mkfifo(place.file)
    with pytest.raises(OSError, match="not a regular file"):
        load_dictionary(place)


def test_rules_that_would_take_long_judge_nothing(tmp_path, monkeypatch):
    """Many rules that fit everything: the word counts as known after so many comparisons."""
    rules = "".join(f"SFX {flag} Y 99\n" + f"SFX {flag} 0 0/ABC .\n" * 300 for flag in "ABC")
    steps = []
    real = reading._Search._count
    monkeypatch.setattr(reading._Search, "_count", lambda search: (steps.append(1), real(search)))
    assert load_dictionary(write(tmp_path, rules, "1\nlist/Z\n")).check("zebra")
    assert len(steps) <= 20_001


def test_an_archive_with_a_bomb_is_refused(tmp_path):
    path = tmp_path / "en_GB.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("en_GB.aff", RULES)
        archive.writestr("en_GB.dic", b"1\n" + b"a" * (40 << 20))
    with pytest.raises(InvalidValue):
        load_dictionary(Place("en_GB", path))
    for content in (b"", b"PK nothing", path.read_bytes()[:300]):
        path.write_bytes(content)
        with pytest.raises(InvalidValue):
            load_dictionary(Place("en_GB", path))


KNOWN = {
    "ar": ("والموظفين الجمارك النزاهة للموظفين", "الجمراك"),
    "en_GB": ("customs organisation lanes officer’s", "oficer"),
    "en_US": ("customs organization lanes officer's", "oficer"),
    "es_ES": ("aduanas funcionarios además dirección", "aduanass"),
    "fr_FR": ("douanes l'intégrité qu’elle mangerions", "douannes"),
    "pt_BR": ("alfândega ação servidores", "alfandga"),
    "pt_PT": ("alfândega funcionários ação", "alfandga"),
    "ru_RU": ("таможенного списками сотрудниками", "таможенова"),
}


@pytest.mark.slow
def test_the_dictionaries_of_the_program_know_their_languages():
    found = {place.tag: place for place in find_dictionaries(environment={}, system="none") if place.file.suffix == ".zip"}
    assert set(found) == set(KNOWN)
    for tag, (right, wrong) in KNOWN.items():
        words = load_dictionary(found[tag])
        assert [word for word in right.split() if not words.check(word)] == []
        assert not words.check(wrong)


def test_every_archive_brings_its_licence():
    for place in find_dictionaries(environment={}, system="none"):
        if place.file.suffix == ".zip":
            with zipfile.ZipFile(place.file) as archive:
                assert "copyright.txt" in archive.namelist()
            told = (place.file.parent / "README.md").read_text(encoding="utf-8")
            assert f"`{place.file.name}`" in told


def test_rules_without_an_encoding_are_those_of_old_files():
    assert read_rules(b"TRY abc\n").encoding == "iso8859-1"
