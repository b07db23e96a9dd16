"""What becomes of attachments when a file is handed on, and when something in it is forgotten."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from workbench.document.document import Document
from workbench.model.rows import Attachment
from workbench.operations.attached_files import lacking
from workbench.operations.attachments import NewFile, attach, remove_attachment
from workbench.operations.forgetting import forget_history, forget_name
from workbench.operations.handing_on import begin_from, copy_without_attachments, copy_without_history
from workbench.storage.stored_bytes import sizes
from workbench.storage.verify import content_damages

CANARY = b"ZanzibarrowInAScan "


@pytest.fixture
def scan(station: Document, ids: SimpleNamespace) -> str:
    return attach(station, entry=ids.survey, found=[NewFile("scan.txt", 1900, CANARY * 100)])[0]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "copy.integrity"


@pytest.mark.parametrize("history", [True, False])
@pytest.mark.usefixtures("scan")
def test_a_copy_without_attachments_has_their_names_and_sizes(station: Document, copy: Path, history: bool):
    if history:
        copy_without_attachments(station, copy)
    else:
        copy_without_history(station, copy, attachments=False)
    assert CANARY not in copy.read_bytes()
    with Document.open(copy) as opened:
        assert opened.read_only is None
        assert content_damages(opened.read.connection) == []
        assert opened.read.every(Attachment) == station.read.every(Attachment)
        assert lacking(opened) == 2
        assert sizes(opened.read.connection) == {}
        assert bool(opened.read.history(opened.read.every(Attachment)[0], "name")) is history or not history
    assert lacking(station) == 0


def test_without_history_no_folder_tells_an_account(station: Document, ids: SimpleNamespace, copy: Path):
    for path in ("/home/zanzibarrow/plan.pdf", "C:/Users/zanzibarrow/plan.pdf", "papers/plan.pdf"):
        attach(station, entry=ids.plan, found=[NewFile("plan.pdf", 9, path=path)])
    copy_without_history(station, copy)
    assert b"zanzibarrow" not in copy.read_bytes()
    with Document.open(copy) as opened:
        assert sorted(row.path for row in opened.read.every(Attachment)) == ["", "papers/plan.pdf", "plan.pdf", "plan.pdf"]


@pytest.mark.usefixtures("scan")
def test_a_template_has_no_attachments(station: Document, copy: Path):
    begin_from(station, copy)
    assert CANARY not in copy.read_bytes()
    with Document.open(copy) as opened:
        assert opened.read.every(Attachment) == []


def test_forgetting_the_history_takes_what_was_removed(station: Document, scan: str):
    remove_attachment(station, attachment=scan)
    assert CANARY in station.path.read_bytes()
    forget_history(station)
    assert CANARY not in station.path.read_bytes()
    assert b"scan.txt" not in station.path.read_bytes()
    assert len(sizes(station.read.connection)) == 1


def test_a_name_is_forgotten_in_the_names_of_attachments_and_people_are_told_to_read_the_rest(
    station: Document, ids: SimpleNamespace
):
    attach(station, entry=ids.plan, found=[NewFile("Ilyana Zanzibarrow.pdf", 9, path="letters/Ilyana Zanzibarrow.pdf")])
    found = forget_name(station, "Ilyana Zanzibarrow", only_look=True)
    assert (found.mentions, found.unread) == (2, 1)
    forget_name(station, "Ilyana Zanzibarrow")
    assert b"Zanzibarrow" not in station.path.read_bytes()
