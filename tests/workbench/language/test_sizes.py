"""Sizes of files in words."""

from __future__ import annotations

import pytest

from workbench.language.i18n import ENGLISH
from workbench.language.sizes import told_size


@pytest.mark.parametrize(
    ("size", "told"),
    [(0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1500, "2 kB"), (9_400_000, "9400 kB"), (20_000_000, "20 MB")],
)
def test_a_size_is_a_whole_number(size: int, told: str) -> None:
    assert ENGLISH(told_size(size)) == told
