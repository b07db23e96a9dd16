"""What the program writes is for this account only, however generous the account usually is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import Stick
from workbench.carrying.opening import copy_of, open_for_work
from workbench.document.document import Document
from workbench.errors import StorageFailed
from workbench.exchange.attached_file import to_store
from workbench.exchange.wording_file import write_template
from workbench.keeping.folder import Cause
from workbench.keeping.keeper import Keeper, bytes_of
from workbench.keeping.open_now import Presence
from workbench.model.rows import Attachment
from workbench.operations.answers import write_answer
from workbench.operations.attached_files import save_attachment
from workbench.operations.attachments import attach
from workbench.operations.documents import add_document
from workbench.operations.for_older import copy_for_format
from workbench.operations.handing_on import begin_from, copy_without_history
from workbench.recovering.recover import recover

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes of files")


@pytest.fixture(autouse=True)
def generous() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def open_to_others(*folders: Path) -> list[str]:
    found = [path for folder in folders for path in folder.rglob("*")]
    return [str(path.relative_to(path.parents[1])) for path in found if path.stat().st_mode & 0o077]


def test_of_a_file_its_copies_and_what_is_made_of_it(document: Document, tmp_path: Path, work_elsewhere: Path):
    folder = tmp_path / "new"
    folder.mkdir(mode=0o700)
    write_answer(document, question="kf1.q1", text="Typed.")
    document.save_copy(folder / "copy.integrity")
    copy_without_history(document, folder / "handed.integrity")
    begin_from(document, folder / "template.integrity")
    copy_for_format(document, folder / "older.integrity", 3)
    write_template(document, path=folder / "wording.csv", language="en")
    paper = folder / "paper.txt"
    paper.write_text("A law.")
    paper.chmod(0o600)
    entry = add_document(document, title="Law")
    attach(document, entry=entry, found=to_store([paper]))
    (row,) = document.read.every(Attachment)
    save_attachment(document, row.id, folder / "out.txt")
    Keeper(document.read.assessment().id).keep(bytes_of(document), datetime.now(UTC), Cause.ASKED, document.path)
    presence = Presence(document)
    assert open_to_others(folder, work_elsewhere.parent) == []
    presence.end()
    torn = folder / "torn.integrity"
    torn.write_bytes(bytes(4096) + (folder / "copy.integrity").read_bytes()[4096:])
    torn.chmod(0o600)
    recover(torn, folder / "recovered.integrity")
    assert open_to_others(folder) == []


def test_of_a_working_copy_and_what_is_put_back(stick: Stick, empty_file: Path, work_elsewhere: Path):
    on_stick = empty_file.rename(stick.folder / empty_file.name)
    on_stick.chmod(0o600)
    with open_for_work(on_stick) as document:
        write_answer(document, question="kf1.q1", text="Typed.")
        copy = copy_of(document)
        assert copy is not None
        copy.put(copy.snapshot(document), datetime.now(UTC))
        copy.keep_both(copy.snapshot(document), datetime.now(UTC), "beside")
        assert open_to_others(work_elsewhere.parent, stick.folder) == []


def test_a_folder_of_working_copies_that_belongs_to_somebody_else_is_not_used(
    stick: Stick, empty_file: Path, work_elsewhere: Path, monkeypatch: pytest.MonkeyPatch
):
    on_stick = empty_file.rename(stick.folder / empty_file.name)
    work_elsewhere.mkdir()
    monkeypatch.setattr("workbench.carrying.working_copy.is_own", lambda _: False)
    with pytest.raises(StorageFailed, match="has no place for a working copy"):
        open_for_work(on_stick)
    assert list(work_elsewhere.iterdir()) == []
