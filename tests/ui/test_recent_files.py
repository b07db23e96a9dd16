"""The memory of the window: paths, counts and sizes only, and no error whatever happens to it."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from ui.recent_files import RecentFile, RecentFiles


@pytest.fixture
def file(tmp_path):
    return tmp_path / "settings" / "window.json"


def make(folder, name):
    path = folder / name
    path.write_bytes(b"x")
    return path


def test_the_newest_comes_first_and_once(file, tmp_path):
    memory = RecentFiles(file)
    first, second = make(tmp_path, "a.integrity"), make(tmp_path, "b.integrity")
    for path in (first, second, first):
        memory.add(path)
    assert RecentFiles(file).paths == [first, second]


def test_files_that_are_gone_are_kept_but_not_offered_to_open(file, tmp_path):
    memory = RecentFiles(file)
    path = make(tmp_path, "a.integrity")
    memory.add(path)
    path.unlink()
    assert memory.paths == []
    assert [(entry.path, entry.is_there) for entry in RecentFiles(file).entries] == [(path, False)]


def test_the_place_where_the_user_stopped_is_kept_until_the_file_is_opened_again(file, tmp_path):
    memory = RecentFiles(file)
    path = make(tmp_path, "a.integrity")
    memory.add(path)
    memory.note(RecentFile(path, "Customs of Veldora", "Karsk", "", 41, 282, "assessment", "kf3.q20", 17))
    again = RecentFiles(file)
    (kept,) = again.entries
    assert (kept.administration, kept.station, kept.answered, kept.questions) == ("Customs of Veldora", "Karsk", 41, 282)
    assert (kept.stage, kept.question, kept.cursor) == ("assessment", "kf3.q20", 17)
    assert datetime.fromisoformat(kept.last).tzinfo is not None
    assert again.add(path) == kept
    after_a_power_cut = RecentFiles(file).entry(path)
    assert (after_a_power_cut.title, after_a_power_cut.answered) == ("Karsk", 41)
    assert (after_a_power_cut.stage, after_a_power_cut.question, after_a_power_cut.cursor) == ("", "", 0)


def test_what_was_forgotten_stays_forgotten(file, tmp_path):
    memory = RecentFiles(file)
    first, second = make(tmp_path, "a.integrity"), make(tmp_path, "b.integrity")
    memory.add(first)
    memory.add(second)
    memory.remove(first)
    memory.note(RecentFile(first))
    assert RecentFiles(file).paths == [second]
    memory.keep([])
    assert "integrity" not in file.read_text(encoding="utf-8")


def test_a_memory_of_an_earlier_version_is_read(file, tmp_path):
    path = make(tmp_path, "a.integrity")
    file.parent.mkdir()
    file.write_text(json.dumps({"recent": [str(path)], "zoom": 125}), encoding="utf-8")
    memory = RecentFiles(file)
    assert memory.entries == [RecentFile(path)]
    assert memory.entries[0].title == "a"
    assert memory.zoom == 125


@pytest.mark.parametrize(
    "place",
    [3, None, [], {"station": 4, "answered": "x", "questions": True, "cursor": -1, "path": "/", "more": 1}],
)
def test_a_spoilt_place_is_forgotten_and_its_file_is_not(file, tmp_path, place):
    path = make(tmp_path, "a.integrity")
    file.parent.mkdir()
    file.write_text(json.dumps({"recent": [str(path)], "places": {str(path): place}}), encoding="utf-8")
    assert RecentFiles(file).entries == [RecentFile(path)]


def test_ten_are_enough(file, tmp_path):
    memory = RecentFiles(file)
    for number in range(12):
        memory.add(make(tmp_path, f"{number}.integrity"))
    assert [path.stem for path in memory.paths] == [str(number) for number in range(11, 1, -1)]


def test_only_paths_size_language_and_look_are_kept(file, tmp_path):
    memory = RecentFiles(file)
    memory.geometry, memory.language = "00ff", "ar"
    memory.theme, memory.zoom, memory.spelling = "dark", 150, False
    memory.add(make(tmp_path, "a.integrity"))
    known = json.loads(file.read_text(encoding="utf-8"))
    assert set(known) == {"recent", "places", "geometry", "language", "theme", "zoom", "spelling"}
    (place,) = known["places"].values()
    assert set(place) == {"administration", "station", "last", "answered", "questions", "stage", "question", "cursor"}
    again = RecentFiles(file)
    assert (again.geometry, again.language) == ("00ff", "ar")
    assert (again.theme, again.zoom, again.spelling) == ("dark", 150, False)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"recent": 3, "geometry": 4}',
        b"\xff\xfe",
        b'{"recent": [1, null]}',
        b'{"places": 1}',
        b"[" * 99999,
    ],
)
def test_a_spoilt_memory_is_forgotten(file, content):
    file.parent.mkdir()
    file.write_bytes(content)
    memory = RecentFiles(file)
    assert memory.paths == []
    assert memory.geometry == ""


def test_a_memory_that_cannot_be_written_is_no_error(tmp_path):
    blocked = make(tmp_path, "a-file")
    memory = RecentFiles(blocked / "window.json")
    memory.add(blocked)
    assert memory.paths == [blocked]
