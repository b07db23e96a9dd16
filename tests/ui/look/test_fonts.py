"""FiraGO: unpacked once, read from the disk afterwards, and done without where the disk refuses."""

import pytest
from PySide6.QtGui import QFontDatabase, QFontInfo

from ui.look import cache, fonts, marks, style


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(fonts, "cache_folder", lambda: tmp_path)
    monkeypatch.setattr(marks, "cache_folder", lambda: tmp_path)
    return tmp_path


def test_the_window_is_set_in_firago(qapp):
    assert QFontInfo(qapp.font()).family() == "FiraGO"
    for system in (
        QFontDatabase.WritingSystem.Latin,
        QFontDatabase.WritingSystem.Cyrillic,
        QFontDatabase.WritingSystem.Arabic,
    ):
        assert "FiraGO" in QFontDatabase.families(system)
    assert {"Regular", "Bold"} <= set(QFontDatabase.styles("FiraGO"))


def test_it_is_unpacked_once(folder, monkeypatch):
    assert fonts.load()
    kept = {path.name: path.stat().st_mtime_ns for path in folder.glob("*.ttf")}
    assert len(kept) == 2
    monkeypatch.setattr(fonts, "_unpacked", lambda _: pytest.fail("unpacked again"))
    assert fonts.load()
    assert {path.name: path.stat().st_mtime_ns for path in folder.glob("*.ttf")} == kept


def test_a_torn_file_is_written_again_and_old_ones_go(folder):
    fonts.load()
    for path in folder.glob("*.ttf"):
        path.write_bytes(b"torn")
    (folder / "FiraGO-0.0.1.ttf").write_bytes(b"old")
    assert fonts.load()
    assert all(path.stat().st_size > 100_000 for path in folder.glob("*.ttf"))
    assert len(list(folder.glob("*.ttf"))) == 2


def test_without_a_folder_it_comes_from_memory(monkeypatch):
    monkeypatch.setattr(fonts, "cache_folder", lambda: None)
    assert fonts.load()


def test_without_the_package_the_letters_of_the_system_stay(folder, monkeypatch):
    monkeypatch.setattr(fonts, "_unpacked", lambda _: None)
    assert not fonts.load()


def test_a_folder_that_cannot_be_made_is_none(tmp_path, monkeypatch):
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: blocked)
    cache.cache_folder.cache_clear()
    try:
        assert cache.cache_folder() is None
    finally:
        cache.cache_folder.cache_clear()


def test_marks_are_drawn_once(qapp, folder):
    name = marks.mark("tick", "#123456")
    assert name is not None
    made = folder / name.rpartition("/")[2]
    before = made.stat().st_mtime_ns
    assert marks.mark("tick", "#123456") == name
    assert made.stat().st_mtime_ns == before


def test_without_marks_the_sheet_leaves_the_boxes_to_the_style(monkeypatch):
    from ui.look import sheet as sheets

    monkeypatch.setattr(sheets, "mark", lambda *_: None)
    text = sheets.sheet(style.colours(), style.letters(), 100)
    assert "url(" not in text
    assert "indicator:checked" not in text
