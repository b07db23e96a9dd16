"""A file of a newer version in the window: what is not known is said, at the top and at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.forged import forge
from ui.link.stages import Stage
from workbench.language.i18n import ENGLISH
from workbench.model.declared import Kind, declared
from workbench.model.labels import NOT_KNOWN
from workbench.model.rows import ROW_TYPES
from workbench.storage.schema import FORMAT_VERSION

SAID = ENGLISH(NOT_KNOWN)


@pytest.fixture
def newer(sample_file: Path, tmp_path: Path) -> Path:
    """The sample as a later version left it: no choice is known."""
    steps = [
        f"UPDATE {kind.table} SET {field.name} = 'of the future' WHERE {field.name} IS NOT NULL"
        for kind in ROW_TYPES
        for field in declared(kind).values()
        if field.kind is Kind.CHOICE and kind.table not in ("wordings", "ratings")
    ]
    steps += ["UPDATE ratings SET level = 'of the future'", "UPDATE documents SET date = 'in spring'"]
    return forge(sample_file, tmp_path / "newer.integrity", *steps, f"PRAGMA user_version={FORMAT_VERSION + 1}")


def test_every_page_can_be_shown_and_the_line_above_says_how_much_is_not_known(open_window, newer: Path):
    window = open_window(newer, (1280, 800))
    count = len(window.bridge.document.unknown)
    assert count > 500
    assert f"{count} values in it are not known to this version." in window.read_only_banner.text()
    for stage in Stage:
        window.go(stage)
        window.grab()


def test_a_question_says_that_its_status_is_not_known(open_window, newer: Path):
    window = open_window(newer, (1280, 800))
    window.go(Stage.ASSESSMENT)
    page = window.workspace.page(Stage.ASSESSMENT)
    page.show_entry("kf1.q2")
    for box in (page.panel.status, page.panel.priority):
        assert (box.currentText(), box.placeholderText(), box.accessibleDescription()) == ("", SAID, SAID)
        assert not box.isEnabled()


def test_tables_say_it_in_each_row(open_window, newer: Path):
    window = open_window(newer, (1280, 800))
    window.go(Stage.DOCUMENTS)
    model = window.workspace.page(Stage.DOCUMENTS).register.table.model
    texts = {model.index(row, column).data() for row in range(model.rowCount()) for column in range(model.columnCount())}
    assert SAID in texts
    assert not any("of the future" in str(text) or "in spring" in str(text) for text in texts)


def test_the_line_says_nothing_more_about_a_file_that_is_known(open_window, sample_file: Path, tmp_path: Path):
    path = forge(sample_file, tmp_path / "newer.integrity", f"PRAGMA user_version={FORMAT_VERSION + 1}")
    window = open_window(path)
    assert window.read_only_banner.isVisible()
    assert "not known" not in window.read_only_banner.text()
