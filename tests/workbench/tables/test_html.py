"""HTML as Excel, Calc, Word and web pages put it on the clipboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workbench.tables.clips import CALC, EXCEL, HOSTILE_PEOPLE, PEOPLE, WORD
from workbench.errors import InvalidValue
from workbench.tables.cells import MOST_COLUMNS, MOST_ROWS, read_text
from workbench.tables.html import is_ours, read_html, write_html

CLIPS = Path(__file__).parents[2] / "files" / "clips"


def table(*rows):
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


@pytest.mark.parametrize("clip", [EXCEL, CALC, WORD], ids=["Excel", "Calc", "Word"])
def test_the_same_people_come_from_every_program(clip):
    assert read_html(clip).tables == (PEOPLE,)


@pytest.mark.parametrize("program", ["calc", "writer"])
def test_what_another_program_really_put_on_the_clipboard(program):
    clip = (CLIPS / f"{program}.html").read_text(encoding="utf-8")
    with_blanks = tuple(tuple(text.replace("\t", " ") for text in row) for row in HOSTILE_PEOPLE)
    assert read_html(clip).tables == (with_blanks,)


@pytest.mark.parametrize(
    ("html", "cells"),
    [
        (table("<td>a<td>b"), (("a", "b"),)),
        (table("<td>a<br>b</td>"), (("a\nb",),)),
        (table("<td><p>a</p>\n<p>b</p></td>"), (("a\nb",),)),
        (table("<td><ul><li>a</li><li>b</li></ul></td>"), (("- a\n- b",),)),
        (table("<td rowspan=2>Unit</td><td>Ana</td>", "<td>Bo</td>"), (("Unit", "Ana"), ("Unit", "Bo"))),
        (table("<td>a</td><td rowspan='2'>Unit</td>", "<td>b</td>"), (("a", "Unit"), ("b", "Unit"))),
        (
            table("<td>a</td><td>b</td><td rowspan=3>x</td>", "<td>c</td>", ""),
            (("a", "b", "x"), ("c", "", "x"), ("", "", "x")),
        ),
        (table("<td colspan=2>Outcome</td><td>c</td>"), (("Outcome", "", "c"),)),
        (table("<td>a&nbsp;&amp; b &lt;c&gt;</td>"), (("a\u00a0& b <c>",),)),
        (table("<td>a</td><td><img src='file:///x.png' alt='picture'></td>"), (("a",),)),
        (table("<td>a<!-- <td>no</td> --></td>"), (("a",),)),
        (table("<td x:fmla='=A1>B1'>TRUE</td>"), (("TRUE",),)),
        (table("<td>1 < 2</td>"), (("1 < 2",),)),
        (table("<td>a<table><tr><td>in</td><td>side</td></tr></table></td><td>b</td>"), (("a\nin side", "b"),)),
        ("<table><tr style='display:none'><td>hidden</td></tr><tr><td>seen</td></tr></table>", (("seen",),)),
        (table("<th>Name</th>", "<td>Ana</td>"), (("Name",), ("Ana",))),
        ("<TABLE><TR><TD ROWSPAN=2>A</TD></TR><TR></TR></TABLE>", (("A",), ("A",))),
        (table("<td>'=1+1</td>"), (("=1+1",),)),
    ],
)
def test_cells_of_html(html, cells):
    assert read_html(html).tables == (cells,)


def test_several_tables_and_the_text_beside_them_are_told_apart():
    copied = read_html(f"<p>Chapter</p>{table('<td>a')}<p>text</p>{table('<td>b')}")
    assert copied.tables == ((("a",),), (("b",),))
    assert copied.beside
    assert not read_html(f"<html><head><title>Sheet</title><style>td {{}}</style></head><body>{table('<td>a')}").beside
    assert read_html("<p>no table</p>").tables == ()


@pytest.mark.parametrize(
    "html",
    [
        table(*["<td>a"] * (MOST_ROWS + 1)),
        table("<td>a" * (MOST_COLUMNS + 1)),
        table("<td colspan=999999>a"),
        table("<td>a", *["<td rowspan=9999 colspan=300>b<td>c"] * 3),
    ],
    ids=["rows", "columns", "merged", "merged down"],
)
def test_too_much_is_refused(html):
    with pytest.raises(InvalidValue):
        read_html(html)


def test_a_long_document_with_a_table_is_read_once():
    """Two hundred pages: the reader looks at each character a fixed number of times."""
    page = "<p class=MsoNormal style='margin:0cm'><span lang=EN-GB>" + "word " * 400 + "<o:p></o:p></span></p>\n" * 8
    copied = read_html(page * 200 + table("<td>a") + page * 200)
    assert (copied.tables, copied.beside) == (((("a",),),), True)


@given(st.text("<>/!-=\"' abtdrlespn&;\n", max_size=300))
def test_any_input_ends(text):
    read_html("<table>" + text)


def test_what_we_write_is_text_to_a_spreadsheet_and_comes_back():
    rows = (("Ana", "=1+1", "two\nlines"), ("<b>", "'quoted", "a & b"))
    html = write_html(rows)
    assert is_ours(html)
    assert "mso-number-format" in html
    assert ">=" not in html.replace("=>", "")
    assert read_html(html).tables == (rows,)


def test_foreign_html_is_not_ours():
    assert not any(is_ours(clip) for clip in (EXCEL, CALC, WORD))


def test_excel_writes_the_same_cells_as_text():
    assert read_text("\r\n".join("\t".join(f'"{c}"' if "\n" in c else c for c in row) for row in PEOPLE) + "\r\n") == PEOPLE


def test_quotation_marks_that_nothing_closes_are_not_looked_for_again_and_again():
    found = read_html("<table><tr><td>first</td></tr>" + '<a "' * 400_001 + "<tr><td>last</td></tr></table>")
    assert found.tables[0][0][0] == "first"
    assert read_html("<table>" + "<a" * 1_000_000).tables == ()
