"""Texts of users in a PDF: every visible character of any text is drawn once, whatever its signs."""

from __future__ import annotations

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from workbench.reports.pdf import styles
from workbench.reports.pdf.ledger import inked
from workbench.reports.pdf.prose import drawn_texts, items, text_block, text_in_flow
from workbench.reports.pdf.text import mirrored_sign

TEXTS = st.lists(
    st.tuples(
        st.sampled_from(["", "- ", "  - ", "1. ", "2. ", "2) ", "| ", "    • ", "١. "]),
        st.text(alphabet="ab *|م1.\u200f é", max_size=60),
        st.sampled_from(["", " |", "**", " **so** ", "\n"]),
    ),
    max_size=12,
).map(lambda lines: "\n".join("".join(line) for line in lines))


def drawn(flowables) -> bytes:
    target = io.BytesIO()
    margin = (A4[0] - styles.PORTRAIT_WIDTH) / 2
    frame = Frame(margin, margin, styles.PORTRAIT_WIDTH, styles.PORTRAIT_HEIGHT, 0, 0, 0, 0)
    BaseDocTemplate(target, pageTemplates=[PageTemplate(frames=[frame])]).build(list(flowables))
    return target.getvalue()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
@pytest.mark.parametrize("make", [text_in_flow, text_block])
def test_what_is_drawn_is_what_is_expected(make, text):
    lines: list[str] = []
    drawn(make(text, styles.ANSWER, lines.append))
    expected = sum(map(inked, drawn_texts(text, styles.ANSWER)))
    bars = (
        0
        if make is text_in_flow
        else sum(line.count("|") for line in lines) - sum(part.count("|") for part in drawn_texts(text, styles.ANSWER))
    )
    assert sum(map(inked, lines)) == expected + bars


def test_an_item_has_its_sign_in_front_of_it():
    (first, second) = items("- one\nplain")
    assert first.style.leftIndent == second.style.leftIndent
    deep = text_block("- a\n  - b\n    1. c")
    assert [part.style.bulletIndent for part in deep] == sorted(part.style.bulletIndent for part in deep)


def test_signs_are_turned_round_where_lines_run_from_the_right():
    assert [mirrored_sign(sign) for sign in ("•", "1.", "12)", "٣.")] == ["•", ".1", "(12", ".٣"]
