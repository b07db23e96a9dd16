"""Parts of the window are told where the focus goes."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.focus import follow_focus


class _Listener(QObject):
    def __init__(self, parent: QObject, heard: list[QWidget | None]) -> None:
        super().__init__(parent)
        self.heard = heard

    def on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        self.heard.append(now)


def test_a_part_hears_of_each_move_as_long_as_it_lives(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    one, two = QLineEdit(), QLineEdit()
    layout = QVBoxLayout(window)
    layout.addWidget(one)
    layout.addWidget(two)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    one.setFocus()
    heard: list[QWidget | None] = []
    part = QWidget()
    listener = _Listener(part, heard)
    follow_focus(listener.on_focus)
    two.setFocus()
    one.setFocus()
    assert heard == [two, one]
    part.deleteLater()
    qtbot.waitUntil(lambda: not _is_alive(listener))
    two.setFocus()
    assert heard == [two, one]


def _is_alive(listener: QObject) -> bool:
    import shiboken6

    return shiboken6.isValid(listener)
