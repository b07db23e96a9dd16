"""The texts of the pack keep to the style sheet, as far as that can be measured; each fault names the text and its value."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest

from workbench.checklist.help_pages import ExampleKind, HelpEntry, HelpPage, Topic
from workbench.checklist.pack import Pack, PackArea
from workbench.model.vocabulary import WordingField
from workbench.system import paths

PAGE = paths.checklists_folder() / "STYLE.md"
SAMPLE = paths.checklists_folder() / "idg-2021" / "sample" / "en"
GUIDANCE = {
    WordingField.WHY: "Why it matters",
    WordingField.GOOD_PRACTICE: "Good practice",
    WordingField.ASK: "What to ask",
    WordingField.EVIDENCE: "Evidence",
}
WHOLE = {"Question", "Introduction", *GUIDANCE.values(), "Example", "Definition", "Help summary", "Sample answer"}
"""Kinds of text that are made of whole sentences only."""
PROSE = {"text", "causes", "strengths", "gaps", "description", "priority_reason", "rationale", "considerations", "note"}
PROSE |= {
    "method",
    "key_messages",
    "challenges",
    "lessons",
    "recommendations",
    "objectives",
    "results",
    "topics",
    "background",
}
"""Keys of the sample that hold sentences; the others hold names, titles and figures."""

Make = Callable[[str, str, str, str], Any]


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def texts(style: ModuleType, pack: Pack) -> list[Any]:
    """Every text of the pack, by kind; those that are measured together come once more as one text."""
    make = style.Text
    found = [text for entry in pack.areas for text in of_area(entry, make)]
    found += [make(f"term {term.id}", "Definition", term.definition, "definition") for term in pack.terms]
    found += [text for entry in pack.help for text in of_help(entry, make)]
    found += of_sample(make)
    pools = {"Example": "All examples", "Definition": "All definitions"}
    for kind, name in pools.items():
        found.append(make(name, name, "\n".join(text.content for text in found if text.kind == kind), ""))
    return found


def of_area(entry: PackArea, make: Make) -> Iterator[Any]:
    yield make(f"{entry.id} introduction", "Introduction", entry.introduction, "introduction")
    questions = [question for section in entry.sections for question in section.questions]
    yield from (make(question.id, "Question", question.wording, "question") for question in questions)
    yield make(f"{entry.id} questions", "Questions of a list", "\n".join(question.wording for question in questions), "")
    for section in entry.sections:
        parts = [text for _, text in section.guidance]
        yield make(f"{section.id} guidance", "Guidance", "\n".join(parts), "")
        yield from (
            make(f"{section.id} {field.value}", GUIDANCE[field], text, "guidance") for field, text in section.guidance
        )
        for number, text in enumerate(section.examples, 1):
            yield make(f"{section.id} example {number}", "Example", text, "example")


def of_help(help_page: HelpPage, make: Make) -> Iterator[Any]:
    place = f"help {help_page.topic.value}"
    kind = "Help page of a craft" if help_page.entries else "Help page of a stage"
    yield make(place, kind, "\n".join(part.text for part in help_page.parts), "help")
    yield make(f"{place} summary", "Help summary", help_page.summary, "help")
    for entry in help_page.entries:
        yield from of_entry(f"{place} {entry.id}", entry, help_page.topic, make)


def of_entry(place: str, entry: HelpEntry, topic: Topic, make: Make) -> Iterator[Any]:
    kind = "Help on a criterion" if topic is Topic.CRITERIA else "Help on another entry"
    yield make(place, kind, "\n".join([entry.meaning, *(text for _, text in entry.examples)]), "")
    yield make(f"{place} meaning", "Help meaning", entry.meaning, "help")
    for example, text in entry.examples:
        group = "" if example is ExampleKind.BAD else "help"
        yield make(f"{place} {example.value}", "Help example", text, group)


def of_sample(make: Make) -> list[Any]:
    found = []
    for file in sorted(SAMPLE.rglob("*.toml")):
        for path, text in strings(tomllib.loads(file.read_text(encoding="utf-8")), ""):
            key = path.rpartition(".")[2]
            kind = "Sample answer" if path == ".answers.text" else "Sample text" if key in PROSE else "Sample name"
            found.append(make(f"sample {file.stem}{path} {text[:40]!r}", kind, text.strip(), "sample"))
    return found


def strings(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Every text in a file, with the keys that lead to it; a value such as ``in_part`` names something and is no text."""
    if isinstance(value, str):
        if not re.fullmatch(r"[a-z0-9_.]*", value):
            yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from strings(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner, path)


def listed(faults: list[str]) -> str:
    """All faults, one a line: a list would be cut short by pytest."""
    return "\n".join(["", *faults])


def test_the_style_sheet_has_a_limit_for_every_kind_of_text(style: ModuleType, page: str, texts: list[Any]) -> None:
    unmeasured = {"Help meaning", "Sample name"}
    assert set(style.limits_of(page)) == {text.kind for text in texts} - unmeasured
    assert all(any(vars_of(limits)) for limits in style.limits_of(page).values())


def vars_of(limits: Any) -> list[Any]:
    return [getattr(limits, name) for name in limits.__slots__]


def test_texts_are_as_long_and_as_plain_as_the_style_sheet_says(style: ModuleType, page: str, texts: list[Any]) -> None:
    limits = style.limits_of(page)
    faults = [fault for text in texts if text.kind in limits for fault in style.length_faults(text, limits[text.kind])]
    assert not faults, listed(faults)


def test_words_that_we_avoid_are_not_there(style: ModuleType, page: str, texts: list[Any]) -> None:
    avoided = style.avoided_of(page)
    assert len(avoided) > 50
    assert {group for entry in avoided for group in entry.groups} <= {text.group for text in texts}
    faults = [fault for text in texts if text.group for fault in style.word_faults(text, avoided)]
    assert not faults, listed(faults)


def test_spelling_is_british_with_ize(style: ModuleType, texts: list[Any]) -> None:
    faults = [fault for text in texts if text.group for fault in style.spelling_faults(text)]
    assert not faults, listed(faults)


def test_signs_are_used_in_one_way(style: ModuleType, texts: list[Any]) -> None:
    faults = [fault for text in texts if text.group for fault in style.typing_faults(text)]
    assert not faults, listed(faults)


def test_texts_are_made_of_whole_sentences(style: ModuleType, texts: list[Any]) -> None:
    faults = [fault for text in texts if text.kind in WHOLE for fault in style.ending_faults(text)]
    assert not faults, listed(faults)


def test_questions_are_open_and_can_be_heard(style: ModuleType, texts: list[Any]) -> None:
    faults = [fault for text in texts if text.kind == "Question" for fault in style.question_faults(text)]
    assert not faults, listed(faults)


def test_questions_of_an_area_do_not_all_start_alike(style: ModuleType, pack: Pack) -> None:
    faults = [
        fault
        for entry in pack.areas
        for fault in style.beginning_faults(
            entry.id, [question.wording for section in entry.sections for question in section.questions]
        )
    ]
    assert not faults, listed(faults)


def test_a_fourth_question_that_starts_like_the_three_before_is_found_out(style: ModuleType) -> None:
    alike = ["What mechanisms are there for this?", "What mechanisms are there, if any?", "What mechanisms are used?"]
    assert list(style.beginning_faults("kf1", alike)) == []
    assert list(style.beginning_faults("kf1", [*alike, "What mechanisms are known?"])) == [
        'kf1: 4 questions in a row start with "what mechanisms are"'
    ]


def test_examples_name_a_country_a_fact_and_a_source(style: ModuleType, texts: list[Any]) -> None:
    faults = [fault for text in texts if text.kind == "Example" for fault in style.example_faults(text)]
    assert not faults, listed(faults)


def test_definitions_do_not_use_their_own_term(pack: Pack) -> None:
    faults = [term.id for term in pack.terms if term.definition.lower().startswith(term.term.partition(" (")[0].lower())]
    assert not faults, listed(faults)


def test_every_area_of_the_sample_has_strengths_gaps_and_several_statuses() -> None:
    for file in sorted((SAMPLE / "answers").glob("*.toml")):
        values = tomllib.loads(file.read_text(encoding="utf-8"))
        assert values["finding"]["strengths"].strip(), file.name
        assert values["finding"]["gaps"].strip(), file.name
        assert len({answer.get("status") for answer in values["answers"]}) > 1, file.name


HEAVY = (
    "The operationalization of organizational accountability arrangements necessitates interdepartmental harmonization, "
    "the institutionalization of independent verification capabilities and the systematic identification of "
    "vulnerabilities, notwithstanding administrative considerations of confidentiality that are habitually articulated."
)
BAD = {
    "too short": ("length_faults", "Introduction", "Leaders matter.", "2 words, not 60 to 100"),
    "too many sentences": ("length_faults", "Definition", "A gift. A bribe. A favour here.", "3 sentences, not 1 to 2"),
    "a long sentence": ("length_faults", "Definition", "It is " + "very " * 30 + "long.", "33 words, more than 30"),
    "a long mean": ("length_faults", "Guidance", "word " * 17 + "end.", "18.0 words a sentence, more than 16"),
    "heavy": ("length_faults", "Introduction", HEAVY, "less than 50"),
    "a number": ("word_faults", "Guidance", "The panel scored each one.", '"score*"; we say: low, medium, high'),
    "a word of others": ("word_faults", "Guidance", "Ask the stakeholders.", '"stakeholder*"'),
    "an -ise": ("spelling_faults", "Question", "Does the station recognise it?", '"recognise" is written with -ize'),
    "American": ("spelling_faults", "Question", "What behavior is it?", '"behavior*"'),
    "two spaces": ("typing_faults", "Question", "How  far?", "two spaces"),
    "a shout": ("typing_faults", "Question", "Stop!", "an exclamation mark"),
    "other quotation marks": ("typing_faults", "Question", 'The word "high" helps.', "a double quotation mark"),
    "a straight one": ("typing_faults", "Question", "The word 'high' helps.", "a straight quotation mark"),
    "a curly apostrophe": ("typing_faults", "Question", "The broker’s desk.", "a curly apostrophe"),
    "a dash": ("typing_faults", "Question", "One – two.", "a dash"),
    "two signs": ("typing_faults", "Question", "On the lanes,.", "two signs in a row"),
    "a shortened word": ("typing_faults", "Question", "A lane, e.g. lane 3.", "a shortened word"),
    "a date in figures": ("typing_faults", "Question", "On 03/04/2026.", "a date in figures"),
    "a long number": ("typing_faults", "Question", "In 10052 cases.", "a large number without commas"),
    "no end": ("ending_faults", "Question", "How far", "whole sentences"),
    "closed": (
        "question_faults",
        "Question",
        "At night too. Is there a code?",
        "yes or no would answer it: Is there a code?",
    ),
    "no question": ("question_faults", "Question", "Tell us about the code.", "asks nothing"),
    "a semicolon": ("question_faults", "Question", "What is there; who reads it?", "a semicolon cannot be heard"),
    "no source": ("example_faults", "Example", "Chile: customs has a code.", 'is not "Country: fact (source)."'),
    "no country": ("example_faults", "Example", "Customs has a code (WCO News No. 75).", "is not"),
}


@pytest.mark.parametrize(("rule", "kind", "content", "expected"), BAD.values(), ids=list(BAD))
def test_a_bad_text_is_found_out(style: ModuleType, page: str, rule: str, kind: str, content: str, expected: str) -> None:
    text = style.Text("here", kind, content, kind.lower())
    more = {"length_faults": [style.limits_of(page)[kind]], "word_faults": [style.avoided_of(page)]}.get(rule, [])
    faults = list(getattr(style, rule)(text, *more))
    assert [fault for fault in faults if fault.startswith("here: ") and expected in fault], faults


def test_what_is_right_is_no_fault(style: ModuleType, page: str) -> None:
    text = style.Text(
        "here", "Question", "How far do brokers' staff revise the ‘Lane Book’? Examples are No. 3 and 4.", "question"
    )
    rules = (style.spelling_faults, style.typing_faults, style.ending_faults, style.question_faults)
    assert [fault for rule in rules for fault in rule(text)] == []
    assert list(style.length_faults(text, style.limits_of(page)["Question"])) == []
    assert len(style.sentences(text.content)) == 2


def test_plain_words_read_more_easily_than_heavy_ones(style: ModuleType) -> None:
    plain = "The driver stops at the booth. An officer reads the papers and asks what is in the truck."
    assert style.reading_ease(plain) > 80
    assert style.reading_ease(HEAVY) < 0


def test_a_word_is_avoided_where_the_style_sheet_says_and_nowhere_else(style: ModuleType) -> None:
    entry = style.Avoided("stakeholder*", "who is meant", frozenset({"guidance"}))
    found = [entry.found_in(style.Text("", "", "All Stakeholders.", group)) for group in ("guidance", "question")]
    assert found == [True, False]
    assert not style.Avoided("program", "programme", frozenset()).found_in(style.Text("", "", "A programme.", "help"))
