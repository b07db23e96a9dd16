"""What a text must be before it is stored."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import InvalidValue, TextNotStorable
from workbench.model.limits import TEXT_CHARACTERS, TEXT_LINES
from workbench.model.texts import composed, is_blank, is_storable, storable, visible, without_unstorable

LINE_ENDS = ["\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"]
OVERRIDES = [chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]
REFUSED = [
    *(chr(code) for code in range(32) if chr(code) not in "\t\n\v\f\r"),
    *(chr(code) for code in range(0x7F, 0xA0) if code != 0x85),
    "\ud800",
    "\udbff",
    "\udcff",
    "\udfff",
    *(chr(code) for code in range(0xFDD0, 0xFDF0)),
    *(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF)),
]
ANY_TEXT = st.text(st.characters(codec=None), max_size=200)


@pytest.mark.parametrize("end", LINE_ENDS)
def test_every_kind_of_line_end_becomes_a_newline(end: str) -> None:
    assert storable(f"one{end}two{end}") == "one\ntwo\n"


def test_a_carriage_return_and_a_newline_are_one_line_end_and_not_two() -> None:
    assert storable("a\r\n\r\nb\n\rc") == "a\n\nb\n\nc"


@pytest.mark.parametrize(
    "text", ["", " ", "\t", " a ", "\n\na\n", "\u200fab\u200e\u061c\u200d\u200c", "<b>&amp;", "{}%s\\n", "q\u0301", "é"]
)
def test_nothing_else_is_changed(text: str) -> None:
    assert storable(text) == text


@pytest.mark.parametrize(
    ("typed", "stored"), [("e\u0301te\u0301", "été"), ("И\u0306ошкар", "Йошкар"), ("ا\u0654مين", "أمين"), ("\u212b", "Å")]
)
def test_a_letter_and_its_accents_become_one_character(typed: str, stored: str) -> None:
    assert storable(typed) == composed(typed) == stored == storable(stored)


def test_a_text_that_is_shorter_when_it_is_composed_has_room() -> None:
    assert storable("e\u0301" * TEXT_CHARACTERS) == "é" * TEXT_CHARACTERS
    with pytest.raises(InvalidValue):
        storable("\u0958" * TEXT_CHARACTERS)  # this one letter becomes two


@pytest.mark.parametrize("character", REFUSED, ids=lambda character: f"U+{ord(character):04X}")
def test_what_no_report_can_carry_is_refused_and_named(character: str) -> None:
    with pytest.raises(TextNotStorable) as refused:
        storable(f"word {character} word")
    assert f"U+{ord(character):04X}" in str(refused.value)
    assert "position 6" in str(refused.value)
    assert "word" not in str(refused.value)
    assert without_unstorable(f"word {character} word") == "word  word"


def test_a_text_may_be_as_long_as_the_limit_and_no_longer() -> None:
    assert len(storable("a" * TEXT_CHARACTERS)) == TEXT_CHARACTERS
    assert storable("\r\n" * (TEXT_LINES - 1)) == "\n" * (TEXT_LINES - 1)
    with pytest.raises(InvalidValue, match=str(TEXT_CHARACTERS + 1)):
        storable("a" * (TEXT_CHARACTERS + 1))
    with pytest.raises(InvalidValue, match=f"{TEXT_LINES + 1} lines"):
        storable("\n" * TEXT_LINES)
    with pytest.raises(InvalidValue, match="21 characters"):
        storable("a" * 21, 20)


@pytest.mark.parametrize("override", OVERRIDES, ids=lambda character: f"U+{ord(character):04X}")
def test_what_turns_the_direction_of_a_text_is_left_out(override: str) -> None:
    assert storable(f"exe.{override}pdf") == without_unstorable(f"exe.{override}pdf") == "exe.pdf"
    assert not is_storable(f"exe.{override}pdf")


@pytest.mark.parametrize(
    ("text", "seen"),
    [("\x1b[2J", "␛[2J"), ("a\0b\x7f", "a␀b␡"), ("a\nb\tc", "a\nb\tc"), ("a\r\u2028\u202eb\x9b\ufffe", "a␍��b��")],
)
def test_what_a_foreign_text_holds_is_seen_and_does_nothing(text: str, seen: str) -> None:
    assert visible(text) == seen
    assert is_storable(visible(text))


@given(ANY_TEXT)
def test_a_text_is_storable_exactly_when_storing_leaves_its_characters(text: str) -> None:
    try:
        same = storable(text) == composed(text)
    except TextNotStorable:
        same = False
    assert is_storable(text) is same
    assert is_storable(visible(text).encode("utf-8", "replace").decode("utf-8"))


@given(ANY_TEXT)
def test_a_text_is_stored_as_it_is_but_for_line_ends_or_not_at_all(text: str) -> None:
    expected = text
    for end in LINE_ENDS:
        expected = expected.replace(end, "\n")
    expected = "".join(character for character in expected if character not in OVERRIDES)
    if any(character in REFUSED or "\ud800" <= character <= "\udfff" for character in expected):
        with pytest.raises(TextNotStorable):
            storable(text)
        assert storable(without_unstorable(text)) == composed(without_unstorable(text))
    else:
        stored = storable(text)
        assert stored == composed(expected)
        assert without_unstorable(text) == expected
        assert storable(stored) == stored


@given(ANY_TEXT)
def test_what_is_stored_can_be_written_to_xml_and_to_utf_8(text: str) -> None:
    stored = without_unstorable(text)
    assert stored.encode("utf-8").decode("utf-8") == stored
    escaped = stored.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert (ET.fromstring(f"<t>{escaped}</t>").text or "") == stored


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\t \u00a0\u3000", "\u200b\u200c\u200d\u200e\u200f", "\ufeff", "\u00ad\u2060\u061c", "\u2800", "\u3164\uffa0",
     "\ufe0f", "\u034f \u115f\u1160", "\U000e0100"],
    ids=lambda text: re.sub(r"[^ -~]|^$", "_", text),
)  # fmt: skip
def test_what_cannot_be_seen_says_nothing(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", [".", "0", "—", " \n.", "نعم", "否", "\u200bа", "👍", "❤\ufe0f", "e\u0301"])
def test_whatever_can_be_seen_says_something(text: str) -> None:
    assert not is_blank(text)
