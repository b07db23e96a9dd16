"""Keys that order rows: texts between those of the neighbours, so that moving a row changes this row and no other.

A key is written in the digits ``0-9A-Za-z`` and compared as text: ``V`` comes before ``W``, and ``VV`` between the two. As
digits of a fraction after the point, keys leave room between any two different ones. The same neighbours always give the
same key, so two laptops that insert at the same place give the same; the ids of the rows then decide, in every file alike.
Source: "fractional indexing", as in editors for several people.

The empty text means "not ordered" and comes before all keys, as in SQL.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

MOST_CHARACTERS: Final = 64
"""The longest key: more than three hundred insertions at one place make one. Then a few rows get shorter keys."""

_DIGITS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BASE: Final = len(_DIGITS)
_VALUES: Final = {digit: value for value, digit in enumerate(_DIGITS)}
_KEY: Final = re.compile(r"[0-9A-Za-z]*[1-9A-Za-z]")
"""No key ends in 0: nothing fits between ``V`` and ``V0``."""
_EVERY_STRETCH: Final = 16
"""Up to this many rows the smallest stretch that has room is found, beyond it one that is at most twice as large."""


def is_order_key(text: str) -> bool:
    """Whether a text is a key."""
    return len(text) <= MOST_CHARACTERS and _KEY.fullmatch(text) is not None


def keys(count: int) -> list[str]:
    """Keys for a new list: short, with the same room between all of them."""
    return _spread("", None, count, MOST_CHARACTERS) or []


def after(last: str) -> str | None:
    """A key after the last one of a list; it stays short however many rows are added. None if there is no room."""
    return between(last, None)


def between(before: str, after: str | None) -> str | None:
    """A key between those of two neighbours; None if there is no room.

    ``before`` is empty for the first row or after rows that are not ordered, ``after`` is None for the last row.
    """
    if before and after is None:
        found: str | None = _next(before)
    elif after and not before:
        found = _previous(after)
    else:
        found = next(iter(_spread(before, after, 1, MOST_CHARACTERS) or ()), None)
    return found if found is not None and len(found) <= MOST_CHARACTERS else None


def inserted(others: Sequence[str], index: int) -> list[str]:
    """The keys of a list in which a new row stands at ``index`` among ``others``, which are in order.

    Only the new row gets a key. Where there is no room, because keys are equal or too long, its nearest neighbours get new
    ones too, as few as needed.
    """
    before = others[index - 1] if index else ""
    found = between(before, others[index] if index < len(others) else None)
    start, stop, given = (index, index, [found]) if found is not None else _made_room(others, index)
    return [*others[:start], *given, *others[stop:]]


def _made_room(others: Sequence[str], index: int) -> tuple[int, int, list[str]]:
    """The smallest stretch of neighbours that must get new keys, and their keys with the new one among them.

    Half of the longest key remains free, so that the next insertion does not end in the same narrow place.
    """
    for start, stop in _stretches(len(others), index):
        before, behind = others[start - 1] if start else "", others[stop] if stop < len(others) else None
        given = _spread(before, behind, stop - start + 1, MOST_CHARACTERS // 2)
        if given is not None:
            return start, stop, given
    return 0, len(others), keys(len(others) + 1)


def _stretches(count: int, index: int) -> Iterator[tuple[int, int]]:
    """The stretches of a list that touch an index, the smallest first; of large ones some, because a list may be long."""
    size = 1
    while size < count:
        first, last = max(0, index - size), min(index, count - size)
        starts = range(first, last + 1) if size < _EVERY_STRETCH else sorted({first, (first + last) // 2, last})
        yield from ((start, start + size) for start in starts)
        size = size + 1 if size < _EVERY_STRETCH else 2 * size


def _spread(before: str, after: str | None, count: int, longest: int) -> list[str] | None:
    """As many keys between two neighbours, as short as possible and with the same room between them; None without room."""
    if after is not None and before >= after:
        return None
    low, high = 0, 0
    for width in range(1, longest + 1):
        low = low * _BASE + _digit(before, width - 1)
        high = high * _BASE + _digit(after, width - 1) if after is not None else _BASE**width
        if high - low > count:
            return [_text(low + (high - low) * number // (count + 1), width) for number in range(1, count + 1)]
    return None


def _next(last: str) -> str:
    """The key one step after another. The more digits z it begins with, the longer it is: 61 keys, 3,782, 234,484 ..."""
    width = 2 * _leading(last, "z") + 1
    return _text(_number(last, width) + 1, width)


def _previous(first: str) -> str:
    """The key one step before another; the same as :func:`_next`, with 0 for z."""
    zeros = _leading(first, "0")
    width = 2 * zeros + 1
    if len(first) > width:
        return _text(_number(first, width), width)
    found = _number(first, width) - 1
    if found >= _BASE**zeros:
        return _text(found, width)
    return "0" * (zeros + 1) + "z" * (zeros + 2)


def _leading(place: str, digit: str) -> int:
    return len(place) - len(place.lstrip(digit))


def _digit(place: str, at: int) -> int:
    return _VALUES[place[at]] if at < len(place) else 0


def _number(place: str, width: int) -> int:
    found = 0
    for at in range(width):
        found = found * _BASE + _digit(place, at)
    return found


def _text(number: int, width: int) -> str:
    digits = []
    for _ in range(width):
        number, digit = divmod(number, _BASE)
        digits.append(_DIGITS[digit])
    return "".join(reversed(digits)).rstrip("0")
