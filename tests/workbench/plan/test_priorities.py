"""The suggested priority: the rule stated a second time, independently, and compared over every combination of ratings."""

from __future__ import annotations

from itertools import product

import pytest

from workbench.language.i18n import Translator
from workbench.model.vocabulary import Criterion, Level
from workbench.plan.priorities import is_overruled, reasons, suggest_priority

LEVELS = (Level.LOW, Level.MEDIUM, Level.HIGH)
EVERY_COMBINATION = [dict(zip(Criterion, levels, strict=True)) for levels in product(LEVELS, repeat=len(Criterion))]
ALL_MEDIUM = dict.fromkeys(Criterion, Level.MEDIUM)


def says(ratings: dict[Criterion, Level], criterion: str) -> str:
    """``for``, ``against`` or nothing: high speaks for and low against; cost is the other way round."""
    level = ratings[Criterion(criterion)].value
    if criterion == "cost":
        return {"low": "for", "medium": "", "high": "against"}[level]
    return {"high": "for", "medium": "", "low": "against"}[level]


def by_the_rule_in_words(ratings: dict[Criterion, Level]) -> str:
    pressing = "for" in {says(ratings, name) for name in ("urgency", "consequence_of_failure", "obligations")}
    important = says(ratings, "importance") == "for"
    without_impact = says(ratings, "impact") == "against"
    cannot_be_carried = says(ratings, "ease_of_implementation") == says(ratings, "probability_of_commitment") == "against"
    if important and pressing and not (without_impact or cannot_be_carried):
        return "high"
    if says(ratings, "importance") == "against" and not pressing:
        return "low"
    if without_impact and not (important or pressing):
        return "low"
    return "medium"


def test_every_combination_follows_the_rule() -> None:
    assert len(EVERY_COMBINATION) == 3**8
    wrong = [
        ratings for ratings in EVERY_COMBINATION if suggest_priority(ratings).level != Level(by_the_rule_in_words(ratings))
    ]
    assert wrong == []


def test_every_level_is_suggested_to_somebody() -> None:
    assert {suggest_priority(ratings).level for ratings in EVERY_COMBINATION} == set(Level)


def test_each_criterion_speaks_on_its_side_or_is_silent() -> None:
    for ratings in EVERY_COMBINATION[::7]:
        suggestion = suggest_priority(ratings)
        assert set(suggestion.speak_for) == {name for name in Criterion if says(ratings, name.value) == "for"}
        assert set(suggestion.speak_against) == {name for name in Criterion if says(ratings, name.value) == "against"}
        assert suggestion.missing == ()


def test_a_better_rating_never_makes_an_activity_less_pressing() -> None:
    order = [Level.LOW, Level.MEDIUM, Level.HIGH]
    for ratings in EVERY_COMBINATION[::5]:
        for criterion in Criterion:
            steps = order[::-1] if criterion is Criterion.COST else order
            levels = [suggest_priority(ratings | {criterion: step}).level for step in steps]
            assert [order.index(level) for level in levels] == sorted(order.index(level) for level in levels)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, "medium"),
        ({"importance": "high"}, "medium"),
        ({"importance": "high", "urgency": "high"}, "high"),
        ({"importance": "high", "consequence_of_failure": "high"}, "high"),
        ({"importance": "high", "obligations": "high"}, "high"),
        ({"importance": "high", "urgency": "high", "impact": "low"}, "medium"),
        ({"importance": "high", "urgency": "high", "ease_of_implementation": "low"}, "high"),
        (
            {"importance": "high", "urgency": "high", "ease_of_implementation": "low", "probability_of_commitment": "low"},
            "medium",
        ),
        ({"importance": "low"}, "low"),
        ({"importance": "low", "obligations": "high"}, "medium"),
        ({"impact": "low"}, "low"),
        ({"impact": "low", "importance": "high"}, "medium"),
        ({"impact": "low", "urgency": "high"}, "medium"),
        ({"cost": "high"}, "medium"),
        ({"importance": "high", "urgency": "high", "cost": "high"}, "high"),
    ],
)
def test_the_sentences_of_the_rule_one_by_one(changed: dict[str, str], expected: str) -> None:
    ratings = ALL_MEDIUM | {Criterion(name): Level(level) for name, level in changed.items()}
    assert suggest_priority(ratings).level == Level(expected)


@pytest.mark.parametrize("missing", Criterion)
def test_nothing_is_suggested_until_all_eight_are_rated(missing: Criterion) -> None:
    complete = dict.fromkeys(Criterion, Level.HIGH)
    for ratings in (complete | {missing: None}, {name: level for name, level in complete.items() if name is not missing}):
        suggestion = suggest_priority(ratings)
        assert suggestion.level is None
        assert suggestion.missing == (missing,)
        assert not is_overruled(suggestion, Level.LOW)
    assert suggest_priority({}).missing == tuple(Criterion)


def sentences(ratings: dict[Criterion, Level | None]) -> list[str]:
    translate = Translator("en")
    return [translate(reason) for reason in reasons(suggest_priority(ratings))]


def test_the_reasons_are_whole_sentences() -> None:
    ratings = ALL_MEDIUM | {Criterion.IMPORTANCE: Level.HIGH, Criterion.URGENCY: Level.HIGH, Criterion.COST: Level.HIGH}
    assert sentences(ratings) == [
        "Suggested: High.",
        "Reasons for an early start: Importance (high), Urgency (high).",
        "Reasons to wait: Cost (high).",
    ]
    assert sentences(ALL_MEDIUM) == ["Suggested: Medium."]
    assert sentences(ALL_MEDIUM | {Criterion.COST: Level.LOW}) == [
        "Suggested: Medium.",
        "Reasons for an early start: Cost (low).",
    ]


def test_the_reasons_name_what_is_not_rated_yet() -> None:
    ratings = ALL_MEDIUM | {Criterion.EASE: None, Criterion.COMMITMENT: None, Criterion.IMPACT: Level.LOW}
    assert sentences(ratings) == ["Reasons to wait: Impact (low).", "Not rated yet: Commitment, Ease."]


def test_the_reasons_never_show_a_number() -> None:
    said = {sentence for ratings in EVERY_COMBINATION[::11] for sentence in sentences(ratings)}
    assert not [sentence for sentence in said if any(character.isdigit() for character in sentence)]


@pytest.mark.parametrize(
    ("priority", "overruled"), [(None, False), (Level.MEDIUM, False), (Level.LOW, True), (Level.HIGH, True)]
)
def test_the_group_overrules_by_deciding_otherwise(priority: Level | None, overruled: bool) -> None:
    assert is_overruled(suggest_priority(ALL_MEDIUM), priority) is overruled
