"""The difference between two texts, written so that the newer text and the difference give the older one.

``12,3,four`` means: the first 12 characters of the newer text, then ``four``, then its last 3 characters. So typing at the
end of a text costs a few characters, however long the text is. A change in two places counts as one from the first to the
last.
"""

from __future__ import annotations

import re
from typing import Final

_WRITTEN: Final = re.compile(r"([0-9]{1,9}),([0-9]{1,9}),", re.ASCII)


def difference(newer: str, older: str) -> str:
    """What leads from the newer text to the older one."""
    most = min(len(newer), len(older))
    before = _common(newer, older, most)
    after = _common_end(newer, older, most - before)
    return f"{before},{after},{older[before : len(older) - after]}"


def older_text(newer: str, difference: str) -> str:
    """The older text. Raises ValueError if the difference does not fit the newer text."""
    found = _WRITTEN.match(difference)
    before, after = (int(found[1]), int(found[2])) if found is not None else (-1, 0)
    if found is None or before + after > len(newer):
        raise ValueError("a difference that does not fit the text")
    return newer[:before] + difference[found.end() :] + newer[len(newer) - after :]


def can_be_older(text: str, difference: str) -> bool:
    """Whether a text can be the older one of a difference: it is as long, and has what only the older one had."""
    found = _WRITTEN.match(difference)
    if found is None:
        return False
    before, after, only = int(found[1]), int(found[2]), difference[found.end() :]
    return len(text) == before + len(only) + after and text[before : before + len(only)] == only


def _common(one: str, other: str, most: int) -> int:
    """How many characters both begin with. Slices are compared, since a loop over characters takes fifty times as long.

    Nearly always two texts are equal up to the end of the shorter one, or soon differ: both are found in a few steps.
    """
    if one[:most] == other[:most]:
        return most
    least, step = 0, 1
    while one[least : least + step] == other[least : least + step]:
        least, step = least + step, 2 * step
    most = min(most, least + step) - 1
    while least < most:
        middle = (least + most + 1) // 2
        if one[least:middle] == other[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least


def _common_end(one: str, other: str, most: int) -> int:
    """How many characters both end with, at most ``most``."""
    return _common(one[len(one) - most :][::-1], other[len(other) - most :][::-1], most)
