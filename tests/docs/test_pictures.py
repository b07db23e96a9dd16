"""``make screenshots`` draws every picture: each scene can be entered and left, at one size, in one theme."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt

from ui.link.stages import Stage
from ui.look import style

DOCS = Path(__file__).resolve().parents[2] / "docs"

OPENED = {
    *(f"{page}-list" for page in ("assessment", "priorities", "report", "scope")),
    *(f"{page}-cell" for page in ("documents", "indicators", "people", "plan", "priorities", "sessions")),
}

pytestmark = pytest.mark.slow


@pytest.fixture
def drawing(qapp, monkeypatch):
    """The scripts of the pictures, which wait for nothing; afterwards the program looks as before."""
    monkeypatch.syspath_prepend(str(DOCS))
    import screenshot_matrix
    import workshop_pictures

    for module in (screenshot_matrix, workshop_pictures):
        monkeypatch.setattr(module, "SIZES", ((1024, 768),))
        monkeypatch.setattr(module, "THEMES", (style.Theme.LIGHT,))
        monkeypatch.setattr(module, "settle", lambda application, *_: application.processEvents())
    monkeypatch.setattr(screenshot_matrix, "PAGES_SECONDS", 0)
    before = qapp.layoutDirection()
    yield screenshot_matrix, workshop_pictures
    for window in qapp.topLevelWidgets():
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.setLayoutDirection(before)
    for name in ("screenshot_matrix", "workshop_pictures"):
        sys.modules.pop(name, None)


def test_every_scene_and_every_step_of_a_workshop_is_drawn(qapp, drawing, tmp_path):
    matrix, workshop = drawing
    work = tmp_path / "work"
    work.mkdir()
    drawn = matrix.draw_matrix(qapp, tmp_path / "pictures", work)
    names = {scene.name for scene in matrix.scenes()} | {"start"}
    assert len(drawn) == 2 * len(names)
    steps = workshop.draw_workshop(qapp, tmp_path / "workshop", work)
    beside, alone = len(list(workshop.beside())), len(list(workshop.alone()))
    assert len(steps) == 2 * (2 * beside + alone)
    assert all(path.is_file() for path in (*drawn, *steps))
    assert qapp.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_every_page_is_drawn_with_what_can_be_open_on_it(qapp, drawing, tmp_path):
    import states_pictures

    states_pictures.SIZES = ((1024, 768),)
    states_pictures.settle = lambda application, *_: application.processEvents()
    drawn = {path.stem for path in states_pictures.draw_states(qapp, tmp_path / "pictures", tmp_path)}
    sys.modules.pop("states_pictures")
    assert {name for stage in Stage for name in (f"{stage.value}-list", f"{stage.value}-cell") if name in drawn} == OPENED
    assert "scope-refused" in drawn
