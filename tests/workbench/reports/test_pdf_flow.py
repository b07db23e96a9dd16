"""Any story comes to its end: headings before page breaks, headings at the end, piles of headings, long and short texts."""

from __future__ import annotations

import io

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.platypus import NextPageTemplate, Spacer
from reportlab.platypus.flowables import CondPageBreak, PageBreak

from tests.workbench.reports.test_partly_filled import within
from workbench.document.document import Document
from workbench.language.fonts import REGULAR, pdf_font
from workbench.language.i18n import ENGLISH
from workbench.reports.contents import untold
from workbench.reports.pdf import styles
from workbench.reports.pdf.blocks import row
from workbench.reports.pdf.grid import Grid
from workbench.reports.pdf.headings import Heading
from workbench.reports.pdf.layout import LANDSCAPE, PORTRAIT, ReportTemplate
from workbench.reports.pdf.prose import paragraph
from workbench.reports.snapshot import take_snapshot

DEADLINE_SECONDS = 60
LONG = "The lanes are drawn and nobody keeps to them. " * 150


def table(rows: int, text: str) -> Grid:
    return Grid([row([text, text]) for _ in range(rows)], [100, 200], styles.PORTRAIT_HEIGHT, head=row(["A", "B"]))


PIECES = {
    "heading": lambda: Heading("A heading", 0, "a"),
    "lower heading": lambda: paragraph("A heading below", styles.HEADING_2),
    "heading of pages": lambda: Heading(LONG, 0, "c"),
    "lead": lambda: paragraph("12 questions", styles.LEAD_IN),
    "long lead": lambda: paragraph(LONG, styles.LEAD_IN),
    "label": lambda: paragraph("Topics", styles.LABEL),
    "body": lambda: paragraph("A line.", styles.BODY),
    "long body": lambda: paragraph(LONG, styles.BODY),
    "empty body": lambda: paragraph("", styles.BODY),
    "page": PageBreak,
    "turned": lambda: NextPageTemplate(LANDSCAPE),
    "upright": lambda: NextPageTemplate(PORTRAIT),
    "room": lambda: CondPageBreak(300),
    "gap": lambda: Spacer(1, 200),
    "table": lambda: table(3, "Cell"),
    "long table": lambda: table(2, LONG),
    "head alone": lambda: table(0, ""),
}


@pytest.fixture(scope="module")
def lay_out(_empty_file):
    """Makes the pages of a story, and returns their texts; a function, since hypothesis would print the whole picture."""
    with Document.open(_empty_file, read_only=True) as document:
        data = take_snapshot(document)
    pdf_font(REGULAR)

    def make(story, progress=untold) -> list[str]:
        target = io.BytesIO()
        with within(DEADLINE_SECONDS):
            ReportTemplate(target, data, ENGLISH, progress).make(story)
        return [page.extract_text() for page in pypdf.PdfReader(target).pages]

    return make


@pytest.mark.parametrize(
    "names",
    [
        ("heading",),
        ("lower heading", "lead"),
        ("body", "heading", "lower heading", "lead"),
        ("lower heading", "lead", "page", "body"),
        ("lead", "page", "lead", "page", "lead"),
        ("label", "turned", "page", "label"),
        ("heading", "room", "lead", "upright"),
        ("long lead", "page"),
        ("heading of pages", "page", "heading of pages"),
        ("gap", "gap", "gap", "head alone", "gap", "head alone", "page"),
    ],
    ids=" ".join,
)
def test_no_heading_waits_for_ever_for_what_does_not_come(lay_out, names):
    assert lay_out([PIECES[name]() for name in names])


@pytest.mark.slow
@given(names=st.lists(st.sampled_from(sorted(PIECES)), min_size=1, max_size=14))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_story_ends(lay_out, names):
    assert lay_out([PIECES[name]() for name in names])


def test_more_headings_in_a_row_than_are_looked_at_together(lay_out):
    assert len(lay_out([PIECES["lead"]() for _ in range(250)])) > 1


def test_headings_still_stay_with_what_they_stand_over(lay_out):
    """Room for the heading alone is left at the foot of the page: it goes on with its text."""
    story = [Spacer(1, styles.PORTRAIT_HEIGHT - 40), PIECES["lower heading"](), PIECES["body"](), PIECES["body"]()]
    texts = lay_out([NextPageTemplate(PORTRAIT), PageBreak(), *story])
    assert "A heading below" in texts[-1]
    assert "A line." in texts[-1]
    assert not any("A heading below" in text for text in texts[:-1])


def test_what_is_handed_over_little_by_little_is_all_there(lay_out):
    story = [paragraph(f"line{number}", styles.BODY) for number in range(1000)]
    words = " ".join(lay_out(story)).split()
    assert [word for word in words if word.startswith("line")] == [f"line{number}" for number in range(1000)]


def test_progress_is_told_while_pages_are_made(lay_out):
    told = []
    lay_out([paragraph("A line.", styles.BODY) for _ in range(500)], told.append)
    assert told == sorted(told)
    assert told[-1] == 1
    assert len(told) > 500
