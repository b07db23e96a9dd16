"""A dictionary in Hunspell's format: whether it knows a word, and which words are meant by a wrong one.

It is read by Python, not by a library in C: a damaged dictionary can be refused, but it cannot crash the program or take it
over. Compound words are not put together, which the six languages do not need.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from lzma import LZMAError
from typing import Final

from workbench.language.i18n import Message
from workbench.spelling.affixes import MOST_RULE_BYTES, NO_FLAGS, Affix, Flags, Rules, decoded, read_rules, refused
from workbench.spelling.finding import Place
from workbench.system.outside import read_outside

MOST_WORD_BYTES: Final = 16 << 20
"""The largest word list of the six languages has 4.5 MB."""
_MOST_WORDS: Final = 800_000
_LONGEST_LINE: Final = 4_000
_MOST_STEPS: Final = 20_000
"""So many comparisons are enough for one word; a word that needs more cannot be judged."""
_MOST_TRIES: Final = 3_000
"""So many words are tried for suggestions."""
_LONGEST_GUESSED: Final = 30


class _Enough(Exception):
    """A word needs more comparisons than any real dictionary asks for."""


def load_dictionary(place: Place) -> Dictionary:
    """Reads a dictionary. Uses nothing else of the program, so any thread may call it.

    Raises :class:`~workbench.errors.InvalidValue` for what is damaged or far too large, and OSError.
    """
    aff, dic = _archived(place) if place.file.suffix == ".zip" else _files(place)
    if len(dic) > MOST_WORD_BYTES:
        raise refused(Message("The dictionary has far too many words."))
    rules = read_rules(aff)
    return Dictionary(rules, _words(decoded(dic, rules.encoding), rules))


def _files(place: Place) -> tuple[bytes, bytes]:
    rules = read_outside(place.file.with_suffix(".aff"), MOST_RULE_BYTES)
    return rules, read_outside(place.file, MOST_WORD_BYTES)


def _archived(place: Place) -> tuple[bytes, bytes]:
    stem = place.file.stem
    packed = io.BytesIO(read_outside(place.file, MOST_WORD_BYTES))
    try:
        with zipfile.ZipFile(packed) as archive:
            with archive.open(f"{stem}.aff") as stream:
                rules = stream.read(MOST_RULE_BYTES + 1)
            with archive.open(f"{stem}.dic") as stream:
                return rules, stream.read(MOST_WORD_BYTES + 1)
    except (zipfile.BadZipFile, KeyError, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error, LZMAError):
        raise refused(Message("The archive of the dictionary cannot be read.")) from None


def _words(text: str, rules: Rules) -> dict[str, tuple[Flags, ...]]:
    """The flags of each stem; a stem that stands twice has two sets."""
    known: dict[str, tuple[Flags, ...]] = {}
    found: dict[str, tuple[Flags, ...]] = {}
    lines = text.split("\n")
    if len(lines) > _MOST_WORDS:
        raise refused(Message("The dictionary has far too many words."))
    for line in lines[1:]:
        if len(line) > _LONGEST_LINE:
            raise refused(Message("A line in the dictionary is far too long."))
        entry = line.split("\t", 1)[0].split(" ", 1)[0].rstrip("\r")
        stem, slash, marks = entry.partition("/")
        if not stem:
            continue
        if rules.ignored:
            stem = stem.translate(dict.fromkeys(map(ord, rules.ignored)))
        flags = known.get(marks)
        if flags is None:
            flags = known[marks] = ((rules.flags(marks) if slash else NO_FLAGS),)
        found[stem] = (*found[stem], *flags) if stem in found else flags
    if not found:
        raise refused(Message("The dictionary has no words."))
    return found


class Dictionary:
    """One dictionary in memory. It never changes, so several threads may ask it."""

    def __init__(self, rules: Rules, words: dict[str, tuple[Flags, ...]]) -> None:
        self._rules, self._words = rules, words
        self._longest_suffix = max(map(len, rules.suffixes), default=0)
        self._longest_prefix = max(map(len, rules.prefixes), default=0)

    def check(self, word: str) -> bool:
        """Whether the dictionary knows a word, also in its forms, with a capital at the start or in capitals."""
        for given, wanted in self._rules.exchanged:
            word = word.replace(given, wanted)
        if self._rules.ignored:
            word = word.translate(dict.fromkeys(map(ord, self._rules.ignored)))
        try:
            search = _Search(self._rules, self._words, self._longest_prefix, self._longest_suffix)
            if search.knows(word):
                return True
            lower = word.lower()
            if lower == word:
                return False
            others = [lower] if word[1:] == lower[1:] else [word.capitalize(), lower] if word.isupper() else []
            return any(search.knows(other, changed=True) for other in others)
        except _Enough:
            return True

    def suggest(self, word: str) -> list[str]:
        """Words with a spelling like this one, the likeliest first."""
        if len(word) > _LONGEST_GUESSED:
            return []
        found: dict[str, None] = {}
        for number, other in enumerate(self._guesses(word)):
            if number >= _MOST_TRIES:
                break
            if other not in found and other != word and all(self.check(part) for part in other.split(" ") if part):
                found[other] = None
        return list(found)

    def _guesses(self, word: str) -> Iterator[str]:
        for given, wanted in self._rules.replacements:
            at = word.find(given)
            while at >= 0:
                yield word[:at] + wanted + word[at + len(given) :]
                at = word.find(given, at + 1)
        letters = dict.fromkeys(self._rules.letters.lower() if word.islower() else self._rules.letters)
        for at in range(len(word) - 1):
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        for at in range(len(word)):
            yield word[:at] + word[at + 1 :]
        for letter in letters:
            for at in range(len(word)):
                yield word[:at] + letter + word[at + 1 :]
        for letter in letters:
            for at in range(len(word) + 1):
                yield word[:at] + letter + word[at:]
        yield word[:1].upper() + word[1:]
        for at in range(2, len(word) - 1):
            yield f"{word[:at]} {word[at:]}"


class _Search:
    """The search for the forms of one word; it counts its steps."""

    def __init__(self, rules: Rules, words: dict[str, tuple[Flags, ...]], longest_prefix: int, longest_suffix: int) -> None:
        self._rules, self._words = rules, words
        self._longest = (longest_prefix, longest_suffix)
        self._steps = 0

    def knows(self, word: str, *, changed: bool = False) -> bool:
        """Whether a word is there, itself or as a form; ``changed``: not as it was written, but in small letters."""
        rules = self._rules
        away = {rules.only_with_affix, rules.only_in_compound} - {""}
        if changed and rules.keep_case:
            away.add(rules.keep_case)
        stems = self._words.get(word, ())
        if rules.forbidden and any(rules.forbidden in flags for flags in stems):
            return False
        if any(not away & flags for flags in stems):
            return True
        away.discard(rules.only_with_affix)
        return any(self._with(prefix, base, away) for prefix, base in self._prefixes(word))

    def _with(self, prefix: Affix | None, base: str, away: set[str]) -> bool:
        if prefix is not None and self._alone(prefix) and self._stem(base, away, prefix.flag):
            return True
        for suffix, stem in self._suffixes(base):
            if prefix is not None and not (prefix.crosses and suffix.crosses):
                continue
            if not self._matching(prefix, suffix):
                continue
            if self._alone(suffix) and self._stem_of(stem, away, prefix, suffix, None):
                return True
            if suffix.flag in self._rules.outer and any(
                suffix.flag in inner.further and self._stem_of(root, away, prefix, inner, suffix)
                for inner, root in self._suffixes(stem)
            ):
                return True
        return False

    def _alone(self, affix: Affix) -> bool:
        """Whether nothing must follow the affix."""
        return self._rules.only_with_affix not in affix.further or not self._rules.only_with_affix

    def _matching(self, prefix: Affix | None, suffix: Affix) -> bool:
        """A circumfix needs both its parts."""
        around = self._rules.around
        if not around:
            return True
        return (around in suffix.further) == (prefix is not None and around in prefix.further)

    def _stem(self, stem: str, away: set[str], flag: str) -> bool:
        return any(flag in flags and not away & flags for flags in self._words.get(stem, ()))

    def _stem_of(self, stem: str, away: set[str], prefix: Affix | None, suffix: Affix, outer: Affix | None) -> bool:
        further = suffix.further | (outer.further if outer is not None else NO_FLAGS)
        for flags in self._words.get(stem, ()):
            if away & flags:
                continue
            has_suffix = suffix.flag in flags or (prefix is not None and suffix.flag in prefix.further)
            if has_suffix and (prefix is None or prefix.flag in flags or prefix.flag in further):
                return True
        return False

    def _prefixes(self, word: str) -> Iterator[tuple[Affix | None, str]]:
        yield None, word
        table = self._rules.prefixes
        for length in range(min(self._longest[0], len(word) - 1) + 1):
            for affix in table.get(word[:length], ()):
                self._count()
                base = affix.strip + word[length:]
                if affix.fits(base, at_end=False):
                    yield affix, base

    def _suffixes(self, word: str) -> Iterator[tuple[Affix, str]]:
        table = self._rules.suffixes
        for length in range(min(self._longest[1], len(word)) + 1):
            for affix in table.get(word[len(word) - length :], ()):
                self._count()
                stem = word[: len(word) - length] + affix.strip
                if stem and affix.fits(stem, at_end=True):
                    yield affix, stem

    def _count(self) -> None:
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise _Enough
