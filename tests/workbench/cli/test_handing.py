"""The commands copy and forget, and who is noted in the history."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.forged import forge
from workbench.document.document import Document
from workbench.model.rows import Contributor
from workbench.operations import answers, assessment, people
from workbench.storage.schema import FORMAT_VERSION
from workbench.storage.seal import read_seal

NAME = "Ilyana Zanzibarrow"


@pytest.fixture
def written(empty_file: Path, open_document) -> Path:
    document = open_document(empty_file)
    people.add_contributor(document, name=NAME)
    answers.write_answer(document, question="kf1.q1", text=f"{NAME} took it; Zanzibarrow did.")
    document.close()
    return empty_file


def test_forget_says_what_goes_and_forgets_it(run, written: Path) -> None:
    said = run("forget", written, "--person", NAME.upper(), "--yes").says()
    for sentence in ("Rows to be removed: 1.", "the name is replaced: 1.", "stay as they are: 1.", "It is forgotten."):
        assert sentence in said
    assert NAME.encode() not in written.read_bytes()
    with Document.open(written, read_only=True) as document:
        assert document.read.every(Contributor) == []


def test_who_was_removed_from_people_is_forgotten_by_name(run, written: Path, open_document) -> None:
    document = open_document(written)
    people.remove_contributor(document, contributor=document.read.every(Contributor)[0].id)
    document.close()
    said = run("forget", written, "--person", NAME, "--yes").says()
    assert "the name is replaced: 1." in said
    assert NAME.encode() not in written.read_bytes()
    assert run("forget", written, "--person", NAME, "--yes").status == 1


def test_who_is_only_written_about_is_forgotten_by_name(run, written: Path, open_document) -> None:
    document = open_document(written)
    answers.write_causes(document, question="kf1.q1", causes="Otto Quellfleck was away")
    document.close()
    assert "the name is replaced: 1." in run("forget", written, "--person", "otto quellfleck", "--yes").says()
    assert b"Quellfleck" not in written.read_bytes()


def test_forget_removes_what_the_program_has_kept_if_it_is_asked_to(run, written: Path, tmp_path: Path) -> None:
    """A rescue, the damaged file, one of an older format; nothing that people made, and nothing that only looks like it."""
    ours = [written.with_name(f"{written.stem}.{word}.integrity") for word in ("damaged", "damaged-2", "format-2")]
    others = [written.with_name(f"{written.stem}.{word}.integrity") for word in ("mine", "damaged copy", "format-x")]
    for path in (*ours, *others):
        path.write_bytes(written.read_bytes())
    rescue = written.with_name(f"{written.name}.rescue-0123abcd")
    rescue.mkdir()
    for name in (written.name, "journal", "wal"):
        (rescue / name).write_text(NAME)
    strange = written.with_name(f"{written.name}.rescue-57a26e00")
    strange.mkdir()
    (strange / "journal").symlink_to(others[0])
    (strange / "letters.txt").write_text(NAME)
    linked = written.with_name(f"{written.name}.rescue-11111111")
    linked.symlink_to(tmp_path)
    others += [written.with_name(f"{written.name}.rescue-22222222"), written.with_name(f"{written.name}.rescue-of-mine")]
    others[-2].write_text("A file, and no folder.")
    others[-1].mkdir()
    said = run("forget", written, "--person", NAME, "--yes").says()
    assert all(path.name in said for path in (*ours, *others, rescue, strange))
    assert all(path.exists() for path in (*ours, *others, rescue, strange, linked))
    said = run("forget", written, "--question", "kf1.q1", "--yes", "--kept-too").says()
    assert f"could be removed: {written.name}.rescue-57a26e00." in said
    assert [path.exists() for path in (*ours, rescue)] == [False] * 4
    assert all(path.exists() for path in (*others, linked, strange / "letters.txt"))


def test_an_open_file_is_not_removed_although_the_program_has_kept_it(run, written: Path, open_document) -> None:
    kept = written.with_name(f"{written.stem}.damaged.integrity")
    kept.write_bytes(written.read_bytes())
    open_document(kept)
    said = run("forget", written, "--question", "kf1.q1", "--yes", "--kept-too").says()
    assert f"could be removed: {kept.name}." in said
    assert kept.exists()


def test_names_of_files_write_no_lines_of_their_own(run, written: Path) -> None:
    written.with_name(f"{written.stem}\nIt is forgotten.integrity").write_bytes(written.read_bytes())
    said = run("forget", written, "--question", "kf1.q1", "--yes").says()
    assert f"  {written.stem} It is forgotten.integrity" in said.splitlines()


def test_forget_names_copies(run, written: Path, open_document) -> None:
    document = open_document(written)
    document.save_copy(written.with_name("yesterday.integrity"))
    document.close()
    said = run("forget", written, "--question", "kf1.q1", "--yes").says()
    assert "These copies are not changed" in said
    assert "yesterday.integrity" in said


@pytest.mark.parametrize(
    "given",
    [
        ("--person", "Nobody"),
        ("--question", "9.999"),
        ("--history", "--before", "2026-13-01"),
        ("--history", "--before", "March 2026"),
    ],
)
def test_what_is_not_there_is_not_forgotten(run, written: Path, given: tuple[str, ...]) -> None:
    before = written.read_bytes()
    assert run("forget", written, *given, "--yes").status == 1
    assert written.read_bytes() == before


@pytest.mark.parametrize("day", ["2026-03-03", "3 March 2026", "3.3.2026", "03/03/2026"])
def test_the_day_is_taken_as_people_write_it(run, written: Path, day: str) -> None:
    assert "It is forgotten." in run("forget", written, "--history", "--before", day, "--yes").says()


def test_a_day_that_can_be_read_in_two_ways_is_not_guessed(run, written: Path) -> None:
    before = written.read_bytes()
    told = run("forget", written, "--history", "--before", "03/04/2026", "--yes").error()
    assert told == "03/04/2026 can be read in two ways. Nothing was changed. Write the month as a word: 3 March 2026."
    assert written.read_bytes() == before


def test_a_copy_without_history_and_a_template(run, written: Path) -> None:
    for name, options in (("plain", ()), ("bare", ("--without-history",)), ("template", ("--as", "template"))):
        run("copy", written, written.with_name(f"{name}.integrity"), *options).says()
    bare, template = (written.with_name(f"{name}.integrity").read_bytes() for name in ("bare", "template"))
    assert NAME.encode() in bare
    assert NAME.encode() not in template
    assert run("copy", written, written.with_name("bare.integrity"), "--without-history").status == 1


def test_after_a_copy_without_history_the_automatic_copies_are_named(run, written: Path) -> None:
    told = run("copy", written, written.with_name("bare.integrity"), "--without-history").says()
    assert told == "bare.integrity is ready.\n"
    run("keep", written).says()
    told = run("copy", written, written.with_name("bare2.integrity"), "--without-history").says()
    assert told.endswith("The automatic copies on this computer still contain the earlier versions.\n")
    assert "automatic" not in run("copy", written, written.with_name("plain.integrity")).says()


def _newer(written: Path) -> Path:
    return forge(
        written,
        written.with_name("newer.integrity"),
        "ALTER TABLE answers ADD COLUMN mood TEXT NOT NULL DEFAULT ''",
        "UPDATE answers SET mood = 'glad', status = 'under_review' WHERE question_id = 'kf1.q1'",
        f"PRAGMA user_version={FORMAT_VERSION + 1}",
    )


def test_a_file_of_a_newer_version_becomes_one_to_work_with(run, written: Path) -> None:
    newer, copy = _newer(written), written.with_name("older.integrity")
    assert run("answer", newer, "1.1", "--text", "no").status == 1
    told = run("copy", newer, copy, "--for-format", FORMAT_VERSION).says()
    assert told.splitlines() == [
        "older.integrity is ready.",
        "  answers.mood: 1 row is not in the copy.",
        "  answers.status: 1 row is without “under_review” in the copy, because that format does not know it.",
    ]
    run("answer", copy, "1.2", "--text", "Work goes on here.").says()
    with Document.open(copy) as document:
        assert document.read_only is None
        assert NAME in document.read.answer("kf1.q1").text


def test_a_copy_for_the_present_format_has_all_and_lists_nothing(run, written: Path) -> None:
    copy = written.with_name("same.integrity")
    assert run("copy", written, copy, "--for-format", FORMAT_VERSION).says().splitlines() == ["same.integrity is ready."]
    with Document.open(copy) as one, Document.open(written) as other:
        seals = [read_seal(document.read.connection) for document in (one, other)]
    assert seals[0].without("file") == seals[1].without("file")


@pytest.mark.parametrize("number", [0, 1, 2, FORMAT_VERSION + 1, -1])
def test_a_format_that_this_version_cannot_write_is_refused(run, written: Path, number: int) -> None:
    told = run("copy", written, written.with_name("other.integrity"), "--for-format", number).error()
    assert told.startswith(f"This version cannot write a copy in format {number}. Nothing was changed. Choose one of: ")
    assert not written.with_name("other.integrity").exists()


def test_a_damaged_file_is_not_copied_for_another_format(run, written: Path) -> None:
    connection = sqlite3.connect(written)
    connection.execute("UPDATE answers SET causes = 'behind the back'")
    connection.commit()
    connection.close()
    assert run("copy", written, written.with_name("other.integrity"), "--for-format", FORMAT_VERSION).status == 1
    assert not written.with_name("other.integrity").exists()


def test_two_ways_of_copying_are_one_too_many(run, written: Path) -> None:
    result = run("copy", written, written.with_name("x.integrity"), "--for-format", FORMAT_VERSION, "--without-history")
    assert result.status == 2


def test_a_template_that_names_people_needs_a_decision(run, written: Path, open_document) -> None:
    document = open_document(written)
    assessment.describe_assessment(document, method=f"{NAME} asks")
    document.close()
    target = written.with_name("template.integrity")
    said = run("copy", written, target, "--as", "template")
    assert (said.status, target.exists()) == (1, False)
    assert "Method" in said.err
    assert run("copy", written, target, "--withhold-names").status == 2
    assert run("copy", written, target, "--as", "template", "--withhold-names", "--names-reviewed").status == 2
    run("copy", written, target, "--as", "template", "--withhold-names").says()
    assert NAME.encode() not in target.read_bytes()


def test_a_role_is_noted_in_the_place_of_the_account(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTEGRITY_WORKBENCH_WHO", " Facilitator,\nIrsel Bridge ")
    file = tmp_path / "new.integrity"
    run("new", file).says()
    run("answer", file, "kf1.q1", "--text", "Yes").says()
    with Document.open(file, read_only=True) as document:
        sittings = document.read.connection.read("SELECT who, computer FROM sittings")
    assert set(sittings) == {("Facilitator, Irsel Bridge", "")}
