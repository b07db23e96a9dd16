"""The user's own words: kept for one account only, and forgotten when asked."""

from __future__ import annotations

import os

import pytest

from workbench.errors import InvalidValue, StorageFailed
from workbench.spelling import my_words
from workbench.spelling.my_words import MyWords


@pytest.fixture
def file(tmp_path):
    return tmp_path / "config" / "my-words.txt"


def test_words_stay_until_they_are_forgotten(file):
    words = MyWords(file)
    for word in ("TADEC", "Hammerstein", "TADEC"):
        words.add(word)
    assert MyWords(file).words == ("Hammerstein", "TADEC")
    MyWords(file).remove(["Hammerstein", "unknown"])
    assert MyWords(file).words == ("TADEC",)
    MyWords(file).empty()
    assert not file.exists()
    assert list(file.parent.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the folder of an account from others by itself")
def test_nobody_else_can_read_them(file):
    MyWords(file).add("Hammerstein")
    assert file.stat().st_mode & 0o077 == 0
    file.chmod(0o644)
    MyWords(file).add("TADEC")
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("word", ["", " ", "two words", "line\nbreak", "x" * 61, "\u202e", "a\0b"])
def test_what_is_no_word_is_not_added(file, word):
    with pytest.raises(InvalidValue):
        MyWords(file).add(word)
    assert not file.exists()


def test_a_damaged_list_is_read_as_far_as_it_goes(file):
    file.parent.mkdir()
    file.write_bytes(b"good\n\xff\xfe\n\0\nalso\n" + b"x" * (3 << 20))
    assert MyWords(file).words == ("also", "good")
    file.unlink()
    file.mkdir()
    assert MyWords(file).words == ()


def test_there_is_an_end_of_words(file, monkeypatch):
    monkeypatch.setattr(my_words, "MOST_WORDS", 2)
    words = MyWords(file)
    words.add("one")
    words.add("two")
    with pytest.raises(InvalidValue):
        words.add("three")


def test_a_list_that_cannot_be_written_is_told_and_stays(file):
    words = MyWords(file)
    words.add("one")
    file.parent.joinpath(f"my-words.txt.{os.getpid()}.part").mkdir()
    with pytest.raises(StorageFailed):
        words.add("two")
    assert words.words == ("one",)
