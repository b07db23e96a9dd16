"""The rules find what is wrong: a wrong widget of each kind is told, and a right one is not."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGroupBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QTableWidget,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.look import style

from .keys import walk_with_tab, without_visible_focus
from .rules import findings
from .words import longer, longer_english

LONG = "Words that need much more room than they are given here"


@pytest.fixture
def show(qtbot):
    """Shows one widget in a window; with a size, it gets no other."""

    def showing(widget, width=0, height=0):
        whole = QWidget()
        style.apply(whole)
        layout = QVBoxLayout(whole)
        layout.addWidget(widget)
        layout.addStretch(1)
        if width:
            widget.setFixedWidth(width)
        if height:
            widget.setFixedHeight(height)
        whole.resize(700, 400)
        qtbot.addWidget(whole)
        whole.show()
        qtbot.waitExposed(whole)
        whole.activateWindow()
        qtbot.waitUntil(whole.isActiveWindow)
        return whole

    return showing


def _named(widget):
    widget.setAccessibleName("A name")
    return widget


def _wrapped():
    label = QLabel(LONG)
    label.setWordWrap(True)
    return label


def _box():
    box = _named(QComboBox())
    box.addItem(LONG)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def _line():
    line = _named(QLineEdit())
    line.setPlaceholderText(LONG)
    return line


def _text():
    text = _named(QPlainTextEdit())
    text.setPlaceholderText(LONG)
    return text


def _number():
    number = _named(QSpinBox())
    number.setRange(0, 999_999_999)
    return number


def _tabs():
    tabs = QTabWidget()
    tabs.setElideMode(Qt.TextElideMode.ElideRight)
    tabs.setUsesScrollButtons(False)
    for title in (LONG, LONG, LONG):
        tabs.addTab(QWidget(), title)
    return _named_bar(tabs)


def _named_bar(tabs):
    tabs.tabBar().setAccessibleName("Tabs")
    return tabs


def _table():
    table = _named(QTableWidget(1, 1))
    table.setTabKeyNavigation(False)
    table.setHorizontalHeaderLabels([LONG])
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    return table


def _rows():
    rows = _named(QListWidget())
    rows.addItem(LONG)
    return rows


def _tree():
    tree = _named(QTreeWidget())
    tree.addTopLevelItem(QTreeWidgetItem([LONG]))
    return tree


def _progress():
    progress = QProgressBar()
    progress.setValue(1)
    progress.setFormat(LONG)
    return progress


WRONG = {
    "label": (lambda: QLabel(LONG), 60, 0),
    "wrapped label": (_wrapped, 120, 20),
    "a word wider than its label": (_wrapped, 30, 390),
    "button": (lambda: QPushButton(LONG), 60, 0),
    "low button": (lambda: QPushButton("Short"), 0, 12),
    "check box": (lambda: QCheckBox(LONG), 60, 0),
    "combo box": (_box, 90, 0),
    "hint of a line": (_line, 90, 0),
    "hint of a text": (_text, 120, 40),
    "number": (_number, 30, 0),
    "tabs": (_tabs, 200, 0),
    "head": (_table, 200, 0),
    "rows": (_rows, 100, 0),
    "tree": (_tree, 100, 0),
    "group": (lambda: QGroupBox(LONG), 60, 0),
    "progress": (_progress, 60, 0),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_text_without_room_is_told(show, kind):
    make, width, height = WRONG[kind]
    assert any(sentence.startswith("is cut") for sentence in findings(show(make(), width, height)))


def test_what_has_room_is_not_told(show):
    for make in (_wrapped, lambda: QPushButton(LONG), _line, _number, _rows, lambda: QCheckBox(LONG)):
        assert findings(show(make())) == []


def test_a_control_without_a_name_is_told(show):
    assert [sentence for sentence in findings(show(QLineEdit())) if sentence.startswith("has no name")]
    silent = QWidget()
    silent.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    assert [sentence for sentence in findings(show(silent)) if sentence.startswith("has no role")]


def test_what_sticks_out_is_told(show):
    whole = show(QLabel("Short"))
    part = QLabel("Out", whole)
    part.setGeometry(680, 380, 60, 40)
    part.show()
    assert any(sentence.startswith("sticks out") for sentence in findings(whole))


def test_what_lies_over_another_is_told(show):
    whole = show(QLabel("Short"))
    part = QLabel("Over", whole)
    part.setGeometry(whole.findChild(QLabel).geometry())
    part.show()
    assert any(sentence.startswith("overlap") for sentence in findings(whole))


def test_a_page_that_scrolls_sideways_is_told(show):
    area, inside = QScrollArea(), QLabel("Wide")
    inside.setMinimumWidth(900)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    assert any(sentence.startswith("scrolls sideways") for sentence in findings(show(area)))


def test_a_menu_that_does_not_fit_is_told(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    for number in range(4):
        window.menuBar().addMenu(f"{LONG} {number}")
    window.resize(500, 200)
    window.show()
    qtbot.waitExposed(window)
    assert any(sentence.startswith("is cut: QMenuBar") for sentence in findings(window))


def test_a_trap_for_the_keys_is_told(show):
    whole = QWidget()
    layout = QHBoxLayout(whole)
    layout.addWidget(QPushButton("One"))
    layout.addWidget(_text())
    layout.addWidget(QPushButton("Two"))
    assert any(sentence.startswith("Tab does not leave QPlainTextEdit") for sentence in walk_with_tab(show(whole)))


class Swallows(QPushButton):
    """Takes Tab and goes nowhere near the next one."""

    def event(self, event):
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab:
            self.parentWidget().findChild(QLineEdit).setFocus()
            return True
        return super().event(event)


def test_what_tab_never_comes_to_is_told(show):
    whole = QWidget()
    layout = QHBoxLayout(whole)
    for part in (QLineEdit(), Swallows("One"), QPushButton("Two")):
        layout.addWidget(part)
    told = walk_with_tab(show(whole))
    assert len(told) == 1
    assert told[0].startswith("Tab never comes to QPushButton 'Two'")


class Stoical(QWidget):
    """Takes the focus and does not show it."""

    def __init__(self):
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(40, 20)


def test_a_focus_that_nobody_sees_is_told(show):
    whole = QWidget()
    layout = QHBoxLayout(whole)
    layout.addWidget(Stoical())
    layout.addWidget(QPushButton("One"))
    told = without_visible_focus(show(whole))
    assert len(told) == 1
    assert "Stoical" in told[0]


@pytest.mark.parametrize("text", ["OK", "&Undo: {what}", "{count} of {total} questions", "Report", "Save && leave"])
def test_longer_words_are_longer_by_two_fifths_and_keep_their_fields(text):
    import re

    fields = re.compile(r"\{\w+\}|&&?")
    plain, grown = fields.sub("", text), fields.sub("", longer(text))
    assert fields.findall(longer(text)) == fields.findall(text)
    assert len(plain) * 1.4 - 1.5 <= len(grown) <= len(plain) * 1.4 + 3


def test_every_message_is_longer():
    from workbench.language.i18n import Message

    speak = longer_english()
    assert speak(Message("{count} word", "{count} words", count=2)).startswith("2 w")
    assert len(speak(Message("Close the help"))) >= 20
