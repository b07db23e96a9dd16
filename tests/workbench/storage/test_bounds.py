"""A file from outside holds no more than typing can have written: it is refused, or shown for reading without the rest."""

from __future__ import annotations

import json
import shutil
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.forged import REFUSED, SHOWN, SOUND, forge
from workbench.document.document import Document, ReadOnlyReason
from workbench.errors import BeyondLimits, DocumentReadOnly, InvalidValue
from workbench.language.i18n import Message
from workbench.model import limits
from workbench.model.declared import Kind, declared
from workbench.model.rows import ROW_TYPES, Answer, Assessment, Contributor, Hand, Outcome, Session
from workbench.model.texts import is_storable
from workbench.model.vocabulary import HandChoice
from workbench.operations.answers import write_answer
from workbench.operations.people import add_contributor
from workbench.storage import bounds, files
from workbench.storage.damage import DamageKind
from workbench.storage.mapping import mapping_of

pytestmark = pytest.mark.slow

MOST_MEGABYTES = 300
MOST_SECONDS = 5
OPENED_APART = """
import json, sys, time
from pathlib import Path
from workbench.document.document import Document
from workbench.errors import WorkbenchError
began = time.process_time()
try:
    document = Document.open(Path(sys.argv[1]))
    outcome = str(document.read_only)
except WorkbenchError as error:
    outcome = type(error).__name__
status = Path("/proc/self/status").read_text() if sys.platform == "linux" else "VmHWM: 0 kB"
most = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
print(json.dumps([outcome, time.process_time() - began, most // 1024]))
"""


@pytest.fixture
def forged(sample_file: Path, tmp_path: Path) -> Callable[[dict, str], Path]:
    """The sample as a stranger has changed it."""
    return lambda kinds, name: forge(sample_file, tmp_path / "forged.integrity", *kinds[name])


@pytest.mark.parametrize("name", REFUSED)
def test_what_nobody_can_have_written_is_refused_soon_and_with_little_memory(forged, in_another_process, name: str):
    done = in_another_process(OPENED_APART, forged(REFUSED, name))
    outcome, seconds, megabytes = json.loads(done.stdout)
    assert outcome == "BeyondLimits"
    assert seconds < MOST_SECONDS
    assert megabytes < MOST_MEGABYTES


def test_the_refusal_is_true_and_says_what_to_do(forged):
    path = forged(REFUSED, "an administration of 5 million characters")
    with pytest.raises(BeyondLimits) as refused:
        Document.open(path)
    assert str(refused.value) == (
        "The file forged.integrity contains more than this program can have written. Nothing in it was "
        "changed. Do not use it, and ask whoever gave it to you for another copy."
    )


@pytest.mark.parametrize("name", SHOWN)
def test_what_nobody_can_have_typed_is_shown_for_reading_without_it(forged, open_document, name: str):
    document = open_document(forged(SHOWN, name))
    assert document.read_only is ReadOnlyReason.BEYOND_LIMITS or name.startswith("a running session and")
    kinds = {damage.kind for damage in document.damages}
    assert kinds == ({DamageKind.LIMIT} if document.read_only else set())
    for row_type in ROW_TYPES:
        mapping = mapping_of(row_type)
        for row in document.read.every(row_type):
            values = mapping.values(row)
            assert mapping.fits(values), row
            assert is_storable("".join(value for value in values if isinstance(value, str))), row
    if document.read_only:
        with pytest.raises(DocumentReadOnly):
            write_answer(document, question="kf1.q1", text="x")


def test_a_history_that_began_before_all_clocks_may_be_gone_on_with(forged, open_document):
    """The clock of a computer may have stood anywhere when somebody worked."""
    document = open_document(forged(SHOWN, "a running session and a history before all clocks"))
    assert document.read_only is None


def test_a_history_at_no_time_is_found_when_it_is_looked_at(forged):
    with Document.open(forged(SHOWN, "a running session and a history at no time"), history_later=True) as document:
        assert document.read_only is None
        assert not document.history_is_sound()


@pytest.mark.parametrize("name", SOUND)
def test_what_can_have_been_written_opens_for_work(forged, open_document, name: str):
    document = open_document(forged(SOUND, name))
    assert (document.read_only, document.damages) == (None, ())
    write_answer(document, question="kf1.q2", text="Work goes on.")


def test_values_that_are_out_of_range_are_left_out(forged, open_document):
    document = open_document(forged(SHOWN, "more hands than there are people"))
    assert {row.count for row in document.read.every(Hand)} == {0}
    assert {row.choice for row in document.read.every(Hand)} >= {HandChoice.LOW, HandChoice.HIGH}
    document = open_document(forged(SHOWN, "a session on no date"))
    assert {row.date for row in document.read.every(Session)} == {""}
    assert all(row.title for row in document.read.every(Session))


def test_a_foreign_sign_is_seen_as_one_and_the_words_stay(forged, open_document):
    document = open_document(forged(SHOWN, "control characters in every text"))
    assert document.read.assessment().administration == "␛]0;PWNED␇\ufffd2J"
    answer = document.read.answer("kf1.q1")
    assert answer is not None
    assert answer.text.endswith("␛[2J\ufffd\ufffdfdp.exe␀end")
    assert answer.text.startswith("The ") or len(answer.text) > 20


def test_a_copy_of_such_a_file_is_one_too(forged, open_document, tmp_path: Path):
    document = open_document(forged(SHOWN, "control characters in every text"))
    document.save_copy(tmp_path / "copy.integrity")
    assert open_document(tmp_path / "copy.integrity").read_only is ReadOnlyReason.BEYOND_LIMITS


def test_looking_through_ends_in_time(forged, monkeypatch: pytest.MonkeyPatch):
    path = forged(SOUND, "an answer of one word of 100,000 letters")
    monkeypatch.setattr(files, "_MOST_SECONDS", 0.0)
    with pytest.raises(BeyondLimits, match="takes too long"):
        Document.open(path)


OLD = Path(__file__).parents[2] / "files" / "format-1.integrity"


@pytest.mark.parametrize("protected", [True, False])
def test_an_older_file_with_too_much_in_it_is_not_copied_first(tmp_path: Path, protected: bool):
    folder = tmp_path / "folder"
    folder.mkdir()
    path = Path(shutil.copyfile(OLD, folder / "old.integrity"))
    connection = sqlite3.connect(path)
    connection.execute("UPDATE answers SET text = ?", ("x\n" * 500_000,))
    connection.commit()
    connection.close()
    with pytest.raises(BeyondLimits):
        Document.open(path, read_only=protected)
    assert [entry.name for entry in folder.iterdir()] == ["old.integrity"]


def test_a_damaged_file_is_put_together_anew_only_where_it_fits_into_memory(forged, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(bounds, "_MOST_IN_MEMORY", 100_000)
    with pytest.raises(BeyondLimits):
        Document.open(forged(SHOWN, "a session on no date"))


@pytest.mark.parametrize("row_type", ROW_TYPES)
def test_every_table_has_a_limit_and_every_text_of_the_layout_is_measured(document: Document, row_type):
    assert limits.MOST_ROWS[row_type.table] > 0
    texts = [name for name, field in declared(row_type).items() if field.kind not in (Kind.CHECK, Kind.NUMBER)]
    assert list(bounds._text_columns(document._connection)[row_type.table]) == texts


def test_only_tables_that_exist_have_a_limit():
    assert set(limits.MOST_ROWS) == {row_type.table for row_type in ROW_TYPES}


def test_no_more_rows_are_written_than_can_be_opened_again(document: Document, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(limits.MOST_ROWS, "contributors", 2)
    keys = [add_contributor(document, name="A") for _ in range(2)]
    with pytest.raises(InvalidValue, match="has room for 2 rows of this kind, and all are used"):
        add_contributor(document, name="B")
    with document.change(Message("one for another")) as transaction:
        transaction.drop(Contributor, keys[0])
        transaction.put(Contributor(id="c"))
    document.undo()
    assert [row.id for row in document.read.every(Contributor)] == keys


def test_no_longer_texts_are_written_than_can_be_opened_again(
    empty_file: Path, open_document, monkeypatch: pytest.MonkeyPatch
):
    document = open_document(empty_file)
    monkeypatch.setattr(bounds, "FILE_TEXT_BYTES", empty_file.stat().st_size)
    write_answer(document, question="kf1.q1", text="a" * limits.TEXT_CHARACTERS)
    held = sum(bounds._measured(document._connection, *table)[1] for table in _measured_tables(document))
    document.close()
    monkeypatch.setattr(bounds, "FILE_TEXT_BYTES", held + 10)
    document = open_document(empty_file)
    with pytest.raises(InvalidValue, match="too long for one file"):
        write_answer(document, question="kf1.q2", text="b" * 1000)
    assert document.read.answer("kf1.q2") == replace(_answer(document, "kf1.q2"), text="")
    write_answer(document, question="kf1.q2", text="b")
    document.close()
    assert open_document(empty_file).read_only is None


def _answer(document: Document, question: str) -> Answer:
    found = document.read.answer(question)
    assert found is not None
    return found


def _measured_tables(document: Document):
    return bounds._text_columns(document._connection).items()


@pytest.mark.parametrize(
    ("row_type", "column", "limit"),
    [
        (Assessment, "station", limits.LINE_CHARACTERS),
        (Contributor, "name", limits.LINE_CHARACTERS),
        (Answer, "text", limits.TEXT_CHARACTERS),
        (Outcome, "title", limits.LINE_CHARACTERS),
    ],
)
@pytest.mark.parametrize("letter", ["a", "ж", "🧭"])
def test_a_file_may_hold_as_much_as_typing_and_no_more(empty_file, tmp_path, row_type, column, limit, letter):
    def write(count: int) -> Path:
        def step(connection: sqlite3.Connection) -> None:
            if row_type is Contributor:
                connection.execute("INSERT INTO contributors (id, name, digest) VALUES ('p', 'N', x'00')")
            if row_type is Outcome:
                connection.execute("INSERT INTO outcomes (id, digest) VALUES ('o', x'00')")
            connection.execute(f"UPDATE {row_type.table} SET {column} = ?", (letter * count,))

        path = tmp_path / f"{count}.integrity"
        return (
            forge(empty_file, path, step)
            if row_type is not Answer
            else forge(
                empty_file, path, (f"UPDATE answers SET {column} = ? WHERE question_id = 'kf1.q1'", (letter * count,))
            )
        )

    Document.open(write(limit)).close()
    with pytest.raises(BeyondLimits):
        Document.open(write(limit + 1))


def _long_history(connection: sqlite3.Connection) -> None:
    """A thousand earlier versions of one text, each of 98,000 characters and one that cannot be typed."""
    (last,) = connection.execute("SELECT max(sequence) FROM changes").fetchone()
    connection.execute("INSERT INTO subjects VALUES (1000000, 'answers', 'x', 'text')")
    for number in range(1, 1001):
        connection.execute(
            "INSERT INTO changes (sequence, digest, sitting, number, label) VALUES (?, x'00', 1, ?, 1)",
            (last + number, 1_000_000 + number),
        )
        values = (last + number, "\x1b" + "w " * 49_000)
        connection.execute("INSERT INTO entries (subject, change, form, old) VALUES (1000000, ?, 'whole', ?)", values)


def _long_labels(connection: sqlite3.Connection) -> None:
    rows = ((f"{number} " + "w " * 49_000,) for number in range(1000))
    connection.executemany("INSERT INTO labels (text) VALUES (?)", rows)


LONG_HISTORY = {"about": _long_labels, "texts": _long_history}


@pytest.mark.parametrize(("kind", "outcome"), [("about", "BeyondLimits"), ("texts", "beyond_limits")])
def test_a_history_of_long_texts_takes_no_more_memory_than_once_its_size(
    forged, in_another_process, kind: str, outcome: str
):
    path = forged({kind: (LONG_HISTORY[kind],)}, kind)
    done = in_another_process(OPENED_APART, path)
    found, seconds, megabytes = json.loads(done.stdout)
    assert found == outcome
    assert seconds < MOST_SECONDS
    assert megabytes < path.stat().st_size / 1_000_000 + 100
    assert megabytes < MOST_MEGABYTES


@pytest.mark.skipif(sys.platform != "linux", reason="how much memory a process has taken is told like this on Linux only")
def test_a_large_history_is_looked_through_with_little_memory(forged, in_another_process):
    done = in_another_process(OPENED_APART, forged(SOUND, "300,000 entries of the history"))
    outcome, _, megabytes = json.loads(done.stdout)
    assert (outcome, megabytes < MOST_MEGABYTES) == ("None", True)
