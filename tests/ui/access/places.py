"""The places of the window, one after the other, as somebody who looks at everything goes through them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget

from ui.app import build_window
from ui.frame.about import AboutDialog
from ui.frame.main_window import MainWindow
from ui.link import background, language
from ui.link.recent_files import RecentFiles
from ui.link.stages import Stage
from ui.look import style
from workbench.language.i18n import ENGLISH, Message, Translator
from workbench.model.rows import Contributor
from workbench.model.vocabulary import Confidentiality, Edition
from workbench.reports.name_review import NameReview
from workbench.reports.snapshot import take_snapshot

_QUESTION: Final = "kf3.q14"


@dataclass(frozen=True)
class Configuration:
    """How large the window and its letters are, what it speaks, and from which side it is read."""

    width: int
    height: int
    zoom: int = 100
    translator: Translator = ENGLISH
    words: str = "english"
    mirrored: bool = False
    file: str = "sample"

    def __str__(self) -> str:
        side = "-mirrored" if self.mirrored else ""
        return f"{self.file}-{self.width}x{self.height}-{self.zoom}%-{self.words}{side}"


@dataclass(frozen=True)
class Place:
    """What is shown: ``open`` leads there and gives the window (or a part of it) that is to be looked at."""

    name: str
    open: Callable[[MainWindow], QWidget]
    leave: Callable[[MainWindow], object] = bool


@contextmanager
def standing(configuration: Configuration, file: Path, folder: Path) -> Iterator[MainWindow]:
    """The main window with a file, in a configuration; everything is as before when it is left."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    language.use(configuration.translator)
    style.look().magnify(configuration.zoom)
    if configuration.mirrored:
        application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    memory = RecentFiles(folder / "window.json")
    memory.spelling = False
    window = build_window(file, memory)
    try:
        window.resize(configuration.width, configuration.height)
        window.show()
        QTest.qWaitForWindowExposed(window)
        window.activateWindow()
        yield window
    finally:
        background.stop_all()
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        style.look().magnify(100)
        language.use(ENGLISH)


def empty_pages(number: int) -> bytes:
    """A report without a word, to look at."""
    import pypdfium2

    document = pypdfium2.PdfDocument.new()
    for _ in range(number):
        document.new_page(595, 842)
    made = io.BytesIO()
    document.save(made)
    document.close()
    return made.getvalue()


def settle(milliseconds: int = 30) -> None:
    """Lets everything that was put off a moment come to its end."""
    QTest.qWait(milliseconds)


def _stage(stage: Stage, key: str = "") -> Place:
    def open_it(window: MainWindow) -> QWidget:
        assert window.go(stage, key)
        return window

    return Place(stage.value, open_it)


def _tab(stage: Stage, number: int) -> Place:
    def open_it(window: MainWindow) -> QWidget:
        assert window.go(stage, _QUESTION if stage is Stage.ASSESSMENT else "")
        tabs = window.workspace.page(stage).findChildren(QTabWidget)
        tabs[0].setCurrentIndex(number)
        return window

    return Place(f"{stage.value}, tab {number + 1}", open_it)


def _whole_area(window: MainWindow) -> QWidget:
    assert window.go(Stage.ASSESSMENT, "kf3")
    return window


def _guidance(window: MainWindow) -> QWidget:
    assert window.go(Stage.ASSESSMENT, _QUESTION)
    fold = window.workspace.page(Stage.ASSESSMENT).panel.fold
    if not fold.isChecked():
        fold.click()
    return window


def _checklist(window: MainWindow) -> QWidget:
    assert window.go(Stage.ASSESSMENT, _QUESTION)
    window.workspace.page(Stage.ASSESSMENT).room.to_checklist()
    return window


def _session(window: MainWindow) -> QWidget:
    assert window.go(Stage.SESSIONS)
    window.sessions.toggle()
    return window


def _help(window: MainWindow) -> QWidget:
    window.go(Stage.ASSESSMENT, _QUESTION)
    window.toggle_help()
    return window


def _start(window: MainWindow) -> QWidget:
    window.show_start()
    return window


def _palette(query: str) -> Callable[[MainWindow], QWidget]:
    def open_it(window: MainWindow) -> QWidget:
        window.go(Stage.ASSESSMENT, _QUESTION)
        window.open_palette(query)
        return window

    return open_it


def _message(window: MainWindow) -> QWidget:
    window.go(Stage.ASSESSMENT, _QUESTION)
    window.messages.error(
        Message("The file could not be written, and nothing typed was lost. " * 3), action=Message("Try it again")
    )
    return window


def _banner(window: MainWindow) -> QWidget:
    from ui.frame.damage_desk import Link
    from ui.frame.read_only_banner import _WHY_READ_ONLY

    window.go(Stage.ASSESSMENT, _QUESTION)
    window.read_only_banner.setText(max(map(language.tr, _WHY_READ_ONLY.values()), key=len))
    window.read_only_banner.show()
    names = (
        "Question 3.10: Answer",
        "Activity 1.2.3: Person with a role",
        "Scope, or the concluding texts",
        "All…",
        "Recover…",
    )
    window.damage.row.show_links([Link(name, window.damage.check.start) for name in names])
    return window


def _no_banner(window: MainWindow) -> None:
    window.read_only_banner.hide()
    window.damage.row.show_links([])


def _about(window: MainWindow) -> QWidget:
    window.show_about()
    return _about_box(window)


def _about_box(window: MainWindow) -> AboutDialog:
    return next(box for box in window.findChildren(AboutDialog) if box.isVisible())


def _forget(window: MainWindow) -> QWidget:
    window.go(Stage.ASSESSMENT, _QUESTION)
    window.forget_here()
    dialog = window.handing_on.dialog
    dialog.look()
    return dialog


def _guide(window: MainWindow) -> QWidget:
    window.open_guide()
    window.guide.resize(window.size())
    return window.guide


def _preview(window: MainWindow) -> QWidget:
    window.go(Stage.REPORT)
    page = window.workspace.page(Stage.REPORT)
    page.stack.setCurrentWidget(page.pages.preview)
    page.pages.preview._on_done(empty_pages(12))  # the real ones take their time, and are tested elsewhere
    return window


def _names(window: MainWindow) -> QWidget:
    """The unit of the sample stands for a person: its words are in many texts of it."""
    window.go(Stage.REPORT)
    step, document = window.workspace.page(Stage.REPORT).names, window.bridge.document
    person = Contributor(id="somebody", name="Passenger Control", confidential=Confidentiality.MARKED)
    review = NameReview(take_snapshot(document, edition=Edition.PUBLIC), [person], {})
    step.show(review, lambda _: None)
    return window


def _projector(window: MainWindow) -> QWidget:
    window.go(Stage.ASSESSMENT, _QUESTION)
    window.toggle_projector()
    return window.projector.view


PLACES: Final = (
    Place("start", _start),
    *(_stage(stage) for stage in Stage if stage is not Stage.ASSESSMENT),
    _tab(Stage.PEOPLE, 1),
    *(_tab(Stage.ASSESSMENT, number) for number in range(5)),
    Place("assessment, a whole area", _whole_area),
    Place("assessment, guidance", _guidance),
    Place("assessment, checklist", _checklist),
    Place("session", _session, lambda window: window.sessions.toggle()),
    Place("report, pages", _preview, lambda window: window.workspace.page(Stage.REPORT).pages.leave()),
    Place("report, names", _names, lambda window: window.workspace.page(Stage.REPORT).names.leave()),
    Place("help", _help, MainWindow.toggle_help),
    Place("palette", _palette(""), lambda window: window._palette.dismiss()),
    Place("keys", _palette("?"), lambda window: window._palette.dismiss()),
    Place("message", _message, lambda window: window.bar.clear()),
    Place("read only", _banner, _no_banner),
    Place("about", _about, lambda window: _about_box(window).close()),
    Place("forget for good", _forget, lambda window: window.handing_on.dialog.reject()),
    Place("guide", _guide, lambda window: window.guide.close()),
    Place("projector view", _projector, MainWindow.toggle_projector),
)
