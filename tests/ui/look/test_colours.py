"""Every pair of colours that meets on the screen, measured; and that nobody else writes a colour, a font or a sheet."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

import ui
from ui.look import style
from ui.look.colours import (
    HIGH_CONTRAST,
    PAIRS,
    PROJECTOR_PAIRS,
    SCHEMES,
    Colours,
    Tint,
    colour,
    contrast,
)
from ui.look.scale import type_scale
from ui.look.sheet import sheet

FOLDER = Path(ui.__file__).parent
OURS = ("look", "style.py")


def sources():
    return [path for path in FOLDER.rglob("*.py") if path.relative_to(FOLDER).parts[0] not in OURS]


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#ff0000", "#ffffff", 4.0), ("#123456", "#123456", 1.0)],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize("name", SCHEMES)
def test_every_pair_has_its_contrast(name):
    known = SCHEMES[name]
    assert [pair for *pair, least in PAIRS if contrast(*(colour(known, part) for part in pair)) < least] == []


@pytest.mark.parametrize("name", SCHEMES)
def test_the_projector_view_is_read_from_the_back(name):
    known = SCHEMES[name]
    assert [pair for *pair, least in PROJECTOR_PAIRS if contrast(*(colour(known, part) for part in pair)) < least] == []


def test_high_contrast_uses_full_colours_only():
    inks = {value for field in fields(Colours) if isinstance(value := getattr(HIGH_CONTRAST, field.name), str)}
    assert all(contrast(HIGH_CONTRAST.text, ground) >= 13 for ground in (HIGH_CONTRAST.page, HIGH_CONTRAST.hover))
    assert {"#000000", "#ffffff", "#ffff00"} <= inks


@pytest.mark.parametrize("name", SCHEMES)
def test_every_colour_is_written_in_full(name):
    for field in fields(Colours):
        value = getattr(SCHEMES[name], field.name)
        values = [value.ink, value.ground] if isinstance(value, Tint) else [value] if isinstance(value, str) else []
        assert all(re.fullmatch("#[0-9a-f]{6}", each) for each in values), field.name


@pytest.mark.parametrize("name", SCHEMES)
def test_letters_in_the_sheet_stand_on_grounds_that_were_measured(name):
    """A rule that sets both: its pair is in the list."""
    known = SCHEMES[name]
    measured = {frozenset({colour(known, ink), colour(known, ground)}) for ink, ground, _ in PAIRS}
    text = sheet(known, type_scale(11, 100), 100)
    both = re.findall(r"[^-]background: (#\w+);[^{}]*[ ;]color: (#\w+)", text)
    both += [(ground, ink) for ink, ground in re.findall(r"[{; ]color: (#\w+);[^{}]*[^-]background: (#\w+)", text)]
    assert both
    # what is switched off may be fainter
    assert {pair for pair in map(frozenset, both) if known.disabled not in pair} <= measured


@pytest.mark.parametrize("name", SCHEMES)
def test_no_token_is_left_in_the_sheet(name):
    assert "$" not in sheet(SCHEMES[name], type_scale(11, 100), 100)


def test_nobody_else_writes_a_colour():
    found = [
        (path.name, match)
        for path in sources()
        for match in re.findall(r"[\"'](#[0-9a-fA-F]{3,8})\b|GlobalColor\.(?!transparent)(\w+)", path.read_text("utf-8"))
    ]
    assert found == []


def test_nobody_else_writes_a_sheet_or_a_font():
    pattern = re.compile(r"setStyleSheet\(|\bQFont\(\"|setFamil|QApplication\.setFont")
    assert [path.name for path in sources() if pattern.search(path.read_text("utf-8"))] == []


def test_the_palette_carries_the_colours(qapp):
    for known in SCHEMES.values():
        made = style.palette(known)
        role = made.ColorRole
        assert made.color(role.Window).name() == known.page
        assert made.color(role.Text).name() == known.text
        assert made.color(role.Highlight).name() == known.chosen
        assert made.color(role.HighlightedText).name() == known.on_chosen
        assert made.color(made.ColorGroup.Disabled, role.Text).name() == known.disabled
