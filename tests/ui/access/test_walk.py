"""Every place of the window, in every size, language and direction: all is named, nothing is cut, nothing sticks out."""

from __future__ import annotations

import pytest

from workbench.language.i18n import ENGLISH

from .places import PLACES, Configuration
from .words import longer_english

SIZES = ((800, 600, 100), (1024, 768, 100), (1024, 768, 200))
CONFIGURATIONS = [
    Configuration(*size, *words)
    for size in SIZES
    for words in ((ENGLISH, "english"), (longer_english(), "longer"), (ENGLISH, "english", True))
] + [Configuration(800, 600, 200), Configuration(800, 600, 100, longer_english(), "longer", mirrored=True, file="empty")]


@pytest.mark.parametrize("place", [place.name for place in PLACES])
@pytest.mark.parametrize("configuration", CONFIGURATIONS, ids=str)
def test_a_place_is_named_and_whole(walk, configuration, place):
    assert walk(configuration)[place] == []
