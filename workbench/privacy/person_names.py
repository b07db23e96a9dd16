"""Finds people in a text: their whole names, parts of names, e-mail addresses and telephones, and the positions they hold.

The words of a text are looked up once each, wherever they stand, so that the search is linear in the text. A whole name is
two of its words together in any order ("Secret, Amina"), or one with the initial of another ("A. Secret"). A part is one of
its words alone, unless that is an ordinary word which is written small. What stands inside the longer name of somebody who
may be named is that person.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, partial
from typing import Final

from workbench.language.folding import WORDS, Folded, fold
from workbench.model.rows import Contributor
from workbench.privacy.inflection import possible_stems, stems
from workbench.privacy.person_traces import Traces
from workbench.system.frozen import frozen

_SMALL_WORDS: Final = (
    "al el de da do di du dos das del della des la las le les los van von der den ter bin ben ibn bint "
    "mr mrs ms miss dr prof sir mme mlle madame monsieur sr sra srta dom don dona eng saint st "
    "ال بن ابن بنت السيد السيدة الدكتور الدكتورة госпожа господин"
)
_NEVER_ALONE: Final = frozenset(fold(_SMALL_WORDS).split())
"""Particles and titles: they belong to a name, and alone they name nobody."""

_BINDING: Final = frozenset(fold("عبد أبو أبي أم").split())
"""What is one name with the word after it, written together or not."""

_BRACKETS: Final = re.compile(r"(?<=\w)\s*[(\[].*?[)\]]")
_TOKENS: Final = re.compile(r"[^\W_]+")
_SHORTEST_ALONE: Final = 3
_GAP: Final = r"(?:[^\w.;:!?]{0,3}|[._])"
_REACH: Final = 16
"""So many characters at most between two words of one name, or before and after it, for initials and particles."""


class MentionKind(StrEnum):
    """How surely a mention tells who it is: the whole name, a word of it, how to reach the person, the position."""

    NAME = "name"
    PART = "part"
    CONTACT = "contact"
    POSITION = "position"


@frozen
class Mention:
    """Somebody in a text: from ``start`` to ``end`` in it; ``person`` is the id of the contributor."""

    start: int
    end: int
    person: str
    kind: MentionKind


class _Name:
    """A name taken apart into folded words, with the places of those that tell who it is.

    What stands in brackets is no name, unless it is written as one and is not among the ``ordinary`` words. A number or a
    letter belongs to a name as in "Officer 12": such a name is whole with it only.
    """

    def __init__(self, person: Contributor, ordinary: Collection[str]) -> None:
        self.person, self.hidden = person.id, person.confidential
        folded = Folded(_BRACKETS.sub(partial(_names_only, ordinary), person.name))
        self.tokens = tuple(_TOKENS.findall(folded.text))
        found = list(WORDS.finditer(folded.text))
        self.words = tuple(hit.group() for hit in found)
        self.spelled = {person.name[slice(*folded.origin(*hit.span()))] for hit in found}
        long = [index for index, word in enumerate(self.words) if len(word) > 1 and word not in _NEVER_ALONE | _BINDING]
        self.telling = frozenset(long or range(len(self.words)))
        self.lonely = len([token for token in self.tokens if token not in _NEVER_ALONE]) == 1
        self.own = {token for token in self.tokens if len(token) == 1 or not token.isalpha()}

    @cached_property
    def _one(self) -> str:
        """An initial, a particle or a number of the name."""
        letters = "".join(sorted({word[0] for word in self.words}))
        small = sorted(self.own | set(self.words) & (_NEVER_ALONE | _BINDING), key=len, reverse=True)
        return "|".join([rf"[{letters}]\.?(?![^\W\d_])", *(rf"{word}(?![^\W_])" for word in small)])

    @cached_property
    def between(self) -> re.Pattern[str]:
        """What may stand between two words of the name."""
        return re.compile(rf"{_GAP}(?:(?:{self._one}){_GAP})*")

    @cached_property
    def before(self) -> re.Pattern[str]:
        """Initials and particles at the end of a text."""
        return re.compile(rf"(?<![^\W\d_])(?:(?:{self._one}){_GAP})+\Z")

    @cached_property
    def after(self) -> re.Pattern[str]:
        """Initials and particles at the beginning of a text."""
        return re.compile(rf"(?:{_GAP}(?<![^\W\d_])(?:{self._one}))+")

    def stems(self) -> Iterator[tuple[str, frozenset[int]]]:
        """The stems to look for, with the places of the words that each stands for; a letter alone is nobody."""
        if all(len(word) == 1 for word in self.words):
            return
        for index in self.telling:
            yield from ((stem, frozenset({index})) for stem in stems(self.words[index]))
        for index, (first, second) in enumerate(zip(self.words, self.words[1:], strict=False)):
            yield from ((stem, frozenset({index, index + 1})) for stem in stems(first + second))

    def binding(self, index: int) -> str:
        """The word before a word of the name without which that word is nobody."""
        before = self.words[index - 1] if index else ""
        return before if before in _BINDING else ""


@dataclass(slots=True)
class _Group:
    """Words of one name that stand together in a folded text, and which words of the name they are."""

    start: int
    end: int
    positions: frozenset[int]
    first: str

    def is_whole(self, name: _Name) -> bool:
        """Whether two words or more say who it is."""
        return len(self.positions & name.telling) > 1

    def covers(self, other: _Group) -> bool:
        """Whether another name stands inside this longer one."""
        return self.start <= other.start and other.end <= self.end and self.end - self.start > other.end - other.start


class NameFinder:
    """Looks for people who may not be named. ``ordinary`` are folded words that also mean something else."""

    def __init__(self, people: Iterable[Contributor], ordinary: Collection[str] = ()) -> None:
        every = list(people)
        self._hidden = [person for person in every if person.confidential]
        self._ordinary = ordinary
        known = [person for person in every if not person.confidential] if self._hidden else []
        # of two people with the same name it is the one who may not be named
        taken_apart = (_Name(person, ordinary) for person in (*known, *self._hidden))
        names = {name.tokens: name for name in taken_apart if name.words}
        self._whole = {tokens for tokens, name in names.items() if name.hidden}
        self._index: dict[str, list[tuple[_Name, frozenset[int]]]] = {}
        self._met: dict[str, list[tuple[_Name, frozenset[int]]]] = {}
        for name in names.values():
            for stem, positions in name.stems():
                self._index.setdefault(stem, []).append((name, positions))
        self._traces = Traces(self._hidden, known)

    @property
    def idle(self) -> bool:
        """Whether there is nobody to look for."""
        return not self._hidden

    def find(self, text: str) -> list[Mention]:
        """Everybody in a text who may not be named, in order; a place that tells of two people is two mentions."""
        if self.idle or not text:
            return []
        folded = Folded(text)
        words = frozenset(WORDS.findall(folded.text))
        found = [*self._names_in(text, folded, words), *self._traces_in(folded, words)]
        return _longest(found)

    def certain(self, text: str) -> list[Mention]:
        """The mentions of a text that leave no doubt: whole names and contacts."""
        return [mention for mention in self.find(text) if mention.kind in (MentionKind.NAME, MentionKind.CONTACT)]

    def is_name(self, text: str) -> bool:
        """Whether a text is the name of somebody who may not be named and nothing else, however it is written."""
        return tuple(_TOKENS.findall(fold(text))) in self._whole

    def _traces_in(self, folded: Folded, words: frozenset[str]) -> Iterator[Mention]:
        for start, end, person, contact in self._traces.find(folded.text, words):
            kind = MentionKind.CONTACT if contact else MentionKind.POSITION
            yield Mention(*folded.origin(start, end), person, kind)

    def _names_in(self, text: str, folded: Folded, words: frozenset[str]) -> Iterator[Mention]:
        known = {word: candidates for word in words if (candidates := self._candidates(word))}
        if not any(name.hidden for candidates in known.values() for name, _ in candidates):
            return
        groups = self._groups(folded.text, known)
        others = [group for name, found in groups.items() if not name.hidden for group in found if group.is_whole(name)]
        for name, found in groups.items():
            for group in found if name.hidden else ():
                if not any(other.covers(group) for other in others):
                    yield from self._mention(text, folded, name, group)

    def _candidates(self, word: str) -> list[tuple[_Name, frozenset[int]]]:
        if word not in self._met:
            stems_of = dict.fromkeys(possible_stems(word))
            self._met[word] = [entry for stem in stems_of for entry in self._index.get(stem, ())]
        return self._met[word]

    @staticmethod
    def _groups(text: str, known: dict[str, list[tuple[_Name, frozenset[int]]]]) -> dict[_Name, list[_Group]]:
        """The words of each name, those that stand together as one."""
        pattern = re.compile(rf"(?<![^\W\d_])(?:{'|'.join(sorted(known, key=len, reverse=True))})(?![^\W\d_])")
        groups: dict[_Name, list[_Group]] = {}
        for hit in pattern.finditer(text):
            for name, positions in known[hit.group()]:
                start = hit.start()
                needed = name.binding(min(positions)) if len(positions) == 1 else ""
                if needed:
                    before = re.search(rf"{needed}[\W_]{{1,3}}\Z", text[max(0, start - _REACH) : start])
                    if before is None:
                        continue
                    start -= len(before.group())
                _join(text, name, groups.setdefault(name, []), _Group(start, hit.end(), positions, hit.group()))
        return groups

    def _mention(self, text: str, folded: Folded, name: _Name, group: _Group) -> Iterator[Mention]:
        written = text[slice(*folded.origin(group.start, group.end))]
        start, stop, helped = _with_initials(text, folded, name, group)
        whole = helped or group.is_whole(name)
        if not whole and not self._counts_alone(name, group, written):
            return
        alone = name.lonely and (not written[0].islower() or written in name.spelled)
        yield Mention(start, stop, name.person, MentionKind.NAME if whole or alone else MentionKind.PART)

    def _counts_alone(self, name: _Name, group: _Group, written: str) -> bool:
        """Whether one word of a name, as it is written here, is likely to mean the person."""
        cased = written[:1].lower() != written[:1].upper()
        if name.own and len(name.telling) == 1 and group.first in self._ordinary:
            return False  # Officer 12 is no officer
        if written in name.spelled and cased:
            return True
        if len(group.first) < _SHORTEST_ALONE:
            return False
        if cased:
            return not written[0].islower() or group.first not in self._ordinary
        return group.first not in self._ordinary or max(name.telling) in group.positions


def _longest(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions in order, less those inside another of the same person; a position is only a hint, and hides none."""
    kept: list[Mention] = []
    ends: dict[str, int] = {}
    for mention in sorted(mentions, key=lambda mention: (mention.start, -mention.end, mention.person)):
        if mention.end > ends.get(mention.person, 0):
            kept.append(mention)
            if mention.kind is not MentionKind.POSITION:
                ends[mention.person] = mention.end
    return kept


def _join(text: str, name: _Name, groups: list[_Group], group: _Group) -> None:
    last = groups[-1] if groups else None
    if last is not None and group.start < last.end:
        if group.end <= last.end:
            last.positions |= group.positions
            return
    elif last is not None and group.start - last.end <= _REACH and name.between.fullmatch(text[last.end : group.start]):
        last.end, last.positions = group.end, last.positions | group.positions
        return
    groups.append(group)


def _with_initials(text: str, folded: Folded, name: _Name, group: _Group) -> tuple[int, int, bool]:
    """A mention with what belongs to it, in the original; and whether that makes it whole: a dotted initial, a number."""
    start, end = group.start, group.end
    before = name.before.search(folded.text[max(0, start - _REACH) : start])
    after = name.after.match(folded.text[end : end + _REACH])
    first, last = folded.origin(start, end)
    early = folded.origin(start - len(before.group()), start)[0] if before is not None else first
    late = folded.origin(end, end + len(after.group()))[1] if after is not None else last
    added = [piece for piece in (text[early:first], text[last:late]) if piece and _are_capitals(piece)]
    helped = any("." in piece or not name.own.isdisjoint(_TOKENS.findall(fold(piece))) for piece in added)
    return (early if text[early:first] in added else first), (late if text[last:late] in added else last), helped


def _names_only(ordinary: Collection[str], brackets: re.Match[str]) -> str:
    """What stands in brackets, with spaces in the place of what is no name; all of it where nobody knows ordinary words."""

    def kept(word: re.Match[str]) -> str:
        name = bool(ordinary) and not word.group()[0].islower() and fold(word.group()) not in ordinary
        return word.group() if name else " " * len(word.group())

    return WORDS.sub(kept, brackets.group())


def _are_capitals(text: str) -> bool:
    """Whether no single letter in a text is a small one: "a" may be a word, "A." is an initial."""
    return not any(len(word) == 1 and word.islower() for word in WORDS.findall(text))


def instead_of(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    """A text with other words in some places; each place is its start, its end and what stands there now.

    Places that overlap become one, with the words of the first.
    """
    pieces: list[str] = []
    done = 0
    for start, end, words in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= done:
            pieces += [text[done:start], words]
        done = max(done, end)
    return "".join((*pieces, text[done:]))
