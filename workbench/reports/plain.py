"""Makes texts of users harmless to the report around them.

A file from outside may have characters that nobody can type. Those that change the direction of what follows (the
embeddings, overrides and isolates of Unicode's UAX #9) are removed from every report: after a name that ends in one, the
next text would run backwards. They have no shape, so no letter is lost, and each paragraph has the direction of its letters
without them. Other control characters are written as ``[U+001B]``, so that all of them are seen.
"""

from __future__ import annotations

import re
from typing import Final

TURNING: Final = "\u202a-\u202e\u2066-\u2069"
CONTROL: Final = "\x00-\x08\x0b-\x1f\x7f-\x9f"
_TURNING: Final = re.compile(f"[{TURNING}]")
_CONTROL: Final = re.compile(f"[{CONTROL}]")


def steady(text: str) -> str:
    """The text without characters that change the direction of what follows."""
    return text if text.isascii() else _TURNING.sub("", text)


def plain(text: str) -> str:
    """The text :func:`steady`, with every control character except tab and line end written out."""
    return _CONTROL.sub(lambda found: f"[U+{ord(found.group()):04X}]", steady(text))
