"""Raised hands for a question, as one line such as ``2 7 3``: a number for each status of :data:`COUNTED`, in that order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from workbench.errors import InvalidValue
from workbench.language.i18n import Message
from workbench.model.limits import MOST_HANDS
from workbench.model.rows import Hand
from workbench.model.vocabulary import MeasureStatus

COUNTED: Final = tuple(status for status in MeasureStatus if status is not MeasureStatus.NOT_JUDGED)
"""The statuses for which hands are counted, in the order in which they are read out and typed."""

_BETWEEN: Final = re.compile(r"[\s,;/+\u060c\u061b]+")
"""What people write between numbers, in every alphabet."""


def read_hands(text: str) -> dict[MeasureStatus, int]:
    """The counts in a line such as ``2 7 3``, for every status of :data:`COUNTED`; those left out are 0.

    Digits may be those of any alphabet; a blank line is nobody. Raises :class:`~workbench.errors.InvalidValue` for anything
    but numbers, for more numbers than statuses, and for a number that no room has.
    """
    words = [word for word in _BETWEEN.split(text.strip()) if word]
    if not all(word.isdecimal() for word in words):
        raise _refused(
            Message("Raised hands are whole numbers with a space between."),
            Message("Write one number for each status, for example 2 7 3."),
        )
    if len(words) > len(COUNTED):
        raise _refused(
            Message("There are more numbers than the {count} statuses.", count=len(COUNTED)),
            Message("Write one number for each status, for example 2 7 3."),
        )
    if any(len(word.lstrip("0")) > len(str(MOST_HANDS)) for word in words):
        raise impossible_count()  # before int(), which takes long with thousands of digits
    counts = [*map(int, words), *[0] * (len(COUNTED) - len(words))]
    return dict(zip(COUNTED, counts, strict=True))


def written_hands(hands: Mapping[MeasureStatus, int]) -> str:
    """Counts as the line that :func:`read_hands` reads, without zeros at its end; empty if nobody raised a hand."""
    counts = [hands.get(status, 0) for status in COUNTED]
    while counts and not counts[-1]:
        counts.pop()
    return " ".join(map(str, counts))


def hands_on_question(rows: Sequence[Hand]) -> dict[MeasureStatus, int]:
    """The counts for every status of :data:`COUNTED`, from the rows of one question."""
    counts = {row.choice.value: row.count for row in rows}
    return {status: counts.get(status.value, 0) for status in COUNTED}


def counted_on(date: str, session: str) -> Message:
    """When hands were counted: a day in words, and the title of the session, which may be empty."""
    if not session:
        return Message("Counted on {date}.", date=date)
    return Message("Counted on {date}, in the session “{title}”.", date=date, title=session)


def impossible_count() -> InvalidValue:
    """The error for a count below 0 or above :data:`~workbench.model.limits.MOST_HANDS`."""
    return _refused(
        Message("This number of raised hands is not possible."), Message("Enter a number from 0 to {most}.", most=MOST_HANDS)
    )


def _refused(what: Message, advice: Message) -> InvalidValue:
    return InvalidValue(what, safe=Message("Nothing was changed."), advice=advice)
