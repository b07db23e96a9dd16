"""The record beside an open file: what it says, to whom, and what of a stranger's is believed."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from workbench.language.dates import At, shown_moment
from workbench.language.i18n import ENGLISH
from workbench.model import computer
from workbench.storage import open_record
from workbench.storage.open_files import in_use
from workbench.storage.open_record import OpenRecord, leave_record, record_of, remove_record, told_open

NOW = datetime(2026, 11, 22, 9, 12, tzinfo=UTC)
TOKEN = "0123456789abcdef"


def beside(path: Path) -> Path:
    return path.with_name(path.name + "-open")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "Karsk.integrity"
    path.write_bytes(b"")
    path.chmod(0o600)
    return path


def test_what_is_left_is_read_and_removed_by_who_left_it(file: Path):
    assert record_of(file) is None
    assert leave_record(file, OpenRecord("POST-3", NOW, TOKEN))
    assert record_of(file) == OpenRecord("POST-3", NOW, TOKEN)
    remove_record(file, "another")
    assert record_of(file) is not None
    remove_record(file, TOKEN)
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_it_says_the_computer_and_the_time_and_nothing_else(file: Path):
    leave_record(file, OpenRecord("POST-3", NOW, TOKEN))
    assert json.loads(beside(file).read_text()) == {
        "computer": "POST-3",
        "since": "2026-11-22T09:12:00+00:00",
        "token": TOKEN,
    }


@pytest.mark.skipif(os.name != "posix", reason="on Windows the folder decides")
@pytest.mark.parametrize(("rights", "wanted"), [(0o600, 0o600), (0o660, 0o640), (0o644, 0o644)])
def test_who_may_read_the_file_may_read_the_record(file: Path, rights: int, wanted: int):
    file.chmod(rights)
    leave_record(file, OpenRecord("POST-3", NOW, TOKEN))
    assert beside(file).stat().st_mode & 0o777 == wanted & ~_umask()


def _umask() -> int:
    found = os.umask(0)
    os.umask(found)
    return found


def test_a_link_leads_to_the_record_beside_the_file(file: Path, tmp_path: Path):
    other = tmp_path / "elsewhere"
    other.mkdir()
    link = other / "link.integrity"
    link.symlink_to(file)
    leave_record(link, OpenRecord("POST-3", NOW, TOKEN))
    assert record_of(file) == record_of(link) is not None
    assert [path.name for path in other.iterdir()] == ["link.integrity"]


def test_where_nothing_can_be_written_it_is_done_without(tmp_path: Path):
    assert not leave_record(tmp_path / "missing" / "a.integrity", OpenRecord("POST-3", NOW, TOKEN))
    beside(tmp_path / "a.integrity").mkdir()
    (tmp_path / "a.integrity").touch()
    assert not leave_record(tmp_path / "a.integrity", OpenRecord("POST-3", NOW, TOKEN))
    assert record_of(tmp_path / "a.integrity") is None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.integrity", "a.integrity-open"]


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 4000,
        b'{"computer": 1}',
        b'{"computer": "x", "since": ["x"]}',
        b'{"computer": "' + b"x" * 5000 + b'"}',
    ],
)
def test_what_cannot_be_read_is_no_record(file: Path, said: bytes):
    beside(file).write_bytes(said)
    assert record_of(file) is None
    assert "open in another window or program" in str(in_use(file))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(file: Path):
    os.mkfifo(beside(file))
    assert record_of(file) is None


def test_a_strangers_record_gives_no_orders_and_fills_no_screen(file: Path):
    said = {"computer": "\u202ePOST\x1b[2J\n" + "x" * 500, "since": "2026-11-22T09:12:00+00:00", "token": TOKEN}
    beside(file).write_text(json.dumps(said))
    found = record_of(file)
    assert found is not None
    assert len(found.computer) <= 63
    assert found.computer.isprintable()


@pytest.mark.parametrize("said", ["", "yesterday", "2026-11-22", "2026-11-22T09:12:00", "9999-99-99T00:00:00+00:00"])
def test_a_time_that_is_none_is_not_told(file: Path, said: str):
    beside(file).write_text(json.dumps({"computer": "POST-3", "since": said, "token": TOKEN}))
    found = record_of(file)
    assert found is not None
    assert found.since_told(NOW) is None


@pytest.mark.parametrize(
    ("ahead", "told"),
    [
        (timedelta(), True),
        (timedelta(minutes=4), True),
        (timedelta(minutes=6), False),
        (timedelta(days=3650), False),
        (timedelta(days=-2), True),
        (timedelta(days=-3650), True),
    ],
)
def test_a_clock_that_is_wrong_is_not_believed_where_it_cannot_be_true(ahead: timedelta, told: bool):
    since = NOW + ahead
    assert OpenRecord("POST-3", since, TOKEN).since_told(NOW) == (At(since, NOW) if told else None)


def test_the_sentence_says_where_as_far_as_it_is_known(file: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(open_record, "computer_name", lambda: "HERE")
    since = datetime.now(UTC) - timedelta(days=1)
    day = shown_moment(since.astimezone(), ENGLISH)
    told = {name: str(told_open(file, OpenRecord(name, since, TOKEN))) for name in ("POST-3", "HERE", "")}
    assert told == {
        "POST-3": f"The file Karsk.integrity has been open on the computer POST-3 since {day}.",
        "HERE": f"The file Karsk.integrity has been open in another window on this computer since {day}.",
        "": f"The file Karsk.integrity has been open elsewhere since {day}.",
    }
    leave_record(file, OpenRecord("POST-3", since, TOKEN))
    assert str(in_use(file)).startswith(told["POST-3"])
    assert computer.computer_name()


@pytest.mark.parametrize("since", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "1899-01-01T00:00:00+00:00"])
def test_a_time_that_cannot_be_told_everywhere_is_not_believed(file: Path, since: str):
    beside(file).write_text(json.dumps({"computer": "POST-3", "since": since, "token": TOKEN}))
    found = record_of(file)
    assert found is not None
    assert found.since is None
    assert "since" not in str(told_open(file, found))


def test_what_is_no_record_is_not_replaced(file: Path, tmp_path: Path):
    letter = tmp_path / "letter.txt"
    letter.write_text("A letter of mine.")
    record = OpenRecord("POST-3", NOW, TOKEN)
    for make in (
        lambda: beside(file).write_text("A letter of mine."),
        lambda: beside(file).write_text(json.dumps({"computer": "A"}) + " " * 5000),
        lambda: beside(file).symlink_to(letter),
    ):
        make()
        assert not leave_record(file, record)
        assert beside(file).exists()
        beside(file).unlink()
    beside(file).mkdir()
    assert not leave_record(file, record)
    beside(file).rmdir()
    for torn in (b"", bytes(40), b'{"computer": "A", "sin'):
        beside(file).write_bytes(torn)
        assert leave_record(file, record)
    assert letter.read_text() == "A letter of mine."
