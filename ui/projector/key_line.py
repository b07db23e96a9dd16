"""The line at the foot of the projector view where it is the only screen: the keys that matter in the present state."""

from __future__ import annotations

from typing import Final

from ui.kit.shortcuts import keys_written
from ui.link.keys import Act, Alone
from ui.link.language import tr
from workbench.language.i18n import Message

_of = keys_written
_LEAVE: Final = _of(Alone.LEAVE)
_NEXT, _BEFORE, _ALL = _of(Alone.NEXT), _of(Alone.PREVIOUS), _of(Act.KEYS)

READING: Final = Message(
    "{type}: type   {next}: next   {previous}: back   {blank}: blank   {all}: all keys   {leave}: close",
    type=_of(Alone.TYPE),
    next=_NEXT,
    previous=_BEFORE,
    blank=_of(Alone.BLANK),
    all=_ALL,
    leave=_LEAVE,
)
RATING: Final = Message(
    "{low}, {medium}, {high}: rate   {up}, {down}: criterion   {next}: next   {previous}: back   {all}: all keys   "
    "{leave}: close",
    low=_of(Alone.RATE_LOW),
    medium=_of(Alone.RATE_MEDIUM),
    high=_of(Alone.RATE_HIGH),
    up=_of(Alone.CRITERION_BEFORE),
    down=_of(Alone.CRITERION_AFTER),
    next=_NEXT,
    previous=_BEFORE,
    all=_ALL,
    leave=_LEAVE,
)
BLANK: Final = Message("Blank.   {blank}: show again   {leave}: close", blank=_of(Alone.BLANK), leave=_LEAVE)
HELD: Final = Message("Held.   {hold}: follow again   {leave}: close", hold=_of(Act.HOLD), leave=_LEAVE)
LISTED: Final = Message("{next_page}: next page   Any other key: back", next_page=_of(Alone.NEXT_PAGE))
TYPING: Final = Message("You are typing.   {leave}: stop", leave=_LEAVE)
ENTERING: Final = Message("{type}: save   {leave}: leave", type=_of(Alone.TYPE), leave=_LEAVE)
TROUBLE: Final = Message("Not everything is saved yet.   {leave}: read why", leave=_LEAVE)


def written(said: Message) -> str:
    """A line of keys that is broken only between two of them."""
    return "   ".join(part.strip().replace(" ", "\u00a0") for part in tr(said).split("   "))
