"""The look of the running program: themes, the system, zoom, and what follows them."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QCheckBox, QLabel, QListWidget, QListWidgetItem, QMessageBox, QPushButton, QWidget

from ui.frame.main_window import MainWindow
from ui.link.stages import Stage
from ui.look import style
from ui.look.colours import DARK, HIGH_CONTRAST, LIGHT
from ui.look.style import Theme

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(open_window, sample_file):
    return open_window(sample_file, size=(1024, 768))


def ground(widget: QWidget) -> str:
    """The colour at the edge of a widget, as it is painted."""
    return widget.grab().toImage().pixelColor(2, 2).name()


@pytest.mark.parametrize(("theme", "known"), [(Theme.DARK, DARK), (Theme.CONTRAST, HIGH_CONTRAST), (Theme.LIGHT, LIGHT)])
def test_a_theme_is_chosen_in_the_menu_while_the_program_runs(qapp, window, theme, known):
    style.look().choose(Theme.DARK if theme is Theme.LIGHT else Theme.LIGHT)
    window.window_actions.themes[theme].trigger()
    assert style.colours() is known
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == known.page
    assert ground(window.workspace.stack) == known.page
    assert ground(window.statusBar()) == known.ground
    assert window.memory.theme == theme.value


def test_the_menu_shows_which_theme_is_chosen(window):
    window.choose_theme(Theme.DARK)
    window.window_actions._view.aboutToShow.emit()
    checked = [theme for theme, action in window.window_actions.themes.items() if action.isChecked()]
    assert checked == [Theme.DARK]


def test_one_theme_excludes_the_others(window):
    actions = window.window_actions.themes.values()
    (group,) = {action.actionGroup() for action in actions}
    assert group.isExclusive()


def test_buttons_of_dialogs_have_words_and_no_old_signs(window):
    kinds = QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel | QMessageBox.StandardButton.Save
    box = QMessageBox(QMessageBox.Icon.Question, "", "Overwrite?", kinds, window)
    box.open()
    assert all(button.icon().isNull() and button.text() for button in box.buttons())
    box.close()


def test_going_there_and_back_leaves_nothing_behind(qapp, window):
    window.setFocus()
    before = window.grab().toImage()
    window.choose_theme(Theme.CONTRAST)
    assert window.grab().toImage() != before
    window.choose_theme(Theme.LIGHT)
    assert window.grab().toImage() == before


def test_the_system_is_followed(qapp, window, monkeypatch):
    scheme = Qt.ColorScheme.Dark
    look = style.look()
    monkeypatch.setattr(type(look), "_wanted", lambda _: DARK if scheme is Qt.ColorScheme.Dark else LIGHT)
    qapp.styleHints().colorSchemeChanged.emit(scheme)
    assert style.is_dark()
    assert ground(window.workspace.stack) == DARK.page
    scheme = Qt.ColorScheme.Light
    qapp.styleHints().colorSchemeChanged.emit(scheme)
    assert not style.is_dark()


class Hints:
    """A system that says what it wants."""

    def __init__(self, scheme, contrast):
        self.scheme, self.contrast = scheme, contrast

    def colorScheme(self):  # noqa: N802
        return self.scheme

    def accessibility(self):
        return self

    def contrastPreference(self):  # noqa: N802
        return self.contrast


@pytest.mark.parametrize(
    ("scheme", "contrast", "theirs", "known"),
    [
        ("Light", "NoPreference", "black", LIGHT),
        ("Dark", "NoPreference", "white", DARK),
        ("Unknown", "NoPreference", "white", LIGHT),
        ("Unknown", "NoPreference", "black", DARK),
        ("Light", "HighContrast", "white", HIGH_CONTRAST),
        ("Dark", "HighContrast", "white", HIGH_CONTRAST),
    ],
)
def test_what_the_system_wants_decides(qapp, scheme, contrast, theirs, known):
    class Application:
        def styleHints(self):  # noqa: N802
            return Hints(getattr(Qt.ColorScheme, scheme), getattr(Qt.ContrastPreference, contrast))

    look = style.Look(qapp)
    look._application = Application()
    look._theirs = QPalette(QColor(theirs))
    look._theirs.setColor(QPalette.ColorRole.WindowText, QColor("black" if theirs == "white" else "white"))
    assert look._wanted() is known
    look.deleteLater()


def test_high_contrast_of_the_system_is_heard_of_in_this_version_of_qt(qapp):
    assert qapp.styleHints().accessibility().contrastPreference() in list(Qt.ContrastPreference)


def test_high_contrast_that_is_switched_on_meanwhile_is_followed(qapp, window, monkeypatch):
    told = qapp.styleHints().accessibility().contrastPreferenceChanged
    window.choose_theme(Theme.SYSTEM)
    monkeypatch.setattr(style, "_wants_contrast", lambda _: True)
    told.emit(Qt.ContrastPreference.HighContrast)
    assert style.look().colours is HIGH_CONTRAST
    monkeypatch.setattr(style, "_wants_contrast", lambda _: False)
    told.emit(Qt.ContrastPreference.NoPreference)
    assert style.look().colours is not HIGH_CONTRAST


def test_theme_and_zoom_are_kept(window, memory):
    window.choose_theme(Theme.DARK)
    window.magnify(1)
    window.magnify(1)
    kept = json.loads(memory._file.read_text("utf-8"))
    assert (kept["theme"], kept["zoom"]) == ("dark", 125)


@pytest.mark.parametrize(("theme", "zoom"), [("", 100), ("nonsense", 100), ("dark", 100), ("light", "x")])
def test_the_start_takes_what_was_kept(qapp, theme, zoom):
    try:
        style.start(qapp, theme, zoom)
        assert style.look().zoom == 100
        assert style.look().theme is (Theme(theme) if theme in set(Theme) else Theme.SYSTEM)
    finally:
        style.start(qapp, Theme.LIGHT)


def test_the_keys_change_the_zoom(qtbot, window):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_Plus, CONTROL)
    assert style.look().zoom == 110
    qtbot.keyClick(window, Qt.Key.Key_Equal, CONTROL)
    assert style.look().zoom == 125
    qtbot.keyClick(window, Qt.Key.Key_Minus, CONTROL)
    assert style.look().zoom == 110
    qtbot.keyClick(window, Qt.Key.Key_0, CONTROL)
    assert style.look().zoom == 100
    assert "100 %" in window.storing.told.text()


def test_the_zoom_ends_at_80_and_250(window):
    for _ in range(20):
        window.magnify(1)
    assert style.look().zoom == 250
    for _ in range(20):
        window.magnify(-1)
    assert style.look().zoom == 80


def test_everything_grows(qapp, window):
    label = window.workspace.page(Stage.SCOPE).findChildren(QLabel)[0]
    window.go(Stage.SCOPE)
    window.resize(1400, 800)  # in a narrow window the stages become signs instead
    qapp.processEvents()
    row, width = window.workspace.stages.sizeHintForRow(0), window.workspace.stages.width()
    menu, head = window.menuBar().height(), label.sizeHint().height()
    window.magnify(0)
    style.look().magnify(150)
    qapp.processEvents()
    assert qapp.font().pointSize() == 16
    assert window.font().pointSize() == 16
    assert window.workspace.stages.sizeHintForRow(0) > 1.25 * row
    assert window.workspace.stages.width() > 1.25 * width
    assert window.menuBar().sizeHint().height() > 1.2 * menu
    assert label.sizeHint().height() > 1.3 * head
    assert style.grown(10) == 15


def test_controls_grow(qtbot):
    whole = QWidget()
    qtbot.addWidget(whole)
    style.apply(whole)
    box, button = QCheckBox("x", whole), QPushButton("x", whole)
    whole.show()
    before = (box.sizeHint().height(), button.iconSize().width())
    style.look().magnify(200)
    assert box.sizeHint().height() > 1.5 * before[0]
    assert button.iconSize().width() == 2 * before[1]


@pytest.mark.parametrize("zoom", [80, 200, 250])
@pytest.mark.parametrize("stage", Stage)
def test_a_window_stays_small_at_every_zoom(qtbot, open_window, sample_file, stage, zoom):
    window = open_window(sample_file)
    style.look().magnify(zoom)
    window.go(stage)
    qtbot.wait(20)
    assert (window.width(), window.height()) == (800, 600)
    ground_of_pages = window.workspace.stack.parentWidget()
    page = window.workspace.page(stage)
    assert page.width() >= page.minimumSizeHint().width()
    assert ground_of_pages.width() >= page.minimumSizeHint().width()


def test_a_window_that_has_grown_looks_like_one_that_was_made_so(qtbot, open_window, sample_file):
    def picture():
        window.go(Stage.SCOPE)
        window.setFocus()
        window.statusBar().clearMessage()
        image, before = window.workspace.grab().toImage(), None
        while image != before:  # until it has settled
            qtbot.wait(50)
            image, before = window.workspace.grab().toImage(), image
        return image

    window = open_window(sample_file, size=(1024, 768))
    window.go(Stage.SCOPE)
    style.look().magnify(150)
    grown = picture()
    window.close()
    window = open_window(sample_file, size=(1024, 768))
    assert picture() == grown


def test_names_give_way_to_signs_where_the_window_is_narrow(qtbot, open_window, sample_file):
    window = open_window(sample_file, size=(1200, 700))
    stages = window.workspace.stages
    assert not stages.compact
    style.look().magnify(200)
    window.resize(800, 600)
    qtbot.wait(20)
    assert stages.compact
    assert stages.width() < 0.15 * window.width()
    item = stages.item(0)
    assert item.toolTip() == item.data(Qt.ItemDataRole.AccessibleTextRole) != ""
    style.look().magnify(100)
    window.resize(1200, 700)
    qtbot.wait(20)
    assert not stages.compact
    assert item.toolTip() == ""


def test_a_second_window_sets_nothing_for_others(qapp, open_window, empty_file):
    open_window(empty_file)
    before = (qapp.styleSheet(), qapp.font(), qapp.layoutDirection(), qapp.palette().cacheKey())
    open_window(empty_file)
    assert (qapp.styleSheet(), qapp.font(), qapp.layoutDirection(), qapp.palette().cacheKey()) == before


def test_a_window_made_later_has_the_present_look(memory, qtbot):
    style.look().choose(Theme.DARK)
    late = MainWindow(memory)
    qtbot.addWidget(late)
    assert late.styleSheet() == style.look().sheet


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK, Theme.CONTRAST])
def test_a_tick_in_a_selected_row_has_a_box_that_is_seen(qtbot, theme):
    style.look().choose(theme)
    rows = QListWidget()
    qtbot.addWidget(rows)
    style.apply(rows)
    item = QListWidgetItem("Ticked", rows)
    item.setCheckState(Qt.CheckState.Checked)
    rows.show()
    item.setSelected(True)
    picture, row = rows.grab().toImage(), rows.visualItemRect(item)
    middle = row.center().y() + rows.frameWidth()
    line = [picture.pixelColor(across, middle).name() for across in range(row.left() + 4, row.left() + 40)]
    assert line.count(style.colours().on_chosen) >= 2  # its left and its right edge
