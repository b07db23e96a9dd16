"""On which page of the window a row is seen, and which row stands for a step that changed several."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from ui.link.stages import Stage
from workbench.document.document import Document
from workbench.model.changes import Changes, RowChange
from workbench.model.declared import declared
from workbench.model.rows import (
    Activity,
    ActivityIndicator,
    ActivityPerson,
    ActivityQuestion,
    Answer,
    Assessment,
    Attachment,
    BackgroundDocument,
    Contribution,
    Contributor,
    DocumentPerson,
    Evidence,
    Finding,
    GroupArea,
    GroupMember,
    Hand,
    Indicator,
    IndicatorPerson,
    Measurement,
    Outcome,
    Output,
    Question,
    Rating,
    Row,
    Session,
    SessionArea,
    SessionParticipant,
    WorkingGroup,
)

if TYPE_CHECKING:
    from ui.link.window import StageWindow
from workbench.system.frozen import frozen

_PLANNED: Final = (Stage.PLAN, Stage.PRIORITIES)
_SEEN: Final[Mapping[type[Row], tuple[tuple[Stage, ...], str]]] = {
    Answer: ((Stage.ASSESSMENT,), "question_id"),
    Contribution: ((Stage.ASSESSMENT,), "question_id"),
    Finding: ((Stage.ASSESSMENT,), "area_id"),
    Question: ((Stage.ASSESSMENT,), "id"),
    Activity: (_PLANNED, "id"),
    Outcome: ((Stage.PLAN,), "id"),
    Output: ((Stage.PLAN,), "id"),
    Rating: ((Stage.PRIORITIES,), "activity_id"),
    Contributor: ((Stage.PEOPLE,), "id"),
    WorkingGroup: ((Stage.PEOPLE,), "id"),
    BackgroundDocument: ((Stage.DOCUMENTS,), "id"),
    Session: ((Stage.SESSIONS,), "id"),
    Indicator: ((Stage.INDICATORS,), "id"),
    Measurement: ((Stage.INDICATORS,), "indicator_id"),
    Hand: ((Stage.ASSESSMENT,), "question_id"),
    ActivityPerson: (_PLANNED, "activity_id"),
    ActivityQuestion: (_PLANNED, "activity_id"),
    ActivityIndicator: ((Stage.PLAN,), "activity_id"),
    IndicatorPerson: ((Stage.INDICATORS,), "indicator_id"),
    DocumentPerson: ((Stage.DOCUMENTS,), "document_id"),
    Attachment: ((Stage.DOCUMENTS,), "document_id"),
    GroupMember: ((Stage.PEOPLE,), "group_id"),
    GroupArea: ((Stage.PEOPLE,), "group_id"),
    SessionParticipant: ((Stage.SESSIONS,), "session_id"),
    SessionArea: ((Stage.SESSIONS,), "session_id"),
}
"""The pages on which rows of a class are seen, and the field with the id of what to show there. What people write comes
first: where one step changed several rows, the first of them in this order stands for it."""

_ORDER: Final = {row_type.table: index for index, row_type in enumerate(_SEEN)}


@frozen
class RowPlace:
    """The pages on which a row is seen, and the id of what to show there."""

    stages: tuple[Stage, ...]
    row_id: str


def place_of(document: Document, change: RowChange) -> RowPlace | None:
    """Where a changed row is seen, or was; None for a row that no page shows."""
    row = change.after or change.before
    if isinstance(row, Assessment):
        return _place_of_assessment(change)
    if isinstance(row, Evidence):
        answer = document.get(Answer, row.answer_id)
        return RowPlace((Stage.ASSESSMENT,), answer.question_id) if answer is not None else None
    if isinstance(row, Hand) and row.question_id is None:
        rating = document.get(Rating, row.rating_id or "")
        return RowPlace((Stage.PRIORITIES,), rating.activity_id) if rating is not None else None
    if row is None or type(row) not in _SEEN:
        return None
    stages, field = _SEEN[type(row)]
    return RowPlace(stages, getattr(row, field) or row.id)


def place_of_text(document: Document, row: Row, field: str) -> RowPlace | None:
    """Where a text of a row is seen; None for one that no page shows."""
    if isinstance(row, Assessment):
        return _place_in_assessment(field)
    return place_of(document, RowChange(row.table, row.id, row, row))


def _place_in_assessment(field: str) -> RowPlace:
    from workbench.reports.text_places import CLOSING_FIELDS

    return RowPlace((Stage.REPORT if field in CLOSING_FIELDS else Stage.SCOPE,), field)


def _place_of_assessment(change: RowChange) -> RowPlace:
    before, after = change.before, change.after
    names = declared(Assessment) if before is not None and after is not None else ()
    field = next((name for name in names if getattr(before, name) != getattr(after, name)), "")
    return _place_in_assessment(field)


def questions_of(document: Document, changes: Changes) -> set[str]:
    """The questions that have an activity of these changes in one of their tabs."""
    links = [row for change in changes.rows for row in (change.before, change.after) if isinstance(row, ActivityQuestion)]
    for change in changes.of(Activity.table):
        links += document.read.where(ActivityQuestion, activity_id=change.row_id)
    return {link.question_id for link in links}


def main_change(rows: Iterable[RowChange]) -> RowChange | None:
    """The row that stands for a step: the one that people wrote, before what was linked to it."""
    return min(rows, key=lambda row: _ORDER.get(row.table, len(_ORDER)), default=None)


def lead_to(window: StageWindow, row: Row) -> None:
    """Shows the page with a row of the open file, and brings the window to the front."""
    bridge = window.bridge
    place = place_of(bridge.document, RowChange(row.table, row.id, row, row)) if bridge is not None else None
    if place is not None:
        window.go(place.stages[0], place.row_id)
        window.widget.activateWindow()
