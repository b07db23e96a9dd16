"""The disk on which automatic copies are, as the window speaks of it: its room, and that it is away."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.keeping.folder import Cause
from workbench.model.rows import QuestionId
from workbench.operations.answers import write_answer


@pytest.fixture(autouse=True)
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "E"
    place.mkdir()
    monkeypatch.setenv("INTEGRITY_WORKBENCH_COPIES", str(place / "copies"))
    return place


@pytest.fixture
def window(open_window, empty_file: Path):
    return open_window(empty_file)


def made(window, qtbot) -> list[Path]:
    copies = window.storing.copies
    copies.make(Cause.TIME)
    qtbot.waitUntil(lambda: not copies.making)
    return [copy.path for copy in copies.keeper.copies()]


def write(window, text: str) -> None:
    write_answer(window.bridge.document, question=QuestionId("kf1.q1"), text=text)
    window.bridge.document.end_burst()


def test_while_it_is_away_that_is_said_once_and_in_the_list(window, qtbot, tmp_path: Path, disk: Path):
    made(window, qtbot)
    disk.rename(tmp_path / "drawer")
    write(window, "Written meanwhile")
    assert made(window, qtbot) == []
    assert "The folder with the automatic copies cannot be reached" in window.bar.text
    window.bar.clear()
    assert made(window, qtbot) == []
    assert window.bar.text == "", "once is enough"
    window.storing.copies.show_copies()
    dialog = window.storing.copies.dialog
    assert dialog.told.text() == f"The folder with the copies cannot be reached: {disk / 'copies'}."
    assert not disk.exists()
    (tmp_path / "drawer").rename(disk)
    assert len(made(window, qtbot)) == 2
    assert dialog.copies.count() == 2
    dialog.close()


def test_the_list_says_how_much_room_is_used_and_where(window, qtbot):
    copies = window.storing.copies
    copies.show_copies()
    assert not copies.dialog.where.isVisible()
    (path,) = made(window, qtbot)
    assert copies.dialog.where.isVisible()
    assert str(path.parent.parent) in copies.dialog.where.text()
    assert "MB" in copies.dialog.where.text() or "kB" in copies.dialog.where.text()
    copies.dialog.close()
