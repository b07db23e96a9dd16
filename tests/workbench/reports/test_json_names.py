"""The names in the report as JSON are a promise to other programs: a release may add some, and never renames or drops one.

``tests/files/json-names-2.txt`` has them all, one a line, nested by points. A name that is added is added there, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from workbench.document.document import Document
from workbench.language.i18n import ENGLISH
from workbench.model.declared import declared
from workbench.model.rows import Assessment
from workbench.model.vocabulary import Edition
from workbench.reports.json_report import _CLOSING, _SCOPE, FORMAT_VERSION, as_table
from workbench.reports.snapshot import take_snapshot
from workbench.storage.schema import FORMAT_VERSION as FILE_FORMAT

FILES = Path(__file__).parents[2] / "files"
NOT_THERE = {"language"}
"""What the report as JSON does not tell of the assessment: it says in which language the report is."""


def names_in(value: Any, path: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield f"{path}{name}"
            yield from names_in(part, f"{path}{name}.")
    elif isinstance(value, list):
        for part in value:
            yield from names_in(part, path)


@pytest.mark.parametrize("edition", Edition)
def test_every_name_is_written_down(edition: Edition):
    with Document.open(FILES / f"format-{FILE_FORMAT}.integrity", read_only=True) as document:
        data = take_snapshot(document, edition=edition, made_at=datetime(2026, 11, 21, tzinfo=UTC))
    found = set(names_in(as_table(data, ENGLISH)))
    promised = set((FILES / f"json-names-{FORMAT_VERSION}.txt").read_text(encoding="utf-8").split())
    assert found - promised == set()
    assert edition is Edition.PUBLIC or promised == found


def test_every_field_of_the_assessment_has_its_place():
    shown = {name for name, field in declared(Assessment).items() if field.label is not None}
    assert shown == {*_SCOPE, *_CLOSING} | NOT_THERE
