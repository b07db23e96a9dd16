from __future__ import annotations

import gc
from pathlib import Path

import pytest

from workbench.errors import DocumentInUse
from workbench.storage.open_files import file_identity, give_back, hold, refuse_if_open_here


class Holder:
    """Anything that can have a file open."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "a.integrity").write_bytes(b"a")
    return tmp_path / "a.integrity"


def test_a_file_is_known_under_every_name(path: Path, tmp_path: Path):
    (tmp_path / "link").symlink_to(path)
    (tmp_path / "hard").hardlink_to(path)
    (tmp_path / "other").write_bytes(b"a")
    assert file_identity(path) == file_identity(tmp_path / "link") == file_identity(tmp_path / "hard")
    assert file_identity(path) != file_identity(tmp_path / "other")
    assert file_identity(tmp_path / "gone") is None
    assert file_identity(Path("a\0b")) is None


def test_a_held_file_is_refused_until_it_is_given_back(path: Path):
    refuse_if_open_here(path)
    holder = Holder()
    key = hold(path, holder)
    with pytest.raises(DocumentInUse, match=r"The file a\.integrity is open in another window or program"):
        refuse_if_open_here(path)
    give_back(key, Holder())
    with pytest.raises(DocumentInUse):
        refuse_if_open_here(path)
    give_back(key, holder)
    refuse_if_open_here(path)
    give_back(key, holder)


def test_a_holder_that_is_gone_holds_nothing(path: Path):
    holder = Holder()
    hold(path, holder)
    del holder
    gc.collect()
    refuse_if_open_here(path)


def test_a_file_that_does_not_exist_is_held_by_nobody(tmp_path: Path):
    assert hold(tmp_path / "gone", Holder()) is None
    give_back(None, Holder())
    refuse_if_open_here(tmp_path / "gone")
