"""The glossary of a report: the terms that its own texts use, in every format and for each edition."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

import pypdf
import pytest

from workbench.checklist.tree import Checklist, Term
from workbench.document.document import Document
from workbench.language.i18n import ENGLISH, Message
from workbench.model.rows import (
    Activity,
    Answer,
    Contribution,
    Contributor,
    Finding,
    Indicator,
    Measurement,
    Outcome,
    Rating,
    Row,
    Session,
)
from workbench.model.vocabulary import Confidentiality, Criterion, Edition, Level
from workbench.reports.data import ReportData
from workbench.reports.html import render_html
from workbench.reports.json_report import render_json
from workbench.reports.pdf import render_pdf
from workbench.reports.snapshot import take_snapshot
from workbench.reports.terms import report_terms

pytestmark = pytest.mark.slow

TERM = Term("zwieback", "Zwieback", "Bread that is baked twice.", "a baker")
OTHER = Term("yurt", "Yurt", "A round tent.", "a nomad")

USES = {
    "answer": Answer(id="1", question_id="kf1.q1", text="We eat zwieback."),
    "causes": Answer(id="1", question_id="kf1.q1", causes="Zwiebacks were missing."),
    "finding": Finding(id="1", area_id="kf1", gaps="No ZWIEBACK"),
    "contribution": Contribution(id="1", question_id="kf1.q1", text="Zwieback?"),
    "person": Contributor(id="1", job_title="Zwieback officer"),
    "session": Session(id="1", results="zwieback"),
    "outcome": Outcome(id="1", title="Zwieback for all"),
    "activity": Activity(id="1", description="Bake zwieback"),
    "indicator": Indicator(id="1", rationale="Zwieback matters"),
}


def put(document: Document, *rows: Row) -> None:
    """Writes rows; those of which the file has one already take its id."""
    with document.change(Message("test")) as transaction:
        for row in rows:
            transaction.put(replace(row, id=_id_of(document, row)))


def _id_of(document: Document, row: Row) -> str:
    if isinstance(row, Answer):
        return document.read.answer(row.question_id).id
    if isinstance(row, Finding):
        return document.read.where(Finding, area_id=row.area_id)[0].id
    return row.id


def picture(document: Document, edition: Edition = Edition.FULL) -> ReportData:
    """A picture whose glossary has our two terms."""
    data = take_snapshot(document, edition=edition)
    checklist = data.checklist
    return replace(data, checklist=Checklist(checklist.language, checklist.areas, (OTHER, TERM)))


def explained(data: ReportData) -> list[str]:
    return [term.term for term in report_terms(data, ENGLISH)]


@pytest.mark.parametrize("row", USES.values(), ids=list(USES))
def test_a_term_is_explained_where_a_text_uses_it(document: Document, row: Row) -> None:
    assert explained(picture(document)) == []
    put(document, row)
    assert explained(picture(document)) == ["Zwieback"]


def test_measurements_and_notes_on_ratings_are_texts_too(document: Document) -> None:
    put(document, Activity(id="1"), Rating(id="1", activity_id="1", criterion=Criterion.COST, note="A yurt costs little"))
    put(document, Indicator(id="1"), Measurement(id="1", indicator_id="1", note="a yurt, and zwieback"))
    assert explained(picture(document)) == ["Yurt", "Zwieback"]


def test_questions_are_texts_and_those_left_out_are_not(document: Document) -> None:
    from workbench.operations.assessment import include_questions
    from workbench.operations.wording import replace_wording

    replace_wording(document, language="en", texts={"kf1.q1": "How is zwieback baked?"})
    assert explained(picture(document)) == ["Zwieback"]
    include_questions(document, questions=["kf1.q1"], included=False)
    assert explained(picture(document)) == []


@pytest.mark.parametrize(
    "row",
    [replace(row, confidential=Confidentiality.MARKED) for row in USES.values() if hasattr(row, "confidential")],
    ids=[name for name, row in USES.items() if hasattr(row, "confidential")],
)
def test_a_term_of_a_confidential_text_alone_is_not_in_the_public_edition(document: Document, row: Any) -> None:
    put(document, row)
    assert explained(picture(document)) == ["Zwieback"]
    assert explained(picture(document, Edition.PUBLIC)) == []
    put(document, Answer(id="", question_id="kf1.q2", text="Zwieback is public."))
    assert explained(picture(document, Edition.PUBLIC)) == ["Zwieback"]


def test_the_heads_of_the_plan_use_terms_when_there_is_a_plan(document: Document) -> None:
    def indicator_is_explained() -> bool:
        data = take_snapshot(document)
        checklist = replace(data.checklist, terms=(Term("kpi", "Key performance indicator (KPI)", "A measure", "own"),))
        return bool(report_terms(replace(data, checklist=checklist, areas=()), ENGLISH))

    assert not indicator_is_explained()
    put(document, Activity(id="1", priority=Level.HIGH))
    assert indicator_is_explained()


def shown(data: ReportData) -> dict[str, str]:
    """The report in each format, as text."""
    pdf, html, table = io.BytesIO(), io.BytesIO(), io.BytesIO()
    render_pdf(data, pdf, ENGLISH)
    render_html(data, html, ENGLISH)
    render_json(data, table, ENGLISH)
    return {
        "pdf": " ".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages[-3:]),
        "html": html.getvalue().decode(),
        "json": json.dumps(json.loads(table.getvalue())["glossary"]),
    }


def test_every_format_explains_the_same_terms(document: Document) -> None:
    put(document, USES["answer"])
    for name, text in shown(picture(document)).items():
        assert TERM.definition in text, name
        assert OTHER.definition not in text, name


def test_a_report_without_terms_says_so_or_has_no_such_part(document: Document) -> None:
    formats = shown(picture(document))
    assert "Glossary" not in formats["pdf"]
    assert "This report uses no glossary terms." in formats["html"]
    assert formats["json"] == "[]"


def test_the_sample_explains_what_it_uses_and_nothing_else(sample: Document) -> None:
    data = take_snapshot(sample)
    found = set(explained(data))
    assert {"Discretion", "Whistle-blower", "Key performance indicator (KPI)", "Memorandum of understanding (MoU)"} <= found
    assert found.isdisjoint({"Maritime Anti-Corruption Network (MACN)", "Canada Border Services Agency (CBSA)"})
    assert len(found) < len(data.checklist.terms)
