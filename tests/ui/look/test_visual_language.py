"""What docs/visual-language.md says about colours and sizes is what the window does."""

import re
from pathlib import Path

from ui.look import scale
from ui.look.colours import PAIRS, PROJECTOR_PAIRS, SCHEMES, colour, contrast
from ui.look.scale import ZOOMS, type_scale

TEXT = (Path(__file__).parents[3] / "docs" / "visual-language.md").read_text("utf-8")


def rows(pairs):
    """One row for each ink: what it needs, and the lowest contrast that it has anywhere, in each set of colours."""
    inks = dict.fromkeys((ink, least) for ink, _, least in pairs)
    for ink, least in inks:
        grounds = [ground for other, ground, asked in pairs if (other, asked) == (ink, least)]
        lowest = [
            min(contrast(colour(known, ink), colour(known, ground)) for ground in grounds) for known in SCHEMES.values()
        ]
        yield f"| {ink} | {least:g} | " + " | ".join(f"{value:.1f}" for value in lowest) + " |"


def table(heading):
    section = TEXT.split(f"### {heading}\n")[1].split("\n#")[0]
    return [line for line in section.splitlines() if re.match(r"\| [a-z_.]+ \| [\d.]+ \|", line)]


def test_the_measured_contrasts_of_the_window():
    assert table("Window") == list(rows(PAIRS))


def test_the_measured_contrasts_of_the_projector_view():
    assert table("Projector view") == list(rows(PROJECTOR_PAIRS))


def test_every_colour_is_in_the_document():
    for known in SCHEMES.values():
        for name in dict.fromkeys(part for ink, ground, _ in PAIRS for part in (ink, ground)):
            assert f"`{name}` {colour(known, name)}" in TEXT, name


def test_the_steps_of_letters_room_and_zoom():
    at = type_scale(0, 100)
    for name in ("small", "body", "lead", "title"):
        assert f"| {name} | {getattr(at, name)} |" in TEXT
    for name in ("TIGHT", "GAP", "ROOM", "MARGIN", "WIDE"):
        assert f"| {name} | {getattr(scale, name)} |" in TEXT
    assert ", ".join(map(str, ZOOMS)) in TEXT
