"""What pages show of a row: fields that exist, under the names that they have everywhere but where that is a decision."""

from __future__ import annotations

import pytest

from ui.editors.field_form import FieldForm, FormField
from ui.editors.row_table import RowTable
from ui.link.stages import Stage
from workbench.model.declared import declared
from workbench.model.rows import Finding
from workbench.operations.assessment import describe_finding

CALLED_OTHERWISE = {
    ("Assessment", "administration", "Customs administration"),
    ("Assessment", "station", "Station or office"),
    ("Activity", "priority", "Priority decided by the group"),
    ("Activity", "confidential", "Confidential: not in the public edition"),
    ("Finding", "confidential", "Confidential: not in the public edition"),
    ("BackgroundDocument", "reference", "Reference or place"),
}
"""The row, the field, and what a form or a table of the window calls it: each of them a decision."""

FEWEST_SHOWN = 60


@pytest.fixture
def pages(open_window, sample_file):
    window = open_window(sample_file)
    for stage in Stage:
        assert window.go(stage)
    assert window.go(Stage.ASSESSMENT, "kf3")  # the panel of a list is made when it is first shown
    return [window.workspace.page(stage) for stage in Stage]


def test_forms_and_tables_show_fields_under_their_own_names(pages):
    shown, otherwise = set(), set()
    for form in {form for page in pages for form in page.findChildren(FieldForm)}:
        for name, editor in form.editors.items():
            known = declared(form.row_type)[name]
            said = editor.accessibleName()
            shown.add((form.row_type.__name__, name))
            otherwise |= {(form.row_type.__name__, name, said)} if said != str(known.label) else set()
    for table in {table for page in pages for table in page.findChildren(RowTable)}:
        spec = table.model.spec
        for column in spec.columns:
            if column.field:
                said = str(spec.heading(column))
                shown.add((spec.row_type.__name__, column.field))
                label = str(declared(spec.row_type)[column.field].label)
                otherwise |= {(spec.row_type.__name__, column.field, said)} if said != label else set()
            else:
                assert column.heading is not None
                assert column.text is not None
    assert otherwise == CALLED_OTHERWISE
    assert len(shown) >= FEWEST_SHOWN


@pytest.mark.parametrize("name", ["no_such_field", "area_id"])
def test_a_form_refuses_what_is_no_field_and_what_nobody_sees(qtbot, bridge, name: str):
    with pytest.raises(LookupError):
        FieldForm(bridge, Finding, (FormField(name),), describe_finding, identify="area_id", identify_by="area_id")
