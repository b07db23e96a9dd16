"""Paths that no system takes: whoever asks for one is told so in words, and nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.document.document import Document
from workbench.errors import WorkbenchError
from workbench.exchange.wording_file import load_wording, write_template
from workbench.language.i18n import Message
from workbench.operations.copies import copies_of
from workbench.operations.for_older import copy_for_format
from workbench.operations.handing_on import begin_from, copy_without_attachments, copy_without_history
from workbench.recovering.recover import recover

BAD = {"NUL": "a\0b.integrity", "lone surrogate": "a\ud800b.integrity", "folder": "x\0y/a.integrity", "folder 2": "\ud900/a"}
WRITE: dict[str, Callable[[Document, Path], object]] = {
    "new": lambda _, path: Document.create(path, [], label=Message("create")),
    "copy": lambda document, path: document.save_copy(path),
    "elsewhere": lambda document, path: document.save_elsewhere(path),
    "without history": copy_without_history,
    "without attachments": copy_without_attachments,
    "template": begin_from,
    "older": lambda document, path: copy_for_format(document, path, 3),
    "wording": lambda document, path: write_template(document, path=path, language="en"),
    "recover": lambda document, path: recover(document.path, path),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("what", WRITE)
def test_nothing_is_written_to_a_path_that_cannot_be(document: Document, tmp_path: Path, what: str, name: str):
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(WorkbenchError, match="has characters that no name of a file can have"):
        WRITE[what](document, tmp_path / BAD[name])
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", BAD)
def test_nothing_is_read_from_a_path_that_cannot_be(document: Document, tmp_path: Path, name: str):
    path = tmp_path / BAD[name]
    with pytest.raises(WorkbenchError):
        Document.open(path)
    with pytest.raises(WorkbenchError):
        load_wording(document, path=path, language="en")
    assert copies_of(document.path, document.read.assessment().id, [path]) == []
