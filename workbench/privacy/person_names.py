"""Finds people in a text by their whole names, parts of names, e-mail addresses, telephone numbers and positions.

Each different word of a text is looked up once, so that the time of a search grows only linearly with the text. A whole name
is two of its words together in any order ("Secret, Amina"), or one with the initial of another ("A. Secret"). A part is one
of its words alone, unless that is an ordinary word in small letters. A name inside the longer name of somebody who may be
named means that other person.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, partial
from typing import Final

from workbench.language.folding import WORDS, Folded, fold
from workbench.model.labels import is_not_read
from workbench.model.rows import Contributor
from workbench.privacy.inflection import possible_stems, stems
from workbench.privacy.person_traces import Traces
from workbench.prose.unmarked import Unmarked, in_place_of
from workbench.system.frozen import frozen

_SMALL_WORDS: Final = (
    "al el de da do di du dos das del della des la las le les los van von der den ter bin ben ibn bint "
    "mr mrs ms miss dr prof sir mme mlle madame monsieur sr sra srta dom don dona eng saint st "
    "ال بن ابن بنت السيد السيدة الدكتور الدكتورة госпожа господин"
)
_NEVER_ALONE: Final = frozenset(fold(_SMALL_WORDS).split())
"""Particles and titles: they can be part of a name, but alone they name nobody."""

_BINDING: Final = frozenset(fold("عبد أبو أبي أم").split())
"""Words that form one name with the next word, written together or apart."""

_BRACKETS: Final = re.compile(r"(?<=\w)\s*[(\[].*?[)\]]")
_TOKENS: Final = re.compile(r"[^\W_]+")
_SHORTEST_ALONE: Final = 3
_GAP: Final = r"(?:[^\w.;:!?]{0,3}|[._])"
_REACH: Final = 16
"""The most characters between two words of one name, and for initials and particles before or after it."""


class MentionKind(StrEnum):
    """How a text mentions somebody: by the whole name, a part of it, a contact, or the position."""

    NAME = "name"
    PART = "part"
    CONTACT = "contact"
    POSITION = "position"


@frozen
class Mention:
    """A mention of a contributor: characters from ``start`` up to, not including, ``end``; ``person`` is the id."""

    start: int
    end: int
    person: str
    kind: MentionKind


class _Name:
    """A name split into folded words, with the positions of the ``telling`` words, which identify the person.

    Words in brackets are not part of the name, unless they start with a capital and are not among the ``ordinary`` words. A
    name with a number or a letter, for example "Officer 12", is whole only with it.
    """

    def __init__(self, person: Contributor, ordinary: Collection[str]) -> None:
        self.person, self.hidden = person.id, person.is_confidential
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
        """A pattern for one initial, particle or number of the name."""
        letters = "".join(sorted({word[0] for word in self.words}))
        small = sorted(self.own | set(self.words) & (_NEVER_ALONE | _BINDING), key=len, reverse=True)
        return "|".join([rf"[{letters}]\.?(?![^\W\d_])", *(rf"{word}(?![^\W_])" for word in small)])

    @cached_property
    def between(self) -> re.Pattern[str]:
        """A pattern for what may be between two words of the name."""
        return re.compile(rf"{_GAP}(?:(?:{self._one}){_GAP})*")

    @cached_property
    def before(self) -> re.Pattern[str]:
        """A pattern for initials and particles before the name."""
        return re.compile(rf"(?<![^\W\d_])(?:(?:{self._one}){_GAP})+\Z")

    @cached_property
    def after(self) -> re.Pattern[str]:
        """A pattern for initials and particles after the name."""
        return re.compile(rf"(?:{_GAP}(?<![^\W\d_])(?:{self._one}))+")

    def stems(self) -> Iterator[tuple[str, frozenset[int]]]:
        """The stems to look for, each with the positions of its words in the name; none for a name of single letters."""
        if all(len(word) == 1 for word in self.words):
            return
        for index in self.telling:
            yield from ((stem, frozenset({index})) for stem in stems(self.words[index]))
        for index, (first, second) in enumerate(zip(self.words, self.words[1:], strict=False)):
            yield from ((stem, frozenset({index, index + 1})) for stem in stems(first + second))

    def binding(self, index: int) -> str:
        """The word that must come before this word of the name, as in "Abd ..."; empty for most."""
        before = self.words[index - 1] if index else ""
        return before if before in _BINDING else ""


@dataclass(slots=True)
class _Group:
    """Words of one name that are together in a folded text, and their positions in the name."""

    start: int
    end: int
    positions: frozenset[int]
    first: str

    def is_whole(self, name: _Name) -> bool:
        """Whether there are at least two telling words."""
        return len(self.positions & name.telling) > 1

    def covers(self, other: _Group) -> bool:
        """Whether another group is inside this longer one."""
        return self.start <= other.start and other.end <= self.end and self.end - self.start > other.end - other.start


class NameFinder:
    """Looks for confidential people. ``ordinary`` are folded words that also mean something else."""

    def __init__(self, people: Iterable[Contributor], ordinary: Collection[str] = ()) -> None:
        every = list(people)
        self._hidden = [person for person in every if person.is_confidential]
        self._ordinary = ordinary
        known = [person for person in every if not person.is_confidential] if self._hidden else []
        # hidden people last: of two people with the same name, the text is taken to mean the confidential one
        named = (person for person in (*known, *self._hidden) if not is_not_read(person.name))
        taken_apart = (_Name(person, ordinary) for person in named)
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
        """All mentions of confidential people in a text, in order; a place that may mean two people is two mentions."""
        if self.idle or not text:
            return []
        found = self._found_in(text)
        bare = Unmarked(text)
        if bare.text != text:  # both: stars can stand within a word, and between two
            for mention in self._found_in(bare.text):
                start, end = bare.origin(mention.start, mention.end)
                found.append(replace(mention, start=start, end=end))
        return _longest(found)

    def _found_in(self, text: str) -> list[Mention]:
        folded = Folded(text)
        words = frozenset(WORDS.findall(folded.text))
        return [*self._names_in(text, folded, words), *self._traces_in(folded, words)]

    def certain(self, text: str) -> list[Mention]:
        """The mentions that leave no doubt: whole names and contacts."""
        return [mention for mention in self.find(text) if mention.kind in (MentionKind.NAME, MentionKind.CONTACT)]

    def is_name(self, text: str) -> bool:
        """Whether a text is nothing but the name of a confidential person, whatever its case and accents."""
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
        """The groups of words of each name; words that are together make one group."""
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
        """Whether one word of a name, as written here, probably means the person."""
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
    """The mentions in order, without those inside another of the same person. A position is only a hint, and hides none."""
    kept: list[Mention] = []
    ends: dict[str, int] = {}
    for mention in sorted(set(mentions), key=lambda mention: (mention.start, -mention.end, mention.person)):
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
    """The start and end of a mention in the original with its initials, particles and numbers, and whether they help.

    They do if a dotted initial or a number of the name is among them: the mention is then a whole name.
    """
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
    """The text in brackets with spaces in the place of words that are no names; of all words if ``ordinary`` is empty."""

    def kept(word: re.Match[str]) -> str:
        name = bool(ordinary) and not word.group()[0].islower() and fold(word.group()) not in ordinary
        return word.group() if name else " " * len(word.group())

    return WORDS.sub(kept, brackets.group())


def _are_capitals(text: str) -> bool:
    """Whether all single letters in a text are capitals: "a" may be a word, "A." is an initial."""
    return not any(len(word) == 1 and word.islower() for word in WORDS.findall(text))


def instead_of(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    """A text with some places replaced; each place is its start, its end and the new words.

    Places that overlap become one, with the new words of the first. Words beside a place stay bold.
    """
    pieces: list[str] = []
    done = 0
    for start, end, words in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= done:
            pieces += [text[done:start], in_place_of(text[start:end], words)]
        done = max(done, end)
    return "".join((*pieces, text[done:]))
