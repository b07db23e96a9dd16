"""What a key means by its place: Windows, macOS and X11, with layouts of the world. No keyboard is needed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from ui.kit.positions import is_by_place, meant, sequence_of, sign_at, writes_nothing

K, M = Qt.Key, Qt.KeyboardModifier
DIGITS = "1234567890"
WINDOWS = dict(zip(DIGITS, range(2, 12), strict=True))
MAC = dict(zip(DIGITS, (0x12, 0x13, 0x14, 0x15, 0x17, 0x16, 0x1A, 0x1C, 0x19, 0x1D), strict=True))
ROWS = {"fr": "&é\"'(-è_çà", "de": DIGITS, "es": DIGITS, "pt": DIGITS, "ru": DIGITS, "ara": "١٢٣٤٥٦٧٨٩٠", "cs": "+ěščřžýáíé"}


def key(of: int, modifiers=M.NoModifier, *, scan=0, virtual=0, text="") -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, of, modifiers, scan, virtual, 0, text)


def sent(platform: str, digit: str) -> dict[str, int]:
    """What a keyboard sends for the place of a digit."""
    numbers = {"win32": {"scan": WINDOWS[digit]}, "darwin": {"virtual": MAC[digit]}, "linux": {"scan": WINDOWS[digit] + 8}}
    return numbers[platform]


@pytest.mark.parametrize("platform", ["win32", "darwin", "linux"])
@pytest.mark.parametrize("layout", ROWS)
@pytest.mark.parametrize("modifier", [M.AltModifier, M.ControlModifier, M.ControlModifier | M.ShiftModifier])
def test_the_row_of_digits_is_digits(platform, layout, modifier):
    for digit, written in zip(DIGITS, ROWS[layout], strict=True):
        event = key(ord(written.upper()), modifier, text=written, **sent(platform, digit))
        assert chr(meant(event, platform)) == digit
        wanted = QKeySequence(modifier.value | ord(digit))
        assert QKeySequence(sequence_of(event, platform)) == wanted


@pytest.mark.parametrize(
    ("platform", "modifier"),
    [("win32", M.ControlModifier | M.AltModifier), ("linux", M.GroupSwitchModifier), ("linux", M.NoModifier)],
)
def test_alt_graph_and_plain_keys_write_what_they_write(platform, modifier):
    event = key(ord("@"), modifier, text="@", **sent(platform, "0"))
    assert meant(event, platform) == ord("@")
    assert not is_by_place(event, platform)
    assert not writes_nothing(event, platform)


def test_the_numeric_keypad_is_not_the_row_of_digits():
    assert meant(key(K.Key_Home, M.AltModifier | M.KeypadModifier, scan=8), "win32") == K.Key_Home
    assert sign_at(0x11C, 0, "win32") == "", "Enter of the keypad has the number of Enter and a bit more"


@pytest.mark.parametrize(
    ("letter", "written", "scan", "mac"),
    [
        ("K", "Л", 37, 0x28),
        ("K", "ن", 37, 0x28),
        ("Z", "Я", 44, 0x06),
        ("F", "ب", 33, 0x03),
        ("C", "С", 46, 0x08),
        ("V", "М", 47, 0x09),
        ("N", "ى", 49, 0x2D),
    ],
)
def test_letters_that_are_not_latin_are_those_of_their_places(letter, written, scan, mac):
    for platform, numbers in (("win32", {"scan": scan}), ("linux", {"scan": scan + 8}), ("darwin", {"virtual": mac})):
        event = key(ord(written), M.ControlModifier, text=written, **numbers)
        assert chr(meant(event, platform)) == letter
        assert is_by_place(event, platform)


def test_a_latin_letter_is_itself_wherever_it_stands():
    event = key(K.Key_Z, M.ControlModifier, scan=25, text="z")  # AZERTY: at the place of W
    assert meant(event, "linux") == K.Key_Z
    assert not is_by_place(event, "linux")


@pytest.mark.parametrize(
    ("scan", "sign", "wanted"), [(20, ")", "-"), (20, "ß", "-"), (21, "¡", "="), (20, "+", "+"), (21, "=", "=")]
)
def test_the_keys_after_the_digits_change_the_size_unless_they_write_plus_or_minus(scan, sign, wanted):
    assert chr(meant(key(ord(sign), M.ControlModifier, scan=scan), "linux")) == wanted


@pytest.mark.parametrize(
    ("platform", "modifier", "text", "nothing"),
    [
        ("linux", M.AltModifier, "&", True),
        ("win32", M.AltModifier, "é", True),
        ("linux", M.AltModifier | M.ShiftModifier, "1", True),
        ("darwin", M.AltModifier, "¡", False),
        ("win32", M.AltModifier | M.ControlModifier, "€", False),
        ("linux", M.NoModifier, "a", False),
        ("linux", M.AltModifier, "", False),
        ("linux", M.AltModifier, "\x7f", False),
    ],
)
def test_alt_with_a_sign_is_no_text(platform, modifier, text, nothing):
    assert writes_nothing(key(K.Key_A, modifier, scan=10, text=text), platform) is nothing


def test_what_no_keyboard_has_sent_stays_what_it_is():
    assert meant(key(K.Key_Ampersand, M.AltModifier), "linux") == K.Key_Ampersand
    assert meant(key(ord("Л"), M.ControlModifier), "linux") == ord("Л")
