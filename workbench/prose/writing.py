"""Writes lines with the signs of light structure: what :mod:`workbench.prose.lines` reads back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from workbench.prose.lines import MOST_LEVELS, STARS, STEP

_BLANKS: Final = re.compile(r"[ \t\r\n\f]+")
_WORD: Final = re.compile(r"\w")


class Writing:
    """Lines that grow piece by piece. White space becomes one blank, unless it is ``kept``."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._runs: list[tuple[str, bool]] = []
        self._level = 0
        self._sign = ""

    def text(self) -> str:
        """All lines, without blank ones at the start and at the end, and without two of them together."""
        self.line_end()
        kept = (line for line, before in zip(self.lines, ["", *self.lines], strict=False) if line or before)
        return "\n".join(kept).strip("\n")

    def add(self, text: str, *, bold: bool, kept: bool = False) -> None:
        """Adds to the line that is being written."""
        for index, part in enumerate(text.split("\n") if kept else [_BLANKS.sub(" ", text)]):
            if index:
                self.line_end(soft=True)
            after_blank = not kept and (not self._runs or self._runs[-1][0].endswith(" "))
            fresh = part.lstrip(" ") if after_blank else part
            if fresh:
                self._runs.append((fresh, bold))

    def item(self, level: int, sign: str) -> None:
        """The line is an item of a list; an empty ``sign`` leaves the sign to :meth:`sign`."""
        self._level, self._sign = min(level, MOST_LEVELS - 1), sign

    def sign(self, sign: str) -> None:
        """The sign of the item."""
        self._sign = sign

    def line_end(self, *, keeps_item: bool = False, paragraph: bool = False, soft: bool = False) -> None:
        """Ends the line. An empty one counts as a blank line after a ``paragraph`` or if it was ended by hand (``soft``).

        ``keeps_item``: an item whose text has not come yet stays one. A soft end within an item is a blank.
        """
        if soft and self._sign:
            self._runs.append((" ", False))
            return
        line = starred(self._runs)
        self._runs.clear()
        if not line and keeps_item and self._sign:
            return
        if line:
            self.lines.append(f"{STEP * self._level}{self._sign} {line}" if self._sign else line)
        elif paragraph or soft:
            self.lines.append("")
        self._level, self._sign = 0, ""


def starred(runs: Iterable[tuple[str, bool]]) -> str:
    """One line of pieces, with stars around whole words that are bold, and without white space at its ends."""
    merged: list[list[str]] = []
    """Pieces that are plain and bold by turns; the first is plain."""
    for text, bold in runs:
        if not text.strip():
            bold = len(merged) % 2 == 0  # blanks belong to what is before them  # noqa: PLW2901
        if not merged:
            merged.append([])
        if bold != (len(merged) % 2 == 0):
            merged.append([])
        merged[-1].append(text)
    pieces = ["".join(found) for found in merged]
    whole = "".join(pieces)
    done, place = [], 0
    for index, piece in enumerate(pieces):
        place += len(piece)
        done.append(_bold(piece, whole[: place - len(piece)][-1:], whole[place : place + 1]) if index % 2 else piece)
    return " ".join("".join(done).strip().split("\n"))


def _bold(piece: str, before: str, after: str) -> str:
    """A bold piece with its stars: around the whole words in it, so not around a part of a word that begins or ends it."""
    start, end = 0, len(piece)
    if _joins(before) and not piece[:1].isspace():
        start = next((at for at, sign in enumerate(piece) if sign.isspace()), end)
    if _joins(after) and not piece[-1:].isspace():
        end = next((at + 1 for at in range(end - 1, start - 1, -1) if piece[at].isspace()), start)
    core = piece[start:end].strip()
    if "*" in core or not _WORD.search(core):
        return piece
    start = piece.index(core, start)
    return f"{piece[:start]}{STARS}{core}{STARS}{piece[start + len(core) :]}"


def _joins(beside: str) -> bool:
    return beside == "*" or _WORD.match(beside) is not None
