"""Contributions, raised hands and notes from the command line, with what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbench.document.document import Document
from workbench.model.rows import Contribution, Hand
from workbench.model.vocabulary import Confidentiality, ContributionKind, Level, MeasureStatus
from workbench.operations import people

pytestmark = pytest.mark.slow


@pytest.fixture
def named(empty_file: Path) -> Path:
    with Document.open(empty_file) as document:
        people.add_contributor(document, name="Ana Ríos")
        people.add_contributor(document, name="Twice")
        people.add_group(document, name="Twice")
        people.add_group(document, name="Red")
    return empty_file


def contributions(file: Path) -> list[Contribution]:
    with Document.open(file, read_only=True) as document:
        return document.read.every(Contribution)


def test_a_person_sees_it_differently_with_a_judgement(run, named: Path) -> None:
    judged = ("--status", "none", "--priority", "high", "--causes", "No time", "--confidential")
    said = run("contribute", named, "3.20", "--kind", "different", "--from", "ANA RIOS", "--text", "No.", *judged).says()
    assert said == "The contribution to 3.20 is saved.\n"
    (row,) = contributions(named)
    assert (row.question_id, row.kind, row.text) == ("kf3.q20", ContributionKind.DISSENT, "No.")
    assert (row.status, row.priority, row.causes) == (MeasureStatus.NONE, Level.HIGH, "No time")
    assert row.contributor_id is not None
    assert row.confidential is Confidentiality.MARKED


def test_without_a_name_and_a_kind_it_is_a_view_of_nobody_in_particular(run, named: Path, tmp_path: Path) -> None:
    text = tmp_path / "said.txt"
    text.write_text("Сказано\n", encoding="utf-8")
    run("contribute", named, "kf3.q20", "--text-file", text).says()
    run("contribute", named, "kf3.q20", "--from", "red", "--text", "We say").says()
    first, second = contributions(named)
    assert (first.kind, first.text.strip(), first.contributor_id) == (ContributionKind.BEFORE, "Сказано", None)
    assert (second.kind, second.group_id is None) == (ContributionKind.GROUP, False)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("3.20", "--text", "a", "--from", "Nobody"), "There is nobody with this name."),
        (("3.20", "--text", "a", "--from", "Twice"), "This name is there more than once."),
        (("3.20", "--text", "a", "--kind", "group"), "The working group is missing."),
        (("99", "--text", "a"), "There is no question 99"),
        (("3.20", "--text", "a" * 100_001), "there is room for 100000"),
    ],
)
def test_what_is_refused_changes_nothing(run, named: Path, arguments: tuple[str, ...], told: str) -> None:
    assert told in run("contribute", named, *arguments).error(1)
    assert contributions(named) == []


def test_one_text_is_needed(run, named: Path) -> None:
    assert "Give either --text or --text-file." in run("contribute", named, "3.20").error(2)
    assert "Invalid value" in run("contribute", named, "3.20", "--text", "a", "--kind", "not_chosen").error(2)


def test_hands_are_counted_shown_and_cleared(run, empty_file: Path) -> None:
    assert run("hands", empty_file, "3.20", "2 7 3").says() == "The raised hands for 3.20 are saved.\n"
    assert run("hands", empty_file, "3.20").says().splitlines()[:3] == [
        "  2  Does not exist",
        "  7  On paper only",
        "  3  Applied in part",
    ]
    facts = run("hands", empty_file, "3.20", "--json").json()
    assert (facts["line"], facts["in_part"], facts["effective"]) == ("2 7 3", 3, 0)
    run("hands", empty_file, "3.20", "").says()
    with Document.open(empty_file, read_only=True) as document:
        assert document.read.every(Hand) == []


@pytest.mark.parametrize("counts", ["two", "1 2 3 4 5 6", "1000", "9" * 5000])
def test_wrong_counts_are_refused(run, empty_file: Path, counts: str) -> None:
    assert "Nothing was changed." in run("hands", empty_file, "3.20", counts).error(1)
    assert set(json.loads(run("hands", empty_file, "3.20", "--json").says()).values()) == {"", 0}


def test_notes_are_added_and_listed(run, empty_file: Path) -> None:
    assert run("notes", empty_file).says() == ""
    assert run("notes", empty_file, "--text", "The canteen\nis cold").says() == "The note is saved.\n"
    assert run("notes", empty_file).says() == "- The canteen\n  is cold\n"
    (note,) = run("notes", empty_file, "--json").json()
    assert (note["kind"], note["done"]) == ("note", False)


@pytest.mark.parametrize("command", [("contribute", "3.20"), ("notes",)])
def test_what_says_nothing_is_not_called_saved(run, named: Path, command: tuple[str, ...]) -> None:
    first, *more = command
    assert "The contribution has no text." in run(first, named, *more, "--text", " \n ").error()
    assert contributions(named) == []


def test_a_judgement_alone_says_something(run, named: Path) -> None:
    run("contribute", named, "3.20", "--from", "red", "--text", "", "--status", "none").says()
    (row,) = contributions(named)
    assert row.status is MeasureStatus.NONE
