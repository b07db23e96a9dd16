"""The fixed choices: statuses, levels, criteria, roles, kinds.

:mod:`workbench.model.labels` has the words for screen and reports.
Sources: parts and annexes of the Integrity Development Guide (2021).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Final, NoReturn, Self


class Choice(StrEnum):
    """A fixed choice. Its value is the word in the file, for ever.

    A word of a later format says which one has it first: ``UNDER_REVIEW = "under_review", 4``.
    """

    since: int

    def __new__(cls, word: str, since: int = 0) -> Self:
        """A choice with its word; ``since`` is 0 for one that was always there."""
        made = str.__new__(cls, word)
        made._value_ = word
        made.since = since
        return made

    @classmethod
    def unknown(cls, word: str) -> Self:
        """A choice that this version does not know, from a file of a newer one: like no other, and with its word."""
        made = str.__new__(cls, word or "unknown")
        made._name_, made._value_, made.since = "UNKNOWN", word, 0
        return made

    @classmethod
    def of(cls, word: str) -> Self:
        """The choice with this word, known or not."""
        try:
            return cls(word)
        except ValueError:
            return cls.unknown(word)

    @property
    def is_known(self) -> bool:
        """Whether this version knows what the word means."""
        return self in type(self).__members__.values()

    def __reduce_ex__(self, protocol: Any) -> Any:
        """For :mod:`pickle`: the process of a report gets unknown choices, too."""
        return super().__reduce_ex__(protocol) if self.is_known else (type(self).unknown, (self.value,))


class AreaKind(Choice):
    """The group to which an area of the checklist belongs (Annex 3), or the administration's own questions."""

    KEY_FACTOR = "key_factor"
    COLLECTIVE_ACTION = "collective_action"
    GENDER_EQUALITY = "gender_equality"
    OWN = "own"


class Scope(Choice):
    """How much is assessed (Part II, step 1)."""

    COMPREHENSIVE = "comprehensive"
    TARGETED = "targeted"


class Recurrence(Choice):
    """Whether the assessment is repeated (Part II, step 1)."""

    ONE_OFF = "one_off"
    RECURRING = "recurring"


class Mode(Choice):
    """Who facilitates (Part II): external experts on site, external experts remotely, or the administration itself."""

    ON_SITE = "on_site"
    REMOTE = "remote"
    SELF_ASSESSMENT = "self_assessment"


class MeasureStatus(Choice):
    """How far a measure exists, is applied and works: the flow of Part II, step 5."""

    NOT_JUDGED = "not_judged"
    NONE = "none"
    ON_PAPER = "on_paper"
    IN_PART = "in_part"
    EFFECTIVE = "effective"
    NOT_APPLICABLE = "not_applicable"


STATUS_NOT_KNOWN: Final = MeasureStatus.unknown("unknown")
"""Where statuses are counted, it stands for all that this version does not know."""

ACTION_NEEDED = frozenset({MeasureStatus.NONE, MeasureStatus.ON_PAPER, MeasureStatus.IN_PART})
"""The statuses that ask for something to be done."""


class Level(Choice):
    """Low, medium, high. Words only: a number would claim a precision that nobody has (Part III, step 1)."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Agreement(Choice):
    """How far the group is with the text of an answer; None as long as nobody has said."""

    PROPOSED = "proposed"
    AGREED = "agreed"


class ContributionKind(Choice):
    """In which part somebody speaks who contributes to a question."""

    BEFORE = "before"
    """A view that somebody wrote down before the meeting."""
    GROUP = "group"
    """What a working group says; one for each group and question."""
    DISSENT = "dissent"
    """Somebody sees it differently from the agreed answer."""
    NOT_CHOSEN = "not_chosen"
    """The text of another copy of the file that did not become the answer."""
    NOTE = "note"
    """What was said and is kept for later, about a question or about none."""


class HandChoice(Choice):
    """For what hands are raised: a level of a rating, or a status of a question."""

    LOW = Level.LOW.value
    MEDIUM = Level.MEDIUM.value
    HIGH = Level.HIGH.value
    NONE = MeasureStatus.NONE.value
    ON_PAPER = MeasureStatus.ON_PAPER.value
    IN_PART = MeasureStatus.IN_PART.value
    EFFECTIVE = MeasureStatus.EFFECTIVE.value
    NOT_APPLICABLE = MeasureStatus.NOT_APPLICABLE.value


class Criterion(Choice):
    """The eight criteria of priority, in the guide's order (Part III, step 1)."""

    IMPORTANCE = "importance"
    URGENCY = "urgency"
    CONSEQUENCE = "consequence_of_failure"
    COMMITMENT = "probability_of_commitment"
    IMPACT = "impact"
    OBLIGATIONS = "obligations"
    EASE = "ease_of_implementation"
    COST = "cost"


class PersonRole(Choice):
    """What a contributor does in the assessment (Part II, step 2)."""

    LOCAL_FACILITATOR = "local_facilitator"
    EXTERNAL_FACILITATOR = "external_facilitator"
    INTERNAL = "internal_contributor"
    EXTERNAL = "external_contributor"
    STEERING_GROUP = "steering_group"


class ActivityRole(Choice):
    """What somebody has to do with an activity: answers for it, works on it, helps from outside, or coordinates it."""

    RESPONSIBLE = "responsible"
    STAFF = "staff"
    EXTERNAL = "external"
    COORDINATOR = "coordinator"


class IndicatorRole(Choice):
    """Who answers for an indicator, who stores its data, and who sees that they are right (Annex 11)."""

    OWNER = "owner"
    CUSTODIAN = "custodian"
    STEWARD = "steward"


class DocumentRole(Choice):
    """Who keeps a background document, and who provided it."""

    KEEPER = "keeper"
    PROVIDER = "provider"


Role = ActivityRole | IndicatorRole | DocumentRole
"""What somebody can have to do with something."""


class DocumentKind(Choice):
    """The nine kinds of background documents (Part II, step 3)."""

    EARLIER_MISSIONS = "earlier_missions"
    LAW_AND_CODES = "law_and_codes"
    PLANS = "plans"
    AGREEMENTS = "agreements"
    PERFORMANCE_REPORTS = "performance_reports"
    PARTNERSHIPS = "partnerships"
    STATISTICS = "statistics"
    COUNTRY_REPORTS = "country_reports"
    GENDER_REPORTS = "gender_reports"


MANDATORY_INDICATOR_FIELDS = (
    "name",
    "description",
    "dimension",
    "calculation",
    "rationale",
    "links",
    "source",
    "disaggregation",
    "disclosure",
)
"""The fields of an indicator's sheet that the guide does not call optional (Annex 11)."""


class Confidentiality(Choice):
    """Whether others may see a row, and who decided so: people, or the row from which it was made.

    A mark is never a truth value, because every word is true: ask :attr:`hides`, or a row
    :attr:`~workbench.model.rows.row.Markable.is_confidential`. A word that this version does not know is read as ``marked``:
    what a damaged file or a newer version says must hide, and never show.
    """

    OPEN = "open"
    MARKED = "marked"
    """People marked it confidential."""
    INHERITED = "inherited"
    """It was made from something confidential, and nobody has decided otherwise."""
    LIFTED = "lifted"
    """People decided that it is not confidential although it was made from something that is. It is not inherited again."""

    @classmethod
    def _missing_(cls, _: object) -> Confidentiality:
        return cls.MARKED

    def __bool__(self) -> NoReturn:
        raise TypeError("a mark is not true or false: ask whether it hides")

    @property
    def hides(self) -> bool:
        """Whether public editions and the projector view leave the row out."""
        return self is not Confidentiality.OPEN and self is not Confidentiality.LIFTED

    def decided(self, *, confidential: bool) -> Confidentiality:
        """What the mark becomes when people set it, or take it off."""
        if confidential:
            return Confidentiality.MARKED
        taken_off = {Confidentiality.MARKED: Confidentiality.OPEN, Confidentiality.INHERITED: Confidentiality.LIFTED}
        return taken_off.get(self, self)

    def from_confidential(self) -> Confidentiality:
        """What the mark becomes when something confidential goes into the row: a decision of people stays."""
        return Confidentiality.INHERITED if self is Confidentiality.OPEN else self


class Edition(Choice):
    """Full, or public: without anything confidential."""

    FULL = "full"
    PUBLIC = "public"


class WordingField(Choice):
    """Which text of an area, section, question or glossary term a wording is."""

    TITLE = "title"
    INTRODUCTION = "introduction"
    QUESTION = "question"
    WHY = "why"
    GOOD_PRACTICE = "good_practice"
    ASK = "ask"
    EVIDENCE = "evidence"
    EXAMPLES = "examples"
    TERM = "term"
    DEFINITION = "definition"
    SOURCE = "source"
    FORMS = "forms"
    NOT_MARKED = "not_marked"


class WordingOrigin(Choice):
    """Where a wording came from."""

    PACK = "pack"
    WORDING_FILE = "wording_file"
    OWN = "own"
