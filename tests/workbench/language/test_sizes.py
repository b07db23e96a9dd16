"""Sizes of files in words."""

from __future__ import annotations

import pytest

from workbench.language.i18n import ENGLISH
from workbench.language.sizes import told_room, told_size


@pytest.mark.parametrize(
    ("size", "told"),
    [(0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1500, "2 kB"), (9_400_000, "9400 kB"), (20_000_000, "20 MB")],
)
def test_a_size_is_a_whole_number(size: int, told: str) -> None:
    assert ENGLISH(told_size(size)) == told


@pytest.mark.parametrize(("free", "told"), [(0, "0 bytes"), (1999, "1 kB"), (9_999_999, "9999 kB"), (12_900_000, "12 MB")])
def test_room_is_never_said_to_be_more_than_there_is(free: int, told: str) -> None:
    assert ENGLISH(told_room(free)) == told
