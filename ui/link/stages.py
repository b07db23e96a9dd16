"""The stages of the process in order, and what each says about its progress."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from workbench.language.i18n import Message
from workbench.model.rows import (
    Activity,
    BackgroundDocument,
    Contributor,
    Indicator,
    Row,
    Session,
)

if TYPE_CHECKING:
    from ui.link.bridge import DocumentBridge


class Stage(StrEnum):
    """The stages, in the order in which they are gone through."""

    SCOPE = "scope"
    PEOPLE = "people"
    DOCUMENTS = "documents"
    SESSIONS = "sessions"
    ASSESSMENT = "assessment"
    PRIORITIES = "priorities"
    PLAN = "plan"
    INDICATORS = "indicators"
    REPORT = "report"


TITLES: Final[Mapping[Stage, Message]] = {
    Stage.SCOPE: Message("Scope"),
    Stage.PEOPLE: Message("People"),
    Stage.DOCUMENTS: Message("Documents"),
    Stage.SESSIONS: Message("Sessions"),
    Stage.ASSESSMENT: Message("Assessment"),
    Stage.PRIORITIES: Message("Priorities"),
    Stage.PLAN: Message("Action plan"),
    Stage.INDICATORS: Message("Indicators"),
    Stage.REPORT: Message("Report"),
}


def progress(stage: Stage, bridge: DocumentBridge) -> Message | None:
    """How far a stage has come, in a few words; None where there is nothing to count."""
    if stage is Stage.ASSESSMENT:
        answered, total = bridge.content.count(bridge.content.checklist.questions)
        return Message("{done} of {total}", done=answered, total=total)
    if stage is Stage.SCOPE:
        assessment = bridge.document.read.assessment()
        return Message("done") if assessment.administration and assessment.start_date else None
    if stage is Stage.PRIORITIES:
        rows = bridge.document.read.every(Activity)
        done_count = sum(row.priority is not None for row in rows)
        return Message("{done} of {total}", done=done_count, total=len(rows)) if rows else None
    if stage is Stage.PLAN:
        rows = bridge.document.read.every(Activity)
        planned = sum(row.output_id is not None for row in rows)
        return Message("{done} of {total}", done=planned, total=len(rows)) if rows else None
    counted = _COUNTED.get(stage)
    count = len(bridge.document.read.every(counted)) if counted is not None else 0
    return Message("{count}", "{count}", count=count) if count else None


_COUNTED: Final[Mapping[Stage, type[Row]]] = {
    Stage.PEOPLE: Contributor,
    Stage.DOCUMENTS: BackgroundDocument,
    Stage.SESSIONS: Session,
    Stage.INDICATORS: Indicator,
}

DEPENDS_ON: Final[Mapping[Stage, frozenset[str]]] = {
    Stage.SCOPE: frozenset({"assessment"}),
    Stage.PEOPLE: frozenset({"contributors"}),
    Stage.DOCUMENTS: frozenset({"documents"}),
    Stage.SESSIONS: frozenset({"sessions"}),
    Stage.ASSESSMENT: frozenset({"answers", "questions"}),
    Stage.PRIORITIES: frozenset({"activities"}),
    Stage.PLAN: frozenset({"activities"}),
    Stage.INDICATORS: frozenset({"indicators"}),
    Stage.REPORT: frozenset(),
}
"""The tables whose changes move the progress of a stage."""
