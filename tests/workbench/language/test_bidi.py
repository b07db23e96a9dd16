"""The bidirectional algorithm, against Unicode's own cases and against sentences of our users."""

from pathlib import Path

import pytest

from workbench.language.bidi import is_right_to_left, needs_reordering, resolve, visual_order

CASES = Path(__file__).parents[2] / "files" / "bidi_cases.txt"
WHITE = frozenset({"WS", "LRI", "RLI", "FSI", "PDI", "B", "S"})


def unicode_cases():
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split(";")


def at_line_end(levels, classes, base):
    """The rest of rule L1, which a line needs and a paragraph does not."""
    levels = list(levels)
    for index in range(len(levels) - 1, -1, -1):
        if classes[index] in WHITE:
            levels[index] = base
        elif levels[index] is not None:
            break
    return levels


def test_there_are_enough_cases():
    assert sum(1 for _ in unicode_cases()) > 400


@pytest.mark.parametrize("part", range(4))
def test_unicodes_own_cases(part):
    for characters, direction, base, levels, order in list(unicode_cases())[part::4]:
        text = "".join(chr(int(code, 16)) for code in characters.split())
        found = resolve(text, {"0": 0, "1": 1, "2": None}[direction])
        line = at_line_end(found.levels, found.classes, found.base)
        assert found.base == int(base), characters
        assert line == [None if level == "x" else int(level) for level in levels.split()], characters
        drawn = [index for index, level in enumerate(line) if level is not None]
        visual = [drawn[place] for place in visual_order([line[index] for index in drawn])]
        assert visual == [int(place) for place in order.split()], characters


def test_brackets_around_latin_words_stay_around_them():
    text = "مكتب (Risk) هنا"
    levels = resolve(text, None)
    assert levels.base == 1
    order = visual_order([level if level is not None else 1 for level in levels.levels])
    shown = "".join(text[index] for index in order)
    assert shown.index("Risk") > 0
    assert shown[shown.index("Risk") - 1] == ")"
    assert shown[shown.index("Risk") + 4] == "("


def test_numbers_keep_their_order_inside_arabic():
    text = "منذ 2024"
    levels = resolve(text, None).levels
    shown = "".join(text[index] for index in visual_order(list(levels)))
    assert shown.startswith("2024")


@pytest.mark.parametrize(
    ("text", "expected"), [("abc", False), ("عربي", True), ("12 عربي", True), ("", False), ("a عربي", False)]
)
def test_the_first_strong_character_decides(text, expected):
    assert is_right_to_left(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"), [("Русский, 12 %", False), ("a עברית", True), ("a\u202eb", True), ("", False)]
)
def test_what_needs_reordering(text, expected):
    assert needs_reordering(text) is expected


def test_an_empty_line_has_an_empty_order():
    assert visual_order([]) == []
