"""The records beside the pack name every question and every example, each once and in the order of the pack."""

from __future__ import annotations

import csv

from workbench import paths
from workbench.catalogue import Pack

FOLDER = paths.checklists_folder() / "idg-2021"
GUIDE = "Integrity Development Guide 2021"
READINGS = ["id", "parts", "verdict", "change", "second_read", "second_verdict", "second_change"]


def rows_of(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_question_was_read_twice_beside_the_official_one() -> None:
    rows = rows_of("review.csv")
    assert list(rows[0]) == READINGS
    unread = [row["id"] for row in rows if not (row["verdict"] and row["second_read"] and row["second_verdict"])]
    assert not unread
    unexplained = [row["id"] for row in rows if row["second_verdict"] != "same" and not row["second_change"]]
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
