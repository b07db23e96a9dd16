"""Measures the texts of a pack against the limits and words that ``checklists/STYLE.md`` states in its tables.

The tables are read from there, so that the limits stand in one place, where those who write can see them. Reading ease is the
formula of Flesch (1948): 206.835 - 1.015 x words a sentence - 84.6 x syllables a word; the higher, the easier. Syllables are
the parts into which pyphen hyphenates a word. On the texts of this pack that finds 5 per cent fewer than the dictionary of
Carnegie Mellon University, so that the values lie about six points above those of other programs: the limits allow for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Final

import pyphen

_WORD: Final = re.compile(r"\S*\w\S*")
_SAME_BEGINNINGS: Final = 3
"""So many questions in a row may start alike."""
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_END: Final = re.compile(r"(?<!\bNo)([.?!][’)]?)\s+(?=[‘(]?[A-Z0-9])")
_CLOSED: Final = re.compile(r"(Are|Can|Could|Did|Do|Does|Has|Have|Is|May|Should|Was|Were|Will)\b")
_EXAMPLE: Final = re.compile(r"[A-Z][\w' -]+: .+ \((?:[^()]|\([^()]*\)){8,}\)\.")
_ISE: Final = re.compile(r"\b\w+?is(?:e|es|ed|ing|er|ers|ation|ations)\b", re.IGNORECASE)
_KEEPS_ISE: Final = re.compile(
    r"(?:adv|advert|appra|ar|br|bru|compr|comprom|conc|cr|cru|dem|dev|disgu|enterpr|exc|exerc|expert|franch|imprec|improv|lia"
    r"|likew|merchand|no|otherw|po|pra|pract|prec|prem|prom|ra|rev|r|superv|surpr|telev|treat|unsuperv|w)is\w+",
    re.IGNORECASE,
)
"""Words that have no -ize in any kind of English."""
_AMERICAN: Final = (
    "analyze*, behavior*, catalog, catalogs, center, centers, color*, defense, favor*, fulfill, honor*, labor, modeling, "
    "traveler*, canceled, skeptic*, gray"
)
_TYPING: Final[Mapping[str, str]] = {
    "two spaces": r"\S {2,}\S",
    "an exclamation mark": "!",
    "a double quotation mark": '["“”„«»]',
    "a straight quotation mark": r"(?<![\w])'\w|(?<!s)'(?!\w)",
    "a curly apostrophe": r"\w’\w",
    "a dash": "[–—]",
    "three points": r"…|\.\.",
    "two signs in a row": r"[,;:][,.;:?]|\?[,.;:?]",
    "a space before a sign": r"\s[,.;:?]",
    "a space that does not break": "[\u00a0\u202f\u200b]",
    "a sign for words": r"[%&]|\band/or\b|\bs/he\b|/her\b",
    "a shortened word": r"\be\.g\.|\bi\.e\.|\betc\b|n't\b|'(?:re|ll|ve)\b",
    "a date in figures": r"\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b\d{1,2}(?:st|nd|rd|th) (?:of )?[JFMASOND][a-z]{2,}",
    "a range with a hyphen": r"(?<![\d-])\d{1,4}\s?-\s?\d{1,4}(?![\d-])",
    "a large number without commas": r"(?<!ISO )(?<!standard )\b\d{5,}\b",
}


@dataclass(frozen=True, slots=True)
class Text:
    """A text to be measured: where it stands, what kind it is (first column of the limits), its group (of the words)."""

    place: str
    kind: str
    content: str
    group: str


@dataclass(frozen=True, slots=True)
class Limits:
    """What a kind of text may measure; None where the table has no limit. Lengths are in words."""

    words: range | None
    sentences: range | None
    longest: int | None
    mean: int | None
    ease: int | None


@dataclass(frozen=True, slots=True)
class Avoided:
    """A word we do not use in some groups of texts (in all where ``groups`` is empty), and what we say instead."""

    word: str
    instead: str
    groups: frozenset[str]

    def found_in(self, text: Text) -> bool:
        """Whether a text uses the word; ``*`` at its end stands for any ending."""
        if self.groups and text.group not in self.groups:
            return False
        ending = r"\w*" if self.word.endswith("*") else r"\b"
        return re.search(rf"\b{re.escape(self.word.rstrip('*'))}{ending}", text.content, re.IGNORECASE) is not None


def words(text: str) -> list[str]:
    """The words and numbers of a text."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """The sentences of a text; every line begins a new one, as the items of a list do."""
    lines = _END.sub(r"\1\n", text).splitlines()
    return [line for line in (line.strip().removeprefix("- ") for line in lines) if words(line)]


def mean_length(text: str) -> float:
    """How many words a sentence has on average."""
    return len(words(text)) / len(sentences(text))


def reading_ease(text: str) -> float:
    """How easily a text reads: below 30 is hard for anybody, 60 and above is plain."""
    syllables = sum(_syllables(word.lower()) for word in _LETTERS.findall(text))
    return 206.835 - 1.015 * mean_length(text) - 84.6 * syllables / len(words(text))


@cache
def _syllables(word: str) -> int:
    return len(_hyphenation().positions(word)) + 1


@cache
def _hyphenation() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_US")


def table(page: str, heading: str) -> list[list[str]]:
    """The rows of the table under a heading, without its two lines of head."""
    part = page.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


def limits_of(page: str) -> dict[str, Limits]:
    """The limits by kind of text, from the table of the style sheet."""
    return {
        row[0]: Limits(_span(row[1]), _span(row[2]), *(_number(cell) for cell in row[3:6])) for row in table(page, "Limits")
    }


def _span(cell: str) -> range | None:
    found = [int(number) for number in re.findall(r"\d+", cell)]
    return range(found[0], found[-1] + 1) if found else None


def _number(cell: str) -> int | None:
    return int(cell) if cell.isdigit() else None


def avoided_of(page: str) -> list[Avoided]:
    """The words we avoid, from the table of the style sheet; where the last column says "everywhere", in all texts."""
    return [
        Avoided(word.strip(), instead, frozenset() if where == "everywhere" else frozenset(where.split(", ")))
        for instead, avoid, where in table(page, "Words")
        for word in avoid.split(",")
        if word.strip()
    ]


def length_faults(text: Text, limits: Limits) -> Iterator[str]:
    """Where a text is shorter, longer or harder to read than its limits, each with the measured value."""
    count, parts = len(words(text.content)), sentences(text.content)
    longest = max(parts, key=lambda part: len(words(part)))
    mean, ease = mean_length(text.content), reading_ease(text.content)
    if limits.words is not None and count not in limits.words:
        yield f"{text.place}: {count} words, not {limits.words[0]} to {limits.words[-1]}"
    if limits.sentences is not None and len(parts) not in limits.sentences:
        yield f"{text.place}: {len(parts)} sentences, not {limits.sentences[0]} to {limits.sentences[-1]}"
    if limits.longest is not None and len(words(longest)) > limits.longest:
        yield f"{text.place}: a sentence of {len(words(longest))} words, more than {limits.longest}: {longest}"
    if limits.mean is not None and mean > limits.mean:
        yield f"{text.place}: {mean:.1f} words a sentence, more than {limits.mean}"
    if limits.ease is not None and ease < limits.ease:
        yield f"{text.place}: reading ease {ease:.0f}, less than {limits.ease}"


def word_faults(text: Text, avoided: Iterable[Avoided]) -> Iterator[str]:
    """The words of a text that we avoid, each with what we say instead."""
    for entry in avoided:
        if entry.found_in(text):
            yield f'{text.place}: "{entry.word}"; we say: {entry.instead}'


def spelling_faults(text: Text) -> Iterator[str]:
    """Words that are not British, and words with -ise that we write with -ize."""
    for found in _ISE.findall(text.content):
        if not _KEEPS_ISE.fullmatch(found):
            yield f'{text.place}: "{found}" is written with -ize'
    american = (Avoided(word, "the British form", frozenset()) for word in _AMERICAN.split(", "))
    yield from word_faults(text, american)


def typing_faults(text: Text) -> Iterator[str]:
    """Signs that we do not use, each with the place in the text."""
    for name, pattern in _TYPING.items():
        if found := re.search(pattern, text.content):
            around = text.content[max(0, found.start() - 20) : found.end() + 20]
            yield f"{text.place}: {name}: {around!r}"


def ending_faults(text: Text) -> Iterator[str]:
    """A text that does not begin with a capital and end as a sentence does."""
    if not re.match(r"[‘(]?[A-Z0-9-]", text.content) or not re.search(r"[.?][’)]?$", text.content.rstrip()):
        yield f"{text.place}: is not made of whole sentences"


def question_faults(text: Text) -> Iterator[str]:
    """A question that asks nothing, or that yes or no would answer."""
    parts = sentences(text.content)
    if not any(part.endswith("?") for part in parts):
        yield f"{text.place}: asks nothing"
    for part in parts:
        if part.endswith("?") and _CLOSED.match(part):
            yield f"{text.place}: yes or no would answer it: {part}"
        if ";" in part:
            yield f"{text.place}: a semicolon cannot be heard: {part}"


def beginning_faults(place: str, questions: Iterable[str]) -> Iterator[str]:
    """More than three questions in a row that start with the same three words: whoever hears them listens no more."""
    starts = (" ".join(_LETTERS.findall(question.lower())[:3]) for question in questions)
    for start, same in groupby(starts):
        if (count := len(list(same))) > _SAME_BEGINNINGS:
            yield f'{place}: {count} questions in a row start with "{start}"'


def example_faults(text: Text) -> Iterator[str]:
    """An example that is not ``Country: fact (source).``"""
    if not _EXAMPLE.fullmatch(text.content):
        yield f'{text.place}: is not "Country: fact (source)."'
