"""The colours of the projector view, from the look of the window: letters have a contrast of 7:1 and more, edges of 3:1."""

from __future__ import annotations

from typing import Final

from ui.look.colours import DARK, HIGH_CONTRAST, LIGHT, PROJECTOR, SHAPE, Colours
from workbench.system.frozen import frozen


@frozen
class ProjectorColours:
    """One set, as ``#rrggbb``: the ground, and what stands on it.

    ``text`` is for what is to be read, ``quiet`` for what stands around it, ``mark`` for numbers and for what is chosen (it
    is also bold, or has a sign); ``edge`` bounds bars and lines.
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
"""What stands on what in the projector view, and the contrast it needs."""


def projector_colours(look: Colours) -> ProjectorColours:
    """The colours of the projector view in one look of the window."""
    return ProjectorColours(look.page, look.text, look.muted, look.link, look.edge)


def turned(look: Colours) -> Colours:
    """The look with light and dark the other way round: what a projector in a bright or in a dark room may need."""
    return LIGHT if look.dark else HIGH_CONTRAST if look is HIGH_CONTRAST else DARK
