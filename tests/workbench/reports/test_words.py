"""The words that all formats of a report share."""

from workbench.checklist.pack import Pack
from workbench.model.rows import Assessment
from workbench.reports.words import checklist_name


def test_a_checklist_of_the_program_has_its_title(pack: Pack) -> None:
    named = str(checklist_name(Assessment(id="1", checklist=pack.id, checklist_version=pack.version)))
    assert named == f"{pack.title}, version {pack.version}"


def test_another_checklist_has_its_id() -> None:
    assert str(checklist_name(Assessment(id="1", checklist="ports", checklist_version="3"))) == "ports, version 3"
