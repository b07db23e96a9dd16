"""The commands that find and replace words: nothing is replaced that was not shown and agreed to."""

from __future__ import annotations

from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture
def file(empty_file: Path, run) -> Path:
    run("answer", empty_file, "1.1", "--text", "Éthique et cadeaux", "--causes", "Un cadeau").says()
    run("answer", empty_file, "3.20", "--text", "Cadeau", "--confidential").says()
    return empty_file


def test_words_are_found_with_their_places(file: Path, run) -> None:
    said = run("find", file, "CADEAU").says()
    assert said.splitlines()[-1] == "3 places were found."
    assert "  1.1 Answer  Éthique et [cadeau]x" in said.splitlines()
    assert "3.20 Answer (confidential)" in said
    assert run("find", file, "cadeau", "--whole-words").says().splitlines()[-1] == "2 places were found."
    assert run("find", file, "cadeau", "--exact").says().splitlines()[-1] == "2 places were found."
    assert run("find", file, "cadeau", "--in", "plan").says() == "Nothing was found.\n"


def test_places_for_programs_are_exact(file: Path, run) -> None:
    found = run("find", file, "ethique", "--json").json()
    assert found["count"] == 1
    hit = found["hits"][0]
    assert (hit["number"], hit["field"], hit["start"], hit["end"], hit["text"]) == ("1.1", "text", 0, 7, "Éthique")
    assert (hit["part"], hit["area"], hit["confidential"]) == ("answers", "kf1", False)


def test_replacing_asks_and_no_leaves_everything(file: Path, run) -> None:
    outcome = run("replace", file, "cadeau", "don", stdin=b"n\n")
    assert outcome.status == 1
    assert "3 places were found." in outcome.out
    assert run("find", file, "don").says() == "Nothing was found.\n"


def test_a_dry_run_only_shows(file: Path, run) -> None:
    assert "3 places were found." in run("replace", file, "cadeau", "don", "--dry-run").says()
    assert run("replace", file, "cadeau", "don", "--dry-run", "--json").json()["changed_texts"] == 0
    assert run("find", file, "don").says() == "Nothing was found.\n"


def test_replacing_changes_all_places_and_keeps_the_marks(file: Path, run) -> None:
    assert run("replace", file, "cadeau", "don", "--yes").says().endswith("3 texts were changed.\n")
    assert run("show", file, "1.1", "--json").json()["text"] == "Éthique et donx"
    assert run("show", file, "3.20", "--json").json()["confidential"] == "marked"
    assert run("replace", file, "don", "gift", "--yes", "--json", "--exact").json()["changed_texts"] == 3


def test_programs_must_say_that_they_mean_it(file: Path, run) -> None:
    assert "--yes" in run("replace", file, "cadeau", "don", "--json").error(2)
