"""The sizes of the look: text in points, spacing in pixels (96 to the inch), and the steps of the zoom."""

from __future__ import annotations

from typing import Final

from workbench.system.frozen import frozen

BASE_POINTS: Final = 11
"""The smallest size of ordinary text at 100 %. A larger size that is set in the system is kept."""

TIGHT: Final = 4
GAP: Final = 8
ROOM: Final = 12
MARGIN: Final = 16
WIDE: Final = 24
"""The scale of spacing: within a control, between controls, between fields, around a page or card, between sections."""

RADIUS: Final = 6
RADIUS_CARD: Final = 10
RING: Final = 2
"""How thick the focus ring is."""

ZOOMS: Final = (80, 90, 100, 110, 125, 150, 175, 200, 225, 250)
"""The steps of the zoom, in per cent."""
NORMAL_ZOOM: Final = 100


@frozen
class TypeScale:
    """The four sizes of text, in whole points; no page uses any other."""

    small: int
    body: int
    lead: int
    title: int


def type_scale(system_points: int, zoom: int) -> TypeScale:
    """The sizes of text for the size that the system uses (points; 0 when unknown) and a zoom in per cent."""
    base = max(BASE_POINTS, system_points)
    body = max(8, round(base * zoom / 100))
    return TypeScale(
        small=max(8, round((base - 1) * zoom / 100)),
        body=body,
        lead=max(body + 1, round((base + 2) * zoom / 100)),
        title=max(body + 3, round((base + 7) * zoom / 100)),
    )


def step(zoom: int, by: int) -> int:
    """The zoom ``by`` steps further, but not beyond the ends. A zoom between two steps counts as the one below it."""
    at = max((index for index, value in enumerate(ZOOMS) if value <= zoom), default=0)
    return ZOOMS[min(max(at + by, 0), len(ZOOMS) - 1)]


def nearest(zoom: object) -> int:
    """The step nearest to a zoom that was read from a file; 100 when it is not a whole number."""
    if isinstance(zoom, bool) or not isinstance(zoom, int):
        return NORMAL_ZOOM
    return min(ZOOMS, key=lambda known: abs(known - zoom))
