"""Questions that a performance target leaves open, by the five letters of SMART (Part III, steps 2 and 3).

The checks are simple and do not understand the text: they look for a figure, a date, a name. So they only ask, and never
judge; a target without open questions may still be poor. They know only English words; in other languages only figures and
dates count.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from workbench.language.i18n import Message
from workbench.model.rows import Activity
from workbench.system.frozen import frozen


class SmartLetter(StrEnum):
    """The five tests, in the order of their letters; the values are the ids of their entries on the help page."""

    SPECIFIC = "specific"
    MEASURABLE = "measurable"
    ACHIEVABLE = "achievable"
    RELEVANT = "relevant"
    TIMED = "timed"


SMART_NAMES: Final = {
    SmartLetter.SPECIFIC: Message("Specific"),
    SmartLetter.MEASURABLE: Message("Measurable"),
    SmartLetter.ACHIEVABLE: Message("Achievable"),
    SmartLetter.RELEVANT: Message("Relevant"),
    SmartLetter.TIMED: Message("Time-bound"),
}


@frozen
class SmartQuestion:
    """A question for the group about one letter."""

    letter: SmartLetter
    question: Message


_MONTHS: Final = "january|february|march|april|may|june|july|august|september|october|november|december"
_YEAR: Final = r"(?<!\d)20[2-9]\d(?!\d)"
_QUARTER: Final = rf"{_YEAR}\s*[-/ ]?\s*q[1-4]|q[1-4]\s*[-/ ]?\s*{_YEAR}"
_DAY: Final = r"\d{4}-\d{1,2}-\d{1,2}|(?<!\d)\d{1,2}[./]\d{1,2}[./]\d{2,4}"
_MONTH: Final = rf"(?:\d{{1,2}}\.?\s+)?\b(?:{_MONTHS})\b(?:\s+\d{{1,2}}\b,?)?(?:\s+{_YEAR})?"
_MONTH_WORD: Final = re.compile(rf"(?:\d\.?\s+|\b(?:by|in|until|of|from|since|before|end of)\s+)(?:{_MONTHS})\b")
_DATE: Final = re.compile(f"{_DAY}|{_QUARTER}|{_YEAR}")
_WITHIN: Final = re.compile(
    r"\bwithin\s+(?:the\s+)?(?:\d+|one|two|three|four|five|six|nine|twelve)\s+(?:days|weeks|months|years?)\b"
)
_TIMES: Final = re.compile(f"{_DAY}|{_QUARTER}|{_MONTH}|{_YEAR}")
_COUNTED: Final = re.compile(
    r"\b(?:all|every|each|both|none|no|nobody|never|always|any|half|once|twice|one|two|three|four|five|six|seven|eight|nine|"
    r"ten|twelve|twenty|thirty|fifty|hundred)\b"
)
_PLAIN: Final = re.compile(
    r"\b(?:adopted|approved|published|signed|in force|in use|in place|in operation|installed|appointed|opened|closed|built|"
    r"introduced|issued|delivered|completed|finished|abolished|tested)\b"
)
_FEWEST_WORDS: Final = 4
_FEWEST_CHARACTERS: Final = 24


def open_questions(activity: Activity, *, responsible: bool) -> tuple[SmartQuestion, ...]:
    """What the target of an activity leaves open, in the order of the letters; nothing if there is no target.

    ``responsible``: whether somebody is named as responsible.

    S asks if the target has few words; M if it has no figure (dates aside) and no plain fact; A if no person or no means are
    named; R if there is no link to the strategic plan; T if neither target nor timeline has an end.
    """
    if not activity.target.strip():
        return ()
    asked = ((letter, _question(activity, letter, responsible=responsible)) for letter in SmartLetter)
    return tuple(SmartQuestion(letter, question) for letter, question in asked if question is not None)


def _question(activity: Activity, letter: SmartLetter, *, responsible: bool) -> Message | None:
    target = " ".join(activity.target.casefold().split())
    if letter is SmartLetter.SPECIFIC:
        return None if _is_long_enough(target) else Message("Who or what exactly, and where?")
    if letter is SmartLetter.MEASURABLE:
        return (
            None if _is_counted(target) else Message("Which figure, or which clear yes or no, will show that it is reached?")
        )
    if letter is SmartLetter.ACHIEVABLE:
        return _missing_means(activity, responsible=responsible)
    if letter is SmartLetter.RELEVANT:
        return None if activity.strategic_link.strip() else Message("Which goal of the strategic plan does it serve?")
    return None if activity.end_quarter or _is_dated(target) else Message("By which date or quarter?")


def _is_long_enough(target: str) -> bool:
    """Whether a target has enough words, or enough characters for scripts without spaces between words."""
    return len(target.split()) >= _FEWEST_WORDS or len(target) >= _FEWEST_CHARACTERS


def _is_counted(target: str) -> bool:
    rest = _WITHIN.sub(" ", _TIMES.sub(" ", target))
    figure = any(character.isdecimal() for character in rest) or "%" in rest
    return figure or _COUNTED.search(rest) is not None or _PLAIN.search(rest) is not None


def _is_dated(target: str) -> bool:
    return any(pattern.search(target) is not None for pattern in (_DATE, _MONTH_WORD, _WITHIN))


def _missing_means(activity: Activity, *, responsible: bool) -> Message | None:
    means = bool(activity.budget.strip())
    if responsible and means:
        return None
    if responsible:
        return Message("Which money, people and time will it take?")
    if means:
        return Message("Who has said that it can be done?")
    return Message("Who has said that it can be done, and with which means?")
