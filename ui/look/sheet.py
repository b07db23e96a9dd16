"""The style sheet of the window, made from the tokens: how each role looks."""

from __future__ import annotations

from dataclasses import asdict
from typing import Final

from ui.look.colours import HIGH_CONTRAST, Colours
from ui.look.marks import mark
from ui.look.scale import GAP, MARGIN, RADIUS, RADIUS_CARD, RING, ROOM, TIGHT, TypeScale

_GROUNDS: Final = """
QMainWindow, QMenuBar, QStatusBar { background: $ground; }
QMenuBar { border-bottom: 1px solid $line; padding: 2px $tightpx; }
QMenuBar::item { padding: 5px 10px; border-radius: $radiuspx; background: transparent; }
QMenuBar::item:selected { background: $hover; color: $text; }
QMenu { background: $surface; border: 1px solid $edge; padding: $tightpx 0; }
QMenu::item { padding: 6px 28px 6px 24px; color: $text; }
QMenu::item:selected { background: $accent; color: $on_accent; }
QMenu::item:disabled { color: $disabled; background: transparent; }
QMenu::separator { height: 1px; background: $line; margin: $tightpx 0; }
QMenu::indicator { width: $markpx; height: $markpx; margin-left: $gappx; }
QStatusBar { border-top: 1px solid $line; }
QStatusBar::item { border: none; }
QStatusBar QLabel { padding: 3px $gappx; color: $muted; font-size: $smallpt; }
QToolTip { background: $surface; color: $text; border: 1px solid $edge; padding: $tightpx; }
QScrollArea#page-scroll, QWidget#page-area, QWidget#page-area QStackedWidget > QWidget { background: $page; }
QScrollArea { border: none; }
QSplitter::handle { background: $page; }
QSplitter::handle:horizontal { border-left: 1px solid $edge; width: 6px; }
QSplitter::handle:vertical { border-top: 1px solid $edge; height: 6px; }
QSplitter::handle:hover { background: $hover; border-color: $accent; }
QListWidget#stages { border: none; border-radius: 0; background: $ground; outline: none; }
QListWidget#stages::item { padding: 0; }
"""

_WORDS: Final = """
QLabel[role="heading1"] { font-size: $titlept; font-weight: 600; color: $text; }
QLabel[role="heading2"] { font-size: $leadpt; font-weight: 600; color: $text; }
QLabel[role="heading3"] { font-weight: 600; color: $text; }
QLabel[role="wording"] { font-size: $leadpt; color: $text; }
QLabel[role="number"] { font-size: $titlept; font-weight: 700; color: $accent; }
QLabel[role="help"], QLabel[role="place"], QLabel[role="count"] { font-size: $smallpt; color: $muted; }
QLabel[role="empty"] {
    padding: $marginpx; border: 1px dashed $edge; border-radius: $cardpx; background: $sunken; color: $muted;
}
QLabel[role="banner"] {
    padding: $gappx $marginpx; background: $warn_ground; color: $text; border-bottom: 1px solid $warn_ink;
}
QLabel[role="good"], QLabel[role="warn"], QLabel[role="bad"], QLabel[role="info"], QLabel[role="plain"] {
    padding: $tightpx $gappx; border-radius: $radiuspx;
}
QLabel[role="good"] { background: $good_ground; color: $good_ink; $boxed }
QLabel[role="warn"] { background: $warn_ground; color: $warn_ink; $boxed }
QLabel[role="bad"] { background: $bad_ground; color: $bad_ink; $boxed }
QLabel[role="info"] { background: $info_ground; color: $info_ink; $boxed }
QLabel[role="plain"] { background: $plain_ground; color: $plain_ink; $boxed }
QLabel#report-page { border: $thickpx solid transparent; }
QLabel#report-page:focus { border-color: $ring; }
QFrame[role="card"] { background: $surface; border: 1px solid $line; border-radius: $cardpx; }
QFrame[role="section"] { background: $sunken; border: 1px solid $line; border-radius: $cardpx; }
QFrame[role="bar"] { background: $ground; border: none; border-top: 1px solid $line; }
QFrame[role="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame#message-bar {
    border: 1px solid $info_ink; border-left: 6px solid $info_ink; background: $info_ground; border-radius: $radiuspx;
    margin: $tightpx $gappx 0 $gappx;
}
QFrame#message-bar QPushButton { padding: 3px $gappx; }
QFrame#message-bar QPushButton:focus { padding: 2px 7px; }
QFrame#message-bar QLabel { color: $text; }
QFrame#message-bar[weight="warning"] { border-color: $warn_ink; background: $warn_ground; }
QFrame#message-bar[weight="error"] { border-color: $bad_ink; background: $bad_ground; }
"""

_FIELDS: Final = """
QPlainTextEdit, QTextEdit, QLineEdit, QAbstractSpinBox, QComboBox {
    border: 1px solid $edge; border-radius: $radiuspx; padding: $fieldpx; background: $surface; color: $text;
    selection-background-color: $accent; selection-color: $on_accent;
}
QPlainTextEdit, QLineEdit { placeholder-text-color: $muted; }
QPlainTextEdit:focus, QTextEdit:focus, QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus {
    border: $thickpx solid $ring; padding: $field_focuspx;
}
QPlainTextEdit[refused="true"], QLineEdit[refused="true"] { border: $thickpx solid $bad_ink; padding: $field_focuspx; }
QLineEdit[found="true"] { background: $soft; color: $on_soft; }
QPlainTextEdit:disabled, QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled {
    background: $sunken; color: $disabled; border-color: $line;
}
QPlainTextEdit[readOnly="true"], QLineEdit[readOnly="true"] { background: $sunken; }
QPlainTextEdit[role="cell"] { padding: 0; border: 2px solid $ring; border-radius: 0; }
QPlainTextEdit[role="answer"] { font-size: $leadpt; }
QComboBox { padding-right: 2px; combobox-popup: 0; }
QComboBox:hover { border-color: $ring; }
QComboBox::drop-down { border: none; width: $droppx; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $edge; border-radius: 0; padding: 2px; }
QCheckBox, QRadioButton { spacing: $gappx; padding: 2px; border: $thickpx solid transparent; border-radius: $radiuspx; }
QCheckBox[role="mark"]:checked { background: $warn_ground; color: $warn_ink; border-color: $warn_ink; }
QCheckBox:focus, QRadioButton:focus, QCheckBox[role="mark"]:focus { border-color: $ring; }
"""

_MARKED: Final = """
QComboBox::down-arrow { image: url("$down"); width: $arrowpx; height: $arrowpx; }
QTabBar QToolButton::left-arrow { image: url("$left"); width: $arrowpx; height: $arrowpx; }
QTabBar QToolButton::right-arrow { image: url("$right"); width: $arrowpx; height: $arrowpx; }
QTabBar QToolButton::left-arrow:disabled { image: url("$left_off"); }
QTabBar QToolButton::right-arrow:disabled { image: url("$right_off"); }
QComboBox::down-arrow:disabled { image: url("$down_off"); }
QCheckBox::indicator, QAbstractItemView::indicator, QMenu::indicator:non-exclusive, QGroupBox::indicator {
    width: $markpx; height: $markpx; border: 1px solid $edge; border-radius: 4px; background: $surface;
}
QRadioButton::indicator, QMenu::indicator:exclusive {
    width: $markpx; height: $markpx; border: 1px solid $edge; border-radius: $dotpx; background: $surface;
}
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $ring; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked, QMenu::indicator:non-exclusive:checked,
QGroupBox::indicator:checked, QRadioButton::indicator:checked, QMenu::indicator:exclusive:checked {
    border-color: $accent; background: $accent; image: url("$tick");
}
QAbstractItemView::indicator:checked:selected, QAbstractItemView::indicator:indeterminate:selected {
    border-color: $on_chosen;
}
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {
    border-color: $accent; background: $accent; image: url("$dash");
}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $sunken; border-color: $disabled; }
QCheckBox::indicator:checked:disabled, QRadioButton::indicator:checked:disabled { background: $disabled; }
"""

_BUTTONS: Final = """
QPushButton, QToolButton {
    border: 1px solid $edge; border-radius: $radiuspx; padding: $buttonpx $roompx; background: $surface; color: $text;
}
QPushButton, QToolButton, QTabBar, QCheckBox { icon-size: $iconpx; }
QLineEdit QToolButton { icon-size: 16px; }
QLineEdit QToolButton[role="sign"] { icon-size: $markpx; border: 0; padding: 0; background: transparent; }
QLineEdit QToolButton[role="sign"]:hover { background: $hover; }
QPushButton:hover, QToolButton:hover { border-color: $ring; background: $hover; }
QPushButton:focus, QToolButton:focus { border: $thickpx solid $ring; padding: $button_focuspx $room_focuspx; }
QPushButton:pressed, QToolButton:pressed { background: $hover; }
QPushButton:checked, QToolButton:checked { background: $soft; color: $on_soft; border-color: $ring; }
QPushButton:disabled, QToolButton:disabled { color: $disabled; border-color: $line; background: $sunken; }
QPushButton[role="main"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[role="main"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[role="main"]:focus { border: $thickpx solid $text; background: $accent_hover; text-decoration: underline; }
QPushButton[role="main"]:disabled { background: $sunken; color: $disabled; border: 1px solid $line; }
QPushButton[role="link"] {
    border: 1px solid transparent; background: transparent; color: $link; text-align: left; padding: $buttonpx 6px;
}
QPushButton[role="link"]:hover { background: $hover; }
QPushButton[role="link"]:focus { border: $thickpx solid $ring; padding: $button_focuspx 5px; }
QPushButton[role="link"]:disabled { color: $disabled; }
QPushButton[role="line"] {
    border: 1px solid transparent; background: transparent; color: $link; text-align: left; padding: 1px 6px;
}
QPushButton[role="line"]:hover { background: $hover; }
QPushButton[role="line"]:focus { border: $thickpx solid $ring; padding: 0 5px; }
QPushButton[role="quiet"], QToolButton[role="quiet"] { border-color: transparent; background: transparent; padding: 5px; }
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover { background: $hover; }
QPushButton[role="quiet"]:focus, QToolButton[role="quiet"]:focus { border: $thickpx solid $ring; padding: 4px; }
QPushButton[role="danger"] { color: $bad_ink; border-color: $bad_ink; }
QPushButton[role="danger"]:hover { background: $bad_ground; }
QPushButton[role="danger"]:focus { border: $thickpx solid $bad_ink; }
QStatusBar QPushButton {
    border: 1px solid transparent; background: transparent; color: $link; padding: 1px $gappx; font-size: $smallpt;
}
QStatusBar QPushButton:hover { background: $hover; }
QStatusBar QPushButton:focus { border: $thickpx solid $ring; padding: 0 7px; }
QDialogButtonBox, QMessageBox { dialogbuttonbox-buttons-have-icons: 0; }
QFileDialog QToolButton { padding: 3px; }
QPushButton::menu-indicator, QToolButton::menu-indicator { width: 0; height: 0; }
"""
"""Qt gives a button inside a box for one line 22x18 pixels at every zoom: its icon keeps the size that Qt draws there."""

_LISTS: Final = """
QListView, QTreeView, QTableView, QTextBrowser {
    border: 1px solid $line; border-radius: $radiuspx; background: $surface; alternate-background-color: $sunken;
    color: $text; gridline-color: $line; selection-background-color: $chosen; selection-color: $on_chosen; outline: none;
}
QListView:focus, QTreeView:focus, QTableView:focus, QTextBrowser:focus { border: 1px solid $ring; }
QTableView, QHeaderView { font-size: $smallpt; }
QTextBrowser#guidance { border: 1px solid transparent; background: transparent; }
QTextBrowser#guidance:focus { border-color: $ring; }
QListView::item { padding: $tightpx; }
QTableView::item { padding: 0 3px; }
QHeaderView { background: $ground; border: none; }
QHeaderView::section {
    padding: 6px; border: none; border-bottom: 1px solid $edge; background: $ground; color: $text; font-weight: 600;
}
QHeaderView::section:vertical { border-bottom: 1px solid $line; }
QTableCornerButton::section { background: $ground; border: none; }
QFrame#calendar { background: $surface; border: 1px solid $edge; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $sunken; }
QCalendarWidget QToolButton { border-color: transparent; background: transparent; }
QCalendarWidget QTableView { border: none; border-radius: 0; font-size: $smallpt; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar { font-size: $smallpt; background: transparent; }
QTabBar::tab {
    padding: 6px 8px; border: 1px solid transparent; border-bottom: 3px solid transparent; background: transparent;
    color: $muted;
}
QTabBar::tab:hover { border-bottom-color: $edge; color: $text; }
QTabBar::tab:selected { border-bottom-color: $accent; color: $text; }
QTabBar::tab:focus { border-color: $ring; }
QTabBar::scroller { width: $dropspx; }
QTabBar QToolButton { padding: 0; border: 1px solid $edge; background: $surface; }
QProgressBar {
    border: 1px solid $edge; border-radius: $radiuspx; background: $sunken; color: $text; text-align: center;
}
QProgressBar::chunk { background: $soft; border-radius: 5px; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: $barpx; }
QScrollBar:horizontal { height: $barpx; }
QScrollBar::handle { background: $edge; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""


def sheet(colours: Colours, letters: TypeScale, zoom: int) -> str:
    """The whole style sheet for a set of colours, the sizes of text and the zoom in per cent (controls grow with it)."""
    values = {**_sizes(letters, zoom), **_colours(colours)}
    text = _GROUNDS + _WORDS + _FIELDS + _BUTTONS + _LISTS
    pictures = {
        "tick": mark("tick", colours.on_accent),
        "dash": mark("dash", colours.on_accent),
        "down": mark("down", colours.text),
        "down_off": mark("down", colours.disabled),
        "left": mark("left", colours.text),
        "left_off": mark("left", colours.disabled),
        "right": mark("right", colours.text),
        "right_off": mark("right", colours.disabled),
    }
    known = {name: picture for name, picture in pictures.items() if picture is not None}
    if len(known) == len(pictures):  # otherwise Qt draws its own marks
        text += _MARKED
        values |= known
    for name in sorted(values, key=len, reverse=True):  # the longest first: $field is also the start of $field_focus
        text = text.replace(f"${name}", values[name])
    return text


def _colours(colours: Colours) -> dict[str, str]:
    flat: dict[str, str] = {}
    for name, value in asdict(colours).items():
        if isinstance(value, dict):
            flat |= {f"{name}_{part}": inner for part, inner in value.items()}
        else:
            flat[name] = str(value)
    flat["boxed"] = f"border: 1px solid {colours.edge};" if colours is HIGH_CONTRAST else ""
    return flat


def _sizes(letters: TypeScale, zoom: int) -> dict[str, str]:
    def grown(pixels: int) -> str:
        return str(round(pixels * zoom / 100))

    side = round(16 * zoom / 100)
    return {
        "small": str(letters.small),
        "lead": str(letters.lead),
        "title": str(letters.title),
        "tight": str(TIGHT),
        "gap": str(GAP),
        "room": str(ROOM),
        "room_focus": str(ROOM - RING + 1),
        "margin": str(MARGIN),
        "radius": str(RADIUS),
        "card": str(RADIUS_CARD),
        "thick": str(RING),
        "field": "4",
        "field_focus": str(4 - RING + 1),
        "button": "6",
        "button_focus": str(6 - RING + 1),
        "mark": str(side),
        "dot": str((side + 2) // 2),
        "icon": grown(18),
        "arrow": grown(12),
        "drop": grown(24),
        "drops": grown(52),
        "bar": str(round(12 * (zoom / 100) ** 0.5)),
    }
