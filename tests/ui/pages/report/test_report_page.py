"""The page of the report: what is missing, the closing texts, and writing it in the background."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import threading
from functools import partial

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from ui.kit import file_choice
from ui.link import background
from ui.link.stages import Stage
from ui.pages.report import report_writer
from ui.pages.report.report_page import ReportPage
from workbench.operations.answers import mark_answer_confidential, write_answer
from workbench.reports import launch
from workbench.reports.formats import ReportFormat

pytestmark = pytest.mark.slow

REAL_COMMAND = launch.command


@pytest.fixture
def open_page(show_page):
    yield partial(show_page, ReportPage)
    background.stop_all()


@pytest.fixture
def page(open_page, sample):
    return open_page(sample)


@pytest.fixture
def ask(monkeypatch):
    """What the dialog for the file answers; ``ask.suggested`` is what it proposed."""

    class Asked:
        target = None
        suggested = None

    def answer(parent, title, suggested, filters=None, *, may_replace=False):
        Asked.suggested = suggested
        return Asked.target

    monkeypatch.setattr(file_choice, "ask_save", answer)
    return Asked


def write(page, qtbot):
    qtbot.mouseClick(page.writer.write_button, Qt.MouseButton.LeftButton)
    if page.writer.busy:
        with qtbot.waitSignal(page.writer.job.ended, timeout=20_000):
            pass


def choose(page, report_format):
    page.writer.format.setCurrentIndex(list(ReportFormat).index(report_format))


@pytest.mark.parametrize("report_format", list(ReportFormat))
def test_the_report_is_written_and_counted(page, qtbot, ask, tmp_path, report_format):
    ask.target = tmp_path / f"out{report_format.suffix}"
    choose(page, report_format)
    write(page, qtbot)
    digest = hashlib.sha256(ask.target.read_bytes()).hexdigest()
    assert "Answers: 165 of 165" in page.writer.counts.text()
    assert "Activities: 26" in page.writer.counts.text()
    assert " ".join(digest[place : place + 4] for place in range(0, 64, 4)) in page.writer.fingerprint.text()
    assert page.writer.open_button.isVisible()
    assert page.writer.write_button.isEnabled()
    assert not page.writer.cancel_button.isVisible()


def test_the_public_edition_tells_what_it_withholds(page, qtbot, ask, tmp_path):
    ask.target = tmp_path / "public.json"
    choose(page, ReportFormat.JSON)
    page.writer.edition.setCurrentIndex(1)
    write(page, qtbot)
    assert "Confidential answers not included: 10" in page.writer.counts.text()
    assert "public edition" in ask.suggested.name


def test_what_is_typed_is_in_the_report(page, qtbot, ask, tmp_path):
    ask.target = tmp_path / "out.json"
    choose(page, ReportFormat.JSON)
    box = page.closing.editors["key_messages"]
    box.selectAll()
    qtbot.keyClicks(box, "The night shift needs a second signature")
    write(page, qtbot)
    assert "The night shift needs a second signature" in ask.target.read_text(encoding="utf-8")
    assert json.loads(ask.target.read_text(encoding="utf-8"))


def test_the_suggested_name_tells_nothing_of_station_or_people(page, qtbot, ask, sample):
    choose(page, ReportFormat.HTML)
    write(page, qtbot)
    assert ask.suggested.suffix == ".html"
    assert ask.suggested.parent == sample.path.parent
    assessment = sample.read.assessment()
    for word in (*assessment.station.split(), *assessment.administration.split(), sample.path.stem):
        assert word.casefold() not in ask.suggested.stem.casefold().split()
    assert page.writer.result is None


def test_a_missing_folder_is_told(page, qtbot, ask, tmp_path, told):
    ask.target = tmp_path / "gone" / "out.html"
    choose(page, ReportFormat.HTML)
    write(page, qtbot)
    assert told[-1].weight == "error"
    assert not page.writer.done.isVisible()
    assert page.writer.write_button.isEnabled()
    assert not ask.target.exists()


def test_a_report_does_not_take_the_place_of_an_assessment(page, qtbot, ask, sample, told):
    ask.target = sample.path
    before = sample.path.read_bytes()
    write(page, qtbot)
    assert "cannot take the place" in told[-1].text
    assert sample.path.read_bytes() == before


@pytest.fixture
def held_back(monkeypatch):
    """The writing waits in the background until it is let go."""
    reached, let_go = threading.Event(), threading.Event()
    real = report_writer.write_report

    def slow(*arguments, **named):
        reached.set()
        assert let_go.wait(20)
        return real(*arguments, **named)

    monkeypatch.setattr(report_writer, "write_report", slow)
    yield reached, let_go
    let_go.set()


def test_the_window_stays_usable_meanwhile(page, qtbot, ask, tmp_path, sample, held_back):
    reached, let_go = held_back
    ask.target = tmp_path / "out.json"
    choose(page, ReportFormat.JSON)
    qtbot.mouseClick(page.writer.write_button, Qt.MouseButton.LeftButton)
    assert reached.wait(20)
    assert page.writer.busy
    assert page.writer.progress.isVisible()
    write_answer(sample, question="kf1.q1", text="Written while the report is made")
    with qtbot.waitSignal(page.writer.job.ended, timeout=20_000):
        let_go.set()
    assert "Written while" not in ask.target.read_text(encoding="utf-8")


def test_it_can_be_cancelled(page, qtbot, ask, tmp_path, told, held_back):
    _, let_go = held_back
    ask.target = tmp_path / "out.json"
    ask.target.write_text("the report of last week", encoding="utf-8")
    choose(page, ReportFormat.JSON)
    qtbot.mouseClick(page.writer.write_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.writer.job.ended, timeout=20_000):
        qtbot.mouseClick(page.writer.cancel_button, Qt.MouseButton.LeftButton)
        let_go.set()
    assert ask.target.read_text(encoding="utf-8") == "the report of last week"
    assert "was not created" in told[-1].text
    assert page.writer.write_button.isEnabled()


@pytest.fixture
def hanging(monkeypatch):
    """The other process never does anything; ``hanging`` is what was started."""
    started = []
    real = subprocess.Popen

    def start(*arguments, **named):
        started.append(real(*arguments, **named))
        return started[-1]

    monkeypatch.setattr(launch, "command", lambda: [sys.executable, "-c", "import time; time.sleep(600)"])
    monkeypatch.setattr(subprocess, "Popen", start)
    yield started
    assert started
    assert all(process.poll() is not None for process in started)


@pytest.mark.parametrize("report_format", list(ReportFormat))
def test_what_hangs_can_be_cancelled_and_leaves_nothing(page, qtbot, ask, tmp_path, told, hanging, report_format):
    folder = tmp_path / "out"
    folder.mkdir()
    ask.target = folder / f"out{report_format.suffix}"
    ask.target.write_text("the report of last week", encoding="utf-8")
    choose(page, report_format)
    qtbot.mouseClick(page.writer.write_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(hanging), timeout=20_000)
    assert page.writer.busy
    with qtbot.waitSignal(page.writer.job.ended, timeout=20_000):
        qtbot.mouseClick(page.writer.cancel_button, Qt.MouseButton.LeftButton)
    assert "was not created" in told[-1].text
    assert [path.name for path in folder.iterdir()] == [ask.target.name]
    assert ask.target.read_text(encoding="utf-8") == "the report of last week"
    assert page.writer.write_button.isEnabled()


@pytest.mark.parametrize("what", ["write", "look"])
def test_closing_the_window_does_not_wait_for_what_hangs(open_window, sample_file, qtbot, ask, tmp_path, hanging, what):
    folder = tmp_path / "out"
    folder.mkdir()
    ask.target = folder / "out.pdf"
    window = open_window(sample_file)
    window.go(Stage.REPORT)
    getattr(window.workspace.page(Stage.REPORT).writer, what)()
    qtbot.waitUntil(lambda: bool(hanging), timeout=20_000)
    window.close()
    assert not window.isVisible()
    assert hanging[0].wait(20) is not None
    qtbot.waitUntil(lambda: not background._RUNNING, timeout=20_000)
    assert list(folder.iterdir()) == []


def test_pages_that_hang_can_be_left_and_asked_for_again(page, qtbot, hanging, monkeypatch):
    page.writer.look()
    qtbot.waitUntil(lambda: bool(hanging), timeout=20_000)
    qtbot.keyClick(page.pages.preview.back, Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is page.area
    qtbot.waitUntil(lambda: not page.pages.preview.busy, timeout=20_000)
    monkeypatch.setattr(launch, "command", REAL_COMMAND)
    page.writer.look()
    qtbot.waitUntil(lambda: not page.pages.preview.busy, timeout=20_000)
    assert page.pages.preview.number.maximum() > 50


def test_asked_for_twice_the_last_pages_are_shown(page, qtbot):
    page.writer.look()
    page.writer.edition.setCurrentIndex(1)
    page.writer.look()
    qtbot.waitUntil(lambda: not page.pages.preview.busy and not background._RUNNING, timeout=20_000)
    assert "Public edition" in page.pages.preview.picture.accessibleDescription()


def test_a_process_that_was_killed_is_told(page, qtbot, ask, tmp_path, told, monkeypatch):
    monkeypatch.setattr(launch, "command", lambda: [sys.executable, "-c", "pass"])
    ask.target = tmp_path / "out.pdf"
    write(page, qtbot)
    assert "The report could not be finished" in told[-1].text
    assert told[-1].weight == "error"
    assert page.writer.write_button.isEnabled()
    assert not ask.target.exists()


def test_cancelled_too_late_it_is_told_as_written(page, qtbot, ask, tmp_path, monkeypatch):
    real = report_writer.write_report

    def late(*arguments, **named):
        result = real(*arguments, **named)
        page.writer.job._task.work.stop()
        return result

    monkeypatch.setattr(report_writer, "write_report", late)
    ask.target = tmp_path / "out.json"
    choose(page, ReportFormat.JSON)
    write(page, qtbot)
    assert "Answers: 165 of 165" in page.writer.counts.text()
    assert ask.target.exists()


def test_report_and_folder_are_opened_by_the_system(page, qtbot, ask, tmp_path, monkeypatch, told):
    opened = []

    def open_url(url):
        opened.append(url)
        return len(opened) == 1

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    ask.target = tmp_path / "out.json"
    choose(page, ReportFormat.JSON)
    write(page, qtbot)
    qtbot.mouseClick(page.writer.open_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.writer.folder_button, Qt.MouseButton.LeftButton)
    assert opened == [QUrl.fromLocalFile(str(ask.target)), QUrl.fromLocalFile(str(tmp_path))]
    assert "could not open" in told[-1].text


def test_gaps_lead_to_their_page(open_page, document, qtbot):
    page = open_page(document)
    texts = [page.gaps.list.item(place).text() for place in range(page.gaps.list.count())]
    assert "People: No contributors are listed." in texts
    page.gaps.list.setCurrentRow(texts.index("People: No contributors are listed."))
    with qtbot.waitSignal(page.go_to) as asked:
        qtbot.keyClick(page.gaps.list, Qt.Key.Key_Return)
    assert asked.args == [Stage.PEOPLE, ""]


def test_a_gap_of_the_report_leads_to_its_text(open_page, document, qtbot):
    page = open_page(document)
    page.activateWindow()
    texts = [page.gaps.list.item(place).text() for place in range(page.gaps.list.count())]
    item = page.gaps.list.item(texts.index("Report: The lessons learned are not described."))
    page.gaps.list.itemActivated.emit(item)
    qtbot.waitUntil(page.closing.editors["lessons"].hasFocus)


def test_a_closed_gap_goes_away(open_page, document, qtbot):
    page = open_page(document)
    before = page.gaps.list.count()
    qtbot.keyClicks(page.closing.editors["lessons"], "Begin with the night shift")
    assert page.flush()
    assert document.read.assessment().lessons == "Begin with the night shift"
    qtbot.waitUntil(lambda: page.gaps.list.count() == before - 1)
    page.bridge.undo()
    assert page.closing.editors["lessons"].text() == ""
    qtbot.waitUntil(lambda: page.gaps.list.count() == before)


def test_a_complete_report_says_so(page):
    page.gaps.show_gaps(())
    assert "Nothing is missing" in page.gaps.told.text()
    assert page.gaps.list.isHidden()


def test_read_only_shows_and_still_writes_reports(sample_file, open_document, open_page, qtbot, ask, tmp_path):
    page = open_page(open_document(sample_file, read_only=True))
    assert page.closing.editors["lessons"].isReadOnly()
    ask.target = tmp_path / "out.json"
    choose(page, ReportFormat.JSON)
    write(page, qtbot)
    assert "165 of 165" in page.writer.counts.text()


def test_everything_that_takes_the_focus_has_a_name(page):
    nameless = [
        child
        for child in page.findChildren(QWidget)
        if child.focusPolicy() != Qt.FocusPolicy.NoFocus
        and child.isVisibleTo(page)
        and not child.objectName().startswith("qt_")
        and not (child.accessibleName() or getattr(child, "text", str)())
    ]
    assert nameless == []


def test_it_fits_a_small_window(open_window, sample_file):
    window = open_window(sample_file)
    window.go(Stage.REPORT)
    page = window.workspace.page(Stage.REPORT)
    assert (window.width(), window.height()) == (800, 600)
    assert page.area.horizontalScrollBar().maximum() == 0
    assert page.area.widget().minimumSizeHint().width() <= page.area.viewport().width()


def test_the_pages_are_shown_before_anything_is_written(page, qtbot, tmp_path):
    before = sorted(tmp_path.rglob("*"))
    qtbot.mouseClick(page.writer.preview_button, Qt.MouseButton.LeftButton)
    preview = page.pages.preview
    qtbot.waitUntil(lambda: not preview.busy, timeout=20_000)
    assert page.stack.currentWidget() is preview
    assert preview.number.maximum() > 50
    assert not preview.picture.pixmap().isNull()
    assert "Irsel Bridge" in preview.picture.accessibleDescription()
    qtbot.keyClick(preview.picture, Qt.Key.Key_PageDown)
    assert preview.number.value() == 2
    qtbot.keyClick(preview.picture, Qt.Key.Key_PageUp)
    assert preview.number.value() == 1
    assert sorted(tmp_path.rglob("*")) == before
    qtbot.keyClick(preview.picture, Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is page.area
    assert page.writer.preview_button.hasFocus()
    assert preview.picture.pixmap().isNull()


def test_the_preview_of_the_public_edition_holds_nothing_confidential(page, qtbot, sample):
    write_answer(sample, question="kf1.q1", text="Quetzalcoatl was seen at the gate.")
    mark_answer_confidential(sample, question="kf1.q1", confidential=True)
    page.writer.edition.setCurrentIndex(1)
    page.writer.look()
    preview = page.pages.preview
    qtbot.waitUntil(lambda: not preview.busy, timeout=20_000)
    texts = []
    for number in range(1, preview.number.maximum() + 1):
        preview.number.setValue(number)
        texts.append(preview.picture.accessibleDescription())
    assert "Quetzalcoatl" not in "".join(texts)
    assert len("".join(texts)) > 10_000


def test_leaving_the_page_forgets_the_pages(page, qtbot):
    page.writer.look()
    qtbot.waitUntil(lambda: not page.pages.preview.busy, timeout=20_000)
    assert page.flush()
    assert page.stack.currentWidget() is page.area
    assert page.pages.preview.picture.pixmap().isNull()
