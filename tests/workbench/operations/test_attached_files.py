"""What is attached leaves the assessment as a copy; what a stranger wrote into one is told as damage and goes nowhere."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from workbench.document.document import Document
from workbench.errors import AttachmentUnusable, NotFound
from workbench.language.i18n import Message
from workbench.model.rows import Attachment
from workbench.operations import attached_files
from workbench.operations.attached_files import (
    Looked,
    State,
    attached,
    bytes_of,
    is_elsewhere,
    linked_file,
    linked_path,
    look_for,
    private_copy,
    save_attachment,
)
from workbench.operations.attachments import NewFile, attach
from workbench.storage.private_copies import PrivateCopies
from workbench.storage.schema import BYTES

Put = Callable[..., Attachment]


@pytest.fixture
def put(station: Document, ids: SimpleNamespace) -> Put:
    """Writes the row of the attached law as anybody could."""

    def write(**values: object) -> Attachment:
        row = station.get(Attachment, ids.paper)
        assert row is not None
        changed = replace(row, **values)
        with station.change(Message("forged")) as transaction:
            transaction.put(changed)
        return changed

    return write


def _state(document: Document, row_id: str) -> State:
    return next(one.state for one in attached(document) if one.row.id == row_id)


def test_a_stored_file_is_listed_with_its_document(station: Document, ids: SimpleNamespace):
    (one,) = attached(station)
    assert (one.row.id, one.state, one.document.title) == (ids.paper, State.STORED, "Law")
    assert attached(station, ids.survey) == []
    assert attached(station, ids.law) == [one]


def test_it_leaves_as_it_came(station: Document, ids: SimpleNamespace, tmp_path: Path):
    row, data = bytes_of(station, ids.paper)
    assert (row.name, data) == ("law.txt", b"Art. 1")
    save_attachment(station, ids.paper, tmp_path / "saved.txt")
    assert (tmp_path / "saved.txt").read_bytes() == b"Art. 1"
    copies = PrivateCopies()
    assert private_copy(station, ids.paper, copies).read_bytes() == b"Art. 1"
    copies.clear()
    with pytest.raises(NotFound):
        bytes_of(station, "nothing")


STRANGE = [
    {"name": "../../evil.txt"},
    {"name": "..\\evil.txt"},
    {"name": "/etc/cron.txt"},
    {"name": "law.txt:evil"},
    {"name": "law\u202etxt.txt"},
    {"name": "NUL.txt"},
    {"name": ""},
    {"content": "0" * 63},
    {"content": "A" * 64},
    {"content": "%"},
    {"content": "../x"},
    {"size": 5},
    {"size": 1 << 40},
]


@pytest.mark.parametrize("values", STRANGE, ids=str)
def test_a_row_that_is_not_as_the_program_writes_it_is_damaged_and_goes_nowhere(
    station: Document, ids: SimpleNamespace, put: Put, values: dict[str, object], tmp_path: Path
):
    put(**values)
    assert _state(station, ids.paper) is State.DAMAGED
    copies = PrivateCopies()
    for way in (
        lambda: bytes_of(station, ids.paper),
        lambda: save_attachment(station, ids.paper, tmp_path / "out" / "x.txt"),
        lambda: private_copy(station, ids.paper, copies),
    ):
        with pytest.raises(AttachmentUnusable, match="is damaged"):
            way()
    assert copies._folder is None, "not even a folder was made"
    assert not (tmp_path / "out").exists()


def test_other_bytes_of_the_same_size_are_noticed_before_anything_is_written(
    station: Document, ids: SimpleNamespace, tmp_path: Path
):
    with station.read.connection.transaction():
        station.read.connection.write(f"UPDATE {BYTES} SET data = ?", (b"Art. 2",))
    assert _state(station, ids.paper) is State.STORED, "listing reads no bytes"
    with pytest.raises(AttachmentUnusable, match="is damaged"):
        save_attachment(station, ids.paper, tmp_path / "saved.txt")
    assert not (tmp_path / "saved.txt").exists()


def test_bytes_that_are_absent_are_said_to_be(station: Document, ids: SimpleNamespace, put: Put):
    put(content="0" * 64)
    assert _state(station, ids.paper) is State.ABSENT
    with pytest.raises(AttachmentUnusable, match="not in this copy"):
        bytes_of(station, ids.paper)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("run.exe", b"MZ", "is a program"),
        ("law.pdf", b"MZ..", "is a program"),
        ("law.docm", b"PK\x03\x04", "contains macros"),
        ("law.xyz", b"abc", "not of a kind"),
        ("law.pdf", b"abc", "does not contain what its ending says"),
    ],
)
def test_a_program_in_a_file_of_a_stranger_is_not_let_out(
    station: Document, ids: SimpleNamespace, name, data, told, tmp_path
):
    (row_id,) = attach(station, entry=ids.survey, found=[NewFile(name, len(data), data)])
    with pytest.raises(AttachmentUnusable, match=told):
        private_copy(station, row_id, PrivateCopies())
    with pytest.raises(AttachmentUnusable, match=told):
        save_attachment(station, row_id, tmp_path / name)
    assert not (tmp_path / name).exists()


def _linked(document: Document, ids: SimpleNamespace, path: str, name: str = "plan.pdf") -> str:
    (row_id,) = attach(document, entry=ids.plan, found=[NewFile(name, 9, path=path)])
    return row_id


def test_a_linked_file_is_found_beside_the_assessment_wherever_that_lies(station: Document, ids: SimpleNamespace):
    row_id = _linked(station, ids, "papers/plan.pdf")
    assert _state(station, row_id) is State.NOT_FOUND
    with pytest.raises(AttachmentUnusable, match="was not found where it was linked"):
        linked_file(station, row_id)
    papers = station.path.parent / "papers"
    papers.mkdir()
    (papers / "plan.pdf").write_bytes(b"%PDF-1.4")
    assert _state(station, row_id) is State.LINKED
    assert linked_file(station, row_id) == papers / "plan.pdf"
    with pytest.raises(AttachmentUnusable, match="only linked"):
        bytes_of(station, row_id)
    (papers / "plan.pdf").write_bytes(b"MZ")
    with pytest.raises(AttachmentUnusable, match="is a program"):
        linked_file(station, row_id)


def test_a_linked_file_whose_name_the_disk_writes_otherwise_is_found(station: Document, ids: SimpleNamespace):
    apart = station.path.parent / "e\u0301te\u0301.pdf"
    apart.write_bytes(b"%PDF-1.4")
    row_id = _linked(station, ids, "été.pdf", "été.pdf")
    assert linked_file(station, row_id).read_bytes() == b"%PDF-1.4"


@pytest.mark.parametrize(
    "path",
    [
        "../secret.pdf",
        "papers/../../secret.pdf",
        "//server/share/x.pdf",
        "\\\\server\\share\\x.pdf",
        "x.pdf:y",
        "~/x.pdf",
        "",
    ],
)
def test_a_path_that_leads_away_or_into_a_network_is_damaged(station: Document, ids: SimpleNamespace, path: str):
    row_id = _linked(station, ids, path)
    row = station.get(Attachment, row_id)
    assert row is not None
    assert linked_path(station, row) is None
    assert _state(station, row_id) is State.DAMAGED
    with pytest.raises(AttachmentUnusable, match="is damaged"):
        linked_file(station, row_id)


def test_a_link_to_a_program_by_another_name_is_not_opened(station: Document, ids: SimpleNamespace):
    program = station.path.parent / "run.sh"
    program.write_text("#!/bin/sh\n")
    row_id = _linked(station, ids, "run.sh", "law.pdf")
    with pytest.raises(AttachmentUnusable, match="is a program"):
        linked_file(station, row_id)


def test_what_lies_elsewhere_is_known(station: Document, ids: SimpleNamespace):
    for path, elsewhere in (
        ("papers/x.pdf", False),
        ("/home/ana/x.pdf", True),
        ("C:/Users/ana/x.pdf", True),
        ("../x.pdf", True),
    ):
        row = station.get(Attachment, _linked(station, ids, path))
        assert row is not None
        assert is_elsewhere(row) is elsewhere


def test_a_share_that_does_not_answer_hides_no_other_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """What is there is found, what is not is missing, and only what nobody answers for is unanswered."""
    let_go, real = threading.Event(), attached_files.found_at

    def slow(path: Path) -> Path | None:
        if "share" in path.parts:
            let_go.wait(30)
        return real(path)

    monkeypatch.setattr(attached_files, "found_at", slow)
    (here := tmp_path / "law.pdf").write_bytes(b"%PDF-1.4")
    share = Path(tmp_path.anchor) / "srv" / "share" / "plan.pdf"
    gone = tmp_path / "gone.pdf"
    looked = look_for([here, gone, share], 0.2)
    let_go.set()
    assert looked == Looked(frozenset({gone}), frozenset({share}))
