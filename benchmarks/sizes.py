"""``python -m benchmarks.sizes``: how large files become, and how long they take to open, as ``docs/file-format.md`` tells.

Sizes are those of the file as it lies there, in kB of 1,000 bytes. Times are processor time, the least of several rounds. It
uses only what earlier versions have, too, so that it can be run on their source, for a comparison.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from benchmarks import editing
from benchmarks.full_assessment import sentence_of, write_full_assessment
from benchmarks.measuring import processor_milliseconds
from workbench.checklist.pack_reader import load_pack
from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.rows import Question, QuestionId, Wording
from workbench.operations.answers import write_answer
from workbench.operations.assessment import create_assessment
from workbench.sample import write_sample

CHARACTERS: Final = 20_000
BURSTS: Final = 400
EDITS: Final = 10_000
_EDIT_WORDS: Final = 30
_ROUNDS: Final = 15
_OTHER_LANGUAGES: Final = ("fr", "es", "pt", "ru", "ar")


def in_bursts(document: Document) -> None:
    """Types one long answer, with pauses."""
    text = sentence_of(CHARACTERS // 4, random.Random(1))[:CHARACTERS]
    question = QuestionId(document.read.every(Question)[0].id)
    for end in range(CHARACTERS // BURSTS, CHARACTERS + 1, CHARACTERS // BURSTS):
        write_answer(document, question=question, text=text[:end])
        document.end_burst()


def many_edits(document: Document) -> None:
    """Writes each answer again and again, another text each time."""
    source = random.Random(2)
    questions = [QuestionId(row.id) for row in document.read.every(Question)]
    for number in range(EDITS):
        write_answer(document, question=questions[number % len(questions)], text=sentence_of(_EDIT_WORDS, source))
        document.end_burst()


def six_wordings(document: Document) -> None:
    """Adds five more languages, as long as the first one."""
    for language in _OTHER_LANGUAGES:
        with document.change(Message("wording")) as transaction:
            for row in document.read.every(Wording):
                if row.language == "en":
                    row_id = f"{row.id.removesuffix('en')}{language}"
                    transaction.put(replace(row, id=row_id, language=language))


def opening(path: Path, *, history_later: bool) -> float:
    """The processor time of opening and closing a file, in milliseconds."""
    return min(
        processor_milliseconds(lambda: Document.open(path, history_later=history_later).close()) for _ in range(_ROUNDS)
    )


def used(path: Path) -> int:
    """The bytes of a file without its free pages: SQLite uses these for what is written next."""
    connection = sqlite3.connect(path)
    ((pages,), (free,)) = (connection.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "freelist_count"))
    connection.close()
    return int(pages - free) * 4096


def main() -> int:
    """Prints a line for each file, and one for an edit."""
    build = Path("build")
    build.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=build) as name:
        folder = Path(name)
        empty, pack = folder / "empty.integrity", load_pack("idg-2021")
        create_assessment(empty, pack=pack).close()
        write_sample(folder / "sample.integrity", pack=pack).close()
        write_full_assessment(folder / "full.integrity")
        works: dict[str, Callable[[Document], None]] = {
            "20,000 characters in 400 bursts": in_bursts,
            "10,000 edits": many_edits,
            "six wordings": six_wordings,
        }
        files = {"empty": empty, "sample": folder / "sample.integrity", "full": folder / "full.integrity"}
        for title, work in works.items():
            files[title] = Path(shutil.copy(empty, folder / f"{work.__name__}.integrity"))
            with Document.open(files[title]) as document:
                work(document)
        print(f"{'':<32} {'kB':>7} {'used':>7} {'more than empty':>16} {'opens in ms':>12} {'with history':>13}")
        for title, path in files.items():
            size = path.stat().st_size
            print(
                f"{title:<32} {size / 1000:7,.0f} {used(path) / 1000:7,.0f} {(used(path) - used(empty)) / 1000:16,.0f} "
                f"{opening(path, history_later=True):12.1f} {opening(path, history_later=False):13.1f}"
            )
        print(editing.measure(files["full"], folder).line())
    return 0


if __name__ == "__main__":
    sys.exit(main())
