"""What a field names as its help is there, and a column of the plan or a field of the sheet is never without."""

from __future__ import annotations

import pytest

from workbench.checklist.help_pages import Topic, load_help
from workbench.checklist.pack_reader import packs
from workbench.model.declared import Declared, declared
from workbench.model.rows import ROW_TYPES, Activity, Indicator, Row
from workbench.plan.columns import PLAN_COLUMNS
from workbench.plan.indicator_sheet import SHEET_FIELDS

PAGE_OF = {Activity: Topic.PLAN_COLUMNS, Indicator: Topic.INDICATOR_SHEET}
"""The page that explains the fields of a row."""

EXPLAINED = [(kind, field) for kind in ROW_TYPES for field in declared(kind).values() if field.help]


@pytest.mark.parametrize("pack", packs())
@pytest.mark.parametrize(("kind", "field"), EXPLAINED, ids=lambda value: getattr(value, "name", None))
def test_the_help_that_a_field_names_is_there(pack: str, kind: type[Row], field: Declared):
    page = load_help(pack, PAGE_OF[kind], "en")
    assert page is not None
    entry = page.entry(field.help)
    assert entry is not None
    assert entry.meaning


def test_the_columns_of_the_plan_and_the_fields_of_the_sheet_are_explained():
    assert [column.name for column in PLAN_COLUMNS if not column.help] == []
    assert [name for name in SHEET_FIELDS if not declared(Indicator)[name].help] == []
