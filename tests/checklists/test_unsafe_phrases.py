"""Nothing in the pack asks a room to lay open who reported, whose case it was, a risk profile or somebody's private trouble.

A working group has colleagues, chiefs and sometimes brokers in it. What it is asked to tell or to put on the table can harm a
person, or give away how customs selects. Such things come in general figures, in invented cases, or in a session of officers
who are cleared for them. The phrases here stood in the pack once or are near to one that did.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from workbench.checklist.pack import Pack

NEVER = (
    r"[:,] who reports\b|\bwho (?:has )?reported\b",
    r"who is accused",
    r"who (?:has|had|was given) (?:help|debts?|counselling|an advance)",
    r"who (?:has )?declared",
    r"cases? of (?:protection|help|debt|counselling)",
    r"protection given\b",
    r"(?:the|our|a) last (?:case|complaint|message|breach|bribe)s?\b",
    r"the last (?:two|three|four|five) (?:cases|reports|complaints|messages)",
    r"has a case (?:ever|against)",
    r"what has ever happened to",
    r"when somebody admitted",
    r"recall a (?:breach|case|bribe)",
    r"records? of (?:help|advances|counselling|loans)",
    r"use of counselling",
    r"welfare files?",
    r"disclosure cases",
    r"promotion files|file of objections|mark sheets|exit talks|complaint book",
    r"letters of reprimand|warnings by (?:rank|name)",
    r"declarations received",
    r"decisions of (?:two|three|four|five) years",
    r"register of (?:messages|reports|complaints|interests)",
    r"log of complaints",
    r"if you wished to cheat|where would you (?:cheat|begin to cheat)",
    r"where bribes are (?:expected|paid|taken)",
    r"mark three weak points",
    r"hit rates by profile",
    r"who has been longest",
    r"which transfer did",
    r"try the hotline",
    r"ask for a real case|who used the rule",
    r"put to the test last",
    r"the present shift leader",
    r"figures, complaints and",
    r"beside ten decisions",
    r"how late is the draw",
    r"closed tender file",
    r"sample declaration's event log",
    r"read a decision letter",
    r"press reports with the action",
)
"""Phrases that ask for a person, a case or a weak spot: they have no safe place in a question, in guidance or in help."""

GUARDED = (
    r"risk profiles?|\bprofiles\b",
    r"hit rates",
    r"overrides",
    r"access audits|firewall reports|lists? of (?:accounts|rights)|access rights",
    r"rosters,|draw logs?|transfer orders",
    r"background checks and declared interests",
    r"registers? of requests",
    r"single (?:cases|decisions)",
    r"the register and the messages|filled forms|personal files",
)
"""What only cleared officers see: named where the same text says that it stays closed or in a confidential session."""

SAFE = re.compile(
    r"cleared (?:officers|for)|marked confidential|(?:stays?|files) closed|nobody asks|nobody is asked", re.IGNORECASE
)
NEGATED = re.compile(r"nobody (?:asks|is asked)[^.]*|never expose[^.]*", re.IGNORECASE)
"""Sentences that forbid what they name."""


def unsafe(text: str) -> Iterator[str]:
    """What a text asks for that must not be asked; a sentence that forbids it is no fault."""
    asked = NEGATED.sub("", text)
    for pattern in NEVER:
        if found := re.search(pattern, asked, re.IGNORECASE):
            yield f'"{found[0]}"'
    for pattern in GUARDED:
        if not SAFE.search(text) and (found := re.search(pattern, text, re.IGNORECASE)):
            yield f'"{found[0]}" without a word on who may see it'


def asked_of_a_room(pack: Pack) -> Iterator[tuple[str, str]]:
    """Every text of the pack that is read out in a room or that tells a facilitator what to do, with its place."""
    for entry in pack.areas:
        yield f"{entry.id} introduction", entry.introduction
        for section in entry.sections:
            yield from ((question.id, question.wording) for question in section.questions)
            yield from ((f"{section.id} {field.value}", text) for field, text in section.guidance)
    for page in pack.help:
        yield from ((f"help {page.topic.value} {part.kind.value}", part.text) for part in page.parts)


def test_nothing_asks_a_room_to_lay_open_a_person_a_case_or_a_profile(pack: Pack) -> None:
    faults = [f"{place}: {fault}" for place, text in asked_of_a_room(pack) for fault in unsafe(text)]
    assert not faults, "\n".join(["", *faults])


def test_the_help_says_what_to_do_when_an_offence_is_named(pack: Pack) -> None:
    for topic in ("sessions", "assessment"):
        text = next("\n".join(part.text for part in page.parts) for page in pack.help if page.topic.value == topic)
        assert "names a concrete offence" in text, topic
        assert re.search(r"anti-corruption agency|where it must go", text), topic
        assert re.search(r"nothing about it", text, re.IGNORECASE), topic
        assert re.search(r"Risk profiles|risk profiles", text), topic
        assert SAFE.search(text), topic


ONCE_IN_THE_PACK = (
    "Search for minutes of team meetings, notices about penalties, and records of help offered to staff.",
    "Has a case against a senior person ever been followed to its end?",
    "Pull the overrides of the selectivity channel and the register of waived penalties.",
    "Selection and hit rates by profile, and the list of people with rights to change the rules, belong on the table.",
    "Compare the list of active accounts with transfer orders. Look for firewall reports.",
    "Split the figures by gender: who reports, who is accused, in what situation?",
    "If you wished to cheat here, where would you begin? Let each person mark three weak points on a plan of the station.",
    "Without names, what happened from suspicion to decision in the last case here?",
    "Find the reporting poster, the log of complaints with answer times, and any case of protection given.",
    "Recall a breach in a team: what did the supervisor do in the first hour?",
    "Compare the scale of penalties with decisions of three years, by rank and gender.",
    "Pay scales beside local rents, housing lists, and records of advances or counselling can be used.",
    "Who has been longest in the same lane, and why? Which transfer did people here read as punishment?",
    "Take blank forms, notes of talks during the year and the file of objections.",
    "Who has declared a conflict of interest, and what followed?",
    "Promotion files with a word on conduct, use of counselling (numbers only), declarations received.",
    "What would they say if we asked them where bribes are expected?",
    "What happened to the last three messages?",
    "Signs at the lanes, the register of messages with dates, and a published yearly count should be available.",
    "Without names: what has ever happened to a broker who offered money here?",
    "Ask for a real case: what happened the last time, on which shift?",
    "Registers of requests with dates of reply and shared risk reports can be examined.",
    "Which of our values was put to the test last month?",
    "By what criteria was the present shift leader chosen?",
    "Figures, complaints and audit reports show what really happens in the lanes.",
    "Collect the list of exemptions, and the penalty scale beside ten decisions without names.",
    "How late is the draw made? What warns a chief early, such as leave never taken?",
    "Print a sample declaration's event log, and examine a closed tender file.",
    "Read a decision letter to see whether it names the right to appeal.",
    "The media policy and a file of press reports with the action taken will help.",
)


@pytest.mark.parametrize("text", ONCE_IN_THE_PACK)
def test_what_once_stood_in_the_pack_is_found_out(text: str) -> None:
    assert list(unsafe(text))


@pytest.mark.parametrize(
    "text",
    [
        "Profiles, hit rates and lists of rights stay with cleared officers, in a session marked confidential.",
        "Nobody asks who reported or was protected.",
        "Take an invented breach: what should a supervisor do in the first hour?",
        "Yearly figures for the whole administration, and penalties published without names.",
    ],
)
def test_what_is_safe_is_no_fault(text: str) -> None:
    assert list(unsafe(text)) == []
