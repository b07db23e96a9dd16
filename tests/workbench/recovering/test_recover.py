"""What comes from where when a damaged file is recovered, what is marked, and what must never come back."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from tests.damaging import AT, PAGE, answer_to, garble, keep, lose, notes_at, overwrite, rows_of
from workbench.document.document import Document
from workbench.errors import DocumentInUse, FileExists, NotOurFile, WorkbenchError
from workbench.language.i18n import Message
from workbench.model.rows import (
    Answer,
    Area,
    Assessment,
    Attachment,
    Contribution,
    Contributor,
    Finding,
    Question,
    Session,
    Wording,
    WorkingGroup,
)
from workbench.model.vocabulary import Agreement, ContributionKind
from workbench.operations import people
from workbench.operations.answers import mark_answer_confidential, write_answer
from workbench.operations.forgetting import forget_person
from workbench.recovering.recover import look, recover
from workbench.storage import stored_bytes
from workbench.storage.history import HISTORY_TABLES

ROOT = Path(__file__).parents[3]


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return tmp_path / "new.integrity"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder of automatic copies."""
    return tmp_path / "copies"


def test_a_sound_file_becomes_an_equal_one(sample_file: Path, new: Path):
    before = sample_file.read_bytes()
    with Document.open(sample_file, read_only=True) as document:
        expected = rows_of(document)
        history = {t: document._connection.read(f"SELECT * FROM {t} ORDER BY rowid") for t in HISTORY_TABLES}
    found = recover(sample_file, new)
    assert found.is_as_it_was
    assert found.history.is_whole
    assert (found.papers, found.papers_lost) == (1, 0)
    with Document.open(new) as document:
        assert document.read_only is None
        assert rows_of(document) == expected
        assert {t: document._connection.read(f"SELECT * FROM {t} ORDER BY rowid") for t in HISTORY_TABLES} == history
    assert sample_file.read_bytes() == before
    assert found.whole == 165


@pytest.mark.parametrize("size", [1, 100, 512, PAGE, 2 * PAGE])
def test_without_its_first_bytes_nothing_is_lost(sample_file: Path, new: Path, size: int):
    overwrite(sample_file, 0, bytes(size))
    found = recover(sample_file, new)
    assert (found.whole, found.doubtful, found.lost) == (165, (), ())


@pytest.mark.parametrize("at", [16, 18, 32, 56, 63, 68, 70, 100, 105])
def test_a_wrong_byte_of_the_header_costs_nothing(sample_file: Path, new: Path, at: int):
    overwrite(sample_file, at, bytes([sample_file.read_bytes()[at] ^ 0x08]))
    assert recover(sample_file, new).is_as_it_was


@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_every_format_is_recovered(tmp_path: Path, new: Path, version: int):
    damaged = Path(shutil.copy(ROOT / "tests" / "files" / f"format-{version}.integrity", tmp_path / "old.integrity"))
    with Document.open(damaged, read_only=True) as document:
        expected = rows_of(document)
    assert recover(damaged, new).is_as_it_was
    with Document.open(new) as document:
        assert rows_of(document) == expected


@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_in_every_format_a_flipped_bit_in_a_text_is_put_right(tmp_path: Path, new: Path, version: int):
    damaged = Path(shutil.copy(ROOT / "tests" / "files" / f"format-{version}.integrity", tmp_path / "old.integrity"))
    with Document.open(damaged, read_only=True) as document:
        expected = {row.id: row.text for row in document.read.every(Answer)}
    text = max((text for text in expected.values() if text.isascii()), key=len)
    garble(damaged, text, text[:5] + chr(ord(text[5]) ^ 1) + text[6:])
    found = recover(damaged, new)
    assert (found.doubtful, found.lost) == ((), ())
    with Document.open(new) as document:
        assert {row.id: row.text for row in document.read.every(Answer)} == expected


def test_a_doubtful_answer_is_kept_and_says_so_where_it_stands(empty_file: Path, new: Path):
    with Document.open(empty_file) as document:
        write_answer(document, question="kf1.q5", text="Everybody knows the rules at this station")
        row = answer_to(document, "kf1.q5")
        with document.change(Message("agree")) as transaction:
            transaction.put(replace(row, agreed=Agreement.AGREED))
    garble(empty_file, "Everybody knows the rules at this", "Everybody xxxxx the rules at this")
    found = recover(empty_file, new)
    assert found.doubtful == ("1.5",)
    assert not found.is_as_it_was
    with Document.open(new) as document:
        row = answer_to(document, "kf1.q5")
        assert row.text == "Everybody xxxxx the rules at this station"
        assert row.is_confidential
        assert row.agreed is Agreement.PROPOSED
        (note,) = notes_at(document, "kf1.q5")
        assert "perhaps not as it was written" in note
        assert all(row.is_confidential for row in document.read.every(Contribution))


def test_what_cannot_be_read_of_a_text_is_one_sign(empty_file: Path, new: Path):
    with Document.open(empty_file) as document:
        write_answer(document, question="kf1.q5", text="Everybody knows the rules at this station")
    data = empty_file.read_bytes()
    empty_file.write_bytes(data.replace(b"knows the", b"\x00\xff\x01\x02\xfe\xfd\xfc\xfb\xfa"))
    recover(empty_file, new)
    with Document.open(new) as document:
        assert answer_to(document, "kf1.q5").text == "Everybody \ufffd rules at this station"


def test_an_unchanged_answer_comes_from_the_copy_as_if_nothing_had_been(sample_file: Path, new: Path, root: Path):
    keep(sample_file, root)
    with Document.open(sample_file) as document:
        write_answer(document, question="kf2.q3", text="Written later")
        expected = rows_of(document)
    lose(sample_file, "answers")
    found = recover(sample_file, new, root=root)
    assert (found.copied, found.doubtful, found.lost) == (("2.3",), (), ())
    assert found.copy_at == AT
    with Document.open(new) as document:
        now = rows_of(document)["answers"]
        differing = [row for row_id, row in expected["answers"].items() if now[row_id] != row]
        assert [row.question_id for row in differing] == ["kf2.q3"]
        assert answer_to(document, "kf2.q3").is_confidential
        assert "automatic copy of" in notes_at(document, "kf2.q3")[0]


def test_the_seal_proves_a_copy_where_the_history_is_lost(sample_file: Path, new: Path, root: Path):
    keep(sample_file, root)
    lose(sample_file, "answers", "entries", "contributors")
    found = recover(sample_file, new, root=root)
    assert (found.whole, found.copied, found.lost, found.people_in_doubt) == (165, (), (), 0)
    assert not found.history.is_whole


def test_the_text_of_the_copy_stays_beside_a_doubtful_one(empty_file: Path, new: Path, root: Path):
    with Document.open(empty_file) as document:
        write_answer(document, question="kf1.q5", text="The text of yesterday")
    keep(empty_file, root)
    with Document.open(empty_file) as document:
        write_answer(document, question="kf1.q5", text="Another one, of today")
    garble(empty_file, "Another one, of today", "Another xxxx of today")
    assert recover(empty_file, new, root=root).doubtful == ("1.5",)
    with Document.open(new) as document:
        (other,) = document.read.where(Contribution, kind=ContributionKind.NOT_CHOSEN.value)
        assert other.text == "The text of yesterday"
        assert other.is_confidential


def test_who_was_removed_does_not_come_back_from_the_copy(sample_file: Path, new: Path, root: Path):
    with Document.open(sample_file) as document:
        person = people.add_contributor(document, name="Somebody Removed")
    keep(sample_file, root)
    with Document.open(sample_file) as document:
        people.remove_contributor(document, contributor=person)
        others = {row.id for row in document.read.every(Contributor)}
    lose(sample_file, "contributors", "seal")
    recover(sample_file, new, root=root)
    with Document.open(new) as document:
        assert {row.id for row in document.read.every(Contributor)} == others


def test_what_was_forgotten_does_not_come_back_from_a_copy_that_was_left(sample_file: Path, new: Path, root: Path):
    with Document.open(sample_file) as document:
        person = people.add_contributor(document, name="Zebulon Quist")
    keep(sample_file, root)
    with Document.open(sample_file) as document:
        forget_person(document, person)
    lose(sample_file, "contributors", "seal")
    found = recover(sample_file, new, root=root)
    assert found.copy_at is None
    assert b"Zebulon" not in new.read_bytes()


def test_a_page_that_is_free_gives_nothing(empty_file: Path, new: Path):
    """Also where another program has left in it what was removed."""
    with Document.open(empty_file) as document:
        write_answer(document, question="kf1.q5", text="Gone for good")
    connection = sqlite3.connect(empty_file)
    connection.execute("PRAGMA secure_delete = OFF")
    connection.execute("CREATE TABLE gone AS SELECT * FROM answers")
    connection.execute("DROP TABLE gone")
    connection.execute("DELETE FROM answers WHERE question_id = 'kf1.q5'")
    connection.commit()
    connection.close()
    assert b"Gone for good" in empty_file.read_bytes()
    overwrite(empty_file, PAGE, bytes(PAGE))  # the seal, which would say that a row is missing
    found = recover(empty_file, new)
    assert found.lost == ("1.5",)
    assert b"Gone for good" not in new.read_bytes()


def test_a_mark_that_cannot_be_read_counts_as_set(sample_file: Path, new: Path):
    with Document.open(sample_file) as document:
        mark_answer_confidential(document, question="kf1.q1", confidential=True)
        people.add_contributor(document, name="Aurelia Vantongeren", confidential=True)
    data = sample_file.read_bytes()
    assert data.count(b"marked") >= 2
    sample_file.write_bytes(data.replace(b"marked", b"op\x00n\x00\x00"))
    recover(sample_file, new)
    with Document.open(new) as document:
        assert answer_to(document, "kf1.q1").is_confidential
        assert [row.is_confidential for row in document.read.every(Contributor) if row.name == "Aurelia Vantongeren"] == [
            True
        ]


def test_a_lost_person_keeps_a_closed_place(sample_file: Path, new: Path):
    lose(sample_file, "contributors")
    found = recover(sample_file, new)
    assert found.people_in_doubt > 0
    assert any("Read every public edition" in sentence.text for sentence in found.sentences())
    with Document.open(new) as document:
        rows = document.read.every(Contributor)
        assert {row.name for row in rows} == {"(could not be read)"}
        assert all(row.is_confidential for row in rows)


def test_a_lost_checklist_comes_from_the_program(sample_file: Path, new: Path):
    with Document.open(sample_file, read_only=True) as document:
        expected = rows_of(document)
    lose(sample_file, "wordings", "questions", "sections", "areas")
    found = recover(sample_file, new)
    assert found.is_as_it_was, "the seals prove that it is the same"
    with Document.open(new) as document:
        assert rows_of(document) == expected


def test_a_damaged_text_of_the_checklist_comes_from_the_program(sample_file: Path, new: Path):
    with Document.open(sample_file, read_only=True) as document:
        expected = rows_of(document)
    garble(sample_file, "excuse to stop offering", "xxxxxx to stop offering")
    assert recover(sample_file, new).is_as_it_was
    with Document.open(new) as document:
        assert rows_of(document) == expected


def test_own_questions_keep_their_answers_without_their_rows(empty_file: Path, new: Path):
    from workbench.operations.assessment import add_own_question

    with Document.open(empty_file) as document:
        own = add_own_question(document, wording="What about the dogs?")
        write_answer(document, question=own, text="They bark.")
    lose(empty_file, "questions", "sections", "areas")
    recover(empty_file, new)
    with Document.open(new) as document:
        assert answer_to(document, own).text == "They bark."
        assert document.get(Question, own) is not None
        assert document.get(Wording, f"{own}/question/en") is not None


def test_without_its_own_row_an_assessment_keeps_its_id(sample_file: Path, new: Path, root: Path):
    keep(sample_file, root)
    with Document.open(sample_file, read_only=True) as document:
        expected = document.read.assessment()
    lose(sample_file, "assessment")
    assert recover(sample_file, new, root=root).is_as_it_was
    with Document.open(new) as document:
        assert document.read.every(Assessment) == [expected]


def test_attachments_come_with_it_and_from_the_copy(sample_file: Path, new: Path, root: Path):
    keep(sample_file, root)
    lose(sample_file, "attached_bytes")
    found = recover(sample_file, new, root=root)
    assert (found.papers, found.papers_lost) == (1, 0)
    with Document.open(new) as document:
        (paper,) = (row for row in document.read.every(Attachment) if row.content)
        assert stored_bytes.content(document.read.connection, paper.content) is not None
    without = new.with_name("without.integrity")
    found = recover(sample_file, without, root=root / "none")
    assert (found.papers, found.papers_lost, found.is_as_it_was) == (0, 1, False)


def test_a_journal_beside_it_is_tried_on_a_copy(sample_file: Path, new: Path):
    """A power cut in the middle of a change, and a first page that nobody can read."""
    connection = sqlite3.connect(sample_file, isolation_level=None)
    connection.execute("PRAGMA cache_spill = 1")
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN")
    connection.execute("UPDATE answers SET text = text || 'never committed'")
    copy = sample_file.with_name("cut.integrity")
    shutil.copy(sample_file, copy)
    shutil.copy(f"{sample_file}-journal", f"{copy}-journal")
    connection.execute("ROLLBACK")
    connection.close()
    overwrite(copy, 0, bytes(512))
    before = {path.name: path.read_bytes() for path in copy.parent.glob("cut*")}
    assert len(before) == 2
    found = recover(copy, new)
    assert (found.whole, found.doubtful, found.lost) == (165, (), ())
    assert {path.name: path.read_bytes() for path in copy.parent.glob("cut*")} == before
    assert b"never committed" not in new.read_bytes()


def test_nothing_is_written_over_and_no_open_file_is_read(sample_file: Path, new: Path):
    with pytest.raises(FileExists):
        recover(sample_file, sample_file)
    with Document.open(sample_file), pytest.raises(DocumentInUse):
        recover(sample_file, new)
    assert not new.exists()


@pytest.mark.parametrize("content", [b"", b"S", b"SQLite format 3\0", b"text\n" * 5000, bytes(100_000), b"L" * 100_000])
def test_what_is_no_assessment_is_told(tmp_path: Path, new: Path, content: bytes):
    path = tmp_path / "other.integrity"
    path.write_bytes(content)
    with pytest.raises(NotOurFile):
        recover(path, new)
    assert not new.exists()


def test_a_later_format_is_told(sample_file: Path, new: Path):
    connection = sqlite3.connect(sample_file)
    connection.execute("PRAGMA user_version = 5")
    connection.execute("CREATE TABLE more (id TEXT PRIMARY KEY NOT NULL, digest BLOB NOT NULL) STRICT")
    connection.close()
    with pytest.raises(WorkbenchError, match="newer version"):
        recover(sample_file, new)


def test_to_look_writes_nothing(sample_file: Path):
    lose(sample_file, "answers")
    before = sample_file.read_bytes()
    found = look(sample_file)
    assert found.whole == 0
    assert len(found.lost) > 100
    assert [path.name for path in sample_file.parent.iterdir()] == [sample_file.name]
    assert sample_file.read_bytes() == before


def test_every_sentence_can_be_said(sample_file: Path, root: Path):
    keep(sample_file, root)
    with Document.open(sample_file) as document:
        write_answer(document, question="kf2.q3", text="Written later")
    lose(sample_file, "answers", "entries", "attached_bytes", "contributors", "wordings")
    for found in (look(sample_file, root=root), look(sample_file)):
        assert all(str(sentence) for sentence in found.sentences())


def test_a_lost_link_is_lost_and_closes_what_it_kept_closed(sample_file: Path, new: Path):
    """A group that had only confidential people is not in the public edition: without its members nobody could tell."""
    lose(sample_file, "group_members", "session_participants")
    found = recover(sample_file, new)
    assert not found.is_as_it_was
    assert sum(found.others.lost.values()) > 100
    with Document.open(new) as document:
        assert all(row.is_confidential for row in (*document.read.every(WorkingGroup), *document.read.every(Session)))


def test_without_its_seals_a_file_with_whole_trees_is_as_it_was(sample_file: Path, new: Path):
    lose(sample_file, "seal")
    found = recover(sample_file, new)
    assert found.is_as_it_was
    assert found.history.is_whole


def test_without_seals_and_a_page_it_is_not(sample_file: Path, new: Path):
    lose(sample_file, "seal", "measurements")
    assert not recover(sample_file, new).is_as_it_was


def test_a_reference_that_cannot_be_read_makes_nothing_up(sample_file: Path, new: Path):
    with Document.open(sample_file, read_only=True) as document:
        areas = {row.id for row in document.read.every(Area)}
        place = document.read.every(Finding)[3].id.encode()
    data = sample_file.read_bytes()
    for at in [at for at in range(len(data)) if data.startswith(place, at)]:
        overwrite(sample_file, at + len(place) + 32 + len("open"), b"\xff\xfe\xfd")
    recover(sample_file, new)
    with Document.open(new) as document:
        assert {row.id for row in document.read.every(Area)} == areas
        assert {row.area_id for row in document.read.every(Finding)} == areas
