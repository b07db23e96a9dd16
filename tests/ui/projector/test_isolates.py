"""Numbers in right-to-left lines keep the order of their groups, and positions stay those of the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from ui.editors.boxes import utf16_length
from ui.projector.isolates import Isolated, isolated
from ui.projector.typesetting import Style, Typesetter

PHONE = "الهاتف +962 6 555-1234 كل يوم"
BEGIN, END = "\u2066", "\u2069"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (PHONE, ["+962 6 555-1234"]),
        ("من 08:00-16:00 يوم 2026-11-22", ["08:00-16:00", "2026-11-22"]),
        ("(021) 33 44", ["(021) 33 44"]),
        ("كل شباك (2027-2028)", ["(2027-2028)"]),
        ("كل شباك (2027-2028 فقط)", ["2027-2028"]),
        ("عام 2023 فقط، 3.5 و 12/2026", []),
        ("٠٢١ ٣٣ ٤٤", ["٠٢١ ٣٣ ٤٤"]),
        ("بلا أرقام", []),
        ("", []),
    ],
)
def test_groups_that_would_change_places_are_kept_together(text, kept) -> None:
    shown = isolated(text).text
    found = [part.split(END)[0] for part in shown.split(BEGIN)[1:]]
    assert found == kept
    assert shown.replace(BEGIN, "").replace(END, "") == text


@settings(max_examples=200)
@given(some.text(some.sampled_from("اب 12+-(/\U0001d400.\u2066\u2069"), max_size=40))
def test_positions_lead_there_and_back(text) -> None:
    made = isolated(text)
    units = made.text.encode("utf-16-le")
    left = b"".join(units[at * 2 : at * 2 + 2] for at in range(len(units) // 2) if at not in made.marks)
    assert left.decode("utf-16-le") == text
    for position in range(utf16_length(text) + 1):
        assert made.typed(made.shown(position)) == position
    assert Isolated(text).shown(3) == 3


def test_lines_tell_the_text_and_its_positions_without_the_marks(qapp) -> None:
    text = f"{PHONE} {PHONE}\n{PHONE}"
    block = Typesetter().set(text, 160, Style(30))
    assert len(block.lines) > 4
    assert "".join(line.text for line in block.lines) == text.replace("\n", "")
    for line in block.lines:
        assert text[line.start : line.start + line.length] == line.text
        for position in range(line.start, line.start + line.length + 1):
            assert 0 <= line.x_of(position) <= 162
        assert line.start <= line.position_at(80) <= line.start + line.length


def test_a_telephone_number_stands_from_left_to_right(qapp) -> None:
    (line,) = Typesetter().set(PHONE, 900, Style(30)).lines
    first = PHONE.index("+")
    places = [line.x_of(first + offset) for offset in range(1, len("+962 6 555-1234"))]
    assert places == sorted(places)
