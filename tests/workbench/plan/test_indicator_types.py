"""The types of indicators are those that the help explains; a list of words gains and loses one of them."""

from __future__ import annotations

import re

import pytest

from workbench.checklist.pack import Pack
from workbench.plan.indicator_types import INDICATOR_TYPES, holds_word, with_word


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
    ],
)
def test_a_word_is_added_to_an_area_and_taken_away(text: str, word: str, chosen: bool, after: str) -> None:
    assert with_word(text, word, chosen=chosen) == after
    assert holds_word(after, word) is chosen
