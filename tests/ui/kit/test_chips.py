"""Chips: a sign and a word for every status and level, told apart without colour."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QWidget

from ui.kit.chips import CONFIDENTIAL, Chip, badge, chip_size, paint_chip
from ui.look import icons, style
from ui.look.colours import PAIRS, SCHEMES, TEXT, contrast
from workbench.model.labels import label
from workbench.model.vocabulary import Level, MeasureStatus

VALUES = [*MeasureStatus, *Level]


@pytest.fixture(autouse=True)
def opened(qapp):
    icons.open_set()


def painted(shown, width=200, direction=Qt.LayoutDirection.LeftToRight, font=None):
    image = QImage(width, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_chip(painter, QRect(0, 0, width, 40), shown, font or QFont(), direction)
    painter.end()
    return image


@pytest.mark.parametrize("value", VALUES)
def test_every_value_has_its_word_and_a_sign(value):
    shown = badge(value)
    assert shown.word == label(value)
    assert shown.sign in icons.NAMES


def test_signs_tell_values_apart_without_colour():
    for kind in (MeasureStatus, Level):
        drawings = {icons.SET.get(badge(value).sign, badge(value).sign) for value in kind}
        assert len(drawings) == len(kind)


@pytest.mark.parametrize("name", SCHEMES)
@pytest.mark.parametrize("value", [*VALUES, CONFIDENTIAL])
def test_the_word_is_read_on_its_ground(name, value):
    shown = value if value is CONFIDENTIAL else badge(value)
    tint = shown.colours(SCHEMES[name])
    assert contrast(tint.ink, tint.ground) >= TEXT
    assert ("on_accent", "accent", TEXT) in PAIRS


@pytest.mark.parametrize("theme", list(style.Theme)[1:])
def test_all_look_different(theme):
    style.look().choose(theme)
    assert len({bytes(painted(badge(value)).constBits()) for value in VALUES}) == len(VALUES)


def test_it_is_mirrored_and_stays_inside():
    shown = badge(MeasureStatus.IN_PART)
    plain, mirrored = painted(shown), painted(shown, direction=Qt.LayoutDirection.RightToLeft)
    assert plain.pixelColor(198, 20) == Qt.GlobalColor.white
    assert mirrored.pixelColor(1, 20) == Qt.GlobalColor.white
    assert mirrored.pixelColor(195, 20) != Qt.GlobalColor.white


def test_a_long_word_is_elided_where_there_is_no_room():
    assert painted(badge(MeasureStatus.EFFECTIVE), width=60).pixelColor(57, 20) != Qt.GlobalColor.white


def test_the_widget_says_its_word_and_grows(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    style.apply(host)
    chip = Chip(host)
    host.show()
    assert chip.isHidden()
    chip.show_value(MeasureStatus.ON_PAPER)
    assert chip.isVisible()
    assert chip.accessibleName() == "On paper only"
    before = chip.sizeHint()
    assert before == chip_size(badge(MeasureStatus.ON_PAPER), chip.font())
    style.look().magnify(200)
    assert chip.sizeHint().height() > 1.5 * before.height()
    chip.show_value(None)
    assert chip.isHidden()
