"""The file on the disk is checked while the window is open; what is wrong with it stops writing and loses nothing."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from ui.frame import content_watch
from ui.kit import file_choice
from ui.link.stages import Stage
from workbench.document.document import Document
from workbench.errors import DocumentChangedElsewhere
from workbench.keeping.folder import Cause
from workbench.keeping.keeper import Keeper
from workbench.operations.answers import write_answer
from workbench.reports.export import export_report
from workbench.reports.frames import here as in_this_process
from workbench.storage.disk_check import DiskCheck

SAVED = "Saved before anything happened."
TYPED = " typed on"


@pytest.fixture
def window(open_window, empty_file: Path):
    made = open_window(empty_file)
    made.go(Stage.ASSESSMENT, "kf1.q1")
    assert made.bridge.run(write_answer, question="kf1.q2", text=SAVED)
    made.storing._remember()
    return made


@pytest.fixture
def target(tmp_path_factory, monkeypatch) -> Path:
    path = tmp_path_factory.mktemp("elsewhere") / "new place.integrity"
    monkeypatch.setattr(file_choice, "ask_save", lambda *_, **__: path)
    return path


def flip_in_silence(path: Path) -> None:
    """Changes one letter of a stored text, as a failing disk does: no time and no size changes."""
    known, content = path.stat(), bytearray(path.read_bytes())
    content[content.rindex(SAVED.encode()) + 3] ^= 1
    with path.open("r+b") as stream:
        stream.write(content)
    os.utime(path, ns=(known.st_mtime_ns, known.st_mtime_ns))


def checked(window, qtbot) -> None:
    watch = window.storing.watch
    qtbot.waitUntil(lambda: not watch.checking and not window.storing.copies.making)


def test_it_is_checked_every_hour_while_it_is_open_for_work(window, qtbot, monkeypatch):
    watch = window.storing.watch
    assert watch._often.isActive()
    assert not watch._often.isSingleShot()
    assert watch._often.interval() == content_watch.OFTEN_MS == 3_600_000
    begun = []
    real = DiskCheck.is_as_saved
    monkeypatch.setattr(DiskCheck, "is_as_saved", lambda check: begun.append(real(check)) or begun[-1])
    watch._often.timeout.emit()
    assert watch.checking
    checked(window, qtbot)
    assert begun == [True]
    assert window.bar.text == ""
    window.close_file()
    assert not watch._often.isActive()


def test_a_file_that_is_only_read_is_not_checked_again(window, empty_file):
    window.close_file()
    window.open_file(empty_file, read_only=True)
    assert not window.storing.watch._often.isActive()
    window.storing.watch.look()
    assert not window.storing.watch.checking


def test_a_disk_that_forgets_stops_writing_and_work_goes_on_elsewhere(window, qtbot, empty_file, target):
    flip_in_silence(empty_file)
    damaged = empty_file.read_bytes()
    window.storing.watch.look_at_all()
    checked(window, qtbot)
    assert isinstance(window.bridge.failure, DocumentChangedElsewhere)
    assert "The disk no longer has the file station.integrity as it was saved" in window.bar.text
    assert "Everything that was saved is still in this window" in window.bar.text
    box = window.workspace.page(Stage.ASSESSMENT).panel.answer
    box.setFocus()
    QTest.keyClicks(box, TYPED)
    assert not window.bridge.flush()
    assert empty_file.read_bytes() == damaged
    qtbot.mouseClick(window.bar.findChild(QPushButton, "message-action"), Qt.MouseButton.LeftButton)
    assert window.bridge.document.path == target
    window.close()
    with Document.open(target) as document:
        assert (document.read_only, document.damages) == (None, ())
        assert document.read.answer("kf1.q2").text == SAVED
        assert document.read.answer("kf1.q1").text == TYPED


def test_it_is_checked_before_each_automatic_copy_and_the_copy_is_of_what_was_saved(window, qtbot, empty_file):
    flip_in_silence(empty_file)
    window.storing.copies.make(Cause.TIME)
    assert window.storing.watch.checking
    checked(window, qtbot)
    assert isinstance(window.bridge.failure, DocumentChangedElsewhere)
    (copy,) = window.storing.copies.keeper.copies()
    with Document.open(copy.path, read_only=True) as document:
        assert document.damages == ()
        assert document.read.answer("kf1.q2").text == SAVED


def test_what_is_saved_meanwhile_is_no_damage(window, qtbot, monkeypatch):
    watch, real, seen = window.storing.watch, DiskCheck.of, []

    def of(connection):
        check = real(connection)
        if not seen:
            write_answer(window.bridge.document, question="kf1.q1", text="saved a moment later")
        seen.append(check)
        return check

    monkeypatch.setattr(DiskCheck, "of", of)
    watch.look()
    checked(window, qtbot)
    assert len(seen) == 2, "it is checked anew"
    assert window.bridge.failure is None


def test_who_saves_all_the_time_is_left_alone_at_last(window, qtbot, monkeypatch):
    asked = []
    monkeypatch.setattr(DiskCheck, "is_as_saved", lambda check: asked.append(check) is not None)
    monkeypatch.setattr(DiskCheck, "is_outdated", lambda _: True)
    window.storing.watch.look()
    checked(window, qtbot)
    assert len(asked) == 5
    assert window.bridge.failure is None
    again = window.storing.watch._again
    assert again.isActive(), "in a while, not only in an hour"
    window.close_file()
    assert not again.isActive()


def test_an_automatic_copy_that_can_no_longer_be_read_is_made_anew(window, qtbot):
    copies = window.storing.copies
    copies.make(Cause.ASKED)
    checked(window, qtbot)
    (copy,) = copies.keeper.copies()
    copy.path.write_bytes(copy.path.read_bytes()[:-1] + b"x")
    window.storing.watch.look()
    checked(window, qtbot)
    assert len(copies.keeper.copies()) == 1, "only once an hour"
    window.storing.watch.look_at_all()
    checked(window, qtbot)
    assert [kept.is_sound() for kept in copies.keeper.copies()] == [True, False]


def test_what_is_found_in_a_file_that_is_closed_by_then_is_not_told(window, qtbot, monkeypatch):
    monkeypatch.setattr(DiskCheck, "is_as_saved", lambda _: False)
    window.storing.watch.look()
    window.close_file()
    checked(window, qtbot)
    assert window.bar.text == ""


def test_a_file_that_has_gone_is_told_though_nobody_types(window, qtbot, empty_file, target):
    empty_file.unlink()
    window.storing.watch.look()
    checked(window, qtbot)
    assert "is no longer where it was" in window.bar.text
    qtbot.mouseClick(window.bar.findChild(QPushButton, "message-action"), Qt.MouseButton.LeftButton)
    assert window.bridge.document.path == target
    assert window.bridge.document.read.answer("kf1.q2").text == SAVED


# Somebody writes into the file: writing stops at once, in every state


def in_place(path: Path) -> None:
    """Copies an older state over the open file, as a backup program does."""
    with path.open("r+b") as stream:
        content = stream.read()
        stream.seek(0)
        stream.write(content.replace(SAVED.encode(), SAVED.upper().encode()))


def replaced(path: Path) -> None:
    other = path.with_name("other")
    other.write_bytes(path.read_bytes())
    other.replace(path)


def cut(path: Path) -> None:
    os.truncate(path, 8192)


def gone_on(window, qtbot, target: Path, empty_file: Path, now: bytes) -> None:
    """Work goes on elsewhere with all that was saved and typed, and nothing was written into the file."""
    assert empty_file.read_bytes() == now
    assert not window.bridge.flush()
    assert window.bridge.failure is not None
    qtbot.mouseClick(window.bar.findChild(QPushButton, "message-action"), Qt.MouseButton.LeftButton)
    assert window.bridge.document.path == target
    assert empty_file.read_bytes() == now
    window.close()
    with Document.open(target) as document:
        assert (document.read_only, document.damages) == (None, ())
        assert document.read.answer("kf1.q2").text == SAVED
        assert TYPED in document.read.answer("kf1.q1").text


@pytest.fixture(params=[in_place, replaced, cut], ids=["in place", "replaced", "cut"])
def written_over(request) -> Callable[[Path], None]:
    return request.param


def test_while_somebody_types_without_a_pause(window, qtbot, target, empty_file, written_over):
    box = window.workspace.page(Stage.ASSESSMENT).panel.answer
    box.setFocus()
    QTest.keyClicks(box, "First")
    assert window.bridge.flush()
    QTest.keyClicks(box, " second")
    written_over(empty_file)
    now = empty_file.read_bytes()
    QTest.keyClicks(box, TYPED)
    assert not window.bridge.flush()
    QTest.keyClicks(box, " and on")
    assert not window.bridge.flush()
    assert box.toPlainText() == f"First second{TYPED} and on"
    gone_on(window, qtbot, target, empty_file, now)


def test_while_an_automatic_copy_is_made(window, qtbot, target, empty_file, written_over, monkeypatch):
    real, now = Keeper.keep, []

    def keep(keeper, *arguments):
        written_over(empty_file)
        now.append(empty_file.read_bytes())
        return real(keeper, *arguments)

    monkeypatch.setattr(Keeper, "keep", keep)
    window.storing.copies.make(Cause.TIME)
    checked(window, qtbot)
    (copy,) = window.storing.copies.keeper.copies()
    with Document.open(copy.path, read_only=True) as document:
        assert document.read.answer("kf1.q2").text == SAVED
    QTest.keyClicks(window.workspace.page(Stage.ASSESSMENT).panel.answer, TYPED)
    gone_on(window, qtbot, target, empty_file, now[0])


def test_while_a_report_is_made(window, qtbot, target, empty_file, written_over, tmp_path):
    def make(job, progress):
        written_over(empty_file)
        return in_this_process(job, progress)

    export_report(window.bridge.document, tmp_path / "report.json", maker=make)
    assert SAVED in (tmp_path / "report.json").read_text(encoding="utf-8")
    now = empty_file.read_bytes()
    QTest.keyClicks(window.workspace.page(Stage.ASSESSMENT).panel.answer, TYPED)
    gone_on(window, qtbot, target, empty_file, now)


def test_a_large_file_is_checked_every_hour_and_not_before_each_copy(window, qtbot, monkeypatch):
    asked = []
    real = DiskCheck.is_as_saved
    monkeypatch.setattr("workbench.storage.disk_check.HELD_BYTES", 1000)
    monkeypatch.setattr(DiskCheck, "is_as_saved", lambda check: asked.append(check.takes_long) or real(check))
    window.storing.watch.look()
    assert not window.storing.watch.checking
    window.storing.watch._often.timeout.emit()
    assert window.storing.watch.checking
    checked(window, qtbot)
    assert asked == [True]
    assert window.bridge.failure is None


def test_a_large_file_whose_disk_forgets_stops_writing(window, qtbot, empty_file, monkeypatch):
    monkeypatch.setattr("workbench.storage.disk_check.HELD_BYTES", 1000)
    flip_in_silence(empty_file)
    window.storing.watch.look_at_all()
    checked(window, qtbot)
    assert isinstance(window.bridge.failure, DocumentChangedElsewhere)
