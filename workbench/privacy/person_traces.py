"""What reveals a person without the name: an e-mail address, a telephone number, or a position that nobody else has.

A position counts if it has at least two words ("Head of Passenger Control") or is next to the department in the text, and if
no person who may be named has the same one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from workbench.language.folding import WORDS, fold
from workbench.model.rows import Contributor
from workbench.system.frozen import frozen

_MAIL: Final = re.compile(r"[^\s@,;<>()]+@[^\s@,;<>()]+\w")
_NUMBER: Final = re.compile(r"\d(?:[ ().\-/]{0,2}\d){5,}")
_TOKENS: Final = re.compile(r"[^\W_]+")
_PIECES: Final = re.compile(r"[,;/\n]")
_SAME_DIGITS: Final = 7
"""Two telephone numbers are the same if this many last digits are, however the codes before them are written."""

_SHORTEST_PHRASE: Final = 8
_SMALL_WORDS: Final = r"(?:[^\W\d_]{1,3}[\W_]{1,3}){0,2}"


@frozen
class Trace:
    """Something to look for: a contact, or else a position. The patterns are tried if all ``words`` are in a text.

    A pattern starts with fixed letters, so that the engine can skip quickly to the places that may match.
    """

    person: str
    contact: bool
    words: frozenset[str]
    patterns: tuple[str, ...]


class Traces:
    """The traces of the ``hidden`` people, without those that also fit somebody ``known``."""

    def __init__(self, hidden: Iterable[Contributor], known: Collection[Contributor]) -> None:
        held = {piece for person in known for piece in _pieces(person.job_title)}
        placed = {(piece, fold(person.department)) for person in known for piece in _pieces(person.job_title)}
        self._numbers: dict[str, str] = {}
        self._traces: dict[str, list[Trace]] = {}
        for person in hidden:
            self._numbers |= {_last(number): person.id for number in _NUMBER.findall(fold(person.contact))}
            for trace in (*_of_contact(person), *_of_position(person, held, placed)):
                self._traces.setdefault(max(trace.words, key=len), []).append(trace)

    def find(self, text: str, words: frozenset[str]) -> Iterator[tuple[int, int, str, bool]]:
        """Each trace in a folded text as (start, end, person, whether it is a contact); ``words`` are those of the text."""
        for trace in (trace for word in words & self._traces.keys() for trace in self._traces[word]):
            for pattern in trace.patterns if trace.words <= words else ():
                for hit in re.finditer(pattern, text):
                    if not text[max(0, hit.start() - 1) : hit.start()].isalnum():
                        yield hit.start(), hit.end(), trace.person, trace.contact
        if self._numbers:
            for hit in _NUMBER.finditer(text):
                person = self._numbers.get(_last(hit.group()))
                if person is not None:
                    yield hit.start() - (text[hit.start() - 1 : hit.start()] == "+"), hit.end(), person, True


def _last(number: str) -> str:
    return "".join(filter(str.isdigit, number))[-_SAME_DIGITS:]


def _pieces(position: str) -> list[str]:
    return [piece.strip() for piece in _PIECES.split(fold(position)) if piece.strip()]


def _of_contact(person: Contributor) -> Iterator[Trace]:
    contact = fold(person.contact)
    mails = [mail for mail in _MAIL.findall(contact) if WORDS.search(mail)]
    for mail in mails:
        yield _trace(person, (re.escape(mail),), mail, contact=True)
    if not mails and not _NUMBER.search(contact) and len(contact) >= _SHORTEST_PHRASE and len(WORDS.findall(contact)) > 1:
        yield _trace(person, (_phrase(contact),), contact, contact=True)


def _of_position(person: Contributor, held: set[str], placed: set[tuple[str, str]]) -> Iterator[Trace]:
    unit = fold(person.department)
    for piece in _pieces(person.job_title):
        if len(WORDS.findall(piece)) > 1 and piece not in held:
            yield _trace(person, (_phrase(piece),), piece, contact=False)
        elif WORDS.search(piece) and WORDS.search(unit) and (piece, unit) not in placed:
            job, where = _phrase(piece), _phrase(unit)
            both = (rf"{job}[\W_]{{1,3}}{_SMALL_WORDS}{where}", rf"{where}[\W_]{{1,3}}{_SMALL_WORDS}{job}")
            yield _trace(person, both, f"{piece} {unit}", contact=False)


def _phrase(text: str) -> str:
    return r"[\W_]{1,3}".join(map(re.escape, _TOKENS.findall(text)))


def _trace(person: Contributor, patterns: tuple[str, ...], text: str, *, contact: bool) -> Trace:
    whole = tuple(rf"{pattern}(?![^\W_])" for pattern in patterns)
    return Trace(person.id, contact, frozenset(WORDS.findall(text)), whole)
