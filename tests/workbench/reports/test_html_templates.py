"""What the templates of the HTML report are handed, and what they may print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.model.vocabulary import MeasureStatus
from workbench.reports import html
from workbench.reports.html import css_text


@given(st.text(max_size=50))
def test_css_text_is_made_of_nothing_that_ends_a_string(text):
    assert re.fullmatch(r"(\\[0-9a-f]{6})*", css_text(text))


def test_the_templates_hold_no_words_and_no_way_around_the_escaping():
    folder = Path(html.__file__).with_name("templates")
    for file in folder.glob("*.html.j2"):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe|Markup|autoescape", text), file.name
        assert not re.search(r"=\{\{|=[^\"'\s>=]+\{\{", text), f"{file.name}: an attribute without quotes"
        bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.DOTALL)
        words = re.sub(r"<[^>]*>", "", bare)
        assert not re.search(r"[^\W\d_]", words), f"{file.name}: {words.split()}"


def test_a_template_prints_only_texts_and_whole_numbers():
    template = html._environment().from_string("{{ value }}")
    assert template.render(value="<") == "&lt;"
    for value in (None, True, 0.5, MeasureStatus, object()):
        with pytest.raises(TypeError):
            template.render(value=value)
