"""What comes from word processors, spreadsheets and web pages: lists, bold words and tables, and nothing else."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.prose.from_html import from_html
from workbench.prose.lines import Part, read_lines, text_of
from workbench.prose.writing import starred

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=utf-8><style><!-- p.MsoNormal {margin:0} --></style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head><body lang=EN-GB>
<!--StartFragment--><p class=MsoNormal><b>Rotation</b> is in place<span style='mso-spacerun:yes'>  </span>since
2023.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]>Every three years<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><!--[if !supportLists]--><span style='font-family:"Courier New"'>
<span style='mso-list:Ignore'>o<span>&nbsp; </span></span></span><!--[endif]-->at the <span style='font-weight:bold'>border</span></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span>First</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>2.<span>&nbsp;</span></span>Second</p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p><p>End<img src="file:///C:/x.png" alt=picture></p><!--EndFragment--></body></html>"""

DOCS = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:700">Rotation</span>
<span style="font-weight:400"> is in place.</span></p><ul><li dir="ltr" aria-level="1"><p role="presentation"><span>Every three years</span></p></li>
<ul><li aria-level="2"><p><span>at the border</span></p></li></ul></ul><br class="Apple-interchange-newline"></b>"""

LIBRE = """<!DOCTYPE html><html><head><style type="text/css">p { margin-bottom: 0.25cm }</style></head><body lang="en-GB">
<p style="line-height: 100%"><b>Rotation</b> is
in place.</p><ol><li><p>First</p></li><li><p>Second</p><ul><li><p>below</p></li></ul></li></ol>
<table width="100%"><col width="50%"><thead><tr><th><p>Office</p></th><th><p>Staff</p></th></tr></thead>
<tbody><tr><td><p>North</p></td><td><p>12</p></td></tr></tbody></table></body></html>"""

CALC = """<html><body><table><colgroup width="85"></colgroup><tr><td><b>Office</b></td><td><b>Staff</b></td><td><b>Since</b></td></tr>
<tr><td rowspan=2>North</td><td sdval="12">12</td><td>a | b</td></tr><tr><td colspan=2>none</td></tr></table></body></html>"""


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (
            WORD,
            "**Rotation** is in place since 2023.\n- Every three years\n  - at the **border**\n1. First\n2. Second\n\nEnd",
        ),
        (DOCS, "**Rotation** is in place.\n- Every three years\n  - at the border"),
        (
            LIBRE,
            "**Rotation** is in place.\n1. First\n2. Second\n  - below\n| Office | Staff |\n| --- | --- |\n| North | 12 |",
        ),
        (
            CALC,
            "| Office | Staff | Since |\n| --- | --- | --- |\n| North | 12 | a ¦ b |\n|  | none |  |",
        ),
    ],
    ids=["Word", "Google Docs", "LibreOffice Writer", "LibreOffice Calc"],
)
def test_a_program_that_people_copy_from(markup, text):
    assert from_html(markup) == text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<script>alert(1)</script><style>p{}</style><svg><text>x</text></svg>a<!-- b --><iframe>c</iframe>", "a"),
        ("<p style='display: none'>hidden</p><p>seen</p>", "seen"),
        ("&lt;b&gt;no tag&lt;/b&gt; &amp; 5 &lt; 6", "<b>no tag</b> & 5 < 6"),
        ("<h2>Title</h2>text<br>line<br><br>after", "**Title**\ntext\nline\n\nafter"),
        ("wor<b>d</b> <b>x</b><b>y</b> <b> z: </b>q", "word **xy z:** q"),
        ("<table><tr><td>only<td></td></table>", "| only |  |"),
        ("<table><tr><td>one</td></tr><tr><td>two</td></tr></table>", "one\ntwo"),
        ("<table><tr><td><p>a</p><p>b.</p><ul><li>c</li></ul></td><td>d</td></tr></table>", "| a; b. c | d |"),
        ("<table><tr><td>x<table><tr><td>1</td><td>2</td></tr></table></td><td>y</td></tr></table>", "x\n| 1 | 2 |\ny"),
        ("<ol start=4><li>d<li value=9>i<li>j</ol>", "4. d\n9. i\n10. j"),
        ("<ul><li>a<br>b</li><li></li><li><p>c</p><p>d</p></li></ul>", "- a b\n- c\nd"),
        (
            (
                '<div><ul><li aria-level="1"><p>a</p></li></ul></div><div><ul><li data-aria-level="2"><p>b</p></li></ul></div>'
                '<div><ol start="1"><li><p>c</p></li></ol></div><div><ol start="2"><li><p>d</p></li></ol></div>'
            ),
            "- a\n  - b\n1. c\n2. d",
        ),
        ("<pre>a\n  b</pre>", "a\nb"),
        ("<a href='http://x.example' onclick='y()'>link</a> <img src=x onerror=y>", "link"),
        ("<p>ينص <b>القانون</b> على</p><ul><li>بند</li></ul>", "ينص **القانون** على\n- بند"),
        ("<td>" * 3 + "x", "x"),
        ("<p>unfinished <b>bold", "unfinished **bold**"),
        ("a <b", "a"),
        ("", ""),
    ],
)
def test_what_is_kept_and_what_is_left_out(markup, text):
    assert from_html(markup) == text


def test_wide_tables_stay_lines_with_tabs():
    row = "<tr>" + "".join(f"<td>{number}</td>" for number in range(300)) + "</tr>"
    assert from_html(f"<table>{row}</table>") == "\t".join(map(str, range(300)))


def test_a_picture_within_the_markup_is_not_read():
    assert from_html(f"<p>a<img src='data:image/png;base64,{'A' * 9_000_000}'>b</p>") == "ab"
    assert from_html("<p>x</p>" * 1_100_000) == "", "too much"


@given(st.text(alphabet="<>/!-\"'= \nabpuliotdr&;"))
def test_any_markup_becomes_some_text(markup):
    assert isinstance(from_html(markup), str)


@given(st.lists(st.tuples(st.text(alphabet="ab* .,:«א "), st.booleans()), max_size=6))
def test_bold_pieces_are_read_back_or_left_plain(runs):
    line = starred(runs)
    plain = " ".join("".join(text for text, _ in runs).split())
    shown = [span for found in read_lines(line) for span in found.spans if span.part is not Part.SIGN]
    if "*" not in plain:
        assert " ".join(text_of(shown).split()) == plain
        assert all(
            any(span.text in text for text, bold in runs if bold) or " " in span.text or len(runs) > 1
            for span in shown
            if span.part is Part.BOLD
        )


HOSTILE = [
    "<",
    "<!",
    "<!--",
    "<a ",
    "<a b='",
    "<div>",
    "<b>",
    "<table><tr><td>",
    "<ul><li>",
    "&",
    "<![if",
    "</",
    "<p>a<b>c</b>",
    "<td rowspan=900 colspan=900>x",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_markup_takes_linear_time(piece):
    """Counted, not timed: lines of Python for twice the markup are at most about twice as many."""
    assert steps(piece * (3000 // len(piece))) * 2.6 + 300 > steps(piece * (6000 // len(piece)))


def steps(markup: str) -> int:
    count = 0

    def trace(_frame: object, _event: str, _argument: object):
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        from_html(markup)
    finally:
        sys.settrace(before)
    return count


def test_a_style_that_never_says_a_level_is_read_once():
    assert from_html(f'<p style="{"mso-list:" * 500_000}">words</p>') == "words"
