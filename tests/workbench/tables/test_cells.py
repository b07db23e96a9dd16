"""Text with tabs, as spreadsheets write it and as we write it for them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import InvalidValue
from workbench.model.texts import without_unstorable
from workbench.tables.cells import MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS, even, harmless, read_text, write_text


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Ana\tLawyer\r\nBo\tAnalyst\r\n", (("Ana", "Lawyer"), ("Bo", "Analyst"))),
        ('Ana\t"two\nlines"\nBo\t', (("Ana", "two\nlines"), ("Bo", ""))),
        ('"He said ""no"""\tx', (('He said "no"', "x"),)),
        ('say "hi"\tx', (('say "hi"', "x"),)),
        ('"Code" of conduct\tx', (('"Code" of conduct', "x"),)),
        ('"Code"\tx', (('"Code"', "x"),)),
        ('"never closed\tx', (('"never closed', "x"),)),
        ("one cell", (("one cell",),)),
        ("a\t\t\n\t\t\n", (("a",),)),
        ("a\n\nb\n", (("a",), ("",), ("b",))),
        ("a\vb\tc", (("a", ""), ("b", "c"))),
        ("", ()),
        ("  \t \n", ()),
        ("'=1+1\t'text", (("=1+1", "'text"),)),
    ],
)
def test_text_is_read_as_cells(text, cells):
    assert read_text(text) == cells


@pytest.mark.parametrize(
    "text", ["=1+1", "+32 2 1", "-5", "@SUM(A1)", "\t=1", "'=1", "''=1", "=cmd|' /C calc'!A0", "- a point"]
)
def test_no_copied_text_is_a_formula_and_it_comes_back_as_it_was(text):
    copied = write_text([[text]])
    assert copied.lstrip('"')[0] == "'"
    if "\t" not in text:
        assert read_text(copied) == ((text,),)


def test_an_apostrophe_of_a_text_stays():
    assert harmless("'tis") == "'tis"
    assert read_text(write_text([["'tis"]])) == (("'tis",),)


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])) | st.text("a\"'=+-@\n\t "), min_size=1), min_size=1
    )
)
def test_what_is_copied_comes_back(rows):
    plain = even(rows)
    kept = tuple(
        tuple(cell.replace("\u2028", "\n").replace("\u2029", "\n").replace("\x85", "\n") for cell in row) for row in plain
    )
    assert read_text(write_text(plain)) == even(kept)


@pytest.mark.parametrize(
    "text",
    ["a\n" * (MOST_ROWS + 1), "a\t" * (MOST_COLUMNS + 1), "a" * (MOST_CHARACTERS + 1)],
    ids=["rows", "columns", "long"],
)
def test_too_much_is_refused_and_never_cut(text):
    with pytest.raises(InvalidValue) as caught:
        read_text(text)
    assert str(caught.value.safe) == "Nothing was pasted."


def test_the_most_is_taken():
    assert len(read_text("a\n" * MOST_ROWS)) == MOST_ROWS
    assert len(read_text("a\t" * (MOST_COLUMNS - 1) + "b")[0]) == MOST_COLUMNS


def test_signs_that_no_file_can_hold_go():
    assert read_text("A\x00na\x07") == ((without_unstorable("A\x00na\x07"),),)
