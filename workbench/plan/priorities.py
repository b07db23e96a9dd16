"""The suggested overall priority of an activity, by a rule in words. The group decides; this only suggests.

The guide rates in words and warns of numbers (Part III, step 1), so nothing is added up or weighted. A criterion *speaks
for* an early start when it is high, *speaks against* it when it is low, and says nothing at medium; cost is the other way
round. Then:

1. Nothing is suggested until all eight criteria are rated.
2. **High**: importance speaks for an early start, and so does at least one of urgency, consequence of failure and
   obligations; unless impact speaks against it, or both ease and commitment do (an activity that cannot be carried out or
   will change nothing does not come first).
3. **Low**: importance speaks against an early start, and none of urgency, consequence and obligations speaks for it; or
   impact speaks against it, and none of importance, urgency, consequence and obligations speaks for it.
4. **Medium**: everything else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from workbench.language.i18n import Message
from workbench.model.labels import SHORT_CRITERIA, label
from workbench.model.vocabulary import Criterion, Level
from workbench.system.frozen import frozen

_PRESSING: Final = (Criterion.URGENCY, Criterion.CONSEQUENCE, Criterion.OBLIGATIONS)


@frozen
class Suggestion:
    """A suggested level and its reasons.

    ``level`` is None while ratings are ``missing``, and where one is ``not_known`` to this version.
    """

    level: Level | None
    speak_for: tuple[Criterion, ...]
    speak_against: tuple[Criterion, ...]
    missing: tuple[Criterion, ...]
    not_known: tuple[Criterion, ...] = ()


def suggest_priority(ratings: Mapping[Criterion, Level | None]) -> Suggestion:
    """The suggestion for an activity from its ratings, by the rule above."""
    missing = tuple(criterion for criterion in Criterion if ratings.get(criterion) is None)
    not_known = tuple(criterion for criterion, level in ratings.items() if level is not None and not level.is_known)
    speak_for = tuple(criterion for criterion in Criterion if _speaks(criterion, ratings, Level.HIGH))
    against = tuple(criterion for criterion in Criterion if _speaks(criterion, ratings, Level.LOW))
    level = None if missing or not_known else _level(frozenset(speak_for), frozenset(against))
    return Suggestion(level, speak_for, against, missing, tuple(filter(SHORT_CRITERIA.__contains__, not_known)))


def _speaks(criterion: Criterion, ratings: Mapping[Criterion, Level | None], side: Level) -> bool:
    if criterion is Criterion.COST:
        side = Level.LOW if side is Level.HIGH else Level.HIGH
    return ratings.get(criterion) is side


def _level(speak_for: frozenset[Criterion], against: frozenset[Criterion]) -> Level:
    pressing = not speak_for.isdisjoint(_PRESSING)
    important = Criterion.IMPORTANCE in speak_for
    cannot_be_carried = {Criterion.EASE, Criterion.COMMITMENT} <= against
    changes_nothing = Criterion.IMPACT in against
    if important and pressing and not cannot_be_carried and not changes_nothing:
        return Level.HIGH
    if Criterion.IMPORTANCE in against and not pressing:
        return Level.LOW
    if changes_nothing and not important and not pressing:
        return Level.LOW
    return Level.MEDIUM


def reasons(suggestion: Suggestion) -> tuple[Message, ...]:
    """The suggestion in whole sentences: the level, reasons for an early start, reasons to wait, missing ratings."""
    sentences = []
    if suggestion.level is not None:
        sentences.append(Message("Suggested: {level}.", level=label(suggestion.level)))
    if suggestion.speak_for:
        sentences.append(
            Message("Reasons for an early start: {criteria}.", criteria=_named(suggestion.speak_for, _rated_for))
        )
    if suggestion.speak_against:
        sentences.append(Message("Reasons to wait: {criteria}.", criteria=_named(suggestion.speak_against, _rated_against)))
    if suggestion.missing:
        sentences.append(
            Message("Not rated yet: {criteria}.", criteria=_named(suggestion.missing, SHORT_CRITERIA.__getitem__))
        )
    if suggestion.not_known:
        criteria = _named(suggestion.not_known, SHORT_CRITERIA.__getitem__)
        sentences.append(Message("Rated in a way that this version does not know: {criteria}.", criteria=criteria))
    return tuple(sentences)


def _named(criteria: tuple[Criterion, ...], name: Callable[[Criterion], Message]) -> Message:
    if len(criteria) == 1:
        return name(criteria[0])
    return Message("{first}, {rest}", first=name(criteria[0]), rest=_named(criteria[1:], name))


def _rated_for(criterion: Criterion) -> Message:
    """A reason for an early start: a high rating, or low cost."""
    return _low(criterion) if criterion is Criterion.COST else _high(criterion)


def _rated_against(criterion: Criterion) -> Message:
    """A reason to wait: a low rating, or high cost."""
    return _high(criterion) if criterion is Criterion.COST else _low(criterion)


def _high(criterion: Criterion) -> Message:
    return Message("{criterion} (high)", criterion=SHORT_CRITERIA[criterion])


def _low(criterion: Criterion) -> Message:
    return Message("{criterion} (low)", criterion=SHORT_CRITERIA[criterion])


def is_overruled(suggestion: Suggestion, priority: Level | None) -> bool:
    """Whether the group decided otherwise than the rule suggests; the report then needs its reason."""
    return priority is not None and suggestion.level is not None and priority is not suggestion.level
