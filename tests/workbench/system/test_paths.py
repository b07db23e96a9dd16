"""Where the data folders are: in a source tree, an installed package, a frozen build."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from workbench.system import paths


def test_a_source_tree_has_them_at_the_top() -> None:
    assert (paths.checklists_folder() / "idg-2021" / "checklist.toml").is_file()
    assert paths.translations_folder().parent == paths.checklists_folder().parent


def test_a_frozen_build_unpacks_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.checklists_folder() == tmp_path / "checklists"
    assert paths.translations_folder() == tmp_path / "translations"


def test_an_installed_package_carries_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "workbench"
    (package / "data").mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(package / "system" / "paths.py"))
    assert paths.data_root() == package / "data"
