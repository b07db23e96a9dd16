"""Check this file: what it says about each part, of a file in each state."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from workbench.carrying.opening import copy_of, open_for_work
from workbench.checking import file_check
from workbench.checking.file_check import Part, Verdict, as_opened, byte_steps, examine, in_words, lines_about, take
from workbench.document.document import Document
from workbench.errors import DocumentChangedElsewhere
from workbench.keeping.folder import Cause
from workbench.keeping.keeper import Keeper, bytes_of
from workbench.model.rows import Attachment
from workbench.operations.answers import write_answer
from workbench.storage import stored_bytes
from workbench.storage.damage import Damage, DamageKind
from workbench.storage.schema import BYTES

CANARY = "Zanzibarrow"
QUIET = {Part.STRUCTURE, Part.CONTENT, Part.HISTORY, Part.ATTACHMENTS, Part.ROOM, Part.COPY}


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of automatic copies, empty."""
    monkeypatch.setenv("INTEGRITY_WORKBENCH_COPIES", str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def harmed(sample_file: Path) -> Callable[[str], Document]:
    """Runs a statement in the sample behind the back of the program, and opens it; closed at the end."""
    opened: list[Document] = []

    def harm(sql: str) -> Document:
        connection = sqlite3.connect(sample_file)
        connection.execute(sql)
        connection.commit()
        connection.close()
        opened.append(Document.open(sample_file))
        return opened[-1]

    yield harm
    for document in opened:
        document.close()


def looked(document: Document) -> dict[Part, file_check.Line]:
    taken = take(document)
    examined = examine(taken)
    return {line.part: line for line in lines_about(document, examined)}


def named(line: file_check.Line) -> list[str]:
    return [str(part.what) for part in line.damaged]


def test_an_undamaged_file_is_well_in_every_part_with_a_copy(sample: Document, kept: Path):
    Keeper(sample.read.assessment().id).keep(
        bytes_of(sample), datetime(2026, 11, 21, 9, 30, tzinfo=UTC), Cause.TIME, sample.path
    )
    sample.path.chmod(0o600)
    lines = looked(sample)
    assert set(lines) == QUIET
    assert {line.verdict for line in lines.values()} == {Verdict.WELL}
    assert [line.advice for line in lines.values()] == [None] * len(QUIET)
    assert "21 November 2026" in str(lines[Part.COPY].what)


def test_a_damaged_answer_is_named_by_its_question(harmed):
    document = harmed(
        f"UPDATE answers SET text = text || '{CANARY}' WHERE question_id IN (SELECT id FROM questions WHERE number = '3.10')"
    )
    line = looked(document)[Part.CONTENT]
    assert line.verdict is Verdict.DAMAGED
    assert "Question 3.10: Answer" in named(line)
    answer = next(part.row for part in line.damaged if part.row is not None)
    assert answer.question_id == "kf3.q10"
    assert not any(CANARY in said for said in in_words(document.path, [line], str))


@pytest.mark.parametrize(
    ("sql", "part", "words"),
    [
        ("UPDATE contributors SET name = 'Other' WHERE rowid = 2", Part.CONTENT, "Person 2"),
        ("UPDATE ratings SET note = 'Other' WHERE rowid = 1", Part.CONTENT, ": Rating"),
        ("UPDATE wordings SET text = 'Other' WHERE subject = 'kf3.q10'", Part.CONTENT, "Question 3.10: Wording"),
        ("UPDATE sessions SET title = 'Other' WHERE rowid = 1", Part.CONTENT, "Session 1"),
        ("DELETE FROM answers WHERE question_id = 'kf3.q10'", Part.CONTENT, "Question 3.10: Answer"),
        ("DELETE FROM evidence WHERE rowid = 1", Part.CONTENT, "Evidence: something else has"),
        ("UPDATE assessment SET station = 'Other'", Part.CONTENT, "Scope, or the concluding texts"),
        ("UPDATE file SET copy = 'Other'", Part.CONTENT, "What the file says about itself"),
        ("UPDATE attachments SET size = size + 1", Part.ATTACHMENTS, "Attachment"),
    ],
)
def test_whatever_is_damaged_is_named_without_its_text(harmed, sql: str, part: Part, words: str):
    line = looked(harmed(sql))[part]
    assert line.verdict is Verdict.DAMAGED
    assert line.advice is not None
    assert any(words in each for each in named(line)), named(line)
    assert not any("Other" in each for each in named(line))


def test_a_damaged_history_is_its_own_line(harmed):
    lines = looked(harmed("UPDATE entries SET old = 'never written' WHERE rowid = 5"))
    assert lines[Part.HISTORY].verdict is Verdict.DAMAGED
    assert lines[Part.CONTENT].verdict is Verdict.WELL


def test_in_a_file_that_is_only_read_nobody_is_told_to_change_it_or_to_copy_it_there(harmed, sample: Document, kept: Path):
    assert "Make a copy now" in str(looked(sample)[Part.COPY].advice)
    sample.close()
    lines = looked(harmed("UPDATE attachments SET size = size + 1"))
    assert str(lines[Part.COPY].what) == "There is no automatic copy on this computer."
    assert lines[Part.COPY].advice is None
    assert str(lines[Part.ATTACHMENTS].advice).startswith(
        "Recover what is in this file into a new file, and attach it there"
    )


def test_a_row_that_refers_to_nothing_is_named_though_sqlite_tells_its_number_only(sample: Document):
    ((rowid,),) = sample.read.connection.read("SELECT rowid FROM answers WHERE question_id = 'kf3.q10'")
    lines = lines_about(sample, examine(as_opened(sample, [Damage(DamageKind.REFERENCE, "answers", str(rowid))])))
    assert named(lines[1]) == ["Question 3.10: Answer"]
    for odd in ("-1", "x", "999999999"):
        lines = lines_about(sample, examine(as_opened(sample, [Damage(DamageKind.REFERENCE, "answers", odd)])))
        assert named(lines[1]) == ["Answer: one that can no longer be read"]


def test_what_is_damaged_while_the_file_is_open_is_found_in_its_bytes(sample: Document):
    taken = take(sample)
    written = sample.read.answer("kf1.q1").text.encode()
    torn = taken.content.replace(written, written[:-2] + b"!!")
    assert torn != taken.content
    examined = examine(file_check.Taken(taken.path, taken.assessment, torn))
    assert "Question 1.1: Answer" in named(lines_about(sample, examined)[1])
    assert examine(file_check.Taken(taken.path, taken.assessment, b"\0" * 4096)).damages[0].kind is DamageKind.STRUCTURE


def test_a_file_that_something_else_wrote_over_is_not_called_undamaged(sample: Document):
    data = bytearray(sample.path.read_bytes())
    data[-100] ^= 1
    sample.path.write_bytes(data)
    with pytest.raises(DocumentChangedElsewhere):
        take(sample)


def test_taking_leaves_the_file_and_its_folder_as_they_are(sample: Document, kept: Path):
    write_answer(sample, question="kf1.q1", text="A sentence.")
    before = sample.path.read_bytes(), sorted(path.name for path in sample.path.parent.iterdir())
    looked(sample)
    assert (sample.path.read_bytes(), sorted(path.name for path in sample.path.parent.iterdir())) == before
    assert not kept.exists()


def test_many_attachments_are_compared_a_part_at_a_time(sample: Document, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(stored_bytes, "_FEW", 10)
    ((parts,),) = sample.read.connection.read(f"SELECT count(*) FROM {BYTES}")
    assert list(byte_steps(sample)) == [None] * parts
    taken = take(sample)
    assert examine(taken).damages == ()
    assert len(taken.content) < sample.path.stat().st_size


def test_changed_bytes_of_many_attachments_are_found_and_named(sample_file: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(stored_bytes, "_FEW", 10)
    data = sample_file.read_bytes()
    connection = sqlite3.connect(sample_file)
    ((part,),) = connection.execute(f"SELECT data FROM {BYTES} LIMIT 1").fetchall()
    connection.close()
    at = data.index(part[-60:-20])
    sample_file.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    with Document.open(sample_file) as document:
        assert document.damages == (), "opening does not read them"
        found = [damage for damage in byte_steps(document) if damage is not None]
        assert len(found) == 1
        lines = lines_about(document, examine(as_opened(document, found)))
        assert lines[3].verdict is Verdict.DAMAGED
        assert "Attachment" in named(lines[3])[0]


def test_absent_attachments_are_said_and_are_no_damage(sample: Document, tmp_path: Path):
    with sample.change(label=file_check.verdict_of(sample.path, ())) as transaction:
        row = sample.read.every(Attachment)[0]
        transaction.put(replace(row, content="a" * 64))
    line = looked(sample)[Part.ATTACHMENTS]
    assert line.verdict is Verdict.LOOK
    assert "not in this copy" in str(line.what)


def test_little_room_is_told_with_one_advice(sample: Document, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(file_check.shutil, "disk_usage", lambda _: SimpleNamespace(free=12_000_000))
    line = looked(sample)[Part.ROOM]
    assert (line.verdict, str(line.what)) == (Verdict.LOOK, "There is little room on the disk of the file: 12 MB.")

    def refuse(_: object) -> object:
        raise OSError

    monkeypatch.setattr(file_check.shutil, "disk_usage", refuse)
    assert Part.ROOM not in looked(sample)


def test_the_newest_copy_is_told_and_a_damaged_one_is_not_called_good(sample: Document, kept: Path):
    assert "no automatic copy" in str(looked(sample)[Part.COPY].what)
    keeper = Keeper(sample.read.assessment().id)
    keeper.keep(bytes_of(sample), datetime(2026, 11, 20, 9, 0, tzinfo=UTC), Cause.TIME, sample.path)
    write_answer(sample, question="kf1.q1", text="Newer.")
    newer = keeper.keep(bytes_of(sample), datetime(2026, 11, 21, 9, 0, tzinfo=UTC), Cause.TIME, sample.path)
    newer.path.write_bytes(b"torn")
    line = looked(sample)[Part.COPY]
    assert line.verdict is Verdict.LOOK
    assert "21 November 2026" in str(line.what)
    assert "20 November 2026" in str(line.what)
    for copy in keeper.copies():
        copy.path.write_bytes(b"torn")
    assert "No automatic copy" in str(looked(sample)[Part.COPY].what)


def test_a_file_that_belongs_on_this_computer_has_no_line_about_a_stick(sample: Document):
    assert Part.STICK not in looked(sample)


def test_what_the_stick_has_is_told_while_work_waits_and_when_it_was_put_there(stick, sample_file: Path):
    path = Path(shutil.move(sample_file, stick.folder / "station.integrity"))
    with open_for_work(path) as document:
        copy = copy_of(document)
        assert copy is not None
        assert looked(document)[Part.STICK].verdict is Verdict.WELL
        write_answer(document, question="kf1.q1", text="Newer.")
        waiting = looked(document)[Part.STICK]
        assert waiting.verdict is Verdict.LOOK
        assert "Saved on this laptop" in str(waiting.what)
        assert "The USB stick has the state of" in str(waiting.what)
        assert "Put on the USB stick now" in str(waiting.advice)
        stick.pull_out()
        assert "is not connected" in str(looked(document)[Part.STICK].what)
        stick.put_in()
    with Document.open(path, read_only=True) as where_it_lies:
        assert looked(where_it_lies)[Part.STICK].verdict is Verdict.LOOK, "the file there has less than this laptop"
    copy.put(copy.closed_snapshot(), datetime.now().astimezone())
    with Document.open(path, read_only=True) as where_it_lies:
        assert Part.STICK not in looked(where_it_lies)


def test_every_kind_of_row_has_a_name():
    from workbench.model.row_names import NAMES
    from workbench.model.rows import ROW_TYPES

    assert set(NAMES) == set(ROW_TYPES)


def test_progress_is_told_to_the_end(sample: Document):
    steps: list[tuple[int, int]] = []
    examine(take(sample), lambda done, total: steps.append((done, total)))
    assert steps == [(n, file_check.STEPS) for n in range(file_check.STEPS + 1)]
