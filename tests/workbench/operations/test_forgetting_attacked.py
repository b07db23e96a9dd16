"""Forgetting as somebody who looks for what is left sees it, and with files and disks that are against it."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.forged import forge
from workbench.document.document import Document, Identity
from workbench.document.versions import earlier_versions
from workbench.errors import DiskFull
from workbench.language.i18n import Message
from workbench.model.limits import LINE_CHARACTERS
from workbench.model.rows import Answer, Assessment, Contribution, Contributor, Wording, WorkingGroup
from workbench.model.vocabulary import MeasureStatus
from workbench.operations import answers, assessment, hands, people, voices
from workbench.operations.copies import copies_of
from workbench.operations.forgetting import forget_history, forget_person, forget_question
from workbench.operations.handing_on import copy_without_history
from workbench.storage import rows as storage_rows
from workbench.storage.connection import Connection
from workbench.storage.verify import content_damages, structure_damaged

QUESTION = "kf1.q1"
SECRET = "Zanzibarrow"
NAME = f"Ilyana {SECRET}"


def left_in(folder: Path, *secrets: str) -> list[str]:
    """What can be found in some byte or some name below a folder, however it is encoded."""
    bytes_ = b"\n".join(found.name.encode() + found.read_bytes() for found in folder.rglob("*") if found.is_file())
    ways = ("utf-8", "utf-16-le", "utf-16-be")
    return [secret for secret in secrets or (SECRET,) if any(secret.encode(way) in bytes_ for way in ways)]


def write(document: Document, clock, *texts: str, question: str = QUESTION) -> None:
    for text in texts:
        answers.write_answer(document, question=question, text=text)
        clock.go_on(5)


def answer(document: Document) -> Answer:
    found = document.read.answer(QUESTION)
    assert found is not None
    return found


def sound(document: Document) -> bool:
    return not content_damages(document._connection) and not structure_damaged(document._connection)


def test_contributions_that_were_removed_are_forgotten_with_their_question(document: Document, clock):
    person = people.add_contributor(document, name="Ana")
    for way in (
        lambda row: voices.remove_contribution(document, contribution=row),
        lambda _: document.undo(),
    ):
        row = voices.add_contribution(document, question=QUESTION, contributor=person, text=f"{SECRET} did")
        clock.go_on(5)
        way(row)
    kept = voices.add_contribution(document, question="kf1.q2", contributor=person, text="Elsewhere")
    voices.remove_contribution(document, contribution=kept)
    assert left_in(document.path.parent)
    forget_question(document, QUESTION)
    assert left_in(document.path.parent) == []
    document.close()
    assert left_in(document.path.parent, "Elsewhere") == ["Elsewhere"], "another question was not forgotten"


def _of_hands(document: Document) -> list[str]:
    """What the history has about hands: the rows as they were."""
    sql = "SELECT old FROM entries JOIN subjects ON subjects.id = subject WHERE table_name = 'hands' AND old IS NOT NULL"
    return [old for (old,) in document._connection.read(sql)]


def test_hands_that_were_taken_down_are_forgotten_with_their_question(document: Document, clock):
    for question, count in ((QUESTION, 7), ("kf1.q2", 5), (QUESTION, 0), ("kf1.q2", 0)):
        hands.count_hands_on_question(document, question=question, hands={MeasureStatus.NONE: count})
        clock.go_on(5)
    assert len(_of_hands(document)) == 2
    assert forget_question(document, QUESTION).versions
    (kept,) = _of_hands(document)
    assert "kf1.q2" in kept, "another question was not forgotten"
    assert sound(document)


def test_somebody_with_a_longer_name_keeps_it(document: Document):
    person = people.add_contributor(document, name="Maria Silva")
    other = people.add_contributor(document, name="Ana Maria Silva", contact="0123456789")
    answers.write_answer(document, question=QUESTION, text="Ana Maria Silva asked Maria Silva and Silva.")
    found = forget_person(document, person)
    assert document.get(Contributor, other).name == "Ana Maria Silva"  # type: ignore[union-attr]
    assert answer(document).text == "Ana Maria Silva asked [name forgotten] and Silva."
    assert found.mentions == 1
    assert found.doubtful == 2, "a part of the name, and the longer name, are for people to judge"


def test_two_people_with_the_same_name_and_telephone_are_not_both_forgotten(document: Document):
    person, other = (people.add_contributor(document, name=NAME, contact="+41 22 555 11 22") for _ in range(2))
    forget_person(document, person)
    kept = document.get(Contributor, other)
    assert kept is not None
    assert (kept.name, kept.contact) == (NAME, "+41 22 555 11 22")


def test_a_version_with_only_a_part_of_the_name_is_forgotten(document: Document, clock):
    person = people.add_contributor(document, name=NAME)
    write(document, clock, f"{SECRET} took it.", "Somebody took it.")
    forget_person(document, person)
    assert left_in(document.path.parent) == []


def test_a_mention_that_only_exists_when_two_entries_are_combined(document: Document, clock):
    person = people.add_contributor(document, name=NAME)
    write(document, clock, "What Ilyana Zanzibarrow knew about the long story of the gate.")
    write(document, clock, "What Ilyana Zanz and others knew about the long story of the gate.")
    write(document, clock, "What she and others knew about the long story of the gate.")
    entries = [old for (old,) in document._connection.read("SELECT old FROM entries") if old]
    assert not any(NAME in old for old in entries if "barrow" in old), "no single entry has the whole name"
    forget_person(document, person)
    assert left_in(document.path.parent, "Ilyana", "Zanz", "barrow") == []
    assert earlier_versions(document, answer(document), "text") == ()


def test_a_name_in_wordings_of_our_own_in_the_scope_and_in_groups(document: Document):
    person = people.add_contributor(document, name=NAME)
    assessment.add_own_question(document, wording=f"What did {NAME} leave?")
    assessment.describe_assessment(document, responsible=f"{NAME}, Director")
    group = people.add_group(document, name=f"{NAME} and the drivers")
    found = forget_person(document, person)
    assert found.mentions == 3
    assert left_in(document.path.parent) == []
    assert [row.text for row in document.read.every(Wording) if "forgotten" in row.text] == [
        "What did [name forgotten] leave?"
    ]
    assert document.read.every(Assessment)[0].responsible == "[name forgotten], Director"
    assert group


def test_a_login_that_is_the_name_is_forgotten(empty_file: Path, clock):
    with Document.open(empty_file, identity=Identity(NAME, "laptop"), clock=clock.clock()) as document:
        person = people.add_contributor(document, name=NAME)
        forget_person(document, person)
        write(document, clock, "Work goes on.")
        assert left_in(empty_file.parent) == []
        assert sound(document)


def test_a_text_without_room_stays_within_its_limit(document: Document):
    person = people.add_contributor(document, name="Li Wu")
    group = people.add_group(document, name=("Li Wu, " * LINE_CHARACTERS)[: LINE_CHARACTERS - 1])
    forget_person(document, person)
    document.close()
    with Document.open(document.path) as again:
        assert again.read_only is None
        row = again.get(WorkingGroup, group)
        assert row is not None
        assert "Li Wu" not in row.name


# A history that was damaged, or forged

FORGERIES: dict[str, Callable[[sqlite3.Connection], object]] = {
    "a difference that does not fit": lambda connection: connection.execute(
        "UPDATE entries SET form = 'diff', old = '900,900;' || ? WHERE form = 'diff' OR form = 'whole'", (NAME,)
    ),
    "forgotten, with its text": lambda connection: connection.execute(
        "UPDATE entries SET form = 'forgotten', old = ?", (NAME,)
    ),
    "absent, with a text": lambda connection: connection.execute("UPDATE entries SET form = 'absent', old = ?", (NAME,)),
    "a row that is no object": lambda connection: connection.execute(
        "UPDATE entries SET form = 'row', old = ?", (f'["{NAME}"',)
    ),
    "a table that is not ours": lambda connection: (
        connection.execute("INSERT INTO subjects (table_name, row_id, column_name) VALUES ('elsewhere', 'x', 'y')")
        and connection.execute(
            "INSERT INTO entries (subject, change, form, old) "
            "VALUES ((SELECT max(id) FROM subjects), (SELECT max(sequence) FROM changes), 'whole', ?)",
            (NAME,),
        )
    ),
    "a field of a label": lambda connection: connection.execute(
        "UPDATE labels SET fields = ? WHERE id = 2", (f'{{"n":"{NAME}"}}',)
    ),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_what_does_not_fit_stops_nothing_and_is_forgotten_too(document: Document, clock, forgery: str, tmp_path: Path):
    person = people.add_contributor(document, name=NAME)
    write(document, clock, "A first text of some length.", "A first text of some more length.", "Another.")
    document.close()
    room = tmp_path / "forged"
    room.mkdir()
    path = forge(document.path, room / "forged.integrity", FORGERIES[forgery])
    with Document.open(path) as forged:
        assert forged.read_only is None
        forget_person(forged, person)
        assert left_in(room) == []
        assert sound(forged)


# Disks


def test_a_disk_that_is_full_for_the_writing_anew(document: Document, clock, monkeypatch: pytest.MonkeyPatch):
    write(document, clock, *(f"{SECRET} {number} " * 500 for number in range(4)), "Somebody.")

    def full(_: Connection) -> None:
        raise DiskFull(Message("The disk is full."), safe=Message("."), advice=Message("."))

    with monkeypatch.context() as patched:
        patched.setattr(Connection, "rewrite", full)
        told = []
        document.subscribe(told.append)
        forget_question(document, QUESTION)
        assert told, "pages show the new state all the same"
        assert document.to_be_rewritten
        assert left_in(document.path.parent) == [], "what was forgotten is overwritten at once"
        size = document.path.stat().st_size
        write(document, clock, "Work goes on.")
    document.remember()
    assert not document.to_be_rewritten
    assert document.path.stat().st_size < size
    assert sound(document)


def test_a_disk_that_is_full_in_the_middle_of_the_transaction(document: Document, clock, monkeypatch: pytest.MonkeyPatch):
    write(document, clock, SECRET, "Somebody.")
    before = answer(document)

    def full(*_: object) -> None:
        raise DiskFull(Message("The disk is full."), safe=Message("."), advice=Message("."))

    with monkeypatch.context() as patched:
        patched.setattr(storage_rows, "write_seal", full)
        with pytest.raises(DiskFull):
            forget_question(document, QUESTION)
    assert answer(document) == before
    assert [version.text for version in earlier_versions(document, before, "text")] == [SECRET]
    assert document.undo() is not None, "what is not forgotten can be undone"
    forget_question(document, QUESTION)
    assert left_in(document.path.parent) == []


def test_a_power_cut_before_the_writing_anew(document: Document, clock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    write(document, clock, *(f"{SECRET} {number} " * 500 for number in range(4)), "Somebody.")
    cut = tmp_path / "cut"
    cut.mkdir()

    def power_cut(_: Connection) -> None:
        for found in document.path.parent.glob(f"{document.path.name}*"):
            shutil.copy(found, cut)

    with monkeypatch.context() as patched:
        patched.setattr(Connection, "rewrite", power_cut)
        forget_question(document, QUESTION)
    assert left_in(cut) == []
    with Document.open(cut / document.path.name) as again:
        size = again.path.stat().st_size
        again.remember()
        assert again.path.stat().st_size < size
        assert sound(again)


def test_a_disk_that_leaves_the_forgetting_in_doubt(document: Document, clock, monkeypatch: pytest.MonkeyPatch):
    """The commit is on the disk, but was reported as failed: the next change completes the forgetting first."""
    write(document, clock, SECRET, "Somebody.")
    document.remember()
    told = []
    document.subscribe(told.append)

    whole = Connection.transaction

    @contextlib.contextmanager
    def reported_as_failed(connection: Connection) -> Iterator[None]:
        with whole(connection):
            yield
        raise DiskFull(Message("The disk is full."), safe=Message("."), advice=Message("."))

    with monkeypatch.context() as patched:
        patched.setattr(Connection, "transaction", reported_as_failed)
        with pytest.raises(DiskFull):
            forget_question(document, QUESTION)
    assert not told
    write(document, clock, "Work goes on.")
    assert told
    assert left_in(document.path.parent) == []
    document.undo()
    assert document.undo() is None


# Copies


def test_a_copy_without_history_never_writes_the_history(document: Document, clock, tmp_path: Path, monkeypatch):
    write(document, clock, SECRET, "Somebody.")
    stick = tmp_path / "stick"
    stick.mkdir()
    seen: list[str] = []
    whole = Connection.copy_into

    def watched(connection: Connection, target: Path) -> None:
        whole(connection, target)
        seen.extend([*left_in(stick), "looked"])

    monkeypatch.setattr(Connection, "copy_into", watched)
    copy_without_history(document, stick / "copy.integrity")
    assert seen == ["looked"]
    assert left_in(stick) == []
    with Document.open(stick / "copy.integrity") as copy:
        assert copy.read_only is None
        assert answer(copy).text == "Somebody."
        assert set(copy._connection.read("SELECT who, computer FROM sittings")) == {("", "")}
    assert earlier_versions(document, answer(document), "text"), "the file itself has forgotten nothing"


def test_copies_that_cannot_be_read_may_have_it_and_known_ones_elsewhere_do(document: Document, tmp_path: Path):
    folder = document.path.parent
    torn = folder / "torn.integrity"
    document.save_copy(torn)
    torn.write_bytes(torn.read_bytes()[:9000])
    renamed = folder / f"{document.path.stem}.old"
    document.save_copy(renamed)
    part = folder / f".{document.path.name}.1f-0123abcd.part"
    part.write_bytes(b"SQLite format 3\0")
    away = tmp_path / "away"
    away.mkdir()
    elsewhere = away / "kept.integrity"
    document.save_copy(elsewhere)
    (folder / "link.integrity").symlink_to(document.path)
    found = copies_of(document.path, document.read.assessment().id, [elsewhere, document.path, away / "gone.integrity"])
    assert set(found) == {torn, renamed, part, elsewhere}


def test_an_older_copy_beside_the_file_is_named(tmp_path: Path):
    shutil.copy(Path(__file__).parents[2] / "files/format-2.integrity", tmp_path / "old.integrity")
    with Document.open(tmp_path / "old.integrity") as document:
        assert document.migrated_copy is not None
        assert copies_of(document.path, document.read.assessment().id) == [document.migrated_copy]


def test_the_history_of_the_contribution_that_is_undone_stays_forgotten(document: Document, clock):
    person = people.add_contributor(document, name=NAME)
    voices.add_contribution(document, question=QUESTION, contributor=person, text=SECRET)
    document.undo()
    document.redo()
    forget_history(document)
    assert [row.text for row in document.read.every(Contribution)] == [SECRET]
    forget_question(document, QUESTION)
    forget_person(document, person)
    assert left_in(document.path.parent) == []
