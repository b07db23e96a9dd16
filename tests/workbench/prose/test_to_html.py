"""What is copied: lists and tables for word processors, and no markup of a text."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from workbench.prose.blocks import shown_lines
from workbench.prose.from_html import from_html
from workbench.prose.to_html import to_html


def test_lists_tables_and_bold_words_are_html():
    made = to_html("**A** b\n- c\n  1. d\n| e | f |\n| --- | --- |\n| g | h |")
    assert '<p dir="auto"><b>A</b> b</p>' in made
    assert '<ul><li dir="auto">c<ol start="1"><li dir="auto">d</li></ol></li></ul>' in made
    assert '<table border="1"><tr><th>e</th><th>f</th></tr><tr><td>g</td><td>h</td></tr></table>' in made


def test_what_is_copied_and_pasted_is_the_same():
    text = "**A** b\n\n- c\n  1. d\n  2. e\n- f **g**\n1. h\n| e | f |\n| --- | --- |\n| g |  |\nend"
    assert from_html(to_html(text)) == text.replace("\n\n", "\n")


@given(st.text(alphabet="<>&\"'/ab*|-1. \n"))
def test_nothing_of_a_text_becomes_a_tag(text):
    tags = set(re.findall(r"<[^>]*>", to_html(text)))
    allowed = r"</?(html|head|body|p|ul|ol|li|table|tr|th|td|b|meta)( (dir|start|border|charset)=\"[\w-]+\")*>"
    assert all(re.fullmatch(allowed, tag) for tag in tags)
    words = "".join("".join(line.split()) for line in shown_lines(text))
    assert len(words) <= len(text)
