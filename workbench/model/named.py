"""People in one text: names of contributors between commas, and posts or units in any words.

Annex 9 has one column for who is responsible, so people write "Lena Torvik, Freight Control, Omar Saad". A contributor is
recognized by the whole name and becomes a link, so that the text follows when the name is corrected. All other words stay
as they are written. A semicolon ends a name, too, but between other words it stays where it is.

Files of older formats are converted with this, too: with another rule, two versions would convert one file differently.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from typing import Final, NamedTuple

_COMMA, _ARABIC_COMMA = ",", "،"
_SEMICOLONS: Final = ";؛"
_MARKS: Final = f"{_COMMA}{_ARABIC_COMMA}{_SEMICOLONS}"
"""What may separate two names."""

_MARK: Final = re.compile(rf"\([^()]*\)|(?<=\d),(?=\d)|([{_MARKS}])")
"""A mark as its group; marks in brackets and in numbers separate nothing."""

_EDGES: Final = _MARKS + " \t\n\r\v\f\x85\xa0\u2028\u2029\u202f\u3000"
_LONGEST: Final = 5
"""The most parts between commas that the name of one contributor can have and still be recognized."""

_MOST: Final = 100
"""A text with more parts is no list of people. It stays whole."""

_ARABIC: Final = re.compile("[\u0600-\u06ff]")


class Named(NamedTuple):
    """Somebody in a text: a contributor by id, or a post or a unit by its name."""

    contributor: str | None
    name: str


def people_in(text: str, known: Iterable[tuple[str, str]], now: Collection[str] = ()) -> list[Named]:
    """The people in a text, in its order. ``known`` are contributors by id and name.

    If several have the same name, those come first who are in the text ``now``. Somebody who is named twice is a link the
    first time only; the second stays as words.
    """
    return [Named(person, "" if person is not None else text[start:end]) for person, start, end in _found(text, known, now)]


def joined(names: Iterable[str]) -> str:
    """Names as one text, without blank ones; after a name in Arabic letters stands the Arabic comma."""
    written = [name for name in names if name.strip()]
    commas = [_ARABIC_COMMA if _ARABIC.search(name) else _COMMA for name in written]
    return "".join(f"{name}{comma} " for name, comma in zip(written, commas, strict=True))[:-2]


def parts(text: str) -> list[str]:
    """What is between any marks of a text, also in brackets, without blank parts."""
    return [part.strip() for part in re.split(f"[{_MARKS}]", text) if part.strip()]


def is_named(name: str, text: str) -> bool:
    """Whether this name is in a text between its commas."""
    return any(person is not None for person, _, _ in _found(text, [("", name)], ()))


def with_name(name: str, text: str) -> str:
    """The text with one more name at its end."""
    return joined((text.strip().rstrip(_MARKS).strip(), name))


def without_name(name: str, text: str) -> str:
    """The text without this name, however often it is named; its other parts stay."""
    every = [("", name)] * len(_between_marks(text))
    return joined(text[start:end] for person, start, end in _found(text, every, ()) if person is None)


def last_part(text: str) -> tuple[str, str]:
    """The text up to and including the last comma, and the name after it, which is still being typed."""
    start, _ = _between_marks(text)[-1]
    return text[:start], text[start:].strip()


def _found(text: str, known: Iterable[tuple[str, str]], now: Collection[str]) -> list[tuple[str | None, int, int]]:
    """Who is where in a text: the id, or None for other words, and the start and end."""
    people, longest = _by_name(known, now)
    spans = _between_marks(text)
    if len(spans) > _MOST:
        people, spans = {}, [(0, len(text))]
    found: list[tuple[str | None, int, int]] = []
    index = 0
    while index < len(spans):
        start = spans[index][0]
        for count in range(min(longest, len(spans) - index), 0, -1):
            named = people.get(plain_name(text[start : spans[index + count - 1][1]]))
            if named:
                found.append((named.pop(0), start, spans[index + count - 1][1]))
                break
        else:
            count = 1
            goes_on = found and found[-1][0] is None and text[start - 1] in _SEMICOLONS
            found.append((None, found.pop()[1] if goes_on else start, spans[index][1]))
        index += count
    return [trimmed for place in found if (trimmed := _trimmed(text, *place)) is not None]


def _by_name(known: Iterable[tuple[str, str]], now: Collection[str]) -> tuple[dict[str, list[str]], int]:
    """The ids by name, and how many parts between commas the longest name has."""
    people: dict[str, list[str]] = {}
    longest = 1
    for person, name in sorted(known, key=lambda pair: pair[0] not in now):
        if plain_name(name):
            people.setdefault(plain_name(name), []).append(person)
            longest = max(longest, len(_between_marks(name)))
    return people, min(longest, _LONGEST)


def _between_marks(text: str) -> Sequence[tuple[int, int]]:
    """The places between the marks, at least one."""
    marks = [mark for mark in _MARK.finditer(text) if mark[1]]
    return list(zip([0, *(mark.end() for mark in marks)], [*(mark.start() for mark in marks), len(text)], strict=True))


def _trimmed(text: str, person: str | None, start: int, end: int) -> tuple[str | None, int, int] | None:
    """The place without blanks at its ends, and without commas unless it is a contributor; None if nothing is left."""
    written = text[start:end]
    kept = written.strip() if person is not None else written.strip(_EDGES)
    begin = start + written.index(kept)
    return (person, begin, begin + len(kept)) if kept else None


def plain_name(name: str) -> str:
    """A name as it is compared: without regard to case, to blanks, and to how its accents are encoded."""
    return " ".join(unicodedata.normalize("NFC", name).split()).casefold()
