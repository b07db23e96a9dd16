"""Every key that the guide names is one that the program has, and the chapter about keys leaves none out."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QKeySequence, QShortcut

from ui.kit.shortcuts import keys_of_actions
from ui.link.keys import alone_keys
from ui.link.stages import Stage
from ui.pages.priorities.ratings_grid import level_keys
from ui.projector.projector_window import ALWAYS, KEYS
from workbench.guide import chapters, find_chapter

CODE = re.compile(r"`([^`\n]+)`")
RANGE = re.compile(r"`([^`]*)(\d)` to `\1(\d)`")

OF_WIDGETS = {
    "Ctrl+Del": "tables",
    "Ctrl+C": "tables and texts",
    "Ctrl+V": "tables and texts",
    "Tab": "every control",
    "Enter": "tables, lists of choices",
    "F2": "tables",
    "Shift+Enter": "a cell while it is edited",
    "Del": "tables",
    "Ins": "tables",
    "Esc": "the bar of messages, help, guide",
    "0": "ratings",
    "Ctrl+Shift+Up": "ratings",
    "Ctrl+Shift+Down": "ratings",
}
"""Keys that a widget takes where the focus is, and so are no shortcuts; the tests of the widgets press them."""


def written(key) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def named(text: str) -> set[str]:
    """The keys in a chapter; ``Alt+0`` to ``Alt+5`` are six."""
    ranges = {f"{head}{digit}" for head, first, last in RANGE.findall(text) for digit in range(int(first), int(last) + 1)}
    return ranges | set(CODE.findall(text))


@pytest.fixture
def shortcuts(open_window, sample_file):
    """The shortcuts of the menus, the pages and the guide; those that only say again what a widget does are not among them."""
    window = open_window(sample_file)
    window.toggle_projector()
    known = {key for entry in keys_of_actions(window) for key in entry.keys.split(", ")}
    for stage in Stage:
        window.go(stage)
        known |= {written(key) for each in window.workspace.page(stage).findChildren(QShortcut) for key in list(each.keys())}
    known |= {written(each.key()) for each in window.workspace.page(Stage.REPORT).pages.preview.findChildren(QShortcut)}
    window.open_guide()
    return known | {written(each.key()) for each in window.guide.findChildren(QShortcut)}


def projector_menu() -> set[str]:
    return {written(key).replace("Return", "Enter") for key in (*KEYS, *ALWAYS)}


OF_COMMANDS = ("command-line", "activities")
"""Chapters that mark what is typed in a console, and no keys."""


def test_every_key_of_the_guide_is_one_of_the_program(shortcuts):
    known = {*shortcuts, *projector_menu(), *OF_WIDGETS, *(key.upper() for key in level_keys())}
    told = {chapter.name: named(chapter.markdown) - known for chapter in chapters() if chapter.name not in OF_COMMANDS}
    assert {name: keys for name, keys in told.items() if keys} == {}


def test_the_chapter_about_keys_leaves_none_out(shortcuts):
    told = named(find_chapter("keyboard").markdown) | named(find_chapter("projector").markdown)
    again = {"Ctrl+=", "Ctrl+Shift+Z", "Alt+Return", "؟"}
    assert shortcuts - told - again == {"PgUp", "PgDown"}, "the pages of the report have a chapter of their own"


def test_the_chapter_about_one_screen_leaves_no_key_out():
    told = named(find_chapter("room").markdown)
    assert {act.keys[0] for act in alone_keys()} - told == {"Del"}, "0 clears a rating too"


def test_a_key_that_nobody_has_would_be_noticed(shortcuts):
    assert named("`Ctrl+1` to `Ctrl+3`, and `F19`") == {"Ctrl+1", "Ctrl+2", "Ctrl+3", "F19"}
    assert "F19" not in shortcuts
