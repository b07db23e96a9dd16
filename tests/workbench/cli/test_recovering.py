"""The command recover: into a new file, in place, or only to look."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest


@pytest.fixture
def file(tmp_path: Path, run) -> Path:
    path = tmp_path / "station.integrity"
    run("sample", path).says()
    return path


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("INTEGRITY_WORKBENCH_COPIES", str(tmp_path / "kept"))
    return tmp_path / "kept"


def damage(file: Path, *statements: str) -> None:
    connection = sqlite3.connect(file)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_what_can_be_read_is_in_a_new_file(run, file: Path, tmp_path: Path):
    before = run("show", file, "1.5", "--json").json()
    with file.open("r+b") as stream:
        stream.write(bytes(512))
    bytes_before = file.read_bytes()
    assert "was not made by" in run("info", file).error() or "damaged" in run("info", file).error()
    new = tmp_path / "new.integrity"
    said = run("recover", file, new).says()
    assert "165 answers are as they were written." in said
    assert said.endswith("new.integrity is ready.\n")
    assert run("show", new, "1.5", "--json").json() == before
    assert "No damage was found" in run("check", new).out
    assert file.read_bytes() == bytes_before
    assert "already a file" in run("recover", file, new).error()


def test_what_is_doubtful_is_named(run, file: Path, tmp_path: Path):
    damage(file, "UPDATE answers SET text = 'Other words' WHERE question_id = 'kf1.q1'")
    found = run("recover", file, tmp_path / "new.integrity", "--json").json()
    assert found["answers"] == {"whole": 164, "from_copy": [], "doubtful": ["1.1"], "lost": []}
    assert found["as_it_was"] is False
    said = run("recover", file).says()
    assert "Perhaps not as they were written: 1.1. Check them." in said
    assert "is ready" not in said


def test_it_goes_on_after_one_question(run, file: Path):
    damage(file, "UPDATE entries SET old = 'Somebody else wrote this' WHERE id = 5")
    before = file.read_bytes()
    assert run("recover", file, "--in-place", stdin=b"n\n").status == 1
    assert file.read_bytes() == before
    assert "kept as station.damaged.integrity" in run("recover", file, "--in-place", "--yes").says()
    assert file.with_name("station.damaged.integrity").read_bytes() == before
    run("answer", file, "1.5", "--text", "Work goes on").says()


def test_with_lost_contents_it_does_not_go_on(run, file: Path):
    damage(file, "DELETE FROM answers WHERE question_id = 'kf1.q1'")
    assert "Parts of the contents" in run("recover", file, "--in-place", "--yes").error()


def test_the_copy_is_asked(run, file: Path, tmp_path: Path):
    run("keep", file).says()
    damage(file, "DELETE FROM answers WHERE question_id = 'kf1.q1'")
    found = run("recover", file, tmp_path / "new.integrity", "--json").json()
    assert found["as_it_was"] is True
    assert found["copy_at"]


@pytest.mark.parametrize("content", [b"", b"hello", bytes(9000)])
def test_other_files_are_told(run, tmp_path: Path, content: bytes):
    path = tmp_path / "other.integrity"
    path.write_bytes(content)
    assert "Nothing of an assessment was found" in run("recover", path, tmp_path / "new.integrity").error()
    assert "is not a file" in run("recover", tmp_path, tmp_path / "new.integrity").error()
    assert "give either NEW or --in-place" in run("recover", path, tmp_path / "new.integrity", "--in-place").error(2)


def test_what_is_in_doubt_is_listed_and_accepted_and_no_mark_goes_in_silence(run, file: Path, tmp_path: Path):
    damage(file, "UPDATE answers SET text = 'Other words' WHERE question_id IN ('kf1.q1', 'kf1.q2', 'kf1.q3')")
    new = tmp_path / "new.integrity"
    assert "Nothing is in doubt" in run("recovered", file).says()
    run("recover", file, new).says()
    listed = run("recovered", new, "--json").json()
    assert [(one["part"], one["what"], one["marked"]) for one in listed] == [
        (f"1.{n}", f"Question 1.{n}: Answer", True) for n in (1, 2, 3)
    ]
    assert "perhaps not as it was written" in listed[0]["note"]
    said = run("recovered", new).says()
    assert said.startswith("3 parts are in doubt:\n")
    assert "3 parts are confidential only because" in said
    asked = run("recovered", new, "1.1", stdin=b"n\n").says()
    assert "1 part is confidential only because" in asked
    assert run("show", new, "1.1", "--json").json()["confidential"] == "marked"
    run("recovered", new, "1.2", stdin=b"y\n").says()
    assert run("show", new, "1.2", "--json").json()["confidential"] == "open"
    assert "1.1 is not in doubt." in run("recovered", new, "1.1").error()
    assert "1 part is accepted." in run("recovered", new, "--all", "--marks", "remove").says()
    assert "Nothing is in doubt" in run("recovered", new).says()
    assert run("show", new, "1.3", "--json").json()["confidential"] == "open"
    assert "name either" in run("recovered", new, "1.1", "--all").error(2)
