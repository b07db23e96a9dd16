"""The Unicode bidirectional algorithm (UAX #9, revision 48): in which order the characters of a paragraph are drawn.

Rule names (X1, W1, N0 ...) are those of the standard. It is checked against Unicode's own test cases; ``tests/files`` has a
selection of them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from workbench.language.bidi_rules import ISOLATES, STRONG, RunSequence, direction
from workbench.system.frozen import frozen

MAXIMUM_DEPTH: Final = 125
_EMBEDDINGS: Final = frozenset({"LRE", "RLE", "LRO", "RLO"})
_REMOVED: Final = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "BN"})


@frozen
class Levels:
    """The embedding level of each character: even is left to right. None for a character that is not drawn (X9)."""

    base: int
    levels: tuple[int | None, ...]
    classes: tuple[str, ...]


@lru_cache(maxsize=4096)
def bidi_class(character: str) -> str:
    """The bidirectional class of a character; L for one that Unicode does not know."""
    return unicodedata.bidirectional(character) or "L"


def is_right_to_left(text: str) -> bool:
    """Whether the first strong character asks for right to left (P2, P3)."""
    return _first_strong([bidi_class(character) for character in text], 0, len(text)) == 1


def needs_reordering(text: str) -> bool:
    """Whether any character runs from right to left, or controls the direction."""
    return any(bidi_class(character) not in _PLAIN for character in set(text))


_PLAIN: Final = frozenset({"L", "EN", "ES", "ET", "CS", "NSM", "BN", "B", "S", "WS", "ON"})


def resolve(text: str, base: int | None = None) -> Levels:
    """The levels of a paragraph. ``base`` is 0 (left to right), 1 (right to left) or None: by the first strong character."""
    return _Paragraph(text, base).levels()


def visual_order(levels: Sequence[int]) -> list[int]:
    """The positions of a line's items in the order in which they are drawn, left to right (L2), from the items' levels."""
    order = list(range(len(levels)))
    if not order:
        return order
    lowest_odd = min((level for level in levels if level % 2), default=max(levels) + 1)
    for threshold in range(max(levels), lowest_odd - 1, -1):
        start = 0
        while start < len(order):
            if levels[order[start]] < threshold:
                start += 1
                continue
            end = start
            while end < len(order) and levels[order[end]] >= threshold:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end
    return order


def _first_strong(classes: Sequence[str], start: int, end: int) -> int | None:
    depth = 0
    for name in classes[start:end]:
        if name in ISOLATES:
            depth += 1
        elif name == "PDI":
            depth = max(0, depth - 1)
        elif depth == 0 and name in STRONG:
            return 0 if name == "L" else 1
    return None


class _Paragraph:
    """One run of the algorithm over one paragraph."""

    def __init__(self, text: str, base: int | None) -> None:
        self._text = text
        self._original = [bidi_class(character) for character in text]
        self._classes = list(self._original)
        self._match = self._matching_isolates()
        chosen = base if base is not None else _first_strong(self._original, 0, len(text))
        self._base = chosen or 0
        self._levels = [self._base] * len(text)

    def levels(self) -> Levels:
        self._explicit()
        kept = [index for index, name in enumerate(self._original) if name not in _REMOVED]
        for sequence, start, end in self._sequences(kept):
            RunSequence(self._text, self._classes, self._original, sequence, self._levels[sequence[0]]).resolve(start, end)
        for index in kept:
            self._implicit(index)
        self._separators()
        shown = tuple(None if name in _REMOVED else level for name, level in zip(self._original, self._levels, strict=True))
        return Levels(self._base, shown, tuple(self._original))

    def _matching_isolates(self) -> dict[int, int]:
        match: dict[int, int] = {}
        waiting: list[int] = []
        for index, name in enumerate(self._original):
            if name in ISOLATES:
                waiting.append(index)
            elif name == "PDI" and waiting:
                opening = waiting.pop()
                match[opening] = index
                match[index] = opening
        return match

    def _explicit(self) -> None:
        """X1 to X8."""
        embeddings = _Embeddings(self._base)
        for index, name in enumerate(self._original):
            self._levels[index] = embeddings.level
            if name in _EMBEDDINGS:
                embeddings.embed(name)
            elif name in ISOLATES:
                self._classes[index] = embeddings.override or name
                embeddings.isolate(right=not embeddings.full and self._isolate_is_right_to_left(index))
            elif name == "PDI":
                embeddings.end_isolate()
                self._levels[index] = embeddings.level
                self._classes[index] = embeddings.override or name
            elif name == "PDF":
                embeddings.end_embedding()
            elif name == "B":
                self._levels[index] = self._base
            elif name != "BN":
                self._classes[index] = embeddings.override or name

    def _isolate_is_right_to_left(self, index: int) -> bool:
        name = self._original[index]
        if name != "FSI":
            return name == "RLI"
        end = self._match.get(index, len(self._text))
        return _first_strong(self._original, index + 1, end) == 1

    def _sequences(self, kept: list[int]) -> list[tuple[list[int], str, str]]:
        """X10: the isolating run sequences, each with the types at its start and end."""
        runs: list[list[int]] = []
        for index in kept:
            if runs and self._levels[runs[-1][-1]] == self._levels[index]:
                runs[-1].append(index)
            else:
                runs.append([index])
        run_at = {run[0]: run for run in runs}
        sequences = []
        for run in runs:
            if self._original[run[0]] == "PDI" and run[0] in self._match:
                continue
            sequence = list(run)
            while self._original[sequence[-1]] in ISOLATES and sequence[-1] in self._match:
                sequence += run_at[self._match[sequence[-1]]]
            sequences.append((sequence, *self._edges(sequence)))
        return sequences

    def _edges(self, sequence: list[int]) -> tuple[str, str]:
        level = self._levels[sequence[0]]
        before = self._neighbour(sequence[0], -1)
        unmatched = self._original[sequence[-1]] in ISOLATES
        after = self._base if unmatched else self._neighbour(sequence[-1], 1)
        return direction(max(level, before)), direction(max(level, after))

    def _neighbour(self, index: int, step: int) -> int:
        index += step
        while 0 <= index < len(self._original) and self._original[index] in _REMOVED:
            index += step
        return self._levels[index] if 0 <= index < len(self._original) else self._base

    def _implicit(self, index: int) -> None:
        """I1 and I2."""
        name, level = self._classes[index], self._levels[index]
        if level % 2:
            self._levels[index] += name in ("L", "EN", "AN")
        elif name == "R":
            self._levels[index] += 1
        elif name in ("AN", "EN"):
            self._levels[index] += 2

    def _separators(self) -> None:
        """The part of L1 that does not depend on lines: separators, and white space before them, have the base level."""
        trailing = False
        for index in range(len(self._original) - 1, -1, -1):
            name = self._original[index]
            if name in ("B", "S"):
                trailing = True
                self._levels[index] = self._base
            elif name == "WS" or name in ISOLATES or name == "PDI":
                if trailing:
                    self._levels[index] = self._base
            elif name not in _REMOVED:
                trailing = False


class _Embeddings:
    """The stack of embeddings, overrides and isolates (X1), with counts of those that did not fit into it."""

    def __init__(self, base: int) -> None:
        self._stack: list[tuple[int, str, bool]] = [(base, "", False)]
        self._overflow_isolates = 0
        self._overflow_embeddings = 0
        self._valid_isolates = 0

    @property
    def level(self) -> int:
        """The level in force."""
        return self._stack[-1][0]

    @property
    def full(self) -> bool:
        """Whether nothing more fits: the direction of an isolate does then not matter."""
        return bool(self._overflow_isolates or self._overflow_embeddings)

    @property
    def override(self) -> str:
        """The direction forced on every character, or an empty text."""
        return self._stack[-1][1]

    def embed(self, name: str) -> None:
        """X2 to X5."""
        new = self._next_level(right=name.startswith("R"))
        if self._fits(new):
            self._stack.append((new, {"RLO": "R", "LRO": "L"}.get(name, ""), False))
        elif not self._overflow_isolates:
            self._overflow_embeddings += 1

    def isolate(self, *, right: bool) -> None:
        """X5a to X5c."""
        new = self._next_level(right=right)
        if self._fits(new):
            self._valid_isolates += 1
            self._stack.append((new, "", True))
        else:
            self._overflow_isolates += 1

    def end_isolate(self) -> None:
        """X6a."""
        if self._overflow_isolates:
            self._overflow_isolates -= 1
        elif self._valid_isolates:
            self._overflow_embeddings = 0
            self._valid_isolates -= 1
            while not self._stack[-1][2]:
                self._stack.pop()
            self._stack.pop()

    def end_embedding(self) -> None:
        """X7."""
        if self._overflow_isolates:
            return
        if self._overflow_embeddings:
            self._overflow_embeddings -= 1
        elif not self._stack[-1][2] and len(self._stack) > 1:
            self._stack.pop()

    def _next_level(self, *, right: bool) -> int:
        return (self.level + 1) | 1 if right else (self.level + 2) & ~1

    def _fits(self, level: int) -> bool:
        return level <= MAXIMUM_DEPTH and not self._overflow_isolates and not self._overflow_embeddings
