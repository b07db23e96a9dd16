"""A file is looked at as bytes first: whatever is not ours gets its sentence, and none of its bytes is changed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import struct
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from workbench.document.document import Document
from workbench.errors import DocumentDamaged, DocumentTooNew, NotOurFile, WorkbenchError
from workbench.storage.header import read_header
from workbench.storage.schema import APPLICATION_ID, FORMAT_VERSION, SCHEMA

NOT_OURS = "was not made by Integrity Workbench."
EMPTY = "is empty."
CUT_SHORT = "has been cut short."
CHANGED = "has been changed by another program."
DAMAGED = "is damaged."


def _put(path: Path, offset: int, data: bytes) -> None:
    with path.open("r+b") as stream:
        stream.seek(offset)
        stream.write(data)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _one_byte(path: Path) -> None:
    path.write_bytes(b"S")


def _text(path: Path) -> None:
    path.write_text("Dear colleague, the file is attached.\n" * 200)


def _about_our_tables(path: Path) -> None:
    path.write_text("\n".join(SCHEMA))


def _zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("answers.txt", "something " * 100)


def _zeros(path: Path) -> None:
    path.write_bytes(bytes(65536))


def _another_program(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA application_id=1196437834")
        connection.execute("CREATE TABLE assessment (id)")
    connection.close()


def _no_program(path: Path) -> None:
    _put(path, 68, bytes(4))


def _cut_at(size: int) -> Callable[[Path], None]:
    def cut(path: Path) -> None:
        os.truncate(path, size)

    return cut


def _cut_by(size: int) -> Callable[[Path], None]:
    def cut(path: Path) -> None:
        os.truncate(path, path.stat().st_size - size)

    return cut


def _bytes_at(offset: int, data: bytes) -> Callable[[Path], None]:
    return lambda path: _put(path, offset, data)


CASES: dict[str, tuple[Callable[[Path], None], type[WorkbenchError], str]] = {
    "empty": (_empty, NotOurFile, EMPTY),
    "one byte": (_one_byte, NotOurFile, NOT_OURS),
    "text": (_text, NotOurFile, NOT_OURS),
    "zip": (_zip, NotOurFile, NOT_OURS),
    "zeros": (_zeros, NotOurFile, NOT_OURS),
    "another program's database": (_another_program, NotOurFile, NOT_OURS),
    "a database of no program": (_no_program, DocumentDamaged, DAMAGED),
    "application of another": (_bytes_at(68, struct.pack(">I", APPLICATION_ID + 1)), DocumentDamaged, DAMAGED),
    "first sector zeros": (_bytes_at(0, bytes(512)), DocumentDamaged, DAMAGED),
    "first sector garbage": (_bytes_at(0, b"\xa5\x00\xff" * 170), DocumentDamaged, DAMAGED),
    "first page zeros": (_bytes_at(0, bytes(4096)), DocumentDamaged, DAMAGED),
    "a text about our tables": (_about_our_tables, NotOurFile, NOT_OURS),
    "cut to 15 bytes": (_cut_at(15), NotOurFile, NOT_OURS),
    "cut to 16 bytes": (_cut_at(16), NotOurFile, NOT_OURS),
    "cut to 71 bytes": (_cut_at(71), NotOurFile, NOT_OURS),
    "cut to 99 bytes": (_cut_at(99), NotOurFile, NOT_OURS),
    "cut to 100 bytes": (_cut_at(100), DocumentDamaged, CUT_SHORT),
    "cut to a sector": (_cut_at(512), DocumentDamaged, CUT_SHORT),
    "cut within the first page": (_cut_at(4095), DocumentDamaged, CUT_SHORT),
    "cut to one page": (_cut_at(4096), DocumentDamaged, CUT_SHORT),
    "cut to half": (_cut_at(100_000), DocumentDamaged, CUT_SHORT),
    "one page short": (_cut_by(4096), DocumentDamaged, CUT_SHORT),
    "one byte short": (_cut_by(1), DocumentDamaged, CUT_SHORT),
    "damaged magic": (_bytes_at(0, b"SQLitf"), DocumentDamaged, DAMAGED),
    "write-ahead log": (_bytes_at(18, b"\x02\x02"), DocumentDamaged, CHANGED),
    "unknown journal": (_bytes_at(18, b"\x07\x07"), DocumentDamaged, CHANGED),
    "negative version": (_bytes_at(60, struct.pack(">i", -1)), DocumentDamaged, CHANGED),
    "version 0": (_bytes_at(60, bytes(4)), DocumentDamaged, CHANGED),
}


@pytest.mark.parametrize("read_only", [False, True], ids=["for work", "for reading"])
@pytest.mark.parametrize("case", CASES)
def test_whatever_is_not_a_whole_file_of_ours_gets_its_sentence(small_file: Path, case: str, read_only: bool):
    change, error, sentence = CASES[case]
    change(small_file)
    before, modified = small_file.read_bytes(), small_file.stat().st_mtime_ns
    with pytest.raises(error) as caught:
        Document.open(small_file, read_only=read_only)
    assert f"The file small.integrity {sentence}" in str(caught.value)
    assert caught.value.advice.text
    assert small_file.read_bytes() == before
    assert small_file.stat().st_mtime_ns == modified
    assert [path.name for path in small_file.parent.iterdir()] == ["small.integrity"]


def test_a_whole_file_of_ours_tells_its_format(small_file: Path):
    assert read_header(small_file).format_version == FORMAT_VERSION == 4
    _put(small_file, 60, struct.pack(">i", 7))
    assert read_header(small_file).format_version == 7


def test_more_than_the_file_at_its_end_does_no_harm(small_file: Path, content_of):
    with Document.open(small_file) as document:
        before = content_of(document)
    with small_file.open("ab") as stream:
        stream.write(b"appended by a careless tool" * 300)
    with Document.open(small_file) as document:
        assert document.read_only is None
        assert content_of(document) == before


def test_a_newer_format_that_cannot_be_read_says_so(small_file: Path):
    connection = sqlite3.connect(small_file)
    connection.execute("ALTER TABLE answers RENAME TO replies")
    connection.execute(f"PRAGMA user_version={FORMAT_VERSION + 1}")
    connection.commit()
    connection.close()
    before = small_file.read_bytes()
    with pytest.raises(
        DocumentTooNew, match=r"made by a newer version of Integrity Workbench\. Nothing in it was changed\."
    ):
        Document.open(small_file)
    assert small_file.read_bytes() == before


def test_a_missing_file(tmp_path: Path):
    with pytest.raises(NotOurFile, match=r"^There is no file gone\.integrity\. Check the name and the folder"):
        Document.open(tmp_path / "gone.integrity")
    assert list(tmp_path.iterdir()) == []


def test_a_link_that_leads_nowhere(tmp_path: Path):
    (tmp_path / "link.integrity").symlink_to(tmp_path / "gone.integrity")
    with pytest.raises(NotOurFile, match="There is no file"):
        Document.open(tmp_path / "link.integrity")


def test_a_folder(tmp_path: Path):
    (tmp_path / "folder.integrity").mkdir()
    with pytest.raises(NotOurFile, match=r"^folder\.integrity is not a file\."):
        Document.open(tmp_path / "folder.integrity")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_does_not_hold_up_the_program(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.integrity")
    with pytest.raises(NotOurFile, match=r"^pipe\.integrity is not a file\."):
        Document.open(tmp_path / "pipe.integrity")


@pytest.mark.parametrize("name", ["a\0b", "n" * 5000], ids=["a name that no file can have", "a name that is too long"])
def test_a_name_that_cannot_be(tmp_path: Path, name: str):
    with pytest.raises(NotOurFile, match="cannot be read"):
        Document.open(tmp_path / name)


@contextmanager
def _ordinary_account() -> Iterator[None]:
    """Lets an administrator's test be refused what others are refused."""
    administrator = hasattr(os, "setresuid") and os.getuid() == 0
    if administrator:
        os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        if administrator:
            os.setresuid(0, 0, 0)


def test_a_file_that_may_not_be_read(small_file: Path):
    small_file.chmod(0)
    with _ordinary_account(), pytest.raises(NotOurFile, match="cannot be read"):
        Document.open(small_file)
    small_file.chmod(0o600)


@pytest.mark.parametrize(
    "name", ["aswan أسوان.integrity", "100%?x=1#&.integrity", "file:x?mode=rw.integrity", "🧭 a 'b' \"c\".integrity"]
)
def test_every_name_that_a_disk_allows(small_file: Path, content_of, name: str):
    path = small_file.rename(small_file.with_name(name))
    with Document.open(path) as document:
        expected = content_of(document)
        document.save_copy(path.with_name(f"copy of {name}"))
    with Document.open(path.with_name(f"copy of {name}")) as document:
        assert content_of(document) == expected
    assert {found.name for found in path.parent.iterdir()} == {name, f"copy of {name}"}


@pytest.mark.skipif(os.name != "posix", reason="only there names are bytes")
def test_a_name_in_an_old_encoding(small_file: Path, content_of):
    path = Path(os.fsdecode(os.fsencode(small_file.parent) + b"/caf\xe9.integrity"))
    try:
        shutil.move(small_file, path)
    except OSError:
        return  # a disk that only takes names in UTF-8
    with Document.open(path) as document:
        expected = content_of(document)
        copy = Path(os.fsdecode(os.fsencode(small_file.parent) + b"/copi\xe9.integrity"))
        document.save_copy(copy)
    with Document.open(copy) as document:
        assert content_of(document) == expected
