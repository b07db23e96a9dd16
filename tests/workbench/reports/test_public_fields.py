"""A field is public because it says so. What says so is listed here: whoever adds to this list lets something out of the house."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field as stored
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model import declared as has
from workbench.model.declared import declared
from workbench.model.rows import ROW_TYPES, Activity, Answer, Contributor, Row
from workbench.model.vocabulary import Confidentiality, Edition, Level
from workbench.reports.data import ReportData
from workbench.reports.public_fields import open_row, public_fields_only
from workbench.reports.snapshot import take_snapshot
from workbench.system.frozen import frozen

PUBLIC = {
    "Assessment": "administration station language checklist checklist_version round scope recurrence mode start_date end_date objectives departments responsible strategic_plan method key_messages challenges lessons recommendations",
    "Answer": "question_id text status priority causes agreed confidential",
    "Finding": "area_id strengths gaps causes confidential",
    "Contributor": "name role job_title department organization background confidential",
    "WorkingGroup": "name confidential",
    "Contribution": "question_id kind text status priority causes confidential",
    "Session": "title date start_time minutes running location topics results confidential",
    "BackgroundDocument": "title kind source date reference note confidential",
    "Evidence": "answer_id document_id note",
    "Outcome": "title confidential",
    "Output": "outcome_id title confidential",
    "Activity": "title description priority priority_reason target budget start_quarter end_quarter strategic_link confidential",
    "ActivityPerson": "name role",
    "Rating": "activity_id criterion level note confidential",
    "Indicator": "name description dimension calculation rationale links types source databases periodicity disaggregation target country_example disclosure considerations confidential",
    "IndicatorPerson": "name role",
    "Measurement": "indicator_id date value note baseline confidential",
}
"""The rows, and their fields that are in the picture of the public edition (with the id of each row)."""


def test_what_is_public_is_listed_here():
    found = {kind.__name__: {name for name, field in declared(kind).items() if field.public} - {"id"} for kind in ROW_TYPES}
    assert {name: names for name, names in found.items() if names} == {
        name: set(said.split()) for name, said in PUBLIC.items()
    }


def rows_in(value: Any) -> Iterator[Row]:
    if isinstance(value, Row):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from rows_in(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from rows_in(part)
    elif isinstance(value, tuple | frozenset):
        for part in value:
            yield from rows_in(part)


def picture(sample: Document, edition: Edition) -> ReportData:
    return take_snapshot(sample, edition=edition)


def test_no_row_of_a_public_picture_tells_what_is_not_public(sample: Document):
    kinds = set()
    for row in rows_in(picture(sample, Edition.PUBLIC)):
        kinds.add(type(row))
        assert row == open_row(row)
    assert len(kinds) >= 12
    assert any(row != open_row(row) for row in rows_in(picture(sample, Edition.FULL))), "the full picture has all"


def test_a_row_is_opened_wherever_it_stands_and_stays_one(sample: Document):
    full = picture(sample, Edition.FULL)
    known = full.activities[0]
    person = Contributor(id="p", name="Lena", contact="Room 5", gender="woman")
    hidden = replace(full, contributors=(person,), unplanned=(replace(known, activity=replace(known.activity, rank="V")),))
    shown = public_fields_only(hidden)
    assert shown.contributors == (Contributor(id="p", name="Lena"),)
    assert shown.unplanned[0].activity.rank == ""
    shared = [entry for activity in shown.activities for entry in activity.indicators]
    assert all(any(entry is known for known in shown.indicators) for entry in shared)


def test_rows_in_a_table_are_opened_too(sample: Document):
    full = picture(sample, Edition.FULL)
    known = next(entry for entry in full.activities if entry.ratings)
    marked = {name: replace(rating, confidential=Confidentiality.INHERITED) for name, rating in known.ratings.items()}
    shown = public_fields_only(replace(full, unplanned=(replace(known, ratings=marked),)))
    assert {row.confidential for row in shown.unplanned[0].ratings.values()} == {Confidentiality.MARKED}


def test_a_field_that_says_nothing_is_left_out():
    @frozen(kw_only=True)
    class Later(Activity):
        table = "activities"
        partners: str = stored(default="", metadata=has.text(Message("Partners")))
        told: Level | None = stored(default=None, metadata=has.choice(Level, Message("Told"), public=True))

    row = Later(id="a", title="Scanner", partners="Amina", told=Level.HIGH, output_id="p")
    assert open_row(row) == Later(id="a", title="Scanner", told=Level.HIGH)


def test_a_field_that_cannot_be_left_out_must_be_public():
    @frozen(kw_only=True)
    class Later(Answer):
        table = "answers"
        who: str = stored(metadata=has.line())

    with pytest.raises(TypeError, match="Later"):
        open_row(Later(id="a", question_id="q", who="Amina"))
