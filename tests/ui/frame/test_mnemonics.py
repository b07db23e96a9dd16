"""No two entries of one menu share the letter that opens them with the keyboard."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from ui.editors.boxes import LineBox, PlainBox, without_own_undo
from ui.frame import actions
from ui.link.stages import Stage
from workbench.checklist.tree import read_checklist


def letters(menu: QMenu | QMenuBar) -> dict[str, list[str]]:
    """The entries of a menu by their letters."""
    found = [(QKeySequence.mnemonic(action.text()).toString(), action.text()) for action in menu.actions()]
    in_order = sorted(entry for entry in found if entry[0])
    return {letter: [text for _, text in texts] for letter, texts in itertools.groupby(in_order, key=lambda entry: entry[0])}


def below(menu: QMenu | QMenuBar) -> Iterator[QMenu]:
    for action in menu.actions():
        if isinstance(inner := action.menu(), QMenu):
            yield inner
            yield from below(inner)


def test_letters_are_read_as_the_toolkit_reads_them():
    menu = QMenu()
    for text in ("&Open…", "Wh&o", "Fish && &chips", "No letter"):
        menu.addAction(text)
    assert letters(menu) == {"Alt+C": ["Fish && &chips"], "Alt+O": ["&Open…", "Wh&o"]}


@pytest.mark.parametrize("kind", [PlainBox, LineBox])
def test_no_letter_stands_twice_in_the_menu_of_a_box(shown, kind):
    box = kind()
    shown(box)
    menu = without_own_undo(box.createStandardContextMenu())
    assert len(letters(menu)) > 2
    assert [texts for texts in letters(menu).values() if len(texts) > 1] == []


@pytest.mark.parametrize("entry", ["kf1", "kf1.s1", "kf1.q1"])
def test_a_menu_that_opens_where_something_stands_has_no_letters(open_window, empty_file, entry):
    window = open_window(empty_file)
    window.go(Stage.ASSESSMENT)
    page = window.workspace.page(Stage.ASSESSMENT)
    known = read_checklist(window.bridge.document)
    rows = [row for area in known.areas for row in (area, *area.sections, *area.questions)]
    menu = page.menus.menu_of(next(row for row in rows if row.id == entry))
    assert menu.actions()
    assert letters(menu) == {}


@pytest.mark.parametrize("stage", [None, *Stage])
def test_no_letter_stands_twice_in_a_menu(open_window, empty_file, monkeypatch, stage):
    monkeypatch.setattr(actions, "interface_languages", lambda: ("en", "fr"))
    window = open_window(empty_file if stage else None)
    if stage is not None:
        window.go(stage)
    bar = window.menuBar()
    menus = list(below(bar))
    for menu in menus:
        menu.aboutToShow.emit()
    assert len(menus) > 6
    assert [texts for menu in (bar, *below(bar)) for texts in letters(menu).values() if len(texts) > 1] == []
