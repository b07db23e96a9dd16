"""The tabs below an answer: their titles and order, where each comes from, and how much is in one that is not made yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from ui.link.bridge import DocumentBridge
from workbench.language.i18n import Message
from workbench.model.changes import Changes, RowChange
from workbench.model.declared import label_of
from workbench.model.rows import Activity, ActivityQuestion, Answer, Contribution, Evidence, QuestionId

TAB_TITLES = (
    label_of(Answer, "causes"),
    Message("Evidence"),
    Message("Contributions"),
    Message("Activities"),
    Message("Versions"),
)
CAUSES, EVIDENCE, CONTRIBUTIONS, ACTIVITIES, VERSIONS = range(len(TAB_TITLES))

LATE: Final[Mapping[int, str]] = {
    EVIDENCE: "ui.pages.assessment.question_details:EvidenceTab",
    CONTRIBUTIONS: "ui.pages.assessment.contributions_tab:ContributionsTab",
    ACTIVITIES: "ui.pages.assessment.question_details:ActivitiesTab",
    VERSIONS: "ui.pages.assessment.versions_tab:VersionsTab",
}
"""The tabs that are loaded, and made, when they are first shown."""


def tab_of(change: RowChange) -> int | None:
    """The tab in which a changed row is seen; None for what is above the tabs."""
    before, after = change.before, change.after
    if isinstance(before, Answer) and isinstance(after, Answer):
        return CAUSES if before.causes != after.causes else None
    tabs = {Evidence.table: EVIDENCE, Contribution.table: CONTRIBUTIONS}
    return (tabs | dict.fromkeys((Activity.table, ActivityQuestion.table), ACTIVITIES)).get(change.table)


def only_texts(changes: Changes) -> bool:
    """Whether contributions were only edited: their editors follow by themselves."""
    return all(row.table == "contributions" and row.before is not None and row.after is not None for row in changes.rows)


def supporting(bridge: DocumentBridge, question: QuestionId) -> set[str]:
    """The ids of the documents that support the answer to a question."""
    answer = bridge.cached_content.answers.get(question)
    links = bridge.document.read.where(Evidence, answer_id=answer.id) if answer is not None else []
    return {link.document_id for link in links}


COUNTS: Final[Mapping[int, Callable[[DocumentBridge, QuestionId], int]]] = {
    EVIDENCE: lambda bridge, question: len(supporting(bridge, question)),
    CONTRIBUTIONS: lambda bridge, question: len(bridge.document.read.where(Contribution, question_id=question)),
    ACTIVITIES: lambda bridge, question: len(bridge.document.read.where(ActivityQuestion, question_id=question)),
}
"""How many rows there are to see in a tab that is not made yet."""
