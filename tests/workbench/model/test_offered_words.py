"""The words that are offered are those of the help; a text gains and loses one of them, and keeps everything else."""

from __future__ import annotations

import re

import pytest

from workbench.checklist.pack import Pack
from workbench.model.offered_words import FIELDS_OF_WORK, INDICATOR_TYPES, holds_word, with_word


def test_the_types_are_those_that_the_help_explains_in_its_order(pack: Pack) -> None:
    page = next(page for page in pack.help if page.topic == "indicators")
    explained = [name for part in page.parts for name in re.findall(r"^- ([A-Z][a-z ]+): ", part.text, re.MULTILINE)]
    assert [str(name).capitalize() for name in INDICATOR_TYPES] == explained
    assert len(explained) == 22


@pytest.mark.parametrize(
    ("text", "word", "chosen", "after"),
    [
        ("", "process", True, "Process"),
        ("Process", "lagging", True, "Process, lagging"),
        ("Process, lagging", "process", False, "Lagging"),
        ("Process, our own kind , lagging", "lagging", False, "Process, our own kind"),
        ("PROCESS", "process", True, "PROCESS"),
        ("outcome", "process", False, "outcome"),
        ("Process", "process", False, ""),
        ("quality of service", "quality", False, "quality of service"),
        ("Lawyer, eleven years in customs.", "audit", True, "Lawyer, eleven years in customs. Audit."),
        ("Lawyer, eleven years in customs. Audit.", "audit", False, "Lawyer, eleven years in customs."),
        ("Audit. Lawyer, eleven years in customs.", "audit", False, "Lawyer, eleven years in customs."),
        ("Trained auditor", "audit", True, "Trained auditor, audit"),
        ("Six years in audit, then at the port", "audit", False, "Six years in audit, then at the port"),
        ("Audit;\ncommunication", "audit", False, "Communication"),
    ],
)
def test_a_word_is_added_to_an_area_and_taken_away(text: str, word: str, chosen: bool, after: str) -> None:
    assert with_word(text, word, chosen=chosen) == after
    assert holds_word(after, word) is chosen


def test_the_fields_of_work_are_distinct_and_can_stand_in_a_list() -> None:
    words = [str(word) for word in FIELDS_OF_WORK]
    assert len({word.casefold() for word in words}) == len(words) > 10
    text = ""
    for word in words:
        text = with_word(text, word, chosen=True)
    assert all(holds_word(text, word) for word in words)
    for word in words:
        text = with_word(text, word, chosen=False)
    assert text == ""
