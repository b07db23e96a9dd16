"""One committed edit through the operations, against a bare UPDATE and COMMIT on a file with the same pragmas."""

from __future__ import annotations

import itertools
import random
import shutil
import sqlite3
import statistics
from pathlib import Path
from typing import Final

from benchmarks.full_assessment import ANSWER_WORDS, sentence_of
from benchmarks.measuring import Result, alternate, is_settled
from workbench.document.document import Document
from workbench.model.rows import Question, QuestionId
from workbench.operations.answers import write_answer

_BUDGET: Final = 2.2
"""On a disk that confirms within 0.1 ms, where the program counts most; docs/architecture.md has the parts."""

_EDITS: Final = 60
"""How many edits make a round; the terms of a round are the two lowest deciles."""

_ROUNDS: Final = 4
"""How many rounds make a value. A disk that is busy slows both sides and hides the difference, so that the ratio is that of
the least disturbed round of each."""

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

        # the first edit of a cell also notes its name in the history: later edits are measured, of which there are more
        for _ in range(len(document.read.every(Question)) // _EDITS + 1):
            alternate(edit, update, _EDITS)
        terms: list[tuple[float, float]] = []
        while not is_settled([ours / theirs for ours, theirs in terms], _BUDGET):
            rounds = [alternate(edit, update, _EDITS) for _ in range(_ROUNDS)]
            terms.append((min(ours for ours, _ in rounds), min(theirs for _, theirs in rounds)))
    raw.close()
    measured, baseline = (statistics.median(pair[side] for pair in terms) * 1000 for side in (0, 1))
    ratios = tuple(ours / theirs for ours, theirs in terms)
    return Result("one committed edit / bare UPDATE and COMMIT", ratios, _BUDGET, "ms", (measured, baseline))
