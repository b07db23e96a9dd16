"""What the font can draw, and what is written out instead."""

import pytest

from workbench.language.fonts import BOLD, REGULAR, drawable, font_data, pdf_font


@pytest.mark.parametrize("text", ["plain", "Ärger, façade, señal, ação", "Таможня", "الجمارك", "“quotes” – and … 1 234"])
def test_the_six_languages_are_drawn_as_they_are(text):
    assert drawable(text) == text


def test_what_the_font_lacks_is_written_out():
    assert drawable("smile 😀") == "smile [U+1F600]"
    assert drawable("海关", BOLD) == "[U+6D77][U+5173]"


def test_every_kind_of_space_is_a_space():
    assert drawable("a\u2009b\u3000c") == "a b c"


def test_compatibility_characters_become_what_they_stand_for():
    assert drawable("ﬁne") in ("ﬁne", "fine")
    assert "[U+" not in drawable("㎏")


def test_joiners_stay():
    assert drawable("می\u200cخواهم") == "می\u200cخواهم"


def test_fonts_are_unpacked_and_registered_once():
    assert font_data(REGULAR) is font_data(REGULAR)
    assert pdf_font(REGULAR) is pdf_font(REGULAR)
    assert font_data(REGULAR)[:4] == b"\x00\x01\x00\x00"
