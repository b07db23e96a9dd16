"""The memory of the window: paths, counts and sizes only, and no error whatever happens to it."""

from __future__ import annotations

import json
import os
from datetime import datetime

import pytest

from ui.link.recent_files import RecentFile, RecentFiles


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
    memory.spelling_language, memory.completing = "fr", False
    memory.save()
    known = json.loads(file.read_text(encoding="utf-8"))
    look = {"geometry", "language", "theme", "zoom", "spelling", "widths", "spelling_language", "completing"}
    copies = {"keep_copies", "copies_megabytes", "leave_nothing", "leave_no_trace"}
    assert set(known) == {"recent", "places", "who", "projector_screen", "projector_known", "shares"} | look | copies
    (place,) = known["places"].values()
    assert set(place) == {"administration", "station", "last", "answered", "questions", "stage", "question", "cursor"}
    again = RecentFiles(file)
    assert (again.geometry, again.language) == ("00ff", "ar")
    assert (again.theme, again.zoom, again.spelling) == ("dark", 150, False)
    assert (again.spelling_language, again.completing) == ("fr", False)


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


HOSTILE = {
    "empty": b"",
    "not JSON": b"{'recent': []}",
    "a list": b"[1, 2]",
    "nothing": b"null",
    "NaN": b'{"zoom": NaN, "recent": [NaN], "places": {"/a": {"answered": NaN}}}',
    "endless": b'{"zoom": Infinity, "places": -Infinity}',
    "deep": b"[" * 100_000,
    "deep and closed": b'{"recent":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "a huge number": b'{"zoom": ' + b"9" * 100_000 + b"}",
    "a large number": b'{"zoom": 99999999999999999999999, "places": {"/a": {"answered": 99999999999999999999}}, "recent": ["/a"]}',
    "wrong types": b'{"recent": {"a": 1}, "places": [], "geometry": 3, "language": [], "theme": {}, "zoom": "x", "spelling": "?"}',
    "wrong entries": b'{"recent": [1, null, ["/b"], "", "\\u0000", "/a"], "places": {"/a": {"station": 3, "last": 4, "cursor": "x"}}}',
    "half a letter": b'{"recent": ["\xff"]}',
    "lone surrogates": b'{"recent": ["\xed\xa0\x80"], "language": "\\ud800"}',
    "long names": b'{"recent": ["/a"], "places": {"/a": {"station": "' + b"S " * 50_000 + b'"}}}',
    "control characters": b'{"recent": ["/a"], "places": {"/a": {"station": "\\u001b[2J<b>x", "last": "never"}}}',
    "twenty megabytes": b'{"recent": ["/a"], "places": {"/a": {"station": "' + b"S " * 10_000_000 + b'"}}}',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_memory_stops_a_start_or_grows(file, name):
    file.parent.mkdir()
    file.write_bytes(HOSTILE[name])
    memory = RecentFiles(file)
    assert all(len(entry.title) <= 200 for entry in memory.entries)
    assert all(isinstance(text, str) for text in (memory.geometry, memory.language, memory.theme))
    assert isinstance(memory.zoom, int)
    assert 0 < memory.zoom <= 1_000_000_000
    memory.add(file.with_name("a.integrity"))
    assert file.stat().st_size < 10_000
    assert RecentFiles(file).entries[0].path == file.with_name("a.integrity")


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_the_window_opens_whatever_its_memory_holds(qtbot, file, empty_file, name):
    from ui.app import build_window

    file.parent.mkdir()
    file.write_bytes(HOSTILE[name])
    window = build_window(empty_file, RecentFiles(file))
    window.show()
    assert window.bridge is not None
    assert window.close_file()
    window.show_start()
    window.close()
    window.deleteLater()


def test_names_are_remembered_as_far_as_anybody_reads_them(file, tmp_path):
    memory = RecentFiles(file)
    path = make(tmp_path, "a.integrity")
    memory.add(path)
    memory.note(RecentFile(path, "A" * 5_000_000, "S " * 10_000_000, question="q" * 1000))
    memory.put_first(RecentFile(path, "A" * 5_000_000))
    memory.save()
    assert file.stat().st_size < 10_000
    assert len(RecentFiles(file).entries[0].administration) == 200


@pytest.mark.skipif(os.name != "posix", reason="who may read a file is told by its mode only on POSIX")
@pytest.mark.parametrize("before", [None, 0o666, 0o400])
def test_nobody_else_can_read_it(file, tmp_path, before):
    if before is not None:
        file.parent.mkdir()
        file.write_text("{}")
        file.chmod(before)
    modes = []
    real = os.open

    def noting(path, flags, mode=0o777, **more):
        modes.append(mode) if str(path).endswith(".part") else None
        return real(path, flags, mode, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "open", noting)
        RecentFiles(file).add(make(tmp_path, "a.integrity"))
    assert modes == [0o600]
    assert file.stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in file.parent.iterdir()] == [file.name]


def test_it_is_written_again_when_a_scanner_lets_go_of_it(file, tmp_path, monkeypatch):
    from pathlib import Path

    refused = iter([True, True])
    real = Path.replace

    def replace(self, target):
        if next(refused, False):
            raise PermissionError(13, "held")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr("workbench.system.retries.time.sleep", lambda _: None)
    RecentFiles(file).add(make(tmp_path, "a.integrity"))
    assert len(RecentFiles(file).entries) == 1


def test_one_that_is_held_for_ever_is_no_error(file, tmp_path, monkeypatch):
    from pathlib import Path

    monkeypatch.setattr("workbench.system.retries.time.sleep", lambda _: None)
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(PermissionError(13, "held")))
    RecentFiles(file).add(make(tmp_path, "a.integrity"))
    assert list(file.parent.iterdir()) == []


def test_a_memory_that_was_put_aside_is_forgotten_too(file, tmp_path):
    """It names stations, as the one that can be read does."""
    memory_file = tmp_path / "window.json"
    memory_file.write_text('{"recent": ["Gate of Ilyana"')
    memory = RecentFiles(memory_file)
    assert (tmp_path / "window.json.unreadable").is_file()
    memory.forget_put_aside()
    memory.forget_put_aside()
    assert not (tmp_path / "window.json.unreadable").exists()
