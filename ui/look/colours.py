"""The three sets of colours (light as paper, dark, high contrast), and which colours meet.

No other module of the window writes a colour down. docs/visual-language.md explains the roles;
tests/ui/look/test_colours.py measures every pair of :data:`PAIRS` in every set.
"""

from __future__ import annotations

from typing import Final

from workbench.system.frozen import frozen

TEXT: Final = 4.5
"""The lowest contrast allowed between text and its ground (WCAG 2.2, AA)."""
SHAPE: Final = 3.0
"""The lowest contrast allowed between an edge or ring that must be seen and what lies beside it (WCAG 2.2, 1.4.11)."""
PROJECTOR: Final = 7.0
"""The lowest contrast allowed for text in the projector view, which is read from the back of a room (WCAG 2.2, AAA)."""


@frozen
class Tint:
    """The colours of one meaning: ``ink`` for text and icons, on a soft ``ground``. Never shown without a word."""

    ink: str
    ground: str


@frozen
class Colours:
    """One set of colours, as ``#rrggbb``.

    Grounds, from the back to the front: ``ground`` (frame of the window, stages), ``page``, ``surface`` (cards, fields,
    lists), ``sunken`` (what cannot be written in, alternate rows). ``line`` only decorates; ``edge`` bounds what can be
    used. ``accent`` is the one colour for the main button and the stage; ``chosen`` is the ground of a selected row,
    ``soft`` that of what is switched on. ``ring`` shows the focus. ``good``, ``warn``, ``bad``, ``info`` and ``plain``
    carry a meaning.
    """

    dark: bool
    ground: str
    page: str
    surface: str
    sunken: str
    hover: str
    text: str
    muted: str
    disabled: str
    line: str
    edge: str
    accent: str
    accent_hover: str
    on_accent: str
    chosen: str
    on_chosen: str
    soft: str
    on_soft: str
    ring: str
    link: str
    good: Tint
    warn: Tint
    bad: Tint
    info: Tint
    plain: Tint


LIGHT: Final = Colours(
    dark=False,
    ground="#ece8df",
    page="#f7f4ed",
    surface="#fffefb",
    sunken="#f3efe6",
    hover="#e3eceb",
    text="#1d282c",
    muted="#3f4b4f",
    disabled="#6a7375",
    line="#d8d1c3",
    edge="#7b8482",
    accent="#0e5a69",
    accent_hover="#0a4855",
    on_accent="#ffffff",
    chosen="#0e5a69",
    on_chosen="#ffffff",
    soft="#d6e7e8",
    on_soft="#0b3b45",
    ring="#0e5a69",
    link="#0a4d5a",
    good=Tint("#17572f", "#dcefe0"),
    warn=Tint("#6f4300", "#fbeacb"),
    bad=Tint("#8c1d18", "#fae1dc"),
    info=Tint("#0b4a5c", "#dbeaee"),
    plain=Tint("#3d484c", "#e9e4d9"),
)
"""Warm paper, dark blue-green ink, one deep teal."""

DARK: Final = Colours(
    dark=True,
    ground="#14191b",
    page="#1a2023",
    surface="#232a2d",
    sunken="#1e2528",
    hover="#2c3639",
    text="#edece7",
    muted="#b9c1c1",
    disabled="#8f9899",
    line="#39444a",
    edge="#87959a",
    accent="#7fc9d3",
    accent_hover="#9ad8e0",
    on_accent="#04252b",
    chosen="#2c7f8c",
    on_chosen="#ffffff",
    soft="#1f464e",
    on_soft="#e6f5f7",
    ring="#7fc9d3",
    link="#8fd3dc",
    good=Tint("#a3e0b3", "#1d3a27"),
    warn=Tint("#f5cd85", "#43330f"),
    bad=Tint("#ffb9b0", "#4c211d"),
    info=Tint("#a9dbe8", "#1b3b46"),
    plain=Tint("#d3d7d5", "#333c40"),
)
"""Deep neutral grounds that are lighter towards the front, and the same teal, brighter."""

HIGH_CONTRAST: Final = Colours(
    dark=True,
    ground="#000000",
    page="#000000",
    surface="#000000",
    sunken="#000000",
    hover="#333300",
    text="#ffffff",
    muted="#ffffff",
    disabled="#c8c8c8",
    line="#ffffff",
    edge="#ffffff",
    accent="#ffff00",
    accent_hover="#ffffff",
    on_accent="#000000",
    chosen="#ffff00",
    on_chosen="#000000",
    soft="#ffff00",
    on_soft="#000000",
    ring="#ffff00",
    link="#ffff00",
    good=Tint("#ffffff", "#000000"),
    warn=Tint("#ffff00", "#000000"),
    bad=Tint("#ffff00", "#000000"),
    info=Tint("#ffffff", "#000000"),
    plain=Tint("#ffffff", "#000000"),
)
"""Black, white and yellow; nothing is told by a shade."""

SCHEMES: Final = {"light": LIGHT, "dark": DARK, "contrast": HIGH_CONTRAST}

_GROUNDS: Final = ("ground", "page", "surface", "sunken", "hover")
PAIRS: Final[tuple[tuple[str, str, float], ...]] = (
    *(("text", ground, TEXT) for ground in _GROUNDS),
    *(("muted", ground, TEXT) for ground in _GROUNDS),
    *(("link", ground, TEXT) for ground in _GROUNDS),
    *(("disabled", ground, SHAPE) for ground in _GROUNDS),  # WCAG asks nothing of it; it must still be readable
    *(("accent", ground, SHAPE) for ground in _GROUNDS),
    *(("edge", ground, SHAPE) for ground in _GROUNDS),
    *(("ring", ground, SHAPE) for ground in _GROUNDS),
    ("on_accent", "accent", TEXT),
    ("on_accent", "accent_hover", TEXT),
    ("on_chosen", "chosen", TEXT),
    ("chosen", "surface", SHAPE),
    ("chosen", "sunken", SHAPE),
    ("on_soft", "soft", TEXT),
    *((f"{tint}.ink", f"{tint}.ground", TEXT) for tint in ("good", "warn", "bad", "info", "plain")),
    *((f"{tint}.ink", ground, TEXT) for tint in ("good", "warn", "bad", "info", "plain") for ground in _GROUNDS),
    *(("text", f"{tint}.ground", TEXT) for tint in ("good", "warn", "bad", "info", "plain")),
)
"""Which colour stands on which, and the contrast that the pair needs. Add every new pair here."""

PROJECTOR_PAIRS: Final[tuple[tuple[str, str, float], ...]] = (
    *((ink, ground, PROJECTOR) for ink in ("text", "muted", "link") for ground in ("ground", "page", "surface")),
    ("on_accent", "accent", PROJECTOR),
    ("on_soft", "soft", PROJECTOR),
    *((f"{tint}.ink", f"{tint}.ground", PROJECTOR) for tint in ("good", "warn", "bad", "info", "plain")),
)
"""The pairs that the projector view may use, and the contrast that they need there."""

_LINEAR_BELOW: Final = 0.04045  # of sRGB


def colour(colours: Colours, name: str) -> str:
    """One colour by its name in :data:`PAIRS`, for example ``text`` or ``warn.ground``."""
    first, _, second = name.partition(".")
    value = getattr(colours, first)
    return str(getattr(value, second) if second else value)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(value: str) -> float:
    parts = (int(value[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= _LINEAR_BELOW else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
