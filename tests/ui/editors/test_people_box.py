"""The sign in a box for people grows with the zoom, stands at the end of the line, and opens the list."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ui.editors.people_box import PeopleBox
from ui.look import style


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("zoom", [100, 200, 250])
def test_the_sign_is_as_large_as_the_letters_and_covers_none(shown, zoom, direction):
    style.look().magnify(zoom)
    box = PeopleBox(lambda: ["Ana"])
    window = shown(box)
    window.setLayoutDirection(direction)
    window.resize(500, 120)
    sign = box.opening
    assert (sign.iconSize().width(), sign.iconSize().height()) == (16 * zoom // 100, 16 * zoom // 100)
    assert box.rect().contains(sign.geometry())
    margins = box.textMargins()
    if direction is Qt.LayoutDirection.LeftToRight:
        assert (margins.left(), margins.right()) == (0, sign.width())
    else:
        assert (margins.left(), margins.right()) == (sign.width(), 0)


def test_the_sign_follows_the_zoom_and_opens_the_list(shown, qtbot):
    box = PeopleBox(lambda: ["Ana"])
    shown(box)
    style.look().magnify(200)
    assert box.opening.iconSize().width() == 32
    qtbot.mouseClick(box.opening, Qt.MouseButton.LeftButton)
    assert box.menu.isVisible()
    assert [entry.text() for entry in box.menu.actions()] == ["Ana"]
    box.menu.close()
    assert box.opening.focusPolicy() is Qt.FocusPolicy.NoFocus


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("ana", "Ana Moreau"),
        ("Bo, ANA", "Bo, Ana Moreau"),
        ("moreau", "moreau"),  # the middle of a name may be another person's
        ("b", "b"),  # two names are offered: none of them is meant for sure
    ],
)
def test_enter_takes_the_only_name_that_is_offered(shown, qtbot, typed, left):
    box, taken = PeopleBox(lambda: ["Ana Moreau", "Boris Lind", "Brit Lind"]), []
    box.chosen.connect(lambda: taken.append(box.text()))
    shown(box)
    box.setFocus()
    qtbot.keyClicks(box, typed)
    assert box.completer().popup().isVisible()
    qtbot.keyClick(box.completer().popup(), Qt.Key.Key_Return)
    assert box.text() == left
    assert taken == ([left] if left != typed else [])
    assert not box.completer().popup().isVisible()
