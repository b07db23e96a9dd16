"""Who is responsible for an activity, as one text: a contributor by id, and after the name others in any words.

Annex 9 has one column for it, so people write "Lena Torvik, Freight Control". The first name is kept as the contributor
that it is, and so follows when the name is mended on the list of people; what comes after it stays as it is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from workbench.model.rows import Activity

if TYPE_CHECKING:
    from workbench.privacy.person_names import NameFinder

_MARKS: Final = (",", "،", ";")
"""What may stand between two names; the second is the comma of Arabic."""

_GONE: Final = "\0"
"""Stands for a name while a line is taken apart; no text that can be stored has it."""

_EMPTY: Final = f"{_GONE} .,:()\n\t-"


def responsible_text(activity: Activity, names: Mapping[str, str]) -> str:
    """Everybody who is responsible, in one text; ``names`` are those of the contributors by their ids."""
    person = names.get(activity.responsible_id or "", "")
    return ", ".join(name for name in (person, activity.responsible) if name)


def responsible_in(text: str, known: Sequence[tuple[str, str]], now: str | None) -> tuple[str | None, str]:
    """Who a text names: the id of a contributor whose name begins it, and what follows the name; or nobody, and the text.

    ``known`` are ids with names. Of several with the same name it is the one who is responsible ``now``, or else the first.
    """
    wanted = " ".join(text.split())
    for person, name in sorted(known, key=lambda pair: (-len(pair[1]), pair[0] != now)):
        plain = " ".join(name.split())
        rest = wanted[len(plain) :].lstrip()
        if plain and wanted.casefold().startswith(plain.casefold()) and (not rest or rest.startswith(_MARKS)):
            return person, rest[1:].strip()
    return None, text.strip()


def publicly_responsible(text: str, finder: NameFinder, instead: str) -> str:
    """Who is responsible, without the people who may not be named, wherever they stand in the line.

    A name between its commas goes; where more is said beside it, the words ``instead`` stand in its place.
    """
    from workbench.privacy.person_names import instead_of

    spans = [(mention.start, mention.end, _GONE) for mention in finder.certain(text)]
    parts = _parts(instead_of(text, spans))
    if not spans and not any(map(finder.is_name, parts)):
        return text
    return ", ".join(part.replace(_GONE, instead) for part in parts if part.strip(_EMPTY) and not finder.is_name(part))


def is_named(name: str, text: str) -> bool:
    """Whether a text names somebody, between its commas."""
    return _plain(name) in map(_plain, _parts(text))


def with_name(name: str, text: str) -> str:
    """A text that also names somebody."""
    kept = text.strip().rstrip("".join(_MARKS)).strip()
    return f"{kept}, {name}" if kept else name


def without_name(name: str, text: str) -> str:
    """A text that no longer names somebody; what else stands in it is kept."""
    return ", ".join(part for part in _parts(text) if _plain(part) != _plain(name))


def last_part(text: str) -> tuple[str, str]:
    """What stands before the name that is being written, with its comma, and the name as far as it goes."""
    end = max(text.rfind(mark) for mark in _MARKS) + 1
    return text[:end], text[end:].strip()


def _parts(text: str) -> list[str]:
    for mark in _MARKS[1:]:
        text = text.replace(mark, _MARKS[0])
    return [part.strip() for part in text.split(_MARKS[0]) if part.strip()]


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
