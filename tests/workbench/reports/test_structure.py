"""Lists, bold words and tables of answers in every format of the report: shown, whole, and nothing else changed."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pypdf
import pytest

from tests.workbench.reports.test_html import assert_harmless, one_of_everything, put
from tests.workbench.reports.test_html import rendered as html_page
from workbench.document.document import Document
from workbench.language.i18n import ENGLISH
from workbench.operations import activities, answers, assessment
from workbench.reports.contents import RenderedCounts
from workbench.reports.export import export_report
from workbench.reports.formats import ReportFormat
from workbench.reports.html import render_html
from workbench.reports.json_report import render_json
from workbench.reports.pdf import render_pdf
from workbench.reports.snapshot import take_snapshot

pytestmark = pytest.mark.slow

TEXT = (
    "The code is **written down**:\n- at the **entrance**\n  - also at night\n1. First\n2. Second\n"
    "| Office | Staff |\n| --- | --- |\n| **North** | 12 |\n\nEnd"
)
ARABIC = "القواعد **مكتوبة**:\n- عند المدخل\n1) أولا\n2) ثانيا\n| المكتب | العدد |\n| الشمال | 12 |"


@pytest.fixture
def written(document: Document) -> Document:
    answers.write_answer(document, question="kf1.q1", text=TEXT)
    answers.write_answer(document, question="kf1.q2", text=ARABIC)
    answers.write_causes(document, question="kf1.q1", causes="- a cause\n| b | c |")
    assessment.describe_assessment(document, key_messages="First message\n- **bold** message\n  - below it\n1. numbered")
    activities.add_activity(document, title="Train", description="1. plan\n2. do\n| a | **b** |\n| c | d |")
    return document


def rendered(document: Document, render) -> bytes:
    target, data = io.BytesIO(), take_snapshot(document)
    counts = render(data, target, ENGLISH)
    assert counts == RenderedCounts(data.counts.answered, data.counts.characters, data.counts.activities)
    return target.getvalue()


def test_html_has_lists_tables_and_strong_words(written: Document) -> None:
    page = " ".join(rendered(written, render_html).decode("utf-8").split())
    answer = page[page.index('data-answer="kf1.q1"') :]
    assert '<p dir="auto">The code is <strong>written down</strong>:</p> <ul dir="ltr" class="listed">' in answer
    assert (
        '<strong>entrance</strong><ul dir="ltr" class="listed"> <li dir="auto" data-sign="-">also at night</li> </ul></li>'
        in answer
    )
    assert '<ol dir="ltr" class="listed"> <li dir="auto" data-sign="1." value="1">First</li>' in answer
    assert '<th scope="col">Office</th>' in answer
    assert "<td><strong>North</strong></td>" in answer
    assert '<p dir="auto" class="gap">End</p>' in answer
    assert '<li dir="auto" data-sign="2)" value="2">ثانيا</li>' in answer
    assert '<ul dir="rtl" class="listed"> <li dir="auto" data-sign="-">عند المدخل</li> </ul>' in answer
    messages = page[page.index('<ul class="messages">') :]
    assert messages.startswith(
        '<ul class="messages"> <li dir="auto">First message</li> <li dir="auto" data-sign="-"><strong>bold'
    )


def test_json_has_the_text_as_it_is_stored(written: Document) -> None:
    table = json.loads(rendered(written, render_json))
    assert TEXT in json.dumps(table, ensure_ascii=False).replace("\\n", "\n")


def test_a_pdf_has_points_numbers_and_cells_and_no_stars(written: Document) -> None:
    reader = pypdf.PdfReader(io.BytesIO(rendered(written, render_pdf)))
    text = "\n".join(page.extract_text() for page in reader.pages)
    answer = text[text.index("The code is") :]
    lines = [" ".join(line.split()) for line in answer.splitlines()]
    assert "The code is written down:" in lines
    for shown in ("at the entrance", "also at night", "First", "Second", "Office", "North", "12", "End"):
        assert shown in answer
    assert re.search(r"•\s*at the entrance\s*•\s*also at night\s*1\.\s*First\s*2\.\s*Second", answer)
    assert "**" not in text
    assert "---" not in text


@pytest.mark.parametrize("kind", list(ReportFormat))
def test_a_report_with_structure_is_proven_whole(written: Document, tmp_path: Path, kind: ReportFormat) -> None:
    """The proof compares what is read back with the picture."""
    target = tmp_path / f"report{kind.suffix}"
    export_report(written, target)
    assert target.stat().st_size > 1000


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"- item {number} with some words" for number in range(600)),
        "\n".join(f"{number}. item" for number in range(1, 400)),
        "\n".join(f"| row {number} | {'long words ' * 20} |" for number in range(300)),
        f"| a | b |\n| --- | --- |\n| {'word ' * 6000} | c |",
        "| " + " | ".join(["wide"] * 15) + " |\n| " + " | ".join(["x" * 80] * 15) + " |",
        "\n".join("  " * (number % 6) + f"- level **{number}** {'x' * 300}" for number in range(60)),
        "**" + "bold " * 3000 + "end**",
        "**" + "x" * 20_000 + "**",
        "\n".join(f"- **عنصر {number}** مع كلمات 12 كثيرة" for number in range(300)),
    ],
    ids=[
        "long list",
        "numbers",
        "long table",
        "tall cell",
        "wide table",
        "levels",
        "bold",
        "one bold word",
        "right to left",
    ],
)
def test_pages_are_broken_within_lists_and_tables(document: Document, text: str) -> None:
    """Every character is drawn, and drawn once: the counts say so."""
    answers.write_answer(document, question="kf1.q1", text=text)
    pages = len(pypdf.PdfReader(io.BytesIO(rendered(document, render_pdf))).pages)
    assert pages < 120


@pytest.mark.parametrize(("head", "every"), [("Bureaux | Quantity", True), (f"Bureaux | {'long words ' * 60}", False)])
def test_the_head_of_a_long_table_is_on_each_of_its_pages_and_counted_once(
    document: Document, head: str, *, every: bool
) -> None:
    """A head so tall that it would leave no room for rows is not repeated."""
    rows = "\n".join(f"| Post-{number} | {number} |" for number in range(200))
    answers.write_answer(document, question="kf1.q1", text=f"| {head} |\n| --- | --- |\n{rows}")
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(rendered(document, render_pdf))).pages]
    with_rows = ["Bureaux" in page for page in pages if "Post-" in page]
    assert len(with_rows) > 3
    assert with_rows[0]
    assert all(with_rows) is every


ATTACK = (
    "x\n- <script>alert(1)</script> **<img src=x onerror=alert(1)>**\n1. <b onload=alert(1)>\n"
    '| <svg/onload=alert(1)> | " onclick="x |\n| --- | --- |\n| {{ 7*7 }} | **&lt;b&gt;** |'
)


def test_hostile_text_stays_text_in_lists_bold_words_and_tables(document: Document) -> None:
    put(document, one_of_everything(document, lambda _place: ATTACK))
    page = html_page(take_snapshot(document))
    assert_harmless(page)
    for shown in ("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '" onclick="x', "{{ 7*7 }}", "&lt;b&gt;"):
        assert shown in page.text
