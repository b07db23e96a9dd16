"""How the PDF report stands on its pages: nothing cut up that could be read together, nothing put off for ever."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pypdf
import pytest
from reportlab.platypus.flowables import CondPageBreak

from workbench.document.document import Document
from workbench.language.i18n import ENGLISH, Message
from workbench.model.rows import Activity, Contribution, Indicator, Measurement, WorkingGroup
from workbench.model.vocabulary import Confidentiality, ContributionKind, Level, MeasureStatus
from workbench.operations import people
from workbench.reports.data import ReportData
from workbench.reports.pdf import render_pdf, styles
from workbench.reports.pdf.blocks import cell, row
from workbench.reports.pdf.flow import unbroken
from workbench.reports.pdf.grid import Grid
from workbench.reports.pdf.prose import paragraph
from workbench.reports.snapshot import take_snapshot

pytestmark = pytest.mark.slow

WIDTH, HEIGHT = styles.PORTRAIT_WIDTH, styles.PORTRAIT_HEIGHT
LINE = styles.SMALL.leading + styles.SMALL.spaceAfter
LONG = "Ask those who bake zwieback, and write down what they say. "


def pages(data: ReportData) -> list[str]:
    target = io.BytesIO()
    render_pdf(data, target, ENGLISH)
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(target).pages]


@pytest.fixture(scope="module")
def sample_pages(_sample_file: Path) -> list[str]:
    with Document.open(_sample_file, read_only=True) as document:
        return pages(take_snapshot(document))


def test_the_file_is_dated_as_the_report_is(document: Document) -> None:
    moment = datetime(2026, 11, 21, 23, 30, tzinfo=timezone(-timedelta(hours=2)))
    contents = []
    for _ in range(2):
        target = io.BytesIO()
        render_pdf(take_snapshot(document, made_at=moment), target, ENGLISH)
        contents.append(target.getvalue())
    metadata = pypdf.PdfReader(target).metadata
    assert metadata is not None
    assert metadata.creation_date == metadata.modification_date == datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
    assert contents[0] == contents[1]


def page_with(text: str, found: list[str]) -> str:
    (page,) = [page for page in found if text in page and "Contents" not in page]
    return page


def test_a_sheet_of_an_indicator_stands_on_one_page_with_what_was_measured(sample_pages: list[str]) -> None:
    for number in range(1, 17):
        page = page_with(f"Indicator {number}: ", sample_pages)
        sheet = page.partition(f"Indicator {number}: ")[2]
        assert "Description" in sheet
        assert "Other considerations" in sheet
        assert "Date Value Note" in sheet


def test_the_figures_of_the_profile_and_the_groups_are_not_divided(sample_pages: list[str]) -> None:
    figures = page_with("The same figures as a table", sample_pages)
    assert "All areas 282" in figures
    groups = page_with("Working groups", sample_pages)
    assert all(f"Group {letter}" in groups for letter in "ABC")
    assert "Gender equality, diversity and integrity" in groups


def test_no_page_holds_almost_nothing(sample_pages: list[str]) -> None:
    short = [page for page in sample_pages[1:-1] if len(page.split()) < 60]
    assert short == []


def test_a_sheet_higher_than_a_page_goes_on_and_is_whole(document: Document) -> None:
    with document.change(Message("test")) as transaction:
        for number in range(1, 4):
            fields = {"description": LONG * 150, "rationale": LONG * 150, "considerations": f"End {number}"}
            transaction.put(Indicator(id=str(number), name=f"Tall {number}", place=str(number), **fields))
            transaction.put(Measurement(id=str(number), indicator_id=str(number), value=f"{number} of 3"))
    text = " ".join(pages(take_snapshot(document)))
    assert all(f"End {number}" in text and f"{number} of 3" in text for number in range(1, 4))
    assert text.count("zwieback") == 3 * 300


@pytest.mark.parametrize(("lines", "breaks"), [(1, True), (30, True), (400, False)])
def test_what_would_fit_on_a_page_may_begin_on_the_next(lines: int, breaks: bool) -> None:
    story = [paragraph("word", styles.BODY) for _ in range(lines)]
    found = unbroken(list(story), WIDTH, HEIGHT)
    assert isinstance(found[0], CondPageBreak) is breaks
    assert [part for part in found if not isinstance(part, CondPageBreak)] == story
    if breaks:
        assert found[0].height <= HEIGHT


def grid(*heights_in_lines: int) -> Grid:
    """A table of two rows or more, so many lines high."""
    rows = [row([cell("\n".join(["line"] * lines))]) for lines in heights_in_lines]
    return Grid(rows, [WIDTH], HEIGHT)


def lines_of(part: Grid) -> int:
    return round(sum(len(line.cells[0]) for line in part._rows))


def test_a_row_is_not_divided_for_a_line_or_two() -> None:
    table = grid(20, 16)
    room = 34 * LINE + 20
    first, rest = table.split(WIDTH, room)
    assert (lines_of(first), lines_of(rest)) == (20, 16)
    first, rest = grid(20, 26).split(WIDTH, room)
    assert lines_of(first) > 20
    assert lines_of(first) + lines_of(rest) == 46


def test_a_tall_row_is_divided_even_for_a_line() -> None:
    first, rest = grid(52).split(WIDTH, HEIGHT)
    assert (lines_of(first), lines_of(rest)) == (50, 2)


def test_who_wrote_stands_over_what_was_written(document: Document) -> None:
    group = people.add_group(document, name="Group C: conduct")
    with document.change(Message("test")) as transaction:
        ours = Contribution(id="1", question_id="kf1.q1", group_id=group, kind=ContributionKind.GROUP, text="We warn.")
        transaction.put(replace(ours, status=MeasureStatus.ON_PAPER, priority=Level.HIGH, causes="No time."))
        differently = replace(ours, id="2", question_id="kf1.q2", kind=ContributionKind.DISSENT, text="We know.")
        transaction.put(replace(differently, confidential=Confidentiality.MARKED))
    text = " ".join(pages(take_snapshot(document)))
    assert "Group C: conduct Working group · Status: On paper only · Priority: High We warn. Causes No time." in text
    assert "Sees it differently Group C: conduct Confidential We know." in text


def test_a_group_without_a_name_and_without_members_breaks_nothing(document: Document) -> None:
    with document.change(Message("test")) as transaction:
        transaction.put(WorkingGroup(id="1"))
    assert "Working groups" in " ".join(pages(take_snapshot(document)))


def test_the_ratings_are_explained(document: Document) -> None:
    data = take_snapshot(document)
    assert "for cost the opposite applies" not in " ".join(pages(data))
    with document.change(Message("test")) as transaction:
        transaction.put(replace(Activity(id="1"), title="Draw"))
    text = page_with("Priorities", pages(take_snapshot(document)))
    assert "for cost the opposite applies" in text
    assert "Obligations: National and international obligations" in text
