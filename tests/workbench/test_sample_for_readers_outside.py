"""Nobody is recognized, and nobody is warned, in the public edition of the sample.

Marks keep names out; they do not keep out a case that a whole town knows, a count of one, or a view that only one person in
the room can have. What stands here stood in the sample once, when it was read from the first page to the last as a journalist
would, or is near to it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pytest

from workbench.document.document import Document
from workbench.language.i18n import ENGLISH
from workbench.model.rows import Contribution
from workbench.model.vocabulary import Edition
from workbench.reports.json_report import render_json
from workbench.reports.snapshot import take_snapshot

pytestmark = pytest.mark.slow

SMALL = r"(?:one|two|three|four|five|six)"
TELLING = (
    rf"\b{SMALL} (?:dismissals?|reprimands?|cuts? in pay|objections?)\b",
    rf"reports by officers came to {SMALL}\b",
    rf"\b{SMALL} (?:are|is) under inquiry",
    r"passed to Internal Affairs the same day",
    r"in a case from",
    r"\bdispute on competence, about\b",
    r"as in (?:January|February|March|April|May|June|July|August) 20\d\d\.",
    r"\bsick leave\b(?! is left)|impaired (?:hearing|sight)",
    r"the longest since",
    r"\bthe driver\b[^.]*\b(?:he|she)\b wants",
    r"\b(?:\d+|eleven|twelve|twenty) (?:local |risk )?profiles\b|per cent at random",
    r"has been used at the station",
    rf"\b(?:none|{SMALL}) in 20\d\d, {SMALL} in 20\d\d",
    r"was disputed once",
    rf"and {SMALL} (?:is|are) open\b",
    r"stood still for",
    r"\b[Tt]he (?:two )?deput(?:y|ies) do(?:es)? not\b",
    r"\bthe dog handler\b",
    r"\bWomen in the group say\b",
)
"""What tells of one person or one case, or how customs selects."""

OWN = re.compile(r"\b(?:I|my|me|mine|us|our|ours)\b")
"""Words by which somebody who is not named tells where he or she stands."""


def telling(text: str) -> list[str]:
    return [found[0] for pattern in TELLING if (found := re.search(pattern, text))]


def test_the_public_edition_of_the_sample_tells_of_no_single_case(sample: Document) -> None:
    target = io.BytesIO()
    render_json(take_snapshot(sample, edition=Edition.PUBLIC), target, ENGLISH)
    assert telling(target.getvalue().decode()) == []


def views_without_a_name(sample: Document) -> Iterator[str]:
    for row in sample.read.every(Contribution):
        if row.contributor_id is None and row.group_id is None and row.question_id is not None:
            yield row.text


def test_a_view_without_a_name_does_not_tell_whose_it_is(sample: Document) -> None:
    texts = list(views_without_a_name(sample))
    assert texts
    assert [text for text in texts if OWN.search(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Eleven cases concerned Irsel Bridge: four reprimands, two cuts in pay, one dismissal, one still pending.",
        "Reports by officers came to two in 2025: reports by officers came to two.",
        "Four are under inquiry there: four are under inquiry.",
        "The two were passed to Internal Affairs the same day.",
        "The ombudsman declined, in a case from another station, to see an official as one.",
        "There has been one dispute on competence, about a vehicle in the staff car park.",
        "Serious cases do reach the State Integrity Bureau, as in April 2026.",
        "155 of 158 handed it in; the other three were on long sick leave.",
        "For 2025 there were three objections; one was upheld.",
        "Colleagues with impaired hearing have good equipment.",
        "Five of the eight are acting today, the longest since May 2022.",
        "The broker and the driver do not agree: she wants it signed, he wants it paid for by the firms.",
        "We would switch off eleven profiles tomorrow.",
        "The engine adds four per cent at random.",
        "It has been used at the station, and the time limit was kept.",
        "A change during the year is reported seldom: none in 2024, two in 2025, four in 2026 so far.",
        "In eight years the competence was disputed once, without success.",
        "Seven ended with a sanction, three without a finding, and one is open.",
        "When one of these people was away in 2026, the work stood still for five weeks.",
        "The two deputies do not go out at night.",
        "Analysts and the dog handler follow the separate scheme.",
        "Women in the group say that the tone has changed since.",
    ],
)
def test_what_once_stood_in_the_sample_is_found_out(text: str) -> None:
    assert telling(text)


def test_a_view_that_tells_its_shift_is_found_out() -> None:
    assert OWN.search("Nobody on my shift has attended the module in two years.")
    assert not OWN.search("Who works nights seldom gets to the module.")
