"""Going through a place with Tab alone, and whether the eye sees where one is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QRadioButton, QWidget

from .rules import seen, takes_focus, told

_MOST_STOPS = 400
_MOST_LINKS = 20


def reachable(whole: QWidget) -> list[QWidget]:
    """What Tab must come to: all that takes the focus, and of radio buttons that belong together the chosen one."""
    found = [each for each in seen(whole) if takes_focus(each) and not isinstance(each.parentWidget(), QComboBox)]
    return [each for each in found if not _is_unchosen(each)]


def _is_unchosen(widget: QWidget) -> bool:
    if not isinstance(widget, QRadioButton) or widget.isChecked():
        return False
    group = widget.group()
    others = group.buttons() if group is not None else widget.parentWidget().findChildren(QRadioButton)
    return any(other.isChecked() for other in others)


def walk_with_tab(whole: QWidget, *, back: bool = False) -> list[str]:
    """Presses Tab (or Shift+Tab) until it comes round; tells of what it never comes to, and of where it is caught."""
    wanted = reachable(whole)
    if not wanted:
        return []
    wanted[0].setFocus(Qt.FocusReason.TabFocusReason)
    first = whole.window().focusWidget()
    reached, stays = {first}, 0
    for _ in range(_MOST_STOPS):
        here = whole.window().focusWidget()
        QTest.keyClick(here or whole, Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab)
        there = whole.window().focusWidget()
        stays = stays + 1 if there is here else 0
        if stays > _MOST_LINKS:
            return [f"Tab does not leave {told(here) if here is not None else 'the window'}"]
        if there is first:
            break
        reached.add(there)
    else:
        return ["Tab does not come round"]
    return [f"Tab never comes to {told(each)}" for each in wanted if each not in reached and each.isVisible()]


def without_visible_focus(whole: QWidget) -> list[str]:
    """The controls that look the same with the focus and without it."""
    return [f"the focus is not seen: {told(each)}" for each in reachable(whole) if not _shows_focus(each)]


def _shows_focus(widget: QWidget) -> bool:
    others = [each for each in reachable(widget.window()) if each is not widget and not widget.isAncestorOf(each)]
    if not others:
        return True
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    if not widget.hasFocus():
        return True
    there = widget.grab().toImage()
    others[0].setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    return widget.grab().toImage() != there
