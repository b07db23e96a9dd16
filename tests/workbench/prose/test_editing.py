"""What an editor does to signs: the next item, lists made of lines, bold words."""

from __future__ import annotations

import pytest

from workbench.prose.editing import (
    as_bullets,
    as_numbers,
    continued,
    deeper,
    higher,
    item_of_star,
    next_start,
    renumbered,
    with_bold,
)
from workbench.prose.lines import NOTHING_ABOVE, Above


@pytest.mark.parametrize(
    ("line", "start"), [("- a", "- "), ("  • a", "  • "), ("1. a", "2. "), ("1)\ta", "2)\t"), ("- ", ""), ("1. ", "")]
)
def test_a_list_continues_until_an_item_without_words(line, start):
    assert continued(line, NOTHING_ABOVE) == start


@pytest.mark.parametrize("line", ["a", "", "1999. It was", "5. five", "- 5", "-a"])
def test_other_lines_do_not_continue(line):
    assert continued(line, NOTHING_ABOVE) is None


def test_a_number_continues_only_its_list():
    assert continued("3. c", Above(((0, 2),), in_list=True)) == "4. "


def test_items_below_a_new_one_are_counted_again():
    assert renumbered(["2. b", "  - deeper", "3. c", "", "4. d"], "2. ") == ["3. b", "  - deeper", "4. c"]
    assert renumbered(["  1. x", "2. b"], "  2. ") == ["  3. x"]
    assert renumbered(["a"], "2. ") == []


def test_lines_become_a_list_and_lines_again():
    assert as_bullets(["a", "", "  b", "1. c"]) == ["- a", "", "  - b", "- c"]
    assert as_bullets(["- a", "", "  - b"]) == ["a", "", "  b"]
    assert as_numbers(["a", "  b", "  c", "d"]) == ["1. a", "  1. b", "  2. c", "2. d"]
    assert as_numbers(["1. a", "2. b"]) == ["a", "b"]


def test_items_move_by_one_level():
    assert deeper(["- a", "plain"]) == ["  - a", "plain"]
    assert higher(["    - a", "- b", " 1. c"]) == ["  - a", "- b", "1. c"]


@pytest.mark.parametrize(
    ("line", "start", "end", "made"),
    [
        ("one two three", 4, 7, "one **two** three"),
        ("one two three", 5, 6, "one **two** three"),
        ("one two three", 5, 5, "one **two** three"),
        ("one **two** three", 6, 9, "one two three"),
        ("one **two** three", 4, 11, "one two three"),
        ("one **two** three", 0, 17, "**one two three**"),
        ("one **two**", 11, 11, "one two"),
        ("**one two** three", 2, 5, "one two three"),
        ("**one two** three", 6, 17, "**one two three**"),
        ("- one", 0, 5, "- **one**"),
        ("one two ", 3, 8, "one **two** "),
        ("", 0, 0, ""),
        ("a  ", 3, 3, "a  "),
    ],
)
def test_words_become_bold_and_plain_again(line, start, end, made):
    assert with_bold(line, start, end) == made


def test_the_sign_after_the_last_number_is_one_too():
    assert next_start("999. a") == "999. "


@pytest.mark.parametrize(
    ("typed", "start"),
    [
        ("* ", "- "),
        ("  * ", "  - "),
        ("\t* ", "\t- "),
        ("** ", None),
        ("a * ", None),
        ("*", None),
        ("*  ", None),
        ("- ", None),
    ],
)
def test_a_star_and_a_blank_begin_an_item(typed, start):
    assert item_of_star(typed) == start
