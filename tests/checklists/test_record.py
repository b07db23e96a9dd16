"""The records beside the pack name every question and every example, each once and in the order of the pack."""

from __future__ import annotations

import csv
import re

import pytest

from workbench.checklist.pack import Pack
from workbench.system import paths

FOLDER = paths.checklists_folder() / "idg-2021"
GUIDE = "Integrity Development Guide 2021"
FIRST = ["id", "parts", "verdict", "change"]
LATER = ["second", "third", "fourth", "fifth"]
"""Each has a date, a verdict, and what was changed."""
VERDICT = re.compile(
    r"same|differs, on purpose|(lost a part|added a part|took for granted|wrong|wrong as heard|clumsy), mended"
)
"""What checklists/README.md allows a later reading to say."""
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def rows_of(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_record_has_a_column_for_each_part_of_a_reading() -> None:
    later = [f"{reading}_{part}" for reading in LATER for part in ("read", "verdict", "change")]
    assert list(rows_of("review.csv")[0]) == FIRST + later


def test_every_question_was_first_read_beside_the_official_one() -> None:
    unread = [row["id"] for row in rows_of("review.csv") if not (row["parts"] and row["verdict"])]
    assert not unread


@pytest.mark.parametrize("reading", LATER)
def test_every_question_was_read_again_beside_the_official_one(reading: str) -> None:
    rows = rows_of("review.csv")
    unread = [row["id"] for row in rows if not DAY.fullmatch(row[f"{reading}_read"])]
    assert not unread
    unknown = [row["id"] for row in rows if not VERDICT.fullmatch(row[f"{reading}_verdict"])]
    assert not unknown
    unexplained = [row["id"] for row in rows if row[f"{reading}_verdict"] != "same" and not row[f"{reading}_change"]]
    assert not unexplained


def test_the_record_of_the_readings_has_every_question(pack: Pack) -> None:
    questions = [question.id for section in pack.sections for question in section.questions]
    assert [row["id"] for row in rows_of("review.csv")] == questions


def test_the_record_of_the_examples_has_every_example(pack: Pack) -> None:
    examples = [f"{section.id}/{number}" for section in pack.sections for number in range(1, len(section.examples) + 1)]
    assert [row["id"] for row in rows_of("examples.csv")] == examples


def test_an_example_says_where_it_was_read(pack: Pack) -> None:
    places = {row["id"]: row["source"] for row in rows_of("examples.csv")}
    for section in pack.sections:
        for number, text in enumerate(section.examples, 1):
            source = places[f"{section.id}/{number}"]
            assert GUIDE in text or source in text, (section.id, text, source)
