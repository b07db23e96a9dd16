"""Every text of a picture with its place, found by type and not by a list of fields.

A field that is added to the picture later is found without a change here; an unknown type raises TypeError, so that nothing
is missed. The words for a place contain no text of the file, so that they may be in an error.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from enum import Enum, StrEnum
from typing import Any, Final

from workbench.checklist.tree import Checklist, QuestionEntry
from workbench.language.i18n import Message
from workbench.model.declared import Kind, declared
from workbench.model.rows import (
    Assessment,
    BackgroundDocument,
    Contributor,
    Measurement,
    Rating,
    Row,
)
from workbench.model.vocabulary import WordingOrigin
from workbench.plan.columns import PLAN_HEADINGS
from workbench.reports.data import (
    ActivityReport,
    AreaReport,
    ContributionReport,
    DocumentReport,
    GroupReport,
    IndicatorReport,
    OutcomeReport,
    OutputReport,
    QuestionReport,
    ReportData,
    SessionReport,
)
from workbench.system.frozen import frozen


class TextPage(StrEnum):
    """The page of the window where a text is written, or is still missing; the window can go there."""

    SCOPE = "scope"
    PEOPLE = "people"
    DOCUMENTS = "documents"
    SESSIONS = "sessions"
    ASSESSMENT = "assessment"
    PRIORITIES = "priorities"
    PLAN = "plan"
    INDICATORS = "indicators"
    REPORT = "report"


@frozen
class TextPlace:
    """The place of a text: in words, and as the page and the id of the row to which the window can go.

    ``checklist``: the text belongs to the checklist that everybody uses, and not only to this assessment.
    """

    what: Message
    page: TextPage
    row_id: str = ""
    number: str = ""
    checklist: bool = False


Visit = Callable[[str, TextPlace], str]
"""Called with a text and its place; returns the text that is to replace it, or the same."""

CLOSING_FIELDS: Final = ("key_messages", "challenges", "lessons", "recommendations")
"""The texts of the assessment that are written on the page of the report."""

_OTHERWISE: Final[Mapping[tuple[type, str], Message]] = {
    (QuestionReport, "evidence"): Message("Evidence"),
    (ActivityReport, "people"): PLAN_HEADINGS["responsible"],
    (IndicatorReport, "people"): Message("People with a role"),
    (DocumentReport, "people"): Message("People with a role"),
    (ActivityReport, "indicators"): PLAN_HEADINGS["indicators"],
    (Rating, "note"): Message("Reason for the rating"),
    (Measurement, "value"): Message("Measurements"),
    (Measurement, "note"): Message("Measurements"),
}
"""The words for texts that are not fields of a row, or whose label says too little among others."""

_ITSELF: Final = frozenset({"text", "title", "wording", "number"})
"""Fields that are the thing itself: its place needs no further words."""

_CODES: Final = frozenset({"id", "language", "not_marked"})
"""Fields that are not texts for people."""

_LINKS: Final = frozenset({Kind.REFERENCE, Kind.ORDER})
"""Kinds of fields that say where a row belongs, in no words."""

_PLAIN: Final = (Enum, bool, int, float, datetime, type(None))


def every_text(data: ReportData, visit: Visit) -> ReportData:
    """Calls ``visit`` with every text of a picture and its place, always in the same order.

    Returns the picture with the texts that it returned; what did not change is the same object. Raises TypeError for a type
    that is not expected in a picture.
    """
    rebuilt: ReportData = _Walk(data, visit).walk(data, _START, 0)
    return rebuilt


_START: Final = TextPlace(Message("The report"), TextPage.REPORT)


class _Walk:
    """One walk through a picture. An object that occurs more than once is visited once."""

    def __init__(self, data: ReportData, visit: Visit) -> None:
        self._visit = visit
        self._done: dict[int, object] = {}
        self._documents = {entry.document.id: number for number, entry in enumerate(data.documents, 1)}

    def walk(self, value: Any, place: TextPlace, index: int) -> Any:
        """The value with its texts as ``visit`` returned them; ``index`` is its number among its siblings, from 1."""
        if isinstance(value, _PLAIN):
            return value
        if isinstance(value, str):
            return self._visit(value, place) if value else value
        if id(value) not in self._done:
            self._done[id(value)] = self._inside(value, place, index)
        return self._done[id(value)]

    def _inside(self, value: Any, place: TextPlace, index: int) -> Any:
        if is_dataclass(value):
            return self._fields(value, self._place_of(value, place, index))
        if isinstance(value, Mapping):
            content = {name: self.walk(part, place, index) for name, part in value.items()}
            return value if all(content[name] is part for name, part in value.items()) else content
        if isinstance(value, tuple | frozenset):
            parts = [self.walk(part, place, number) for number, part in enumerate(value, 1)]
            return value if all(new is old for new, old in zip(parts, value, strict=True)) else type(value)(parts)
        raise TypeError(f"a picture holds nothing of this kind: {type(value)}")

    def _fields(self, value: Any, place: TextPlace) -> Any:
        changed: dict[str, Any] = {}
        for field in fields(value):
            if _is_code(value, field.name):
                continue
            old = getattr(value, field.name)
            if isinstance(old, _PLAIN) or old in ("", ()):
                continue
            new = self.walk(old, _in_field(value, field.name, place), 0)
            if new is not old:
                changed[field.name] = new
        return replace(value, **changed) if changed else value

    def _place_of(self, value: Any, place: TextPlace, index: int) -> TextPlace:
        match value:
            case Checklist():
                return TextPlace(Message("Texts of the checklist"), TextPage.ASSESSMENT, checklist=True)
            case QuestionEntry():
                what = Message("Wording of question {number}", number=value.number)
                common = value.origin is WordingOrigin.PACK
                return TextPlace(what, TextPage.ASSESSMENT, value.id, value.number, checklist=common)
            case QuestionReport():
                number = value.question.number
                what = Message("Answer to {number}", number=number)
                return TextPlace(what, TextPage.ASSESSMENT, value.question.id, number)
            case ContributionReport():
                note = TextPlace(Message("Note {number}", number=index), TextPage.ASSESSMENT)
                what = Message("Contribution to {number}", number=place.number)
                return replace(place, what=what) if place.number else note
            case AreaReport():
                number = value.entry.number
                return TextPlace(Message("Findings of area {number}", number=number), TextPage.ASSESSMENT, value.entry.id)
            case _:
                return self._place_of_register(value, index) or _place_of_plan(value, place)

    def _place_of_register(self, value: Any, index: int) -> TextPlace | None:
        match value:
            case Assessment():
                return TextPlace(Message("Assessment"), TextPage.SCOPE)
            case Contributor():
                return TextPlace(Message("Person {number}", number=index), TextPage.PEOPLE, value.id)
            case GroupReport():
                return TextPlace(Message("Working group {number}", number=index), TextPage.PEOPLE, value.group.id)
            case SessionReport():
                return TextPlace(Message("Session {number}", number=index), TextPage.SESSIONS, value.session.id)
            case BackgroundDocument() | DocumentReport():
                row = value.document if isinstance(value, DocumentReport) else value
                number = self._documents.get(row.id, 0)
                return TextPlace(Message("Document {number}", number=number), TextPage.DOCUMENTS, row.id)
            case _:
                return None


def _place_of_plan(value: Any, place: TextPlace) -> TextPlace:
    match value:
        case OutcomeReport():
            return TextPlace(Message("Outcome {number}", number=value.number), TextPage.PLAN, value.outcome.id)
        case OutputReport():
            return TextPlace(Message("Output {number}", number=value.number), TextPage.PLAN, value.output.id)
        case ActivityReport():
            return TextPlace(Message("Activity {number}", number=value.number), TextPage.PLAN, value.activity.id)
        case Rating():
            return replace(place, page=TextPage.PRIORITIES)
        case IndicatorReport():
            what = Message("Indicator {number}", number=value.number)
            return TextPlace(what, TextPage.INDICATORS, value.indicator.id)
        case _:
            return place


def _is_code(value: Any, name: str) -> bool:
    return name in _CODES or (isinstance(value, Row) and declared(type(value))[name].kind in _LINKS)


def _in_field(value: Any, name: str, place: TextPlace) -> TextPlace:
    """The place of a field, named by its label, or by its name if it has none."""
    label = _OTHERWISE.get((type(value), name)) or (declared(type(value))[name].label if isinstance(value, Row) else None)
    if isinstance(value, Assessment):
        what = label or Message("Assessment: {field}", field=name.replace("_", " "))
        return TextPlace(what, TextPage.REPORT if name in CLOSING_FIELDS else TextPage.SCOPE, name)
    if name in _ITSELF or (label is None and not isinstance(getattr(value, name), str)):
        return place
    return replace(place, what=Message("{place}: {field}", place=place.what, field=label or name.replace("_", " ")))
