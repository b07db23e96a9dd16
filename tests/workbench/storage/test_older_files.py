"""An older file that is damaged, protected, or whose migration was interrupted: shown, named, and copied once."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections import Counter
from pathlib import Path

import pytest

from workbench.document.document import Document
from workbench.errors import DocumentDamaged, NotOurFile, StorageFailed
from workbench.reports.snapshot import take_snapshot
from workbench.storage import files, writing
from workbench.storage.damage import DamageKind
from workbench.storage.files import ReadOnlyReason
from workbench.storage.header import read_header

pytestmark = pytest.mark.slow

FORMAT_1 = Path(__file__).parents[2] / "files" / "format-1.integrity"
FLIPS = 80 * (20 if os.environ.get("INTEGRITY_LONG_TESTS") else 1)
KILLED_BEFORE_THE_LAST_STEP = """
import os, sys
from pathlib import Path
from workbench.document.document import Document
from workbench.storage.older import convert
convert.seal_anew = lambda *_: os.kill(os.getpid(), 9)
Document.open(Path(sys.argv[1]))
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    folder = tmp_path / "folder"
    folder.mkdir()
    return Path(shutil.copyfile(FORMAT_1, folder / "old.integrity"))


def _names(path: Path) -> list[str]:
    return sorted(found.name for found in path.parent.iterdir())


def _altered(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.mark.parametrize("read_only", [False, True], ids=["for work", "for reading"])
@pytest.mark.parametrize(
    ("statement", "kind", "table"),
    [
        ("UPDATE answers SET text = text || '.' WHERE question_id = 'kf1.q1'", "row", "answers"),
        ("UPDATE contributors SET unit = 'X'", "row", "contributors"),
        ("DELETE FROM measurements WHERE baseline = 1", "sum", ""),
        ("UPDATE history SET old = 'never said' WHERE sequence = 3", "row", "history"),
        ("UPDATE answers SET text = CAST(x'41ff42' AS TEXT) WHERE question_id = 'kf1.q1'", "row", "answers"),
        ("DELETE FROM findings WHERE rowid = 1", "missing", "findings"),
    ],
)
def test_a_damaged_older_file_is_shown_and_the_damage_named(
    old: Path, tmp_path: Path, content_of, statement: str, kind: str, table: str, read_only: bool
):
    with Document.open(old, read_only=True) as document:
        whole = content_of(document)
    _altered(old, statement)
    before = old.read_bytes()
    with Document.open(old, read_only=read_only) as document:
        assert document.read_only is ReadOnlyReason.DAMAGED
        assert document.migrated_copy is None
        assert (DamageKind(kind), table) in {(damage.kind, damage.table) for damage in document.damages}
        found = content_of(document)
        assert found.keys() == whole.keys()
        assert found["assessment"] == whole["assessment"]
        assert found["activities"] == whole["activities"]
        take_snapshot(document)
        document.save_copy(tmp_path / "copy.integrity")
    assert old.read_bytes() == before
    assert _names(old) == ["old.integrity"]
    with Document.open(tmp_path / "copy.integrity") as document:
        assert document.read_only is ReadOnlyReason.DAMAGED or kind == "missing", "a copy does not pass for sound"


def test_no_flipped_bit_of_an_older_file_is_unnoticed_and_most_are_shown(old: Path, content_of):
    with Document.open(old, read_only=True) as document:
        whole = content_of(document)
    data = old.read_bytes()
    used = [place for place, byte in enumerate(data) if byte]
    chance = random.Random(1)
    outcomes: Counter[str] = Counter()
    for _ in range(FLIPS):
        flipped = bytearray(data)
        flipped[chance.choice(used)] ^= 1 << chance.randrange(8)
        old.write_bytes(flipped)
        try:
            with Document.open(old, read_only=True) as document:
                if document.read_only is ReadOnlyReason.ASKED:
                    outcomes["sound" if content_of(document) == whole else "NOT NOTICED"] += 1
                else:
                    outcomes["shown"] += bool(document.damages)
        except (DocumentDamaged, NotOurFile):
            outcomes["refused"] += 1
        assert old.read_bytes() == flipped
    assert outcomes["NOT NOTICED"] == 0
    assert outcomes["shown"] > FLIPS // 2
    assert sum(outcomes.values()) == FLIPS


def test_a_migration_that_was_killed_leaves_one_copy(old: Path, in_another_process, content_of):
    before = old.read_bytes()
    assert in_another_process(KILLED_BEFORE_THE_LAST_STEP, old).returncode == -9
    assert "old.format-1.integrity" in _names(old)
    assert in_another_process(KILLED_BEFORE_THE_LAST_STEP, old).returncode == -9
    with Document.open(old) as document:
        assert document.read_only is None
        assert document.migrated_copy == old.with_name("old.format-1.integrity")
    assert _names(old) == ["old.format-1.integrity", "old.integrity"]
    assert read_header(old.with_name("old.format-1.integrity")).format_version == 1
    with Document.open(old) as document:
        assert document.migrated_copy is None
    assert before[:16] == old.read_bytes()[:16]


def test_a_copy_of_another_state_is_not_taken_for_this_one(old: Path):
    other = old.with_name("old.format-1.integrity")
    shutil.copyfile(old, other)
    _altered(other, "UPDATE contributors SET unit = 'X'")
    old.with_name("old.format-1-2.integrity").write_bytes(b"somebody's file")
    kept = other.read_bytes()
    with Document.open(old) as document:
        assert document.migrated_copy == old.with_name("old.format-1-3.integrity")
    assert other.read_bytes() == kept
    assert old.with_name("old.format-1-2.integrity").read_bytes() == b"somebody's file"


@pytest.mark.parametrize("number", [5, 28])
def test_without_a_lasting_name_of_the_copy_nothing_is_migrated(old: Path, monkeypatch: pytest.MonkeyPatch, number: int):
    before = old.read_bytes()

    def refuse(folder: Path) -> None:
        raise OSError(number, "refused")

    monkeypatch.setattr(writing, "folder_to_disk", refuse)
    with pytest.raises(StorageFailed):
        Document.open(old)
    assert old.read_bytes() == before


def test_a_disk_whose_folders_cannot_be_written_down_is_no_obstacle(old: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(folder: Path) -> None:
        raise OSError(22, "folders cannot be synced here")

    synced = []
    real = writing.to_disk
    monkeypatch.setattr(writing, "folder_to_disk", refuse)
    monkeypatch.setattr(writing, "to_disk", lambda path: synced.append(path.name) or real(path))
    with Document.open(old) as document:
        assert document.read_only is None
    assert synced[-1] == "old.format-1.integrity"
    assert files.FORMAT_VERSION == 4
