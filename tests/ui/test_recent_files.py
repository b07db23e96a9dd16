"""The memory of the window: paths and sizes only, and no error whatever happens to it."""

from __future__ import annotations

import json

import pytest

from ui.recent_files import RecentFiles


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


def test_files_that_are_gone_are_not_offered(file, tmp_path):
    memory = RecentFiles(file)
    path = make(tmp_path, "a.integrity")
    memory.add(path)
    path.unlink()
    assert memory.paths == []


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
    assert set(json.loads(file.read_text(encoding="utf-8"))) == {"recent", "geometry", "language", "theme", "zoom", "spelling"}
    again = RecentFiles(file)
    assert (again.geometry, again.language) == ("00ff", "ar")
    assert (again.theme, again.zoom, again.spelling) == ("dark", 150, False)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"recent": 3, "geometry": 4}', b"\xff\xfe", b'{"recent": [1, null]}']
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
