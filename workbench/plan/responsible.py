"""Who is responsible for an activity, as one text: the name of a contributor, and others in any words.

Annex 9 has one column for this, so people write "Lena Torvik, Freight Control". If the text starts with the name of a
contributor, the id is stored, so that the text follows when the name is corrected; the rest is stored as it is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from workbench.model.rows import Activity

if TYPE_CHECKING:
    from workbench.privacy.person_names import NameFinder

_MARKS: Final = (",", "،", ";")
"""What may separate two names; the second is the Arabic comma."""

_GONE: Final = "\0"
"""Replaces a name while a text is split; no stored text contains it."""

_EMPTY: Final = f"{_GONE} .,:()\n\t-"


def responsible_text(activity: Activity, names: Mapping[str, str]) -> str:
    """Everybody who is responsible, in one text; ``names`` are those of the contributors, by id."""
    person = names.get(activity.responsible_id or "", "")
    return ", ".join(name for name in (person, activity.responsible) if name)


def responsible_in(text: str, known: Sequence[tuple[str, str]], now: str | None) -> tuple[str | None, str]:
    """The id of the contributor whose name starts a text, and the rest of the text; or None, and the whole text.

    ``known`` are ids with names. If several have the same name, it is the one responsible ``now``, or else the first.
    """
    wanted = " ".join(text.split())
    for person, name in sorted(known, key=lambda pair: (-len(pair[1]), pair[0] != now)):
        plain = " ".join(name.split())
        rest = wanted[len(plain) :].lstrip()
        if plain and wanted.casefold().startswith(plain.casefold()) and (not rest or rest.startswith(_MARKS)):
            return person, rest[1:].strip()
    return None, text.strip()


def publicly_responsible(text: str, finder: NameFinder, instead: str) -> str:
    """Who is responsible, without the people who must not be named.

    A name alone between commas is removed; if there is more between the commas, the words ``instead`` replace the name.
    """
    from workbench.privacy.person_names import instead_of

    spans = [(mention.start, mention.end, _GONE) for mention in finder.certain(text)]
    parts = _parts(instead_of(text, spans))
    if not spans and not any(map(finder.is_name, parts)):
        return text
    return ", ".join(part.replace(_GONE, instead) for part in parts if part.strip(_EMPTY) and not finder.is_name(part))


def is_named(name: str, text: str) -> bool:
    """Whether this name is one of the parts of a text between its commas."""
    return _plain(name) in map(_plain, _parts(text))


def with_name(name: str, text: str) -> str:
    """The text with one more name at its end."""
    kept = text.strip().rstrip("".join(_MARKS)).strip()
    return f"{kept}, {name}" if kept else name


def without_name(name: str, text: str) -> str:
    """The text without this name; its other parts stay."""
    return ", ".join(part for part in _parts(text) if _plain(part) != _plain(name))


def last_part(text: str) -> tuple[str, str]:
    """The text up to and including the last comma, and the name after it, which is still being typed."""
    end = max(text.rfind(mark) for mark in _MARKS) + 1
    return text[:end], text[end:].strip()


def _parts(text: str) -> list[str]:
    for mark in _MARKS[1:]:
        text = text.replace(mark, _MARKS[0])
    return [part.strip() for part in text.split(_MARKS[0]) if part.strip()]


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
