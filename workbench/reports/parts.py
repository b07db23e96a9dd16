"""The parts of a report, in order, and which of them a report has."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from workbench.language.i18n import Message
from workbench.system.frozen import frozen


class Part(StrEnum):
    """The parts of a report, in order; the value is also its place in an HTML report.

    The challenges and what is recommended follow what was found, as in Part II, step 6 of the guide; the plan of Part III
    comes after them.
    """

    KEY_MESSAGES = "key-messages"
    SCOPE = "scope"
    PEOPLE = "people"
    DOCUMENTS = "documents"
    SESSIONS = "sessions"
    PROFILE = "profile"
    FINDINGS = "findings"
    CHALLENGES = "challenges"
    RECOMMENDATIONS = "recommendations"
    PRIORITIES = "priorities"
    PLAN = "plan"
    INDICATORS = "indicators"
    ANSWERS = "answers"
    GLOSSARY = "glossary"


HEADINGS: Final[Mapping[Part, Message]] = {
    Part.KEY_MESSAGES: Message("Key messages"),
    Part.SCOPE: Message("Scope and method"),
    Part.PEOPLE: Message("People"),
    Part.DOCUMENTS: Message("Background documents"),
    Part.SESSIONS: Message("Sessions"),
    Part.PROFILE: Message("Overview of results"),
    Part.FINDINGS: Message("Findings by area"),
    Part.CHALLENGES: Message("Challenges and lessons learned"),
    Part.RECOMMENDATIONS: Message("Recommendations"),
    Part.PRIORITIES: Message("Priorities"),
    Part.PLAN: Message("Action plan"),
    Part.INDICATORS: Message("Indicators"),
    Part.ANSWERS: Message("Annex: questions and answers"),
    Part.GLOSSARY: Message("Glossary"),
}

ALL_PARTS: Final = tuple(Part)


@frozen(kw_only=True)
class Selection:
    """What somebody wants of a report.

    ``only_answered`` leaves out questions about which nothing was written. ``areas`` are ids; None stands for all.
    """

    parts: tuple[Part, ...] = ALL_PARTS
    only_answered: bool = False
    areas: frozenset[str] | None = None

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out."""
        return set(self.parts) == set(ALL_PARTS) and not self.only_answered and self.areas is None


WHOLE: Final = Selection()
