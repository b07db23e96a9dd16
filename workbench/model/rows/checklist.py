"""The assessment, and its checklist as frozen into the file."""

from __future__ import annotations

from dataclasses import field as stored
from typing import Final

from workbench.language.i18n import Message
from workbench.model import declared as has
from workbench.model.limits import MOST_ROUNDS
from workbench.model.rows.row import AreaId, Row, SectionId
from workbench.model.texts import is_blank
from workbench.model.vocabulary import AreaKind, Mode, Recurrence, Scope, WordingField, WordingOrigin
from workbench.system.frozen import frozen

SCOPE_OF_A_REPORT: Final = ("administration", "responsible", "start_date", "objectives", "method")
"""The fields of the scope without which a report lacks something, in the order of their page."""


@frozen(kw_only=True)
class Assessment(Row):
    """One self-assessment: scope (Part II, step 1), method, and the concluding texts of the report (step 6).

    ``previous`` is the id of the assessment from which it was begun, ``previous_digest`` the digest of what that contained.
    """

    table = "assessment"
    administration: str = stored(default="", metadata=has.line(Message("Administration"), names=True, public=True))
    station: str = stored(default="", metadata=has.line(Message("Station"), names=True, public=True))
    language: str = stored(default="en", metadata=has.line(Message("Language"), public=True))
    checklist: str = stored(metadata=has.line(Message("Checklist"), public=True))
    checklist_version: str = stored(metadata=has.line(Message("Checklist version"), public=True))
    round: int = stored(default=1, metadata=has.number(Message("Round"), least=1, most=MOST_ROUNDS, public=True))
    scope: Scope = stored(default=Scope.COMPREHENSIVE, metadata=has.choice(Scope, Message("Scope"), public=True))
    recurrence: Recurrence = stored(
        default=Recurrence.ONE_OFF, metadata=has.choice(Recurrence, Message("Recurrence"), public=True)
    )
    mode: Mode = stored(default=Mode.SELF_ASSESSMENT, metadata=has.choice(Mode, Message("Mode"), public=True))
    start_date: str = stored(default="", metadata=has.date(Message("Start date"), public=True))
    end_date: str = stored(default="", metadata=has.date(Message("End date"), public=True))
    objectives: str = stored(default="", metadata=has.text(Message("Objectives"), public=True))
    departments: str = stored(default="", metadata=has.text(Message("Departments taking part"), public=True))
    responsible: str = stored(default="", metadata=has.text(Message("Responsible for the assessment"), public=True))
    strategic_plan: str = stored(default="", metadata=has.text(Message("Strategic plan"), public=True))
    classification: str = stored(default="", metadata=has.line(Message("Classification line")))
    method: str = stored(default="", metadata=has.text(Message("Method"), public=True))
    key_messages: str = stored(default="", metadata=has.text(Message("Key messages"), public=True))
    challenges: str = stored(default="", metadata=has.text(Message("Challenges"), public=True))
    lessons: str = stored(default="", metadata=has.text(Message("Lessons learned"), public=True))
    recommendations: str = stored(default="", metadata=has.text(Message("Recommendations"), public=True))
    previous: str = stored(default="", metadata=has.line())
    previous_digest: str = stored(default="", metadata=has.line())

    @property
    def missing_scope(self) -> tuple[str, ...]:
        """Which of :data:`SCOPE_OF_A_REPORT` have no text yet. When none is missing, the scope is done."""
        return tuple(name for name in SCOPE_OF_A_REPORT if is_blank(getattr(self, name)))


@frozen(kw_only=True)
class Area(Row):
    """One of the 14 areas as frozen into the file, or the administration's own area ``x``."""

    table = "areas"
    kind: AreaKind = stored(metadata=has.choice(AreaKind))
    place: str = stored(default="", metadata=has.order())


@frozen(kw_only=True)
class Section(Row):
    """A numbered group of questions inside an area; ``number`` is I, II, III.a ... or empty."""

    table = "sections"
    area_id: AreaId = stored(metadata=has.refers("areas"))
    number: str = stored(metadata=has.line())
    place: str = stored(default="", metadata=has.order())


@frozen(kw_only=True)
class Question(Row):
    """A question with its official number. ``included`` is false if a targeted assessment excludes it."""

    table = "questions"
    section_id: SectionId = stored(metadata=has.refers("sections"))
    number: str = stored(metadata=has.line())
    place: str = stored(default="", metadata=has.order())
    included: bool = stored(default=True, metadata=has.check())


@frozen(kw_only=True)
class Wording(Row):
    """One text of the checklist in one language, frozen into the file. ``id`` is ``subject/field/language``."""

    table = "wordings"
    subject: str = stored(metadata=has.line())
    field: WordingField = stored(metadata=has.choice(WordingField))
    language: str = stored(metadata=has.line())
    text: str = stored(metadata=has.text())
    origin: WordingOrigin = stored(default=WordingOrigin.PACK, metadata=has.choice(WordingOrigin))
