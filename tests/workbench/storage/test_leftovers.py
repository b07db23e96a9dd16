"""What crashes leave unfinished is found and removed, and nothing that is not ours, not old, or still at work."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.storage.leftovers import part_of, sweep

KILLED_WHILE_RECOVERING = """
import os, sys
from pathlib import Path
from workbench.document.document import Document
from workbench.storage import recovery
real = recovery._verdict
def verdict(path):
    if path.name == sys.argv[2]:
        os.kill(os.getpid(), 9)
    return real(path)
recovery._verdict = verdict
Document.open(Path(sys.argv[1]))
"""
KILLED_WHILE_COPYING = """
import os, sys
from pathlib import Path
from workbench.document.document import Document
from workbench.storage import writing
writing.to_disk = lambda path: os.kill(os.getpid(), 9)
with Document.open(Path(sys.argv[1])) as document:
    document.save_copy(Path(sys.argv[2]))
"""
KILLED_IN_A_CHANGE = """
import os, sys
from dataclasses import replace
from pathlib import Path
from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.rows import Answer
document = Document.open(Path(sys.argv[1]))
document._connection._raw.execute("PRAGMA cache_size=2")
with document.change(Message("all")) as transaction:
    for row in document.read.every(Answer):
        transaction.put(replace(row, text="Half of a change. " * 500))
    os.kill(os.getpid(), 9)
"""
DEAD = "7ffffff0"
SQLITE = b"SQLite format 3\0" + bytes(52) + b"IWBF" + b"answers"


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def _aged(folder: Path, hours: float) -> None:
    for path in [*folder.rglob("*")]:
        if path.name.startswith(".") or path.parent.name.startswith("."):
            age = path.stat().st_mtime - hours * 3600
            os.utime(path, (age, age))


@pytest.mark.parametrize("killed_at", ["alone.integrity", "replayed.integrity"])
def test_a_room_of_a_recovery_that_was_killed_goes(small_file: Path, in_another_process, content_of, killed_at: str):
    assert in_another_process(KILLED_IN_A_CHANGE, small_file).returncode == -9
    assert in_another_process(KILLED_WHILE_RECOVERING, small_file, killed_at).returncode == -9
    (room,) = [path for path in small_file.parent.iterdir() if path.is_dir()]
    assert len(list(room.iterdir())) == 3
    with Document.open(small_file) as document:
        assert document.read_only is None
        assert content_of(document)
    assert _names(small_file.parent) == {"small.integrity", room.name}, "it is too young to be nobody's"
    _aged(small_file.parent, 2)
    Document.open(small_file, read_only=True).close()
    assert _names(small_file.parent) == {"small.integrity"}


def test_a_part_of_a_copy_that_was_killed_goes(small_file: Path, in_another_process, tmp_path: Path):
    target = tmp_path / "copies" / "copy.integrity"
    target.parent.mkdir()
    assert in_another_process(KILLED_WHILE_COPYING, small_file, target).returncode == -9
    (part,) = target.parent.iterdir()
    _aged(target.parent, 2)
    with Document.open(small_file) as document:
        document.save_copy(target.parent / "another.integrity")
    assert _names(target.parent) == {"another.integrity"}
    assert not part.exists()


OURS = {
    f".a.integrity.{DEAD}-0123abcd.part": SQLITE,
    f".a.integrity.{DEAD}-0123abcd.part-journal": b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7 the rest",
    ".report.pdf.0123abcd.part": b"%PDF-1.4 half",
    ".report.html.0123abcd.part": b"<!DOCTYPE html>",
    ".empty.json.0123abcd.part": b"",
    ".zeros.integrity.0123abcd.part": bytes(4096),
}
NOT_OURS = {
    ".a.integrity.0123abcd.part.txt": SQLITE,
    "a.integrity.0123abcd.part": SQLITE,
    ".a.integrity.0123abcx.part": SQLITE,
    ".film.0123abcd.part": b"\x1aE\xdf\xa3 what a browser is loading",
    ".other.0123abcd.part": b"SQLite format 3\0" + bytes(52) + b"GPKG",
    ".integrity-short": b"x",
    "notes.integrity": SQLITE,
}


def test_only_what_is_ours_and_old_goes(tmp_path: Path):
    for name, content in {**OURS, **NOT_OURS}.items():
        (tmp_path / name).write_bytes(content)
    room = tmp_path / f".integrity-{DEAD}-abcdefgh"
    with_more = tmp_path / f".integrity-{DEAD}-ijklmnop"
    for folder in (room, with_more):
        folder.mkdir()
        (folder / "alone.integrity").write_bytes(SQLITE)
    (with_more / "letter.txt").write_text("Somebody else's.")
    young = _names(tmp_path)
    sweep(tmp_path)
    assert _names(tmp_path) == young
    for path in [*tmp_path.rglob("*"), room, with_more]:
        os.utime(path, (1_000_000_000, 1_000_000_000))
    sweep(tmp_path)
    assert _names(tmp_path) == {*NOT_OURS, with_more.name}
    assert (with_more / "letter.txt").exists()


@pytest.mark.skipif(os.name != "posix", reason="only there a process can be asked for without harm")
def test_what_a_living_process_makes_is_left_for_a_week(tmp_path: Path):
    mine = part_of(tmp_path / "a.integrity")
    mine.write_bytes(SQLITE)
    init = tmp_path / ".a.integrity.1-0123abcd.part"
    init.write_bytes(SQLITE)
    _aged(tmp_path, 5)
    sweep(tmp_path)
    assert _names(tmp_path) == {mine.name, init.name}
    _aged(tmp_path, 8 * 24)
    sweep(tmp_path)
    assert _names(tmp_path) == set()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs an account that may give files away")
def test_what_belongs_to_another_account_stays(tmp_path: Path):
    part = tmp_path / ".a.integrity.0123abcd.part"
    part.write_bytes(SQLITE)
    _aged(tmp_path, 5)
    os.chown(part, 65534, 65534)
    sweep(tmp_path)
    assert part.exists()


def test_a_link_is_not_followed(tmp_path: Path):
    precious = tmp_path / "precious.integrity"
    precious.write_bytes(SQLITE)
    link = tmp_path / ".a.integrity.0123abcd.part"
    link.symlink_to(precious)
    os.utime(link, (0, 0), follow_symlinks=False)
    sweep(tmp_path)
    assert precious.exists()


def test_a_folder_that_cannot_be_looked_at_is_no_failure(tmp_path: Path):
    sweep(tmp_path / "gone")
    sweep(Path("a\0b"))


def test_the_name_of_a_part_is_never_longer_than_a_disk_takes(tmp_path: Path, builder):
    for name in ("ب" * 110 + ".integrity", "x" * 237 + ".integrity"):
        assert len(os.fsencode(part_of(tmp_path / name).name + "-journal")) <= 255
        Document.create(tmp_path / name, builder.rows(), label=Message("new")).close()
        with Document.open(tmp_path / name) as document:
            document.save_copy(tmp_path / f"2{name[1:]}")
        assert _names(tmp_path) >= {name, f"2{name[1:]}"}
