"""What a key means on every keyboard: digits by their place in the row, letters by place where a layout has no Latin ones.

On a French keyboard the row of digits writes ``&é"'(`` without Shift, and on a Russian or Arabic one ``Ctrl`` with a letter
is a letter that no shortcut knows. So a key is also known by its place: the number that the keyboard sends for it.

Sources: Linux ``input-event-codes.h`` (the window system adds 8); Windows ``lParam`` of WM_KEYDOWN, whose scan codes are
those of the same keyboard; macOS ``HIToolbox/Events.h`` (kVK_ANSI_A and so on), which are places too.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_ROWS: Final = {2: "1234567890-=", 16: "qwertyuiop", 30: "asdfghjkl", 44: "zxcvbnm"}
_SCAN: Final[Mapping[int, str]] = {first + index: sign for first, row in _ROWS.items() for index, sign in enumerate(row)}
_OF_MAC: Final = "asdfhgzxcv bqweryt123465=97-80 ou ip lj k    nm"
_MAC: Final[Mapping[int, str]] = {index: sign for index, sign in enumerate(_OF_MAC) if sign != " "}
_XKB_OFFSET: Final = 8
_EXTENDED: Final = 0x100
"""Windows sets this bit for keys outside the main block, for example Enter of the numeric keypad."""

_CONTROL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_WRITES_ANOTHER: Final = Qt.KeyboardModifier.GroupSwitchModifier | Qt.KeyboardModifier.KeypadModifier
_MORE, _LESS, _EQUAL = Qt.Key.Key_Plus.value, Qt.Key.Key_Minus.value, Qt.Key.Key_Equal.value
_ZERO, _NINE = Qt.Key.Key_0.value, Qt.Key.Key_9.value
_FIRST_OTHER: Final = 0x80
_LAST_OTHER: Final = 0x1000000
"""Keys between these two numbers write a character that is not in ASCII."""


def sign_at(scan: int, virtual: int, platform: str = sys.platform) -> str:
    """What stands at the place of a key on a keyboard of the United States; empty outside digits and letters.

    ``scan`` and ``virtual`` are the native numbers of a key event. A Mac has only the second, whose 0 is the A.
    """
    if platform == "darwin":
        return _MAC.get(virtual, "")
    if platform == "win32":
        return _SCAN.get(scan, "") if not scan & _EXTENDED else ""
    return _SCAN.get(scan - _XKB_OFFSET, "")


def meant(event: QKeyEvent, platform: str = sys.platform) -> int:
    """The key (a number of ``Qt.Key``) that an event stands for: its own, or another by its place.

    With Ctrl or Alt, the row of digits is digits, and the two keys after it are minus and equal where the layout has neither
    there. A letter that is not Latin is the one of its place, unless Alt is pressed.
    """
    key, modifiers = event.key(), event.modifiers()
    if modifiers & _WRITES_ANOTHER:
        return key
    control, alt = bool(modifiers & _CONTROL), bool(modifiers & _ALT)
    if control and alt:  # AltGr of Windows
        return key
    sign = sign_at(event.nativeScanCode(), event.nativeVirtualKey(), platform)
    foreign = _FIRST_OTHER <= key < _LAST_OTHER
    if sign.isdigit() and (control or alt):
        return ord(sign)
    if sign and sign in "-=" and control and key not in (_MORE, _LESS, _EQUAL):
        return ord(sign)
    if sign.isalpha() and foreign and not alt:
        return ord(sign.upper())
    return key


def is_by_place(event: QKeyEvent, platform: str = sys.platform) -> bool:
    """Whether the place of a key decides, and not what Qt makes of it.

    Qt also takes a digit with Shift for the digit alone where digits are written with Shift.
    """
    key = meant(event, platform)
    digit = bool(event.modifiers() & (_CONTROL | _ALT)) and _ZERO <= key <= _NINE
    return key != event.key() or (digit and bool(event.modifiers() & _SHIFT))


def writes_nothing(event: QKeyEvent, platform: str = sys.platform) -> bool:
    """Whether Alt is pressed with a key that would write a sign: a command that does not exist here, never a text.

    On a Mac the key is Option, which writes signs; with Ctrl it is AltGr, which does so too.
    """
    modifiers = event.modifiers()
    return (
        platform != "darwin"
        and bool(modifiers & _ALT)
        and not modifiers & (_CONTROL | Qt.KeyboardModifier.GroupSwitchModifier)
        and event.text().isprintable()
        and bool(event.text())
    )


def sequence_of(event: QKeyEvent, platform: str = sys.platform) -> int:
    """The key that is meant with its modifiers, as :class:`QKeySequence` counts them."""
    modifiers = event.modifiers() & (_CONTROL | _ALT | _SHIFT | Qt.KeyboardModifier.MetaModifier)
    return meant(event, platform) | modifiers.value
