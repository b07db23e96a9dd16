"""Texts as blocks: paragraphs with their distance, nested lists, tables with a head."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.prose.blocks import Items, Paragraph, Table, flattened, read_blocks, shown_lines
from workbench.prose.lines import text_of


@given(st.text(alphabet=st.characters(exclude_characters="*|-•0123456789١٢٣")))
def test_paragraphs_lose_nothing_but_white_space(text):
    assert "".join("".join(block.text.split()) for block in read_blocks(text)) == "".join(text.split())


def test_blank_lines_become_distance():
    assert [(block.text, block.gap) for block in read_blocks("\n\none\n\n\ntwo\nthree\n\n")] == [
        ("one", False),
        ("two", True),
        ("three", False),
    ]


def test_a_list_below_an_item_belongs_to_it():
    (items,) = read_blocks("- a\n  1. b\n  2. c\n\n- d")
    assert isinstance(items, Items)
    assert [(item.text, item.sign, level) for item, level in flattened(items)] == [
        ("a", "-", 0),
        ("b", "1.", 1),
        ("c", "2.", 1),
        ("d", "-", 0),
    ]
    assert items.items[0].lists[0].numbered


def test_numbers_and_bullets_are_lists_of_their_own():
    blocks = read_blocks("Before\n1. a\n2. b\n- c")
    assert [type(block) for block in blocks] == [Paragraph, Items, Items]
    assert [block.numbered for block in blocks[1:]] == [True, False]


def test_the_rows_of_a_table_are_equally_long():
    (table,) = read_blocks("| a | b |\n| --- | --- |\n| c | d | e |\n| **f** | |")
    assert isinstance(table, Table)
    assert [text_of(cell) for cell in table.head] == ["a", "b", ""]
    assert [[text_of(cell) for cell in row] for row in table.rows] == [["c", "d", "e"], ["f", "", ""]]


def test_what_a_reader_reads_has_numbers_and_no_stars():
    assert shown_lines("**A** b\n1. c\n| d | e |") == ["A b", "1. c", "d", "e"]
