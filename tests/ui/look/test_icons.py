"""The icons: all there, in the colours of the look, mirrored where they point somewhere, and never waited for."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QImage
from PySide6.QtWidgets import QPushButton

from ui.link.stages import Stage
from ui.look import icons, style
from ui.look.colours import DARK, LIGHT


@pytest.fixture(autouse=True)
def opened(qapp):
    icons.open_set()


def image(icon: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> QImage:
    return icon.pixmap(QSize(48, 48), 1.0, mode).toImage().convertToFormat(QImage.Format.Format_ARGB32)


def inks(picture: QImage) -> set[str]:
    """The colours of the pixels that are fully covered."""
    colours = (picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height()))
    return {colour.name() for colour in colours if colour.alpha() == 255}


def near(colour: str, other: str) -> bool:
    """Whether two colours differ by no more than rounding does: the raster mixes a shape with itself at its edges."""
    return all(abs(int(colour[at : at + 2], 16) - int(other[at : at + 2], 16)) <= 1 for at in (1, 3, 5))


@pytest.mark.parametrize("name", sorted(icons.NAMES))
def test_the_set_is_complete(name):
    drawn = inks(image(icons.icon(name)))
    assert drawn
    assert all(near(ink, LIGHT.text) for ink in drawn)


def test_no_two_names_of_what_can_be_done_look_the_same():
    doing = [name for name in icons.NAMES if not name.startswith("status-")]
    drawn = {bytes(image(icons.icon(name)).constBits()) for name in doing}
    assert len(drawn) == len(doing)


def test_an_unknown_name_is_an_error():
    with pytest.raises(KeyError):
        icons.icon("nothing-like-that")


def test_icons_follow_the_theme_by_themselves():
    sign = icons.icon("add")
    assert inks(image(sign)) == {LIGHT.text}
    style.look().choose(style.Theme.DARK)
    assert inks(image(sign)) == {DARK.text}


def test_colours_by_role_and_by_state():
    assert inks(image(icons.icon("add", "on_accent"))) == {LIGHT.on_accent}
    assert inks(image(icons.icon("warning", "warn.ink"))) == {LIGHT.warn.ink}
    assert inks(image(icons.icon("add"), QIcon.Mode.Disabled)) == {LIGHT.disabled}
    assert inks(image(icons.icon("add"), QIcon.Mode.Selected)) == {LIGHT.on_chosen}


@pytest.mark.parametrize("name", ["next", "previous", "undo", "confidential", "history"])
def test_what_points_somewhere_is_mirrored(qapp, name):
    plain = image(icons.icon(name))
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        mirrored = image(icons.icon(name))
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert (mirrored == plain) == (name not in icons.DIRECTIONAL)


def test_the_size_is_that_of_the_screen():
    assert icons.icon("add").pixmap(QSize(24, 24), 2.0).size() == QSize(48, 48)


def test_a_button_draws_it(qtbot):
    button = QPushButton("Add")
    qtbot.addWidget(button)
    style.apply(button)
    bare = button.grab().toImage()
    button.setIcon(icons.icon("add"))
    button.resize(button.sizeHint())
    button.show()
    assert button.grab().toImage() != bare


def test_until_the_set_is_open_a_place_is_kept(qtbot, monkeypatch):
    monkeypatch.setattr(icons._Drawings, "texts", None)
    monkeypatch.setattr(icons._Drawings, "pictures", {})
    monkeypatch.setattr(icons._Drawings, "waiting", False)
    sign = icons.icon("add")
    assert inks(image(sign)) == set()
    qtbot.waitUntil(lambda: not icons._Drawings.waiting)
    assert icons._Drawings.texts is None  # there is no window that could show it
    button = QPushButton(sign, "Add")
    qtbot.addWidget(button)
    button.show()
    qtbot.waitUntil(lambda: icons._Drawings.texts is not None)
    assert inks(image(sign)) == {LIGHT.text}


def test_a_button_inside_a_page_is_painted_again(qtbot, monkeypatch, open_window, sample_file):
    monkeypatch.setattr(icons._Drawings, "texts", None)
    monkeypatch.setattr(icons, "_AFTER_PAINT_MS", 60_000)
    window = open_window(sample_file, (1200, 800))
    window.go(Stage.PLAN)
    button = window.workspace.page(Stage.PLAN).up_button
    painted = []
    button.paintEvent = lambda _event: painted.append(True)
    button.update()
    qtbot.waitUntil(lambda: bool(painted))
    qtbot.wait(100)
    painted.clear()
    icons.open_set()
    qtbot.waitUntil(lambda: bool(painted))


def test_without_the_package_the_window_works(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    texts = icons._read()
    assert set(texts) == icons.NAMES
    assert texts["add"] == b""


def test_nothing_of_it_is_loaded_before_it_is_needed():
    code = "import sys, ui.app, ui.frame.workspace; sys.exit(any(n in sys.modules for n in ('PySide6.QtSvg', 'lucide', 'pymupdf_fonts')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
