"""The walks: each is done once for a configuration, and read by every test."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from .keys import walk_with_tab, without_visible_focus
from .places import PLACES, Configuration, settle, standing
from .readings import findings_by_ear
from .rules import findings

Walked = dict[str, list[str]]
Walk = Callable[[Configuration], Walked]


@pytest.fixture(scope="session")
def walk(the_look, _sample_file: Path, _empty_file: Path, tmp_path_factory) -> Walk:
    """Goes through all places of a window in a configuration; says for each what is wrong there."""
    return _once(_look, {"sample": _sample_file, "empty": _empty_file}, tmp_path_factory)


@pytest.fixture(scope="session")
def walk_by_keys(the_look, _sample_file: Path, _empty_file: Path, tmp_path_factory) -> Walk:
    """Goes through all places with Tab; says for each what it does not come to, and what does not show the focus."""
    return _once(_press, {"sample": _sample_file, "empty": _empty_file}, tmp_path_factory)


@pytest.fixture(scope="session")
def walk_by_ear(the_look, _sample_file: Path, _empty_file: Path, tmp_path_factory) -> Walk:
    """Goes through all places; says for each what a screen reader would read wrong, and which rows are torn."""
    return _once(findings_by_ear, {"sample": _sample_file, "empty": _empty_file}, tmp_path_factory)


def _once(check: Callable[[QWidget], list[str]], files: dict[str, Path], tmp_path_factory) -> Walk:
    known: dict[str, Walked] = {}

    def walked(configuration: Configuration) -> Walked:
        if str(configuration) not in known:
            folder = tmp_path_factory.mktemp("walk")
            file = Path(shutil.copy(files[configuration.file], folder / "station.integrity"))
            known[str(configuration)] = _go_through(check, configuration, file, folder)
        return known[str(configuration)]

    return walked


def _go_through(check: Callable[[QWidget], list[str]], configuration: Configuration, file: Path, folder: Path) -> Walked:
    found: Walked = {}
    with standing(configuration, file, folder) as window:
        for place in PLACES:
            shown = place.open(window)
            settle()
            found[place.name] = check(shown)
            if (window.width(), window.height()) != (configuration.width, configuration.height):
                found[place.name].append(f"the window has become {window.width()}x{window.height()}")
                window.resize(configuration.width, configuration.height)
            place.leave(window)
    return found


def _look(shown: QWidget) -> list[str]:
    """Layouts come to rest after several rounds of events; what is wrong then is wrong."""
    if not findings(shown):
        return []
    settle(150)
    return findings(shown)


def _press(shown: QWidget) -> list[str]:
    return [*walk_with_tab(shown), *walk_with_tab(shown, back=True), *without_visible_focus(shown)]
