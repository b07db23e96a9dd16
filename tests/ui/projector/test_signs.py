"""Lists and bold words in the projector view: shown without their signs, and no position moves."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont

from tests.ui.projector.test_pages import composed, question
from ui.projector.flow import page_with
from ui.projector.pieces import LinePiece

pytestmark = pytest.mark.usefixtures("qapp")

SIZES = ((800, 600), (1024, 768), (1920, 1080))
ENGLISH = "It is **written down**:\n- at the entrance of every office and every warehouse of the station\n  - also at night\n1. First"
ARABIC = "القواعد **مكتوبة**:\n- عند مدخل كل مكتب وفي كل مستودع من مستودعات المحطة في كل نوبة\n1) أولا 962-6-555"


def answer_lines(pages):
    return [line for page in pages for _, line in page.answer]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("text", [ENGLISH, ARABIC], ids=["en", "ar"])
def test_the_room_reads_points_and_no_stars(text, size):
    pages = composed(question(text), size, mirrored=text is ARABIC)
    said = "".join(line.text for line in answer_lines(pages))
    assert "*" not in said
    assert "- " not in said
    assert said.count("•") == text.count("- ")


@pytest.mark.parametrize("text", [ENGLISH, ARABIC], ids=["en", "ar"])
def test_every_position_of_the_editor_has_its_place(text):
    """The lines hold each character of the text once, signs counted, and a place leads back to its position."""
    lines = answer_lines(composed(question(text), (1024, 768), mirrored=text is ARABIC))
    covered = sorted(position for line in lines for position in range(line.start, line.start + line.length))
    assert covered == [position for position, character in enumerate(text) if character != "\n"]
    pages = composed(question(text), (800, 600))
    assert [page_with(pages, position) for position in range(len(text))] == sorted(
        page_with(pages, position) for position in range(len(text))
    )


def test_items_stand_behind_their_points():
    lines = answer_lines(composed(question(ENGLISH), (800, 600)))
    item = [line for line in lines if line.paragraph == ENGLISH.index("- at")]
    assert len(item) > 1
    words = ENGLISH.index("at the entrance")
    assert abs(item[0].x_of(words) - item[1].x_of(item[1].start)) < 3
    deeper = next(line for line in lines if line.paragraph == ENGLISH.index("  - also"))
    assert deeper.x_of(ENGLISH.index("also")) > item[0].x_of(words) + 5
    assert all(line.x_of(line.start + line.length) <= 800 for line in lines)


def test_items_of_arabic_stand_before_their_points():
    lines = answer_lines(composed(question(ARABIC), (800, 600), mirrored=True))
    item = [line for line in lines if line.paragraph == ARABIC.index("- عند")]
    assert len(item) > 1
    words = ARABIC.index("عند")
    assert abs(item[0].x_of(words) - item[1].x_of(item[1].start)) < 3
    assert len({line.width for line in lines}) == 1, "all lines are set to the width of the page"


def test_bold_words_are_bold_and_their_stars_take_no_room():
    (line,) = answer_lines(composed(question("a **b** c"), (800, 600)))
    ranges = line.layout.formats()
    assert [(each.start, each.length) for each in ranges if each.format.fontWeight() == QFont.Weight.Bold] == [(4, 1)]
    assert line.x_of(4) - line.x_of(2) <= 3
    assert line.text == "a b c"


def test_the_rows_of_a_table_stay_lines():
    pages = composed(question("| Office | Staff |\n| --- | --- |\n| North | 12 |"), (800, 600))
    assert answer_lines(pages)[0].text == "| Office | Staff |"
    assert all(
        isinstance(piece, LinePiece) for page in pages for _, piece in page.body if getattr(piece, "of_answer", False)
    )


def test_a_long_list_is_divided_over_pages_and_whole():
    text = "\n".join(f"- item **{number}** with several words" for number in range(120))
    pages = composed(question(text), (1024, 768))
    assert len(pages) > 5
    assert [line.text.strip() for line in answer_lines(pages)] == [
        f"• item {number} with several words" for number in range(120)
    ]
