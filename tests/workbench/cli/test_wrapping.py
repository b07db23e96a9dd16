"""Lines as long as the terminal is wide, in any script: nothing is lost, nothing is longer than the room."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.cli.common import print_block, print_table
from workbench.cli.wrapping import columns, in_lines, terminal_room

ARABIC = "توجد في المحطة قواعد سلوك مكتوبة منذ عام 2023 لكن لا يعرف موظفو النوبة الليلية أين يجدونها"


@pytest.mark.parametrize(
    ("text", "wide"), [("", 0), ("abc", 3), ("é", 1), ("e\u0301", 1), ("表示", 4), ("م\u064e", 1), ("a\u200db", 2)]
)
def test_letters_take_the_columns_that_a_terminal_gives_them(text: str, wide: int) -> None:
    assert columns(text) == wide


def test_nothing_is_broken_where_nobody_looks() -> None:
    assert in_lines("word " * 100 + "\nnext", None) == ["word " * 100, "next"]
    assert terminal_room() is None


def test_lines_are_broken_between_words() -> None:
    assert in_lines("Draw recorded in at least 95 per cent of all shifts", 20) == [
        "Draw recorded in at", "least 95 per cent of", "all shifts",
    ]  # fmt: skip
    assert all(columns(line) <= 30 for line in in_lines(ARABIC, 30))
    assert " ".join(in_lines(ARABIC, 30)) == ARABIC


def test_a_word_that_is_too_long_goes_on_in_the_next_line() -> None:
    assert in_lines("see " + "x" * 40, 20) == ["see " + "x" * 16, "x" * 20, "x" * 4]
    assert in_lines("表示された長い文章です。", 20) == ["表示された長い文章で", "す。"]


def test_what_is_broken_off_an_item_stands_below_its_words() -> None:
    assert in_lines("• one two three four five\n• six", 20) == ["• one two three four", "  five", "• six"]
    assert in_lines(" " * 60 + "- x" * 20, 20)[-1].strip()


@given(st.text(st.sampled_from("ab \t\n•-表م\u064e\u0301\x1b"), max_size=120), st.integers(0, 60))
def test_no_letter_is_lost_and_no_line_is_too_long(text: str, room: int) -> None:
    lines = in_lines(text, room)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(columns(line) <= max(20, room) for line in lines)


def test_a_very_long_word_is_broken_at_once() -> None:
    """As long as one field can hold; what is measured anew for each line would take minutes."""
    assert "".join(in_lines("م" * 100_000, 20)) == "م" * 100_000


def test_values_stand_beside_their_names_or_below_them_where_that_is_too_narrow(capsys) -> None:
    rows = [("Name", "one two three four five six seven"), ("Long name", "x\ny")]
    print_table(rows, indent=2, room=45)
    assert capsys.readouterr().out == (
        "  Name       one two three four five six\n             seven\n  Long name  x\n             y\n"
    )
    print_table(rows, indent=2, room=42)
    assert capsys.readouterr().out == ("  Name\n    one two three four five six seven\n  Long name\n    x\n    y\n")
    print_table([("a", "b")], least=4)
    assert capsys.readouterr().out == "a     b\n"
    print_block("one two three four five six", indent=1, after=2, room=23)
    assert capsys.readouterr().out == " one two three four\n   five six\n"


@pytest.mark.parametrize(("wide", "room"), [(70, 70), (300, 100)])
def test_a_terminal_gives_its_room_as_far_as_lines_can_be_read(monkeypatch, wide: int, room: int) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr("shutil.get_terminal_size", lambda *_, **__: os.terminal_size((wide, 24)))
    assert terminal_room() == room


def test_a_program_without_a_console_has_no_room(monkeypatch) -> None:
    monkeypatch.setattr("sys.stdout", None)
    assert terminal_room() is None
