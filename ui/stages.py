"""The stages of the process in order, what each says about its progress, and the page that shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from workbench.i18n import Message
from workbench.model import (
    Activity,
    BackgroundDocument,
    Contributor,
    Indicator,
    Row,
    Session,
)

if TYPE_CHECKING:
    from ui.bridge import DocumentBridge
    from ui.pages.page import Page


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
        return Message("described") if assessment.administration and assessment.start_date else None
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


def _scope(bridge: DocumentBridge) -> Page:
    from ui.pages.scope_page import ScopePage

    return ScopePage(bridge)


def _people(bridge: DocumentBridge) -> Page:
    from ui.pages.people_page import PeoplePage

    return PeoplePage(bridge)


def _documents(bridge: DocumentBridge) -> Page:
    from ui.pages.documents_page import DocumentsPage

    return DocumentsPage(bridge)


def _sessions(bridge: DocumentBridge) -> Page:
    from ui.pages.sessions_page import SessionsPage

    return SessionsPage(bridge)


def _assessment(bridge: DocumentBridge) -> Page:
    from ui.pages.assessment_page import AssessmentPage

    return AssessmentPage(bridge)


def _priorities(bridge: DocumentBridge) -> Page:
    from ui.pages.priorities_page import PrioritiesPage

    return PrioritiesPage(bridge)


def _indicators(bridge: DocumentBridge) -> Page:
    from ui.pages.indicators_page import IndicatorsPage

    return IndicatorsPage(bridge)


def _plan(bridge: DocumentBridge) -> Page:
    from ui.pages.plan_page import PlanPage

    return PlanPage(bridge)


def _report(bridge: DocumentBridge) -> Page:
    from ui.pages.report_page import ReportPage

    return ReportPage(bridge)


PAGES: Final[dict[Stage, Callable[[DocumentBridge], Page]]] = {
    Stage.SCOPE: _scope,
    Stage.PEOPLE: _people,
    Stage.DOCUMENTS: _documents,
    Stage.SESSIONS: _sessions,
    Stage.ASSESSMENT: _assessment,
    Stage.PRIORITIES: _priorities,
    Stage.PLAN: _plan,
    Stage.INDICATORS: _indicators,
    Stage.REPORT: _report,
}
"""How the page of a stage is made, when it is first visited: each function imports its own module, so that starting the
program loads only the page that it shows. A stage without an entry is not shown."""
