"""The language of a text, by its letters and its small words."""

from __future__ import annotations

import pytest

from workbench.spelling.text_language import language_of

TEXTS = {
    "en": "The head of the station signs the list at the end of each shift, and it is kept for two years.",
    "fr": "Le chef du bureau signe la liste à la fin de chaque service, et elle est conservée dans les archives.",
    "es": "El jefe de la oficina firma la lista al final de cada turno, y se conserva en los archivos por dos años.",
    "pt": "O chefe da estação assina a lista no fim de cada turno, e não é guardada mais do que dois anos nas pastas.",
    "ru": "Начальник поста подписывает список в конце каждой смены.",
    "ar": "يوقع رئيس المكتب القائمة في نهاية كل نوبة.",
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items())
@pytest.mark.parametrize("usual", ["en", "ar"])
def test_a_sentence_says_its_language(language, text, usual):
    assert language_of(text.replace(",", "").split(), usual) == language


@pytest.mark.parametrize("text", ["", "TADEC 2019", "Irsel Bridge", "la liste"])
def test_too_little_is_in_the_usual_language(text):
    assert language_of(text.split(), "fr") == "fr"
    assert language_of(text.split(), "ru") == "en"  # Latin letters are not Russian
