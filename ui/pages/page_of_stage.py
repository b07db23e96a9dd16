"""The page of each stage."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from ui.link.stages import Stage

if TYPE_CHECKING:
    from ui.link.bridge import DocumentBridge
    from ui.pages.page import Page


def _scope(bridge: DocumentBridge) -> Page:
    from ui.pages.scope.scope_page import ScopePage

    return ScopePage(bridge)


def _people(bridge: DocumentBridge) -> Page:
    from ui.pages.registers.people_page import PeoplePage

    return PeoplePage(bridge)


def _documents(bridge: DocumentBridge) -> Page:
    from ui.pages.registers.documents_page import DocumentsPage

    return DocumentsPage(bridge)


def _sessions(bridge: DocumentBridge) -> Page:
    from ui.pages.sessions.sessions_page import SessionsPage

    return SessionsPage(bridge)


def _assessment(bridge: DocumentBridge) -> Page:
    from ui.pages.assessment.assessment_page import AssessmentPage

    return AssessmentPage(bridge)


def _priorities(bridge: DocumentBridge) -> Page:
    from ui.pages.priorities.priorities_page import PrioritiesPage

    return PrioritiesPage(bridge)


def _indicators(bridge: DocumentBridge) -> Page:
    from ui.pages.registers.indicators_page import IndicatorsPage

    return IndicatorsPage(bridge)


def _plan(bridge: DocumentBridge) -> Page:
    from ui.pages.plan.plan_page import PlanPage

    return PlanPage(bridge)


def _report(bridge: DocumentBridge) -> Page:
    from ui.pages.report.report_page import ReportPage

    return ReportPage(bridge)


PAGES: Final[Mapping[Stage, Callable[[DocumentBridge], Page]]] = {
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
program loads only the page that it shows."""
