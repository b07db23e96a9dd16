"""The number that guards recovering: of all answers that can still be read in a damaged file, at least 99 % come back.

Readable is what the plain SQLite shell shows, and what anybody sees who looks at the bytes.
``make damages`` damages a full assessment 300 times in each way; otherwise a small one 12 times.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import sqlite3
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.lived import live
from tests.tally import FILE
from tests.torn import WAYS, Torn
from workbench.document.document import Document
from workbench.errors import NotOurFile
from workbench.model.rows import ROW_TYPES, Answer, Markable
from workbench.operations import answers
from workbench.recovering.recover import recover
from workbench.reports.snapshot import take_snapshot

pytestmark = pytest.mark.slow

LONG = bool(os.environ.get("INTEGRITY_LONG_TESTS"))
TIMES = 300 if LONG else 12
AT_LEAST = 0.99


def tail_zeroed(data: bytes, chance: random.Random) -> Torn:
    """From somewhere on there are only zeros, as after a power cut of some disks."""
    at = chance.randrange(len(data))
    return data[:at] + bytes(len(data) - at), range(at, len(data))


KINDS = {**WAYS, "tail zeroed": tail_zeroed}


@pytest.fixture
def lived(request: pytest.FixtureRequest) -> Path:
    """A file that has everything, with answers that do not fit on a page."""
    path: Path = request.getfixturevalue("alone" if LONG else "small_file")
    with Document.open(path) as document:
        live(document, random.Random(1), 30 if LONG else 2)
        for question in ("kf1.q1", "kf2.q3"):
            text = f"The gate of {question} is locked at night. " * 300
            answers.write_answer(document, question=question, text=text)
        document.save_copy(path.with_name("compact.integrity"))
    # in a small file that was only written to, all answers are at the end
    path.with_name("compact.integrity").replace(path)
    return path


def texts_of(document: Document) -> dict[str, str]:
    return {row.question_id: row.text for row in document.read.every(Answer) if row.text}


def hidden_in(document: Document) -> set[tuple[str, str]]:
    kinds = [kind for kind in ROW_TYPES if issubclass(kind, Markable)]
    return {(kind.table, row.id) for kind in kinds for row in document.read.every(kind) if row.is_confidential}


def shown_by_the_shell(path: Path) -> dict[str, str]:
    """The answers that plain SQLite reads, from both ends of the table."""
    found: dict[str, str] = {}
    for order in ("asc", "desc"):
        with (
            contextlib.suppress(sqlite3.Error, UnicodeDecodeError),
            contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file,
        ):
            file.text_factory = lambda data: data.decode("utf-8", "replace")
            rows = file.execute(f"SELECT question_id, text FROM answers NOT INDEXED ORDER BY rowid {order}")
            while (row := rows.fetchone()) is not None:
                found[row[0]] = row[1]
    return found


class Tried:
    """What came of one kind of damage."""

    def __init__(self, lived: Path) -> None:
        self.path = lived
        self.new = lived.with_name("new.integrity")
        self.data = lived.read_bytes()
        with Document.open(lived, read_only=True) as document:
            self.texts, self.hidden = texts_of(document), hidden_in(document)
        self.alone = {question for question, text in self.texts.items() if self.data.count(text.encode()) == 1}
        """The questions whose answers are nowhere else in the file, so that whoever sees them there knows what they are."""
        self.counts: Counter[str] = Counter()

    def once(self, torn: bytes) -> None:
        self.path.write_bytes(torn)
        shown = shown_by_the_shell(self.path)
        readable = {
            question
            for question, text in self.texts.items()
            if shown.get(question) == text or (question in self.alone and text.encode() in torn)
        }
        back = self.brought_back()
        assert self.path.read_bytes() == torn, "a damaged file is never changed"
        self.new.unlink(missing_ok=True)
        assert [path.name for path in self.path.parent.iterdir()] == [self.path.name]
        self.counts["tried"] += 1
        self.counts["readable"] += len(readable)
        self.counts["missed"] += len(readable - back)
        self.counts["more"] += len(back - readable)

    def brought_back(self) -> set[str]:
        """The questions whose answers are in the new file, which must be sound; nothing confidential may be open in it."""
        try:
            found = recover(self.path, self.new)
        except NotOurFile:
            self.counts["nothing there"] += 1
            return set()
        self.counts["as it was"] += found.is_as_it_was
        self.counts["doubtful"] += len(found.doubtful)
        self.counts["lost"] += len(found.lost)
        with Document.open(self.new) as document:
            assert (document.read_only, document.damages) == (None, ())
            kinds = {kind.table: kind for kind in ROW_TYPES}
            still = {(table, row_id) for table, row_id in self.hidden if document.get(kinds[table], row_id) is not None}
            assert still <= hidden_in(document), "a mark was lost"
            if self.counts["tried"] % 10 == 0:
                take_snapshot(document)
            now = texts_of(document)
            return {question for question, text in self.texts.items() if now.get(question) == text}

    @property
    def share(self) -> float:
        return 1 - self.counts["missed"] / max(1, self.counts["readable"])


@pytest.mark.parametrize("kind", KINDS)
def test_what_can_be_read_comes_back(lived: Path, kind: str) -> None:
    tried, chance = Tried(lived), random.Random(kind)
    for _ in range(TIMES):
        tried.once(KINDS[kind](tried.data, chance)[0])
    if os.environ.get(FILE):
        said = {name: tried.counts[name] for name in ("tried", "readable", "missed", "more")}
        with Path(os.environ[FILE]).open("a", encoding="utf-8") as stream:
            stream.write(json.dumps({"kind": kind, **said, "nothing": tried.counts["nothing there"]}) + "\n")
    counts = "; ".join(f"{name} {count}" for name, count in tried.counts.items())
    sys.stdout.write(f"{kind}: {tried.share:.4%} ({counts})\n")  # shown with -rP
    assert tried.counts["readable"] > TIMES or kind in ("cut off", "tail zeroed")
    assert tried.share >= AT_LEAST
