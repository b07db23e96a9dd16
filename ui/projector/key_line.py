"""The line at the foot of the projector view where it is the only screen: the keys that matter in the present state."""

from __future__ import annotations

from typing import Final

from ui.kit.shortcuts import keys_written
from ui.link.keys import Act, Alone, KeySpec
from ui.link.language import tr
from workbench.language.i18n import Message

_FIELDS: Final = {
    "all": keys_written(Act.KEYS),
    **{name.lower(): keys_written(act) for name, act in vars(Alone).items() if isinstance(act, KeySpec)},
}
"""The keys that the lines below name."""

READING: Final = Message(
    "{type}: type   {next}: next   {previous}: back   {blank}: blank   {all}: all keys   {leave}: close", **_FIELDS
)
RATING: Final = Message(
    "{rate_low}, {rate_medium}, {rate_high}: rate   {criterion_before}, {criterion_after}: criterion   {next}: next   "
    "{previous}: back   {all}: all keys   {leave}: close",
    **_FIELDS,
)
BLANK: Final = Message("Blank.   {blank}: show again   {leave}: close", **_FIELDS)
HELD: Final = Message("Held.   {key}: follow again   {leave}: close", key=keys_written(Act.HOLD), **_FIELDS)
LISTED: Final = Message("{next_page}: next page   Any other key: back", **_FIELDS)
TYPING: Final = Message("You are typing.   {leave}: stop", **_FIELDS)
ENTERING: Final = Message("{type}: save   {leave}: leave", **_FIELDS)
TROUBLE: Final = Message("Not everything is saved yet.   {leave}: read why", **_FIELDS)


def written(said: Message) -> str:
    """A line of keys that is broken only between two of them."""
    return "   ".join(part.strip().replace(" ", "\u00a0") for part in tr(said).split("   "))
