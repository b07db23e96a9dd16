"""Files from outside: what cannot be attached is refused in words, and nothing is changed."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from workbench.document.document import Document
from workbench.errors import AttachmentUnusable
from workbench.exchange import attached_file
from workbench.exchange.attached_file import to_link, to_store, why_not_linked, why_not_stored
from workbench.model.limits import MOST_STORED_BYTES
from workbench.sample import write_sample


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory):
    from workbench.checklist.pack_reader import load_pack

    with write_sample(tmp_path_factory.mktemp("station") / "a.integrity", pack=load_pack("idg-2021")) as opened:
        yield opened


def _refused(told: str, path: Path, document: Document) -> None:
    for way in (lambda: to_store([path]), lambda: to_link(document, [path])):
        with pytest.raises(AttachmentUnusable, match=told) as caught:
            way()
        assert str(caught.value.safe) == "Nothing was changed."


@pytest.fixture
def law(tmp_path: Path) -> Path:
    path = tmp_path / "law.pdf"
    path.write_bytes(b"%PDF-1.4 Article 1")
    return path


def test_why_a_file_is_not_taken_is_told_without_reading_all_of_it(law: Path, tmp_path: Path, document: Document):
    assert why_not_stored([law]) is why_not_linked(document, [law]) is None
    for path in (tmp_path, tmp_path / "gone.pdf"):
        assert str(why_not_stored([law, path])) == str(why_not_linked(document, [law, path]))
    os.truncate(law, 2**31 - 1)
    assert why_not_stored([law]).what.text.startswith("{name} is {size} in size")
    assert why_not_linked(document, [law]) is None


def test_a_document_is_read_whole(law: Path):
    (found,) = to_store([law])
    assert (found.name, found.size, found.data, found.path) == ("law.pdf", 18, b"%PDF-1.4 Article 1", "")


def test_a_linked_document_is_not_read_whole(law: Path, document: Document):
    beside = document.path.parent / "law.pdf"
    beside.write_bytes(law.read_bytes())
    far, near = to_link(document, [law, beside])
    assert (far.data, far.size, far.path) == (None, 18, law.as_posix())
    assert (near.data, near.size, near.path) == (None, 18, "law.pdf")


def test_the_largest_document_is_taken_and_a_larger_one_can_be_linked(tmp_path: Path, document: Document):
    path = tmp_path / "scan.pdf"
    path.write_bytes(b"%PDF-1.4")
    os.truncate(path, MOST_STORED_BYTES)
    assert to_store([path])[0].size == MOST_STORED_BYTES
    os.truncate(path, MOST_STORED_BYTES + 1)
    with pytest.raises(AttachmentUnusable, match="is 20 MB in size; an attachment can be at most 20 MB"):
        to_store([path])
    os.truncate(path, 2 * 1024**3)
    with pytest.raises(AttachmentUnusable, match="is 2147 MB"):
        to_store([path])
    assert to_link(document, [path])[0].size == 2 * 1024**3


def test_a_folder_is_refused(tmp_path: Path, document: Document):
    _refused("is a folder", tmp_path, document)


def test_what_is_not_there_is_refused(tmp_path: Path, document: Document):
    _refused("is no longer there", tmp_path / "gone.pdf", document)
    _refused("cannot be read", tmp_path / "nul\0.pdf", document)


def test_an_empty_file_is_refused(tmp_path: Path, document: Document):
    (tmp_path / "empty.pdf").touch()
    _refused("is empty", tmp_path / "empty.pdf", document)


@pytest.mark.parametrize(("name", "data", "told"), [("run.exe", b"MZ", "is a program"), ("a.docm", b"PK\x03\x04", "macros")])
def test_programs_are_refused(tmp_path: Path, document: Document, name: str, data: bytes, told: str):
    (tmp_path / name).write_bytes(data)
    _refused(told, tmp_path / name, document)


def test_of_several_one_that_is_refused_refuses_all(law: Path, tmp_path: Path):
    with pytest.raises(AttachmentUnusable):
        to_store([law, tmp_path / "gone.pdf"])


@pytest.mark.skipif(os.name != "posix", reason="Windows has neither these files nor these rights")
class TestOfPosix:
    def test_a_pipe_is_refused_at_once(self, tmp_path: Path, document: Document):
        os.mkfifo(tmp_path / "pipe.pdf")
        done = threading.Event()

        def ask() -> None:
            _refused("is a device or a pipe", tmp_path / "pipe.pdf", document)
            done.set()

        thread = threading.Thread(target=ask, daemon=True)
        thread.start()
        assert done.wait(10)
        thread.join()

    def test_a_device_is_refused(self, document: Document):
        _refused("is a device or a pipe", Path("/dev/zero"), document)

    def test_a_circle_of_links_is_refused(self, tmp_path: Path, document: Document):
        (tmp_path / "a.pdf").symlink_to(tmp_path / "b.pdf")
        (tmp_path / "b.pdf").symlink_to(tmp_path / "a.pdf")
        _refused("cannot be read", tmp_path / "a.pdf", document)

    def test_a_path_with_signs_that_cannot_be_stored_is_not_linked(self, tmp_path: Path, document: Document):
        folder = tmp_path / "line\nbreak\x07"
        folder.mkdir()
        (folder / "law.pdf").write_bytes(b"%PDF-1.4")
        with pytest.raises(AttachmentUnusable, match="characters that cannot be saved"):
            to_link(document, [folder / "law.pdf"])
        assert to_store([folder / "law.pdf"])[0].name == "law.pdf"


def test_a_file_that_grows_while_it_is_read_is_refused(law: Path, monkeypatch: pytest.MonkeyPatch):
    real = attached_file.read_outside

    def and_then(path: Path, most: int) -> bytes:
        data = real(path, most)
        with path.open("ab") as stream:
            stream.write(b" more")
        return data

    monkeypatch.setattr(attached_file, "read_outside", and_then)
    with pytest.raises(AttachmentUnusable, match="changed while it was read"):
        to_store([law])


def test_a_file_that_disappears_while_it_is_read_is_refused(law: Path, monkeypatch: pytest.MonkeyPatch):
    real = attached_file.read_outside
    monkeypatch.setattr(attached_file, "read_outside", lambda path, most: (real(path, most), path.unlink())[0])
    with pytest.raises(AttachmentUnusable, match="is no longer there"):
        to_store([law])


def test_a_file_that_another_program_holds_is_refused(law: Path, monkeypatch: pytest.MonkeyPatch):
    def held(path: Path, most: int) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(attached_file, "read_outside", held)
    with pytest.raises(AttachmentUnusable, match="open in another program"):
        to_store([law])


def test_a_file_in_a_network_is_stored_but_not_linked(law: Path, document: Document, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(attached_file, "written_path", lambda *_: "//server/share/law.pdf")
    with pytest.raises(AttachmentUnusable, match="is on a network"):
        to_link(document, [law])
    assert to_store([law])
