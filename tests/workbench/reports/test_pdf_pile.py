"""Long cells and long tables go on from page to page without being measured anew each time, and nothing of them is lost."""

from __future__ import annotations

import io

import pytest

from workbench.language.i18n import ENGLISH
from workbench.reports.pdf import layout, styles
from workbench.reports.pdf.blocks import cell, row
from workbench.reports.pdf.flow import stacked
from workbench.reports.pdf.grid import Grid, Row
from workbench.reports.pdf.pile import Pile
from workbench.reports.pdf.prose import paragraph
from workbench.reports.pdf.text import PlainParagraph
from workbench.reports.snapshot import take_snapshot

WIDTH, HEIGHT = styles.PORTRAIT_WIDTH, styles.PORTRAIT_HEIGHT
LONG = "Nobody keeps to the lanes. " * 60


def pile_of(*texts: str) -> Pile:
    styles_in_turn = (styles.LABEL, styles.BODY, styles.SMALL, styles.REMARK)
    return Pile([paragraph(text, styles_in_turn[number % 4]) for number, text in enumerate(texts)])


def height_of(pile: Pile) -> float:
    return sum(map(sum, stacked(pile, WIDTH)))


@pytest.mark.parametrize("room", [20, 60, 200, 700])
@pytest.mark.parametrize("texts", [("one",), ("a", "b", "c", "d", "e"), (LONG,), ("a", LONG, "b", LONG, "c") * 5])
def test_page_by_page_nothing_is_lost_and_the_heights_stay_true(texts, room):
    rest, found = pile_of(*texts), []
    for _ in range(1000):
        assert rest.height(WIDTH) == pytest.approx(height_of(rest))
        assert len(rest) == len(list(rest))
        first, rest = rest.divided(WIDTH, room)
        if rest and not first:
            assert room < 100  # what needs more than this is put off, and then there is more room
            first, rest = rest.divided(WIDTH, HEIGHT)
        assert first.height(WIDTH) <= max(room, HEIGHT if room < 100 else 0) + 1
        found += [line.text for part in first for line in part.lines(WIDTH)]
        if not rest:
            break
    assert " ".join(found).split() == " ".join(texts).split()


def test_no_heading_is_left_at_the_foot():
    pile = Pile([paragraph("Text", styles.BODY), paragraph("Topics", styles.LABEL), paragraph(LONG, styles.BODY)])
    first, rest = pile.divided(WIDTH, 45)
    assert [part.lines(WIDTH)[0].text for part in first] == ["Text"]
    assert next(iter(rest)).lines(WIDTH)[0].text == "Topics"


@pytest.fixture
def measured(monkeypatch):
    """How often paragraphs and rows were measured."""
    counts = {"paragraphs": 0, "rows": 0}

    def counting(name, real):
        def count(*arguments):
            counts[name] += 1
            return real(*arguments)

        return count

    monkeypatch.setattr(PlainParagraph, "wrap", counting("paragraphs", PlainParagraph.wrap))
    monkeypatch.setattr(Row, "height", counting("rows", Row.height))
    return counts


def pages_of(table: Grid) -> list[Grid]:
    pages, rest = [], table
    while True:
        parts = rest.split(WIDTH, HEIGHT)
        for part in parts[:1]:
            part.wrap(WIDTH, HEIGHT)
            pages.append(part)
        if len(parts) < 2:
            return pages
        rest = parts[1]
        rest.wrap(WIDTH, HEIGHT)


def test_a_cell_of_many_pages_is_measured_a_few_times_only(measured):
    lines = 4000
    table = Grid([row([cell("\n".join(["line"] * lines)), "short"])], [WIDTH / 2, WIDTH / 2], HEIGHT)
    assert len(pages_of(table)) > 50
    assert measured["paragraphs"] < 10 * lines


def test_a_table_of_many_pages_is_measured_a_few_times_only(measured):
    rows = 3000
    table = Grid([row([f"row {number}"]) for number in range(rows)], [WIDTH], HEIGHT, head=row(["Head"]))
    assert len(pages_of(table)) > 50
    assert measured["rows"] < 20 * rows


def test_the_rest_of_a_table_knows_its_height():
    rest = Grid([row([LONG * (number % 3 + 1), "short"]) for number in range(40)], [WIDTH / 2, WIDTH / 2], HEIGHT)
    for _ in range(100):
        parts = rest.split(WIDTH, HEIGHT)
        if len(parts) < 2:
            break
        rest = parts[1]
        assert rest.wrap(WIDTH, HEIGHT)[1] == pytest.approx(sum(each.height(rest._columns) for each in rest._rows))
    assert len(parts) == 1


def test_a_long_story_is_handed_over_little_by_little(monkeypatch, document):
    most = []
    real = layout.ReportTemplate.handle_flowable

    def noting(self, flowables):
        most.append(len(flowables))
        real(self, flowables)

    monkeypatch.setattr(layout.ReportTemplate, "handle_flowable", noting)
    story = [paragraph("line", styles.BODY) for _ in range(5000)]
    layout.ReportTemplate(io.BytesIO(), take_snapshot(document), ENGLISH).make(story)
    assert max(most) <= layout._AHEAD
