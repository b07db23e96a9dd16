"""The signs of light structure: read without a change of the text, in linear time, and not where none is meant."""

from __future__ import annotations

import string
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.prose.lines import Form, Part, has_structure, read_lines, text_of

SIGNS = st.text(alphabet="*|-•. \t\n123)abé١،א" + string.punctuation, max_size=200)


def forms(text: str) -> list[str]:
    return [line.form.value for line in read_lines(text)]


def bold(text: str) -> list[str]:
    return [span.text for line in read_lines(text) for span in line.spans if span.part is Part.BOLD]


@given(st.one_of(st.text(), SIGNS))
def test_the_pieces_of_a_text_are_the_text(text):
    assert "\n".join(text_of(line.spans) for line in read_lines(text)) == text


@given(SIGNS)
def test_what_is_not_shown_is_signs_and_blanks(text):
    for line in read_lines(text):
        hidden = text_of(span for span in line.spans if span.part in (Part.SIGN, Part.BAR))
        assert not any(character.isalpha() for character in hidden)


def test_a_list_has_levels_and_numbers_that_continue():
    lines = list(read_lines("- a\n  - b\n    - c\n  - d\n1. x\n2) y\n\n3. z"))
    assert [(line.form, line.sign, line.level) for line in lines if line.spans] == [
        (Form.BULLET, "-", 0),
        (Form.BULLET, "-", 1),
        (Form.BULLET, "-", 2),
        (Form.BULLET, "-", 1),
        (Form.NUMBER, "1.", 0),
        (Form.NUMBER, "2)", 0),
        (Form.NUMBER, "3.", 0),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1999. It was a good year.",
        "2. The second without a first",
        "He said - no.",
        "– Yes, said the officer.",
        "— Да.",
        "-5 degrees",
        "- 5",
        "-",
        "1.",
        "* a footnote",
        "2*3*4 and 2**3**4",
        "|",
        "||",
        "| a lone bar",
        "|x| + |y|",
        "a | b",
        "** not bold **",
        "*one star*",
        "****",
        "**",
        "a**b**c",
        "3.14 is pi",
        "10. October",
        "#hash",
        "1.5 million",
    ],
)
def test_a_text_of_before_is_not_misread(text):
    assert forms(text) == ["paragraph"]
    assert not has_structure(text)


def test_a_year_does_not_continue_a_list():
    assert forms("1. first\n1999. It was") == ["number", "paragraph"]


def test_a_number_alone_is_an_item_within_a_list_only():
    assert forms("- 5\n- five\n- 5") == ["paragraph", "bullet", "bullet"]


def test_bold_is_around_whole_words():
    assert bold("**Note:** the **two words**, (**so**) and «**так**».") == ["Note:", "two words", "so", "так"]
    assert bold("- **a** b **c") == ["a"]
    assert bold("**مهم** و **جدا**") == ["مهم", "جدا"]


def test_a_table_has_bars_between_blanks_and_a_head_above_dashes():
    lines = list(read_lines("| a | **b c** |\n| --- | :---: |\n| d |  |"))
    assert [line.form for line in lines] == [Form.ROW, Form.DASHES, Form.ROW]
    assert [[text_of(cell) for cell in line.cells] for line in lines] == [["a", "b c"], [], ["d", ""]]
    assert forms("| --- | --- |") == ["paragraph"], "dashes need a row above them"
    assert forms("| " * 40 + "a |") == ["paragraph"], "too many columns"


def test_numbers_of_all_scripts_count():
    assert [(line.form, line.number) for line in read_lines("١. أول\n٢. ثان")] == [(Form.NUMBER, 1), (Form.NUMBER, 2)]


HOSTILE = [
    "*",
    "**a",
    "**a *",
    "|",
    "| ",
    "1",
    "1. ",
    " ",
    "\t",
    "- ",
    "** ",
    "| a",
    "**a** ",
    "a\n- ",
    "\n| a | b |",
    "  - a\n",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_texts_take_linear_time(piece):
    """Counted, not timed: calls of functions and lines of Python for twice the text are at most about twice as many."""
    assert steps(piece * (4000 // len(piece))) * 2.6 + 200 > steps(piece * (8000 // len(piece)))


def steps(text: str) -> int:
    count = 0

    def trace(_frame: object, _event: str, _argument: object):
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        list(read_lines(text))
    finally:
        sys.settrace(before)
    return count
