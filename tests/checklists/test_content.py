"""What the pack must name: the Declaration in every introduction, three prompts for headquarters, the instruments of customs."""

from __future__ import annotations

from collections import Counter

import pytest

from workbench.checklist.pack import Pack
from workbench.model.vocabulary import WordingField

HEADQUARTERS = "At headquarters: "
INSTRUMENTS = (
    "Revised Kyoto Convention",
    "Harmonized System",
    "Trade Facilitation Agreement",
    "e-commerce",
    "dvance ruling",
    "Guide to Corruption Risk Mapping",
    "Risk Management Compendium",
    "Time Release Study",
    "People Development",
    "behavioural insights",
)
PLACES = (
    "quay",
    "airport",
    "passenger",
    "parcel",
    "express",
    "the post",
    "transit",
    "post-clearance",
    "Authorized Economic",
)
TERMS = (
    *("outcome", "output", "baseline", "ethics", "bribe", "facilitation payment", "conflict of interest", "sextortion"),
    *("amnesty", "checks and balances", "whistle-blower", "internal control", "internal audit", "benchmarking"),
)


def guidance_of(pack: Pack) -> str:
    sections = "\n".join(text for section in pack.sections for _, text in section.guidance)
    return "\n".join([*(entry.introduction for entry in pack.areas), sections])


def test_every_introduction_says_what_the_declaration_asks(pack: Pack) -> None:
    assert [entry.id for entry in pack.areas if "Revised Arusha Declaration" not in entry.introduction] == []


def test_a_section_that_headquarters_answers_has_three_questions_for_it(pack: Pack) -> None:
    asked = {section.id: dict(section.guidance).get(WordingField.ASK, "") for section in pack.sections}
    counts = Counter(text.partition(HEADQUARTERS)[2].count("?") for text in asked.values() if HEADQUARTERS in text)
    assert set(counts) == {3}
    assert counts[3] > 10


@pytest.mark.parametrize("name", [*INSTRUMENTS, *PLACES])
def test_instruments_and_places_of_customs_are_named(pack: Pack, name: str) -> None:
    assert name in guidance_of(pack)


def test_sextortion_is_named_once_and_explained(pack: Pack) -> None:
    assert guidance_of(pack).lower().count("sextortion") == 1
    assert "sextortion" in [term.id for term in pack.terms]


def test_working_words_are_in_the_glossary(pack: Pack) -> None:
    known = {name.strip(" )").lower() for term in pack.terms for name in term.term.split("(")}
    assert [name for name in TERMS if name not in known] == []
