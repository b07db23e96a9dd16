"""What a file that is opened tells at once: that it is whole after a crash, and where an older one lies as it was."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer

from ui.app import build_window
from ui.link.stages import Stage
from ui.pages.page import Page
from workbench.document.document import Document
from workbench.language.dates import shown_moment
from workbench.language.i18n import ENGLISH


class Sizes(QObject):
    """Notes each new size of the pages."""

    def __init__(self) -> None:
        super().__init__()
        self.noted: list[tuple[int, int]] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Called for every event of the application."""
        if isinstance(watched, Page) and event.type() == QEvent.Type.Resize:
            self.noted.append(event.size().toTuple())
        return False


def test_after_a_crash_it_is_told_what_is_there(open_window, empty_file):
    window = open_window()
    document = Document.open(empty_file)
    document.recovered = datetime.now(UTC)
    window.show_document(document)
    time = f"{document.recovered.astimezone():%H:%M}"
    assert window.bar.text == (
        f"The program was stopped in the middle of work. Everything saved until {time} is here. "
        "Look whether the words that you typed last are there."
    )
    window.close_file()
    document = Document.open(empty_file)
    document.recovered = datetime.now(UTC) - timedelta(days=3)
    window.show_document(document)
    assert f"until {shown_moment(document.recovered.astimezone(), ENGLISH)} is here" in window.bar.text


def test_an_older_file_is_kept_and_it_is_told_where(open_window, tmp_path):
    old = Path(shutil.copy(Path(__file__).parents[2] / "files" / "format-1.integrity", tmp_path / "old.integrity"))
    window = open_window(old)
    assert window.bar.text.endswith("The file as it was is in the same folder: old.format-1.integrity.")
    assert (tmp_path / "old.format-1.integrity").exists()
    document = window.bridge.document
    copy, document.recovered = document.migrated_copy, datetime.now(UTC)
    window.show_document(document)
    assert window.bar.text.startswith("The program was stopped in the middle of work.")
    assert copy is not None
    assert window.bar.text.endswith(f": {copy.name}."), "after a crash it is told, too"


def test_the_page_of_a_new_window_is_laid_out_once(qtbot, qapp, memory, sample_file):
    """A second layout costs a third of what comes after opening, and happens when anything is measured too early."""
    window = build_window(sample_file, memory)
    qtbot.addWidget(window)
    sizes = Sizes()
    qapp.installEventFilter(sizes)
    try:
        window.show()
        qtbot.waitExposed(window)
        qtbot.waitUntil(lambda: window._was_painted)
        qapp.processEvents()
    finally:
        qapp.removeEventFilter(sizes)
        window.close()
    assert len(sizes.noted) == 1


def test_a_window_that_is_closed_plans_nothing_more(qtbot, open_window, empty_file, full_disk):
    window = open_window(empty_file)
    window.go(Stage.ASSESSMENT, "kf1.q1")
    qtbot.keyClicks(window.workspace.page(Stage.ASSESSMENT).panel.answer, "words")
    assert not window.bridge.flush()

    def planned():
        return [clock for clock in window.storing.findChildren(QTimer) if clock.isActive()]

    assert planned(), "it tries again by itself"
    full_disk()
    assert window.close()
    assert planned() == []
