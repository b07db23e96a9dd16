"""The proof: a report that lost anything is found out, whichever way it was lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workbench.document.document import Document
from workbench.errors import ReportFailed
from workbench.language.i18n import ENGLISH, Message
from workbench.model.rows import Activity, Answer
from workbench.prose.blocks import Paragraph
from workbench.prose.lines import Span
from workbench.reports import html, proof
from workbench.reports.contents import RenderedCounts, untold
from workbench.reports.data import ReportData
from workbench.reports.formats import ReportFormat
from workbench.reports.html import render_html
from workbench.reports.proof import prove
from workbench.reports.snapshot import take_snapshot

pytestmark = pytest.mark.slow

READ_BACK = [kind for kind in ReportFormat if kind is not ReportFormat.PDF]
"""A PDF is not read back: what was drawn was counted while it was drawn."""

TEXT = 'The first line.\n\n  Then <b>another</b> &amp; "more" \u202e\u200fof it,\twith a tab.\n{{ 7*7 }}'


@pytest.fixture
def data(document: Document) -> ReportData:
    """Answers to all questions, and two activities."""
    with document.change(Message("test")) as transaction:
        for number, answer in enumerate(document.read.every(Answer)):
            transaction.put(replace(answer, text=f"{number}. {TEXT}"))
        for key in ("one", "two"):
            transaction.put(Activity(id=key, title=f"Activity {key}"))
    return take_snapshot(document, made_at=datetime(2026, 11, 21, 9, 0, tzinfo=UTC))


def counts_of(data: ReportData) -> RenderedCounts:
    return RenderedCounts(data.counts.answered, data.counts.characters, data.counts.activities)


def written(data: ReportData, folder: Path, kind: ReportFormat) -> Path:
    path = folder / f"report{kind.suffix}"
    with path.open("wb") as stream:
        kind.renderer(data, stream, ENGLISH, untold)
    return path


@pytest.mark.parametrize("kind", READ_BACK)
def test_a_whole_report_passes(data, tmp_path, kind):
    prove(written(data, tmp_path, kind), data, kind, counts_of(data))


@pytest.mark.parametrize("kind", READ_BACK)
@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.replace("The first line.", "The first line", 1),
        lambda text: text.replace("with a tab.", "", 1),
        lambda text: text.replace("7*7", "49", 1),
        lambda text: text.replace("\u200f", "", 1),
        lambda text: text.replace("kf3.q20", "kf3.q19"),
        lambda text: text.replace("A2", "A3"),
    ],
)
def test_a_change_anywhere_is_found(data, tmp_path, kind, damage: Callable[[str], str]):
    path = written(data, tmp_path, kind)
    before = path.read_text(encoding="utf-8")
    after = damage(before)
    assert after != before
    path.write_text(after, encoding="utf-8")
    with pytest.raises(ReportFailed):
        prove(path, data, kind, counts_of(data))


@pytest.mark.parametrize("kind", READ_BACK)
def test_a_report_that_was_cut_short_is_found(data, tmp_path, kind):
    path = written(data, tmp_path, kind)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(ReportFailed):
        prove(path, data, kind, counts_of(data))


def test_an_answer_too_many_is_found(data, tmp_path):
    path = written(data, tmp_path, ReportFormat.JSON)
    table = json.loads(path.read_text(encoding="utf-8"))
    table["areas"][0]["sections"][0]["questions"][0]["id"] = "kf99.q1"
    path.write_text(json.dumps(table), encoding="utf-8")
    with pytest.raises(ReportFailed):
        prove(path, data, ReportFormat.JSON, counts_of(data))


@pytest.mark.parametrize("kind", ReportFormat)
@pytest.mark.parametrize("loss", [RenderedCounts(1, 0, 0), RenderedCounts(0, 1, 0), RenderedCounts(0, 0, 1)])
def test_a_renderer_that_counted_less_is_believed(data, tmp_path, kind, loss):
    whole = counts_of(data)
    less = RenderedCounts(
        whole.answers - loss.answers, whole.characters - loss.characters, whole.activities - loss.activities
    )
    with pytest.raises(ReportFailed):
        prove(tmp_path / "never read", data, kind, less)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 and no end", b"<html>%%EOF"])
def test_a_pdf_must_begin_and_end_as_one(data, tmp_path, content):
    path = tmp_path / "report.pdf"
    path.write_bytes(content)
    with pytest.raises(ReportFailed):
        prove(path, data, ReportFormat.PDF, counts_of(data))
    path.write_bytes(b"%PDF-1.4\n...\n%%EOF\n")
    prove(path, data, ReportFormat.PDF, counts_of(data))


def test_a_renderer_that_cuts_answers_is_found(data, tmp_path, monkeypatch):
    def cut(text: str) -> tuple[Paragraph, ...]:
        return (Paragraph((Span(text[:40]),)),)

    monkeypatch.setattr(html, "read_blocks", cut)
    path = tmp_path / "report.html"
    counts = render_html(data, path, ENGLISH)
    assert counts == counts_of(data)
    with pytest.raises(ReportFailed):
        prove(path, data, ReportFormat.HTML, counts)


def test_the_error_says_what_is_safe_and_what_to_do(data, tmp_path):
    with pytest.raises(ReportFailed) as told:
        prove(tmp_path / "never read", data, ReportFormat.PDF, RenderedCounts(0, 0, 0))
    assert str(told.value) == (
        "The report does not contain all answers. The assessment is safe. Try again or choose another format."
    )


def test_white_space_may_be_set_as_a_format_likes():
    assert proof._lines("a  b\t c \n \n  d") == proof._lines("a b c\nd") != proof._lines("a b\nc d")
