"""The register of background documents."""

from __future__ import annotations

from types import SimpleNamespace

from workbench.document.document import Document
from workbench.model.rows import BackgroundDocument, Evidence
from workbench.model.vocabulary import Confidentiality, DocumentKind
from workbench.operations import documents


def test_an_entry_with_all_fields(station: Document) -> None:
    fields = {
        "title": "Annual report",
        "kind": DocumentKind.COUNTRY_REPORTS,
        "source": "Ombudsman",
        "date": "2025-12-31",
        "reference": "No. 4",
        "note": "Chapter 2",
        "confidential": True,
    }
    added = documents.add_document(station, **fields)
    row = station.read.every(BackgroundDocument)[-1]
    assert row.id == added
    assert {name: getattr(row, name) for name in fields} == fields | {"confidential": Confidentiality.MARKED}


def test_a_removed_document_no_longer_supports_anything(station: Document, ids: SimpleNamespace) -> None:
    documents.remove_document(station, entry=ids.survey)
    assert [link.document_id for link in station.read.every(Evidence)] == [ids.law]
    station.undo()
    assert sorted(link.document_id for link in station.read.every(Evidence)) == sorted([ids.law, ids.survey, ids.survey])
