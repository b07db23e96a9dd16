"""What a text of the users may do to the report around it: nothing.

A file from outside may hold characters that nobody can type into it. Those that turn the direction of what follows (the
embeddings, overrides and isolates of Unicode's UAX #9) are left out of every report: a name that ends in one would write its
neighbour backwards. They have no shape, so no letter is lost; each paragraph has the direction of its own letters without
them. Other control characters are written out as ``[U+001B]``, so that none goes unseen.
"""

from __future__ import annotations

import re
from typing import Final

TURNING: Final = "\u202a-\u202e\u2066-\u2069"
CONTROL: Final = "\x00-\x08\x0b-\x1f\x7f-\x9f"
_TURNING: Final = re.compile(f"[{TURNING}]")
_CONTROL: Final = re.compile(f"[{CONTROL}]")


def steady(text: str) -> str:
    """The text without what turns the direction of what follows."""
    return text if text.isascii() else _TURNING.sub("", text)


def plain(text: str) -> str:
    """The text as a report may carry it: steady, and every control character but tab and line end written out."""
    return _CONTROL.sub(lambda found: f"[U+{ord(found.group()):04X}]", steady(text))
