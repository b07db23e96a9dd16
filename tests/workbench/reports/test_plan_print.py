"""The action plan alone as PDF: landscape from the first page, every activity, and nothing confidential in the public edition."""

from __future__ import annotations

import hashlib
import io
from datetime import UTC, datetime

import pypdf
import pytest

from workbench.errors import InvalidValue, ReportFailed
from workbench.language.i18n import ENGLISH
from workbench.model.rows import ActivityPerson
from workbench.model.vocabulary import Edition
from workbench.operations.activities import add_activity
from workbench.operations.answers import write_answer
from workbench.operations.plan import add_outcome, add_output
from workbench.operations.roles import name_people
from workbench.reports.contents import RenderedCounts, untold
from workbench.reports.plan_print import PlanPages, export_plan, write_plan
from workbench.reports.snapshot import take_snapshot

MADE_AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture
def planned(document):
    """One outcome with one output and two activities, one of them confidential; one activity is not planned yet."""
    output = add_output(document, outcome=add_outcome(document, title="Fewer bribes"), title="Lanes are drawn")
    draw = add_activity(document, title="Draw the lanes", output_id=output, start_quarter="2027-Q1")
    name_people(document, of=ActivityPerson, owner=draw, text="Freight Control")
    add_activity(document, title="Watch the cashier", output_id=output, confidential=True)
    add_activity(document, title="Train brokers")
    write_answer(document, question="kf1.q1", text="An answer that is no part of the plan")
    return document


def pages(document, edition=Edition.FULL):
    data = take_snapshot(document, made_at=MADE_AT, edition=edition)
    return pypdf.PdfReader(io.BytesIO(PlanPages(data).do(untold))).pages


def text_of(found):
    return " ".join(" ".join(page.extract_text() for page in found).split())


def test_every_page_is_landscape_and_holds_only_the_plan(planned):
    found = pages(planned)
    assert all(page.mediabox.width > page.mediabox.height for page in found)
    text = text_of(found)
    for wanted in ("Action plan", "Responsible person", "1.1.1 Draw the lanes", "Freight Control", "Train brokers"):
        assert wanted in text
    assert "no part of the plan" not in text
    assert "Full edition" in text


def test_the_public_edition_leaves_out_what_is_confidential(planned):
    text = text_of(pages(planned, Edition.PUBLIC))
    assert "Watch the cashier" in text_of(pages(planned))
    assert "Watch the cashier" not in text
    assert "Draw the lanes" in text
    assert "Public edition" in text


def test_an_empty_plan_says_so(document):
    assert "Action plan" in text_of(pages(document))


def test_the_same_picture_gives_the_same_bytes(planned):
    data = take_snapshot(planned, made_at=MADE_AT)
    assert PlanPages(data).do(untold) == PlanPages(data).do(untold)


def test_a_file_is_written_and_told(planned, tmp_path):
    target = tmp_path / "plan.pdf"
    result = export_plan(planned, target)
    assert result.activities == 3
    assert result.sha256 == hashlib.sha256(target.read_bytes()).hexdigest()
    assert ENGLISH(result.sentence()) == "Activities in the plan: 3."
    public = export_plan(planned, target, edition=Edition.PUBLIC)
    assert ENGLISH(public.sentence()) == "Activities in the public edition of the plan: 2."


def test_only_pdf_is_written(planned, tmp_path):
    with pytest.raises(InvalidValue, match="only be saved as PDF"):
        export_plan(planned, tmp_path / "plan.html")
    assert list(tmp_path.glob("plan.*")) == []


def test_an_activity_that_was_not_drawn_is_noticed(planned, tmp_path, monkeypatch):
    target = tmp_path / "plan.pdf"
    target.write_bytes(b"old")
    monkeypatch.setattr("workbench.reports.plan_print.render_plan", lambda *_: RenderedCounts(0, 0, 2))
    with pytest.raises(ReportFailed, match="does not contain all activities"):
        write_plan(take_snapshot(planned), target)
    assert target.read_bytes() == b"old"
