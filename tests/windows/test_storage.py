"""Files as Windows treats them: protected without saying so, held by other programs, without numbers, under other names."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workbench.document.document import Document
from workbench.errors import DocumentInUse, InvalidValue, StorageFailed, WorkbenchError
from workbench.language.i18n import Message
from workbench.model.rows import Assessment, QuestionId
from workbench.operations.answers import write_answer
from workbench.reports.export import check_target
from workbench.storage import connection, names, write_access, writing
from workbench.storage.files import ReadOnlyReason
from workbench.system import retries

pytestmark = pytest.mark.slow

FORMAT_1 = Path(__file__).parents[1] / "files" / "format-1.integrity"
QUESTION = QuestionId("kf1.q1")


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many tries as ever, without the pauses between them."""
    monkeypatch.setattr(retries.time, "sleep", lambda _: None)


@pytest.fixture
def opened_for_reading(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """SQLite cannot open a file for writing and opens it for reading instead, without a word: ``times``, or for good."""
    real = connection._address

    def begin(*, times: float = float("inf"), only: str = "") -> None:
        left = [times]

        def address(path: Path, mode: str) -> str:
            if mode == "rw" and path.name.endswith(only) and left[0] > 0:
                left[0] -= 1
                mode = "ro"
            return real(path, mode)

        monkeypatch.setattr(connection, "_address", address)

    return begin


def _state(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_file_that_cannot_be_written_is_known_as_such_at_opening(sample_file: Path, opened_for_reading, access_always):
    before = _state(sample_file.parent)
    opened_for_reading()
    with Document.open(sample_file) as document:
        assert document.read_only is ReadOnlyReason.WRITE_PROTECTED
        assert document.read.assessment().station
    assert _state(sample_file.parent) == before


def test_a_file_that_a_scanner_holds_for_a_moment_opens_for_work(sample_file: Path, opened_for_reading):
    opened_for_reading(times=4)
    with Document.open(sample_file) as document:
        assert document.read_only is None
        write_answer(document, question=QUESTION, text="Stored.")


@pytest.mark.parametrize("refused", ["the file", "the folder"])
def test_an_older_file_on_a_protected_disk_opens_without_being_changed(
    tmp_path: Path, opened_for_reading, access_always, monkeypatch: pytest.MonkeyPatch, refused: str
):
    path = Path(shutil.copyfile(FORMAT_1, tmp_path / "old.integrity"))
    if refused == "the file":
        opened_for_reading()
    else:
        monkeypatch.setattr(write_access, "_ACCESS_TELLS", False)
        monkeypatch.setattr(write_access, "new_private", _refuse)
    before = _state(tmp_path)
    with Document.open(path) as document:
        assert document.read_only is ReadOnlyReason.WRITE_PROTECTED
        assert document.damages == ()
        assert document.read.answer("kf1.q1") is not None
    assert _state(tmp_path) == before


def _refuse(*_: object, **__: object) -> None:
    raise PermissionError(errno.EACCES, "Access is denied")


def test_a_folder_in_which_nothing_can_be_made_is_known_at_opening(
    sample_file: Path, access_always, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(write_access, "_ACCESS_TELLS", False)
    with Document.open(sample_file) as document:
        assert document.read_only is None
    assert [path.name for path in sample_file.parent.iterdir()] == [sample_file.name], "the try leaves nothing"
    monkeypatch.setattr(write_access, "new_private", _refuse)
    with Document.open(sample_file) as document:
        assert document.read_only is ReadOnlyReason.WRITE_PROTECTED
    with Document.open(sample_file, read_only=True) as document:
        assert document.read_only is ReadOnlyReason.ASKED, "nothing is tried where nothing will be written"


def test_an_interrupted_file_on_a_protected_disk_gets_its_own_sentence(sample_file: Path, opened_for_reading, access_always):
    """And the names of the copies on which the journal is tried are nobody's concern."""
    with Document.open(sample_file) as document:
        write_answer(document, question=QUESTION, text="Long. " * 3000)
        document._connection._raw.execute("PRAGMA cache_size=2")
        with document._connection.transaction():
            document._connection.write("UPDATE answers SET causes = hex(zeroblob(3000))")
            kept = {path.name: path.read_bytes() for path in sample_file.parent.iterdir()}
    other = sample_file.parent / "other"
    other.mkdir()
    for name, content in kept.items():
        (other / name).write_bytes(content)
    opened_for_reading(only=sample_file.name)
    with pytest.raises(StorageFailed, match="was interrupted, and its disk is write-protected") as caught:
        Document.open(other / sample_file.name)
    assert "replayed" not in str(caught.value)
    assert _state(other) == kept


@pytest.mark.parametrize("job", ["new", "copy"])
def test_a_new_file_that_a_scanner_holds(tmp_path: Path, sample: Document, opened_for_reading, job: str):
    target = tmp_path / "new.integrity"

    def make() -> None:
        if job == "copy":
            sample.save_copy(target)
        else:
            row = Assessment(id="a", checklist="idg-2021", checklist_version="1")
            Document.create(target, [row], label=Message("new")).close()

    opened_for_reading(only=".part")
    with pytest.raises(StorageFailed, match=r"perhaps a virus scanner, is using the new file new\.integrity") as caught:
        make()
    assert "reading only" not in str(caught.value)
    assert [path for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    assert not target.exists()
    opened_for_reading(times=3, only=".part")
    make()
    assert target.exists()


def _written(target: Path) -> None:
    with writing.finished_or_absent(target) as part:
        part.write_text("the new report")


def test_a_report_that_is_open_in_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    target = tmp_path / "report.html"
    target.write_text("the old report")
    monkeypatch.setattr(Path, "replace", _refuse)
    with pytest.raises(StorageFailed) as caught:
        _written(target)
    assert str(caught.value) == (
        "The file report.html is open in another program, or protected. What was there before is unchanged. "
        "Close it there and try again, or choose another name."
    )
    assert target.read_text() == "the old report"
    monkeypatch.undo()
    _written(target)
    assert target.read_text() == "the new report"
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_a_folder_that_takes_no_files_is_told_as_that(sample: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(connection, "new_private", _refuse)
    with pytest.raises(StorageFailed, match=r"copy\.integrity cannot be written in that folder"):
        sample.save_copy(tmp_path / "copy.integrity")


def test_a_copy_under_every_single_refusal(sample: Document, tmp_path: Path, refusals, content_of_copy):
    """Each call in turn is refused once: a scanner looked at that moment."""
    refusals.folder = tmp_path / "copies"
    refusals.folder.mkdir()
    target = refusals.folder / "copy.integrity"
    refusals.number = 0
    sample.save_copy(target)
    calls = len(refusals.calls)
    assert calls > 3
    for number in range(1, calls + 1):
        refusals.calls.clear()
        refusals.number = number
        write_answer(sample, question=QUESTION, text=f"{number}")
        done = True
        try:
            sample.save_copy(target)
        except WorkbenchError:
            done = False
        refusals.number = 0
        found = content_of_copy(target)
        assert found == f"{number}" if done else found in {"", *map(str, range(number))}
        assert [path.name for path in refusals.folder.iterdir()] == ["copy.integrity"]


@pytest.fixture
def content_of_copy() -> Callable[[Path], str]:
    def read(path: Path) -> str:
        with Document.open(path, read_only=True) as document:
            assert document.damages == ()
            answer = document.read.answer(QUESTION)
            return answer.text if answer is not None and len(answer.text) < 5 else ""

    return read


def test_names_that_windows_keeps_for_itself(sample: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(names, "_WINDOWS", True)
    for name in ("CON.integrity", "nul.integrity", "Com1.integrity", "lpt¹.integrity"):
        with pytest.raises(StorageFailed, match="Windows keeps the name"):
            sample.save_copy(tmp_path / name)
        with pytest.raises(StorageFailed, match="Windows keeps the name"):
            Document.create(tmp_path / name, [], label=Message("new"))
    with pytest.raises(StorageFailed, match="Windows keeps the name"):
        _written(tmp_path / "AUX.pdf")
    sample.save_copy(tmp_path / "console.integrity")


def test_a_path_that_is_too_long(sample: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object, **__: object) -> None:
        error = OSError(errno.ENOENT, "The filename or extension is too long")
        error.winerror = 206
        raise error

    monkeypatch.setattr(connection, "new_private", refuse)
    with pytest.raises(StorageFailed, match="together with its folders, is too long") as caught:
        sample.save_copy(tmp_path / "copy.integrity")
    assert "shorter" in str(caught.value)


def test_files_without_numbers_are_told_apart_by_their_paths(empty_file: Path, sample_file: Path, tmp_path: Path, no_inode):
    old = Path(shutil.copyfile(sample_file, tmp_path / "old.integrity"))
    (tmp_path / "report.html").write_text("the old report")
    with Document.open(empty_file) as document:
        with Document.open(sample_file) as other:
            write_answer(other, question=QUESTION, text="Stored.")
        write_answer(document, question=QUESTION, text="Stored, too.")
        document.save_copy(old)
        check_target(tmp_path / "report.html")
        for same in (empty_file, tmp_path / "." / empty_file.name):
            with pytest.raises(DocumentInUse):
                Document.open(same)
            with pytest.raises(InvalidValue):
                document.save_copy(same)


def test_everything_at_once(run: Any, tmp_path: Path, access_always, no_inode, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(write_access, "_ACCESS_TELLS", False)
    file = tmp_path / "station.integrity"
    run("new", file).says()
    run("answer", file, "1.1", "--text", "Stored.").says()
    assert "No damage was found" in run("check", file).says()
    assert [path.name for path in tmp_path.iterdir()] == ["station.integrity"]
