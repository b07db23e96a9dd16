"""Who was responsible before, in an old file: the earlier texts are versions of somebody in words, or of a row that is gone."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.workbench.storage.older.test_convert import FILES, OldFile
from workbench.document.document import Document
from workbench.document.versions import earlier_versions
from workbench.model.rows import ActivityPerson
from workbench.operations.forgetting import forget_name
from workbench.storage.history_check import history_damages

STEPS = ("Freight", "Freight, Otto Quellfleck", "Freight Control", "")


def _activity(path: Path) -> tuple[str, str]:
    """The id of an activity, and of a contributor with its name."""
    with sqlite3.connect(path) as connection:
        ((activity,),) = connection.execute("SELECT id FROM activities ORDER BY id LIMIT 1")
        ((person, name),) = connection.execute("SELECT id, name FROM contributors ORDER BY id LIMIT 1")
    connection.close()
    return str(activity), f"{person}\n{name}"


def _old_file(tmp_path: Path, number: int, *texts: str, person: str | None = None) -> tuple[Path, str]:
    """An old file whose first activity had these texts, one after the other, and now the last one."""
    path = Path(shutil.copyfile(FILES / f"format-{number}.integrity", tmp_path / "old.integrity"))
    activity, _ = _activity(path)
    file = OldFile(path)
    run = file._connection.execute
    ((before, somebody),) = run("SELECT responsible, responsible_id FROM activities WHERE id = ?", (activity,)).fetchall()
    for index, text in enumerate(texts):
        file.enter(f"responsible {index}", "activities", activity, "responsible", before, text)
        before = text
    if person != somebody:
        file.enter("person", "activities", activity, "responsible_id", somebody, person)
    run("UPDATE activities SET responsible = ?, responsible_id = ? WHERE id = ?", (before, person, activity))
    return file.seal(), activity


def _ever(document: Document) -> str:
    entries = document.read.connection.read("SELECT old FROM entries WHERE old IS NOT NULL")
    return "\n".join(old for (old,) in entries)


@pytest.mark.parametrize("number", [1, 2])
def test_earlier_texts_are_versions_of_who_is_named_in_words(number: int, tmp_path: Path):
    path, activity = _old_file(tmp_path, number, *STEPS[:3])
    with Document.open(path) as document:
        assert document.read_only is None
        assert history_damages(document.read.connection) == []
        (row,) = document.read.where(ActivityPerson, activity_id=activity)
        assert row.name == "Freight Control"
        told = [version.text for version in earlier_versions(document, row, "name")]
        assert told[:2] == ["Freight, Otto Quellfleck", "Freight"]


@pytest.mark.parametrize("number", [1, 2])
def test_texts_of_somebody_who_is_not_named_any_more_stay_in_the_history_and_can_be_forgotten(number: int, tmp_path: Path):
    path, activity = _old_file(tmp_path, number, *STEPS)
    with Document.open(path) as document:
        assert document.read.where(ActivityPerson, activity_id=activity) == []
        assert all(text in _ever(document) for text in STEPS)
        forget_name(document, "Otto Quellfleck")
        assert "Quellfleck" not in _ever(document)
        assert history_damages(document.read.connection) == []
    assert b"Quellfleck" not in path.read_bytes()


def test_a_text_that_became_a_link_has_no_row_in_words(tmp_path: Path):
    _, person = _activity(FILES / "format-2.integrity")
    path, activity = _old_file(tmp_path, 2, "Freight", person.partition("\n")[2])
    with Document.open(path) as document:
        (row,) = document.read.where(ActivityPerson, activity_id=activity)
        assert row.contributor_id == person.partition("\n")[0]
        assert json.dumps("Freight") in _ever(document)
        assert history_damages(document.read.connection) == []


def test_a_contributor_who_was_responsible_before_is_a_row_that_was_removed(tmp_path: Path):
    path, activity = _old_file(tmp_path, 2, "")
    _, person = _activity(path)
    row_id = person.partition("\n")[0]
    file = OldFile(path)
    file.enter("one", "activities", activity, "responsible_id", None, row_id)
    file.enter("other", "activities", activity, "responsible_id", row_id, None)
    file.seal()
    with Document.open(path) as document:
        assert document.read.where(ActivityPerson, activity_id=activity) == []
        assert f'"contributor_id":"{row_id}"' in _ever(document)
        assert history_damages(document.read.connection) == []


def test_an_activity_that_was_removed_says_who_was_responsible(tmp_path: Path):
    path = Path(shutil.copyfile(FILES / "format-2.integrity", tmp_path / "old.integrity"))
    file = OldFile(path)
    said = {"id": "gone", "title": "Train", "responsible": "Zanzibarrow", "responsible_id": None}
    file.enter("added", "activities", "gone", "*", None, json.dumps(said))
    file.enter("removed", "activities", "gone", "*", json.dumps(said), None)
    file.seal()
    with Document.open(path) as document:
        assert document.read_only is None
        assert "Zanzibarrow" in _ever(document)
        assert history_damages(document.read.connection) == []
