"""The stages of the process, each declared once: its title, icon, key, page, help, and what it says about its progress.

To add a stage, add a row here and its page. Whatever else shows stages (the list at the side, the menu, the help, the guide,
the command palette, the recent files) reads these rows. A page is named as text, so that the start does not import it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from workbench.language.i18n import Message
from workbench.model.rows import (
    Activity,
    Answer,
    Assessment,
    BackgroundDocument,
    Contributor,
    Indicator,
    Question,
    Row,
    Session,
)
from workbench.model.texts import is_blank
from workbench.system.frozen import frozen

if TYPE_CHECKING:
    from ui.link.bridge import DocumentBridge

Progress = Callable[["DocumentBridge"], Message | None]
"""How far a stage has come, in a few words; None when there is nothing to say."""


def _is_described(bridge: DocumentBridge) -> Message | None:
    return None if bridge.document.read.assessment().missing_scope else Message("done")


def _answered(bridge: DocumentBridge) -> Message | None:
    answered, total = bridge.cached_content.count(bridge.cached_content.checklist.questions)
    return Message("{done} of {total}", done=answered, total=total)


def _named_people(bridge: DocumentBridge) -> Message | None:
    """Only those with a name: a line that somebody left empty is nobody."""
    count = sum(not is_blank(row.name) for row in bridge.document.read.every(Contributor))
    return Message("{count}", "{count}", count=count) if count else None


def _number_of(row_type: type[Row]) -> Progress:
    def count_rows(bridge: DocumentBridge) -> Message | None:
        count = len(bridge.document.read.every(row_type))
        return Message("{count}", "{count}", count=count) if count else None

    return count_rows


def _activities_with(field: str) -> Progress:
    def count_activities(bridge: DocumentBridge) -> Message | None:
        rows = bridge.document.read.every(Activity)
        done = sum(getattr(row, field) is not None for row in rows)
        return Message("{done} of {total}", done=done, total=len(rows)) if rows else None

    return count_activities


def _nothing(_: DocumentBridge) -> Message | None:
    return None


@frozen(kw_only=True)
class StageSpec:
    """What the window knows about a stage. Nothing has a default, so nothing can be forgotten.

    ``icon`` is a name of :data:`ui.look.icons.SET`; ``page`` the class of the page, as ``module:name``; ``help`` the page of
    help (:class:`workbench.checklist.help_pages.Topic`); ``chapter`` the chapter of the user guide; ``counted`` the rows
    whose changes move the progress; ``finds`` the kinds of places (:class:`workbench.finding.places.PlaceKind`) to which the
    command palette leads on this page; ``prints`` the parts of the report (:class:`workbench.reports.parts.Part`) that are
    printed for it.

    ``key``: the first nine stages have a digit. ``Ctrl+0`` restores the normal size of the text and ``Ctrl+10`` does not
    exist, so a tenth stage takes ``Ctrl+Shift`` and a free letter.
    """

    title: Message
    icon: str
    key: str
    page: str
    help: str
    chapter: str
    progress: Progress
    counted: tuple[type[Row], ...]
    finds: tuple[str, ...]
    prints: tuple[str, ...]

    @property
    def tables(self) -> frozenset[str]:
        """The tables whose changes move the progress."""
        return frozenset(row_type.table for row_type in self.counted)


class Stage(StrEnum):
    """The stages, in the order of the process.

    The memory of the window names a stage by this value, and a report the page where a text stands
    (:class:`workbench.reports.text_places.TextPage`).
    """

    SCOPE = "scope"
    PEOPLE = "people"
    DOCUMENTS = "documents"
    SESSIONS = "sessions"
    ASSESSMENT = "assessment"
    PRIORITIES = "priorities"
    PLAN = "plan"
    INDICATORS = "indicators"
    REPORT = "report"

    @property
    def spec(self) -> StageSpec:
        """What the window knows about this stage."""
        return _SPECS[self]


_SPECS: Final[Mapping[Stage, StageSpec]] = {
    Stage.SCOPE: StageSpec(
        title=Message("Scope"),
        icon="scope",
        key="Ctrl+1",
        page="ui.pages.scope.scope_page:ScopePage",
        help="scope",
        chapter="preparing",
        progress=_is_described,
        counted=(Assessment,),
        finds=(),
        prints=("scope",),
    ),
    Stage.PEOPLE: StageSpec(
        title=Message("People"),
        icon="people",
        key="Ctrl+2",
        page="ui.pages.registers.people_page:PeoplePage",
        help="people",
        chapter="preparing",
        progress=_named_people,
        counted=(Contributor,),
        finds=("person",),
        prints=("people",),
    ),
    Stage.DOCUMENTS: StageSpec(
        title=Message("Documents"),
        icon="documents",
        key="Ctrl+3",
        page="ui.pages.registers.documents_page:DocumentsPage",
        help="documents",
        chapter="preparing",
        progress=_number_of(BackgroundDocument),
        counted=(BackgroundDocument,),
        finds=("document",),
        prints=("documents",),
    ),
    Stage.SESSIONS: StageSpec(
        title=Message("Sessions"),
        icon="sessions",
        key="Ctrl+4",
        page="ui.pages.sessions.sessions_page:SessionsPage",
        help="sessions",
        chapter="sessions",
        progress=_number_of(Session),
        counted=(Session,),
        finds=("session",),
        prints=("sessions",),
    ),
    Stage.ASSESSMENT: StageSpec(
        title=Message("Assessment"),
        icon="assessment",
        key="Ctrl+5",
        page="ui.pages.assessment.assessment_page:AssessmentPage",
        help="assessment",
        chapter="answering",
        progress=_answered,
        counted=(Answer, Question),
        finds=("question", "area", "note"),
        prints=("answers",),
    ),
    Stage.PRIORITIES: StageSpec(
        title=Message("Priorities"),
        icon="priorities",
        key="Ctrl+6",
        page="ui.pages.priorities.priorities_page:PrioritiesPage",
        help="priorities",
        chapter="priorities",
        progress=_activities_with("priority"),
        counted=(Activity,),
        finds=("activity",),
        prints=("priorities",),
    ),
    Stage.PLAN: StageSpec(
        title=Message("Action plan"),
        icon="plan",
        key="Ctrl+7",
        page="ui.pages.plan.plan_page:PlanPage",
        help="plan",
        chapter="plan",
        progress=_activities_with("output_id"),
        counted=(Activity,),
        finds=(),
        prints=("plan",),
    ),
    Stage.INDICATORS: StageSpec(
        title=Message("Indicators"),
        icon="indicators",
        key="Ctrl+8",
        page="ui.pages.registers.indicators_page:IndicatorsPage",
        help="indicators",
        chapter="plan",
        progress=_number_of(Indicator),
        counted=(Indicator,),
        finds=("indicator",),
        prints=("indicators",),
    ),
    Stage.REPORT: StageSpec(
        title=Message("Report"),
        icon="report",
        key="Ctrl+9",
        page="ui.pages.report.report_page:ReportPage",
        help="report",
        chapter="report",
        progress=_nothing,
        counted=(),
        finds=(),
        prints=(),
    ),
}
