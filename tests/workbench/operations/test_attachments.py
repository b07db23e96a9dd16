"""Files are attached to documents of the register, each once, and undone like anything else."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from workbench.document.document import Document
from workbench.errors import InvalidValue, NotFound
from workbench.language.i18n import ENGLISH
from workbench.model.rows import Answer, Attachment, BackgroundDocument, Evidence
from workbench.model.vocabulary import Confidentiality
from workbench.operations import answers, attachments, documents
from workbench.operations.attachments import (
    NewFile,
    add_documents,
    attach,
    remove_attachment,
    size_warning,
    told_room_left,
    why_no_room,
    written_path,
)
from workbench.storage import stored_bytes

PDF = NewFile("Annual report.PDF", 12, b"%PDF-1.4 abc")
LINK = NewFile("plan.docx", 4000, path="papers/plan.docx")


def test_a_stored_file_has_its_bytes_and_a_linked_one_its_path(station: Document, ids: SimpleNamespace):
    first, second = attach(station, entry=ids.survey, found=[PDF, LINK])
    stored, linked = station.get(Attachment, first), station.get(Attachment, second)
    assert stored is not None
    assert linked is not None
    assert (stored.name, stored.size, stored.path, stored.is_link) == ("Annual report.pdf", 12, "", False)
    assert stored_bytes.content(station.read.connection, stored.content) == PDF.data
    assert (linked.name, linked.size, linked.path, linked.is_link) == ("plan.docx", 4000, "papers/plan.docx", True)
    assert [row.id for row in station.read.where(Attachment, document_id=ids.survey)] == [first, second]
    station.undo()
    assert station.read.where(Attachment, document_id=ids.survey) == []


def test_files_become_documents_and_evidence_in_one_step(station: Document):
    before = len(station.read.every(BackgroundDocument))
    entries = add_documents(station, question="kf2.q1", found=[PDF, LINK])
    rows = station.read.every(BackgroundDocument)[before:]
    assert [(row.id, row.title) for row in rows] == [(entries[0], "Annual report"), (entries[1], "plan")]
    answer = station.read.answer("kf2.q1")
    assert answer is not None
    assert {link.document_id for link in station.read.where(Evidence, answer_id=answer.id)} == set(entries)
    station.undo()
    assert len(station.read.every(BackgroundDocument)) == before


def test_a_file_that_is_there_already_becomes_evidence_and_is_not_added_again(station: Document, ids: SimpleNamespace):
    attach(station, entry=ids.survey, found=[PDF])
    before = station.read.every(BackgroundDocument)
    for _ in range(2):
        assert add_documents(station, question="kf2.q1", found=[PDF]) == [ids.survey]
    assert station.read.every(BackgroundDocument) == before
    answer = station.read.answer("kf2.q1")
    assert answer is not None
    assert [link.document_id for link in station.read.where(Evidence, answer_id=answer.id)] == [ids.survey]
    (other,) = add_documents(station, found=[PDF])
    assert other != ids.survey, "on the page Documents somebody wants a document"


def test_the_same_file_twice_among_those_is_one_document(station: Document):
    one, other = add_documents(station, question="kf2.q1", found=[PDF, PDF])
    assert one == other


def test_what_supports_a_confidential_answer_is_confidential_too(station: Document):
    answers.mark_answer_confidential(station, question="kf2.q1", confidential=True)
    (entry,) = add_documents(station, question="kf2.q1", found=[PDF])
    row = station.get(BackgroundDocument, entry)
    assert row is not None
    assert row.confidential is Confidentiality.INHERITED
    (entry,) = add_documents(station, question="kf1.q1", found=[LINK])
    row = station.get(BackgroundDocument, entry)
    assert row is not None
    assert row.confidential is Confidentiality.OPEN


def test_removing_and_undoing(station: Document, ids: SimpleNamespace):
    (row_id,) = attach(station, entry=ids.survey, found=[PDF])
    remove_attachment(station, attachment=row_id)
    assert station.get(Attachment, row_id) is None
    station.undo()
    assert station.get(Attachment, row_id) is not None
    with pytest.raises(NotFound):
        remove_attachment(station, attachment="nothing")


def test_a_removed_document_takes_its_files_with_it_and_undo_brings_both_back(station: Document, ids: SimpleNamespace):
    documents.remove_document(station, entry=ids.law)
    assert station.get(Attachment, ids.paper) is None
    station.undo()
    row = station.get(Attachment, ids.paper)
    assert row is not None
    assert stored_bytes.content(station.read.connection, row.content) == b"Art. 1"


def test_nothing_is_attached_to_what_is_not_there(station: Document):
    rows = station.read.every(Attachment)
    with pytest.raises(NotFound):
        attach(station, entry="nothing", found=[PDF])
    with pytest.raises(NotFound):
        add_documents(station, question="kf99.q1", found=[PDF])
    assert station.read.every(Attachment) == rows
    assert station.read.every(Answer)


def test_all_together_have_a_limit_and_a_warning_before_it(
    station: Document, ids: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
):
    assert size_warning(station) is None
    assert told_room_left(station) is None
    monkeypatch.setattr(attachments, "MANY_STORED_BYTES", 10)
    monkeypatch.setattr(attachments, "ALL_STORED_BYTES", 20)
    attach(station, entry=ids.survey, found=[PDF])
    warning = size_warning(station)
    assert warning is not None
    assert "18 bytes" in ENGLISH(warning)
    assert str(told_room_left(station)) == "There is room for 2 bytes of attachments."
    assert why_no_room(station, 2) is None
    with pytest.raises(InvalidValue, match="more than 20 bytes"):
        attach(station, entry=ids.survey, found=[NewFile("b.txt", 3, b"abc")])
    attach(station, entry=ids.survey, found=[LINK])
    attach(station, entry=ids.survey, found=[NewFile("b.txt", 2, b"ab")])
    assert str(told_room_left(station)) == "There is no room left for attachments. Documents can be linked."


def test_a_path_is_relative_where_the_file_lies_beside_the_assessment(tmp_path):
    here = tmp_path / "station" / "a.integrity"
    assert written_path(here, tmp_path / "station" / "papers" / "law.pdf") == "papers/law.pdf"
    assert written_path(here, tmp_path / "law.pdf") == (tmp_path / "law.pdf").as_posix()
