"""The steps of letters and of the zoom."""

import pytest

from ui.look.scale import ZOOMS, nearest, step, type_scale


def test_the_steps_of_letters_are_few_and_apart():
    letters = type_scale(0, 100)
    assert (letters.small, letters.body, letters.lead, letters.title) == (10, 11, 13, 18)


def test_larger_letters_of_the_system_stay():
    assert type_scale(14, 100).body == 14


@pytest.mark.parametrize("zoom", ZOOMS)
def test_the_steps_stay_apart_at_every_zoom(zoom):
    letters = type_scale(0, zoom)
    assert 8 <= letters.small <= letters.body < letters.lead < letters.title
    assert letters.body == pytest.approx(11 * zoom / 100, abs=0.5)


def test_the_zoom_goes_from_80_to_250():
    assert (ZOOMS[0], ZOOMS[-1]) == (80, 250)
    assert step(100, 1) == 110
    assert step(100, -1) == 90
    assert step(250, 1) == 250
    assert step(80, -1) == 80


@pytest.mark.parametrize(
    ("kept", "zoom"), [(150, 150), (140, 150), (1, 80), (9999, 250), ("x", 100), (None, 100), (True, 100)]
)
def test_a_kept_zoom_becomes_a_step(kept, zoom):
    assert nearest(kept) == zoom
