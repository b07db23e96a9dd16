"""Attached files: a full report names them; no public edition and no JSON knows of them; their bytes are in none."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest

from workbench.document.document import Document
from workbench.language.i18n import ENGLISH
from workbench.model.vocabulary import Edition
from workbench.operations.attachments import NewFile, add_documents
from workbench.operations.documents import edit_document
from workbench.reports.html import render_html
from workbench.reports.json_report import render_json
from workbench.reports.pdf import render_pdf
from workbench.reports.snapshot import take_snapshot

CANARY = b"%PDF-1.4 Kilimanjarrow"


@pytest.fixture
def attached(sample: Document) -> Document:
    (entry,) = add_documents(sample, question="kf1.q1", found=[NewFile("Zanzibarrow.pdf", len(CANARY), CANARY)])
    edit_document(sample, entry=entry, title="A memo")
    return sample


def _text(document: Document, edition: Edition, kind: str, folder: Path) -> str:
    picture = take_snapshot(document, edition=edition)
    if kind == "pdf":
        render_pdf(picture, folder / "report.pdf", ENGLISH)
        return "".join(page.extract_text() for page in pypdf.PdfReader(folder / "report.pdf").pages)
    stream = io.BytesIO()
    render = render_html if kind == "html" else render_json
    render(picture, stream, ENGLISH)
    return stream.getvalue().decode()


@pytest.mark.slow
@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("kind", ["pdf", "html", "json"])
def test_what_a_report_says_of_an_attached_file(attached: Document, edition: Edition, kind: str, tmp_path: Path):
    text = _text(attached, edition, kind, tmp_path)
    assert "A memo" in text
    assert ("Zanzibarrow" in text) is (edition is Edition.FULL and kind != "json")
    assert "Kilimanjarrow" not in text
