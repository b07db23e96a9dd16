"""One committed edit through the operations, against a bare UPDATE and COMMIT on a file with the same pragmas."""

from __future__ import annotations

import itertools
import random
import shutil
import sqlite3
from pathlib import Path
from typing import Final

from benchmarks.full_assessment import ANSWER_WORDS, sentence_of
from benchmarks.measuring import Result, alternate
from workbench.document.document import Document
from workbench.model.rows import Question, QuestionId
from workbench.operations.answers import write_answer

_BUDGET: Final = 1.7
_EDITS: Final = 60
"""How many edits make a round; the terms of a round are the two lowest deciles."""

_ROUNDS: Final = 20
_TEXTS: Final = 400
_PRAGMAS: Final = (
    "locking_mode=EXCLUSIVE",
    "journal_mode=TRUNCATE",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "temp_store=MEMORY",
)


def measure(full: Path, folder: Path) -> Result:
    """Edits different answers in turn on two copies of the full assessment."""
    mine, bare = (Path(shutil.copy(full, folder / f"{name}.integrity")) for name in ("ours", "bare"))
    source = random.Random(1)
    texts = itertools.cycle([sentence_of(ANSWER_WORDS, source) for _ in range(_TEXTS + 7)])
    raw = sqlite3.connect(bare, isolation_level=None)
    for pragma in _PRAGMAS:
        raw.execute(f"PRAGMA {pragma}").fetchall()
    with Document.open(mine) as document:
        questions = itertools.cycle([QuestionId(row.id) for row in document.read.every(Question)])
        keys = itertools.cycle([row[0] for row in raw.execute("SELECT id FROM answers ORDER BY rowid").fetchall()])

        def edit() -> None:
            write_answer(document, question=next(questions), text=next(texts))

        def update() -> None:
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("UPDATE answers SET text = ? WHERE id = ?", (next(texts), next(keys)))
            raw.execute("COMMIT")

        alternate(edit, update, _EDITS)
        rounds = [alternate(edit, update, _EDITS) for _ in range(_ROUNDS)]
    raw.close()
    # a disk that is busy with other work slows both and hides the difference: take each from its least disturbed round
    measured, baseline = (min(pair[side] for pair in rounds) * 1000 for side in (0, 1))
    ratios = tuple(ours / theirs for ours, theirs in rounds)
    terms = (measured, baseline)
    return Result("one committed edit / bare UPDATE and COMMIT", ratios, _BUDGET, "ms", terms, quiet=measured / baseline)
