"""Messages and translators: no language is bound before somebody who knows the reader's turns a message into a sentence."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from workbench.language.i18n import ENGLISH, LANGUAGES, Message, Translator, interface_languages, load_translator


@pytest.fixture
def translations(tmp_path: Path) -> Path:
    """A folder with a Russian catalogue, and a French folder without one."""
    catalogue = Catalog(locale="ru")
    catalogue.add("Level: {level}.", "Уровень: {level}.")
    catalogue.add("high", "высокий")
    catalogue.add("Next", "Следующая", context="page")
    catalogue.add("Next", "Далее")
    catalogue.add(("{count} answer", "{count} answers"), ("{count} раз", "{count} раза", "{count} раз"), context="times")
    catalogue.add(("{count} answer", "{count} answers"), ("{count} ответ", "{count} ответа", "{count} ответов"))
    folder = tmp_path / "ru" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "workbench.mo").open("wb") as stream:
        write_mo(stream, catalogue)
    (tmp_path / "fr" / "LC_MESSAGES").mkdir(parents=True)
    return tmp_path


def test_fields_are_filled_by_name() -> None:
    message = Message("{a} before {b}, {a} again", a="<b>", b=7)
    assert ENGLISH(message) == str(message) == "<b> before 7, <b> again"


def test_braces_in_a_field_are_text() -> None:
    assert ENGLISH(Message("“{text}”", text="{other} {0} %s \\")) == "“{other} {0} %s \\”"


def test_braces_in_a_message_without_fields_are_text_too() -> None:
    assert ENGLISH(Message("{nothing}")) == "{nothing}"


def test_a_missing_field_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        ENGLISH(Message("{a} and {b}", a=1))


def test_a_message_in_a_message_is_translated_with_it(translations: Path) -> None:
    message = Message("Level: {level}.", level=Message("high"))
    assert load_translator("ru", translations)(message) == "Уровень: высокий."
    assert ENGLISH(message) == "Level: high."


@pytest.mark.parametrize(("count", "said"), [(0, "0 answers"), (1, "1 answer"), (2, "2 answers"), (282, "282 answers")])
def test_the_english_plural(count: int, said: str) -> None:
    assert ENGLISH(Message("{count} answer", "{count} answers", count=count)) == said


@pytest.mark.parametrize(
    ("count", "said"), [(1, "1 ответ"), (2, "2 ответа"), (5, "5 ответов"), (11, "11 ответов"), (21, "21 ответ")]
)
def test_the_plural_of_the_readers_language(translations: Path, count: int, said: str) -> None:
    assert load_translator("ru", translations)(Message("{count} answer", "{count} answers", count=count)) == said


def test_the_plural_wants_a_number() -> None:
    with pytest.raises(TypeError):
        ENGLISH(Message("{count} answer", "{count} answers", count="2"))


def test_a_plain_string_is_a_template() -> None:
    assert ENGLISH("{count} of {total}", count=1, total=2) == "1 of 2"


def test_a_sentence_without_translation_is_english(translations: Path) -> None:
    translate = load_translator("ru", translations)
    assert translate(Message("Nobody translated this.")) == "Nobody translated this."
    assert translate.language == "ru"


def test_an_empty_message_is_empty_in_every_language(translations: Path) -> None:
    assert load_translator("ru", translations)(Message("")) == ""


def test_a_language_without_catalogue_speaks_english(translations: Path) -> None:
    translate = load_translator("fr", translations)
    assert translate(Message("high")) == "high"
    assert translate.language == "fr"


def test_the_languages_of_the_interface_are_those_with_a_catalogue(translations: Path) -> None:
    assert interface_languages(translations) == ("en", "ru")
    assert interface_languages(translations / "nothing") == ("en",)


def test_the_six_languages_of_assessments() -> None:
    assert list(LANGUAGES) == ["en", "fr", "es", "pt", "ru", "ar"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_arabic_is_written_from_right_to_left(language: str) -> None:
    assert Translator(language).right_to_left is (language == "ar")


def test_a_message_cannot_be_changed() -> None:
    message = Message("{a}", a=1)
    with pytest.raises(FrozenInstanceError):
        message.text = "b"  # type: ignore[misc]
    assert message == Message("{a}", a=1) != Message("{a}", a=2)


def test_a_context_tells_two_meanings_of_one_text_apart(translations: Path) -> None:
    translate = load_translator("ru", translations)
    assert translate(Message("Next", context="page")) == "Следующая"
    assert translate(Message("Next")) == "Далее"
    assert translate(Message("{count} answer", "{count} answers", context="times", count=2)) == "2 раза"
    assert translate(Message("{count} answer", "{count} answers", count=2)) == "2 ответа"


def test_a_context_is_invisible_in_english_and_where_nobody_translated_it(translations: Path) -> None:
    assert ENGLISH(Message("Next", context="page")) == str(Message("Next", context="page")) == "Next"
    assert load_translator("ru", translations)(Message("Next", context="question")) == "Next"
    message = Message("{count} answer", "{count} answers", context="times", count=1)
    assert ENGLISH(message) == "1 answer"
    assert ENGLISH(message.filled(count=3)) == "3 answers"
    assert message.filled(count=3).context == "times"
    assert Message("Next", context="page") != Message("Next")
