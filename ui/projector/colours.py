"""The colours of the projector view, from the look of the window: text has a contrast of 7:1 or more, edges of 3:1."""

from __future__ import annotations

from typing import Final

from ui.look.colours import DARK, HIGH_CONTRAST, LIGHT, PROJECTOR, SHAPE, Colours
from workbench.system.frozen import frozen


@frozen
class ProjectorColours:
    """One set, as ``#rrggbb``: the ground, and what stands on it.

    ``text`` is for what is to be read, ``quiet`` for what stands around it, ``mark`` for numbers and for the current entry
    (which is also bold, or has a bar); ``edge`` is for bars and lines.
    """

    ground: str
    text: str
    quiet: str
    mark: str
    edge: str


PAIRS: Final = (
    ("text", "ground", PROJECTOR),
    ("quiet", "ground", PROJECTOR),
    ("mark", "ground", PROJECTOR),
    ("edge", "ground", SHAPE),
)
"""Which colour stands on which in the projector view, and the contrast that the pair needs."""


def projector_colours(look: Colours) -> ProjectorColours:
    """The colours of the projector view in one look of the window."""
    return ProjectorColours(look.page, look.text, look.muted, look.link, look.edge)


def turned(look: Colours) -> Colours:
    """The look with light and dark swapped, which a projector in a bright or a dark room may need."""
    return LIGHT if look.dark else HIGH_CONTRAST if look is HIGH_CONTRAST else DARK
