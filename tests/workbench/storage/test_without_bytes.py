"""A file in memory without the bytes of documents: all else is the same, digest for digest."""

from __future__ import annotations

import contextlib

from tests.workbench.storage.test_stored_bytes import MUCH, store
from workbench.document.document import Document
from workbench.storage.schema import BYTES
from workbench.storage.seal import NO_ROWS, read_seal
from workbench.storage.verify import content_damages, layout_of, structure_damaged
from workbench.storage.without_bytes import without_bytes


def test_everything_but_the_bytes_is_there(small: Document):
    store(small, MUCH)
    with contextlib.closing(without_bytes(small.read.connection)) as picture:
        assert layout_of(picture) == layout_of(small.read.connection)
        assert not structure_damaged(picture)
        assert content_damages(picture) == []
        seal, original = read_seal(picture), read_seal(small.read.connection)
        assert seal is not None
        assert original is not None
        assert seal.without(BYTES) == original.without(BYTES)
        assert seal.tables[BYTES] == NO_ROWS
        assert len(picture.content()) < len(MUCH)
        for table in ("changes", "entries", "subjects", "labels", "sittings"):
            assert picture.read(f"SELECT * FROM {table}") == small.read.connection.read(f"SELECT * FROM {table}")
