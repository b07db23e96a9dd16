"""What the tests of the window share: no memory of earlier runs, a window that is closed again, a disk that refuses."""

from __future__ import annotations

import contextlib
import gc
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.app import build_window
from ui.frame.main_window import MainWindow
from ui.frame.storing import Storing
from ui.frame.workspace import Workspace
from ui.link import language
from ui.link.bridge import DocumentBridge
from ui.link.messages import Notice
from ui.link.recent_files import RecentFiles
from ui.look import style
from workbench.document.document import Document
from workbench.errors import DiskFull
from workbench.language.i18n import ENGLISH, Message

OFFSCREEN_SAYS = "This plugin does not support propagateSizeHints"


WHOLE_WINDOW = frozenset({"open_window", "walk", "walk_by_keys", "walk_by_ear"})


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What opens the whole window is slow. And the offscreen platform says of every window that it cannot keep size hints."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN_SAYS, extend=True))
        if not WHOLE_WINDOW.isdisjoint(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session", autouse=True)
def the_look(qapp, tmp_path_factory) -> Iterator[None]:
    """All windows have the look of the program, and what it keeps on the disk is kept away from the user's own."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("cache")
        patch.setattr("platformdirs.user_cache_path", lambda *_, **__: folder)
        style.use_fusion(qapp)
        style.start(qapp, style.Theme.LIGHT)
        yield


@pytest.fixture
def pages_may_fail() -> None:
    """For tests of pages that fail. In all others it is a failure of the test, although the user sees a calm page."""


@pytest.fixture(autouse=True)
def no_page_fails(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A page that cannot be shown fails the test, unless the test asks for it."""
    failures: list[Exception] = []
    if "pages_may_fail" not in request.fixturenames:
        real = Workspace._failed
        monkeypatch.setattr(Workspace, "_failed", lambda *given: (failures.append(given[2]), real(*given))[1])
    yield
    if failures:
        raise failures[0]


@pytest.fixture(autouse=True)
def nothing_is_left_behind() -> Iterator[None]:
    """The language and the hook for bugs are those of the process again. Windows are gone, and what they had planned.

    What is to be deleted later would be deleted by the next event loop, perhaps never; until then it would hear what later
    tests do, with a file that is closed.
    """
    hook = sys.excepthook
    language.use(ENGLISH)
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    planned = [
        clock for window in QApplication.topLevelWidgets() for clock in window.findChildren(QTimer) if clock.isActive()
    ]
    assert [clock.parent() for clock in planned if isinstance(clock.parent(), Storing)] == []
    language.use(ENGLISH)
    style.look().choose(style.Theme.LIGHT)
    style.look().magnify(100)
    sys.excepthook = hook
    gc.enable()


@pytest.fixture
def memory(tmp_path: Path) -> RecentFiles:
    """A memory of the window that nobody else has."""
    return RecentFiles(tmp_path / "config" / "window.json")


@pytest.fixture
def open_window(qtbot, memory: RecentFiles, open_document: object) -> Iterator[Callable[..., MainWindow]]:
    """Opens windows at a size (by default the smallest that we promise) and closes them at the end of the test.

    It asks for ``open_document`` so that a window is closed before the document that it shows.
    """
    opened: list[MainWindow] = []

    def open_it(path: Path | None = None, size: tuple[int, int] = (800, 600)) -> MainWindow:
        window = build_window(path, memory)
        opened.append(window)
        window.resize(*size)
        window.show()
        qtbot.waitExposed(window)
        return window

    yield open_it
    for window in opened:
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def bridge(qtbot, document: Document) -> Iterator[DocumentBridge]:
    """The bridge of a new assessment."""
    made = DocumentBridge(document)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def notices(bridge: DocumentBridge) -> list[Notice]:
    """What the user was told."""
    told: list[Notice] = []
    bridge.messages.told.connect(told.append)
    return told


@pytest.fixture
def shown(qtbot) -> Iterator[Callable[..., QWidget]]:
    """Shows widgets beside each other in one window, so that the focus can move between them."""
    kept: list[QWidget] = []

    def show(*widgets: QWidget) -> QWidget:
        whole = QWidget()
        style.apply(whole)
        layout = QVBoxLayout(whole)
        for widget in widgets:
            layout.addWidget(widget)
        kept.append(whole)
        whole.show()
        qtbot.waitExposed(whole)
        whole.activateWindow()
        qtbot.waitUntil(whole.isActiveWindow)
        return whole

    yield show
    for whole in kept:
        whole.close()
        whole.deleteLater()


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[], object]:
    """Makes every write fail, until the returned function is called."""

    @contextlib.contextmanager
    def refuse(*_: object, **__: object) -> Iterator[None]:
        raise DiskFull(Message("There is no room."), advice=Message("Free some space."))
        yield

    monkeypatch.setattr(Document, "change", refuse)
    return monkeypatch.undo
