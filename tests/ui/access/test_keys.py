"""Every place of the window without a mouse: Tab comes to everything, both ways, and the eye sees where it is."""

from __future__ import annotations

import pytest

from .places import PLACES, Configuration

CONFIGURATIONS = [Configuration(1024, 768), Configuration(800, 600, words="english", mirrored=True)]


@pytest.mark.parametrize("place", [place.name for place in PLACES])
@pytest.mark.parametrize("configuration", CONFIGURATIONS, ids=str)
def test_a_place_is_used_without_a_mouse(walk_by_keys, configuration, place):
    assert walk_by_keys(configuration)[place] == []
