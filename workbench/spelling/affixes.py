"""Reads the rules of a dictionary in Hunspell's format (the file ``.aff``): which endings and beginnings its words take.

A dictionary comes from another program, so the file is hostile until it is read: it is bounded in bytes, rules and the
length of each, and what is not as it should be is refused. The format is that of hunspell(5).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from typing import Final

from workbench.errors import InvalidValue
from workbench.language.i18n import Message
from workbench.system.frozen import frozen

MOST_RULE_BYTES: Final = 4 << 20
"""The largest rules of the six languages have 0.9 MB."""
_MOST_RULES: Final = 60_000
_MOST_ALIASES: Final = 60_000
_MOST_REPLACEMENTS: Final = 2_000
_LONGEST: Final = 60
"""Characters of an ending, and parts of a condition."""
_MOST_OF_ONE: Final = 4_000
"""Rules with the same letters: a word would be compared with all of them."""
_MOST_FLAGS: Final = 2_000
_ENCODINGS: Final = {
    "utf-8": "utf-8-sig",
    **{f"iso8859-{number}": f"iso8859-{number}" for number in (1, 2, 5, 6, 7, 9, 15)},
    "koi8-r": "koi8-r",
    "koi8-u": "koi8-u",
    "microsoft-cp1251": "cp1251",
    "cp1251": "cp1251",
    "cp1256": "cp1256",
}

_SET: Final = re.compile(rb"^(?:\xef\xbb\xbf)?SET[ \t]+(\S+)", re.MULTILINE)

Flags = frozenset[str]
Condition = tuple[tuple[bool, str], ...]
"""For each letter, whether the following letters are excluded, and the letters; none means any letter."""

NO_FLAGS: Final[Flags] = frozenset()


@frozen
class Affix:
    """One rule: ``strip`` is taken off a stem, and ``append`` put in its place.

    ``further`` are the flags of rules that may follow.
    """

    flag: str
    crosses: bool
    strip: str
    append: str
    condition: Condition
    further: Flags

    def fits(self, stem: str, *, at_end: bool) -> bool:
        """Whether the condition holds for the end, or the beginning, of a stem."""
        if len(stem) < len(self.condition):
            return False
        part = stem[len(stem) - len(self.condition) :] if at_end else stem
        return all(
            not letters or (letter in letters) is not excluded
            for letter, (excluded, letters) in zip(part, self.condition, strict=False)
        )


@frozen(kw_only=True)
class Rules:
    """What a dictionary says about its words. Affixes are by what they append."""

    encoding: str
    flag_kind: str
    aliases: tuple[Flags, ...]
    prefixes: dict[str, tuple[Affix, ...]]
    suffixes: dict[str, tuple[Affix, ...]]
    outer: Flags
    """The flags of affixes that may follow another affix."""
    only_with_affix: str
    forbidden: str
    keep_case: str
    around: str
    only_in_compound: str
    not_suggested: str
    ignored: str
    replacements: tuple[tuple[str, str], ...]
    letters: str
    exchanged: tuple[tuple[str, str], ...]
    """Characters that are taken for others before a word is looked up, such as ’ for '."""

    def flags(self, text: str) -> Flags:
        """The flags of a word, as its line writes them."""
        if self.aliases:
            number = int(text) if text.isascii() and text.isdigit() else 0
            return self.aliases[number - 1] if 0 < number <= len(self.aliases) else NO_FLAGS
        return flags_of(text, self.flag_kind)


def refused(why: Message) -> InvalidValue:
    """The error for a dictionary that is not used."""
    return InvalidValue(
        why,
        safe=Message("The dictionary is not used; nothing else has changed."),
        advice=Message("Remove this dictionary, or install it again."),
    )


def flags_of(text: str, kind: str) -> Flags:
    """The flags in a text: single characters, pairs of them, or numbers between commas."""
    if len(text) > _MOST_FLAGS:
        raise refused(Message("A word in the dictionary has too many marks."))
    if kind == "long":
        return frozenset(text[start : start + 2] for start in range(0, len(text), 2))
    if kind == "num":
        return frozenset(part for part in text.split(",") if part)
    return frozenset(text)


def read_rules(data: bytes) -> Rules:
    """Reads the rules. Raises :class:`~workbench.errors.InvalidValue` for what is damaged or far too large."""
    if len(data) > MOST_RULE_BYTES:
        raise refused(Message("The rules of the dictionary are far too large."))
    return _Reader(data).rules()


def decoded(data: bytes, encoding: str) -> str:
    """The text of a file. Raises :class:`~workbench.errors.InvalidValue` for another encoding than it says."""
    try:
        return codecs.decode(data, encoding)
    except (UnicodeDecodeError, LookupError):
        raise refused(Message("The dictionary is not written in the encoding that it names.")) from None


class _Reader:
    """Reads the lines one after the other."""

    def __init__(self, data: bytes) -> None:
        self._encoding = _encoding(data)
        self._lines = [line.split() for line in decoded(data, self._encoding).splitlines()]
        self._values: dict[str, str] = {}
        self._flag_kind = "char"
        self._aliases: list[Flags] = []
        self._tables: dict[str, dict[str, list[Affix]]] = {"PFX": {}, "SFX": {}}
        self._crossing: dict[tuple[str, str], bool] = {}
        self._pairs: dict[str, list[tuple[str, str]]] = {"REP": [], "ICONV": []}
        self._known: dict[str, Flags] = {}
        self._conditions: dict[str, Condition] = {}
        self._count = 0
        self._ignored: dict[int, None] = {}
        self._counted = False

    def rules(self) -> Rules:
        for parts in self._lines:  # what stands before these lines would be read wrongly
            match parts:
                case ["FLAG", kind]:
                    self._flag_kind = kind.lower()
                case ["IGNORE", letters]:
                    self._ignored = dict.fromkeys(map(ord, letters))
        for parts in self._lines:
            if parts:
                self._line(parts)
        every = [affix for table in self._tables.values() for affixes in table.values() for affix in affixes]
        value = self._values.get
        return Rules(
            encoding=self._encoding,
            flag_kind=self._flag_kind,
            aliases=tuple(self._aliases),
            prefixes={append: tuple(found) for append, found in self._tables["PFX"].items()},
            suffixes={append: tuple(found) for append, found in self._tables["SFX"].items()},
            outer=frozenset().union(*(affix.further for affix in every)),
            only_with_affix=value("NEEDAFFIX", value("PSEUDOROOT", "")),
            forbidden=value("FORBIDDENWORD", ""),
            keep_case=value("KEEPCASE", ""),
            around=value("CIRCUMFIX", ""),
            only_in_compound=value("ONLYINCOMPOUND", ""),
            not_suggested=value("NOSUGGEST", ""),
            ignored=value("IGNORE", ""),
            replacements=tuple(self._pairs["REP"]),
            letters=value("TRY", "")[: 2 * _LONGEST],
            exchanged=tuple(self._pairs["ICONV"]),
        )

    def _line(self, parts: Sequence[str]) -> None:
        match parts:
            case [("PFX" | "SFX") as kind, flag, strip, append, *condition]:
                self._affix(kind, flag, strip, append, condition[0] if condition else ".")
            case ["AF", count] if not self._aliases and not self._counted and count.isdigit():
                self._counted = True  # the head of the table says how many there are
            case ["AF", flags, *_]:
                self._bound(len(self._aliases), _MOST_ALIASES)
                self._aliases.append(flags_of(flags, self._flag_kind))
            case [("REP" | "ICONV") as kind, given, wanted, *_]:
                self._bound(len(self._pairs[kind]), _MOST_REPLACEMENTS)
                if max(len(given), len(wanted)) <= _LONGEST:
                    self._pairs[kind].append((given, wanted.replace("_", " ")))
            case [name, value, *_]:
                self._values.setdefault(name, value)

    def _affix(self, kind: str, flag: str, strip: str, text: str, condition: str) -> None:
        if (kind, flag) not in self._crossing:  # the head of a group: flag, whether it crosses, how many
            self._crossing[kind, flag] = strip.upper() == "Y"
            return
        self._bound(self._count, _MOST_RULES)
        self._count += 1
        append, _, further = text.partition("/")
        strip, append = ("" if part == "0" else part.translate(self._ignored) for part in (strip, append))
        if max(len(strip), len(append)) > _LONGEST:
            raise refused(Message("An ending in the dictionary is far too long."))
        found = self._tables[kind].setdefault(append, [])
        self._bound(len(found), _MOST_OF_ONE)
        crosses = self._crossing[kind, flag]
        found.append(Affix(flag, crosses, strip, append, self._condition(condition), self._flags(further)))

    def _flags(self, text: str) -> Flags:
        if text not in self._known:
            if self._aliases and text.isdigit():
                number = int(text)
                self._known[text] = self._aliases[number - 1] if 0 < number <= len(self._aliases) else NO_FLAGS
            else:
                self._known[text] = flags_of(text, self._flag_kind)
        return self._known[text]

    def _condition(self, text: str) -> Condition:
        if text not in self._conditions:
            self._conditions[text] = tuple(_parts_of(text)) if text != "." else ()
        return self._conditions[text]

    @staticmethod
    def _bound(count: int, most: int) -> None:
        if count >= most:
            raise refused(Message("The dictionary has far too many rules."))


def _parts_of(condition: str) -> Iterator[tuple[bool, str]]:
    if len(condition) > 4 * _LONGEST:
        raise refused(Message("A rule in the dictionary is far too long."))
    index = 0
    while index < len(condition):
        if condition[index] == "[" and "]" in condition[index:]:
            end = condition.index("]", index)
            inside = condition[index + 1 : end]
            yield inside.startswith("^"), inside.removeprefix("^")
            index = end + 1
        else:
            yield False, "" if condition[index] == "." else condition[index]
            index += 1


def _encoding(data: bytes) -> str:
    found = _SET.search(data)
    if found is None:
        return "iso8859-1"
    named = found[1].decode("ascii", "replace").lower().replace("iso-8859", "iso8859")
    if named not in _ENCODINGS:
        raise refused(Message("The dictionary names an encoding that is not known."))
    return _ENCODINGS[named]
