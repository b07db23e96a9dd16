"""How the window looks: the system's own colours, more room, larger letters, headings that can be read from the back."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

BASE_POINTS: Final = 11
"""The smallest size of ordinary text, in points; a larger one that the system asks for stays."""

MARGIN: Final = 16
"""The room around a page, in pixels of 96 to the inch."""
ARGUMENTS: Final = ("-style", "fusion")
"""What QApplication is given: one style on every system, which follows light and dark and mirrors for Arabic."""

# Roles of labels: heading1, heading2, help, empty, place, wording, count (property "role").
# Only colours of the palette: so light, dark and high contrast follow the system.
_SHEET: Final = """
QWidget#page-area, QWidget#page-area QStackedWidget > QWidget { background: palette(%(page)s); }
QListWidget, QTableView { background: palette(%(page)s); }
QLabel[role="heading1"] { font-size: %(h1)dpt; font-weight: 600; }
QLabel[role="heading2"] { font-size: %(h2)dpt; font-weight: 600; }
QLabel[role="wording"] { font-size: %(h2)dpt; }
QLabel[role="number"] { font-size: %(h1)dpt; font-weight: 700; }
QLabel[role="help"], QLabel[role="place"], QLabel[role="count"] { font-size: %(small)dpt; }
QLabel[role="empty"] { padding: 16px; border: 1px dashed palette(mid); border-radius: 6px; }
QLabel[role="banner"] { padding: 8px 16px; background: palette(alternate-base); border-bottom: 1px solid palette(mid); }
QPlainTextEdit, QLineEdit {
    border: 1px solid palette(mid); border-radius: 5px; padding: 4px; background: palette(base);
    selection-background-color: palette(highlight); selection-color: palette(highlighted-text);
}
QPlainTextEdit:focus, QLineEdit:focus { border: 2px solid palette(highlight); padding: 3px; }
QPlainTextEdit:disabled, QLineEdit:disabled { background: palette(window); }
QPlainTextEdit[readOnly="true"], QLineEdit[readOnly="true"] { background: palette(window); }
QPlainTextEdit[role="answer"] { font-size: %(answer)dpt; }
QPushButton, QToolButton {
    border: 1px solid palette(mid); border-radius: 5px; padding: 5px 12px; background: palette(button);
}
QPushButton:hover, QToolButton:hover { border-color: palette(highlight); }
QPushButton:focus, QToolButton:focus { border: 2px solid palette(highlight); padding: 4px 11px; }
QPushButton:pressed, QToolButton:pressed, QToolButton:checked { background: palette(midlight); }
QPushButton:disabled, QToolButton:disabled { color: palette(mid); }
QPushButton[role="main"] { background: palette(highlight); color: palette(highlighted-text); font-weight: 600; }
QPushButton[role="main"]:focus { border: 2px solid palette(text); }
QPushButton[role="main"]:disabled { background: palette(button); color: palette(mid); }
QPushButton[role="link"] { border: 1px solid transparent; background: transparent; text-align: left; padding: 5px 6px; }
QPushButton[role="link"]:hover { border-color: palette(mid); }
QPushButton[role="link"]:focus { border: 2px solid palette(highlight); padding: 4px 5px; }
QFrame#message-bar {
    border: 1px solid palette(mid); border-left: 6px solid palette(highlight); background: palette(window);
}
QFrame#message-bar[weight="warning"] { border-left-color: #c77700; }
QFrame#message-bar[weight="error"] { border-left-color: #c62828; }
QListWidget#stages { border: none; background: palette(window); outline: none; }
QListWidget, QTextBrowser, QTableView { border: 1px solid palette(mid); border-radius: 5px; }
QTextBrowser#guidance { border: none; background: palette(window); }
QListWidget::item { padding: 4px; }
QListWidget#stages::item { padding: 0; }
QTabWidget::pane { border: none; border-top: 1px solid palette(mid); }
QTabBar { font-size: %(small)dpt; }
QTabBar::tab { padding: 6px 8px; border: 1px solid transparent; border-bottom: 3px solid transparent; }
QTabBar::tab:hover { border-bottom-color: palette(mid); }
QTabBar::tab:selected { border-bottom-color: palette(highlight); }
QTabBar::tab:focus { border-color: palette(highlight); }
QHeaderView::section { padding: 6px; border: none; border-bottom: 2px solid palette(mid); font-weight: 600; }
QSplitter::handle { background: palette(window); }
QStatusBar QLabel { padding: 2px 8px; }
"""


def use_fusion(application: QApplication) -> None:
    """The same for an application that is there already."""
    application.setStyle("Fusion")


def apply(window: QWidget) -> None:
    """Gives a window, and all that is in it, the look of the program."""
    font = QFont(window.font())
    points = max(BASE_POINTS, font.pointSize())
    font.setPointSize(points)
    window.setFont(font)
    # On dark, the style draws check boxes darker than the window: they are seen on the window's colour, not on the darkest.
    page = "window" if is_dark(window) else "base"
    sizes = {"page": page, "h1": points + 5, "h2": points + 2, "answer": points + 2, "small": points - 1}
    sheet = _SHEET % sizes
    if window.styleSheet() != sheet:
        window.setStyleSheet(sheet)


def is_dark(widget: QWidget) -> bool:
    """Whether the system asks for light letters on a dark ground."""
    palette = widget.palette()
    return palette.color(QPalette.ColorRole.Window).lightness() < palette.color(QPalette.ColorRole.WindowText).lightness()
