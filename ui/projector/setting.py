"""How texts are set on a page of the projector view: sizes, headings, rules, and the room between top and foot."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any, Final

from PySide6.QtGui import QFontMetricsF

from ui.kit.chips import badge
from ui.link.language import tr
from ui.projector.colours import ProjectorColours
from ui.projector.flow import Flow, Page
from ui.projector.pieces import Cell, Frame, Gap, LinePiece, Piece
from ui.projector.typesetting import Block, Style, Typesetter, font_of
from workbench.model.vocabulary import Level, MeasureStatus
from workbench.projector import level_word

HEADS: Final = (11, 12.5, 14, 16, 17.5, 20)
BODIES: Final = (12.5, 14, 16, 18, 20)
"""Sizes of text as divisors of the height, largest text first; the last is used when no other fits."""

MOST_LINES: Final = 4
"""How many lines one entry of a list may have."""

_LONG: Final = 4000
"""A text with more characters never fits one page, whatever its size."""


class Setting:
    """One size and one set of colours. ``foot`` is the height that is kept free below the slide."""

    def __init__(self, frame: Frame, colours: ProjectorColours, setter: Typesetter) -> None:
        self.frame, self.colours, self._setter = frame, colours, setter
        self.foot = 0.0

    @property
    def top(self) -> float:
        """Where the slide begins."""
        return self.frame.margin * 0.75

    @property
    def lowest(self) -> float:
        """Where everything above the line of keys ends."""
        return self.frame.height - self.frame.margin * 0.6 - self.frame.hint

    @property
    def bottom(self) -> float:
        """Where the room for the slide ends; below it are the decision, the strip and the line of keys."""
        return self.lowest - self.foot

    @property
    def room(self) -> float:
        """The height of the slide."""
        return self.bottom - self.top

    @property
    def beside_corner(self) -> float:
        """The width that the countdown leaves."""
        return max(self.frame.unit * 4.0, self.frame.inner - self.frame.corner)

    @property
    def clear(self) -> list[Piece]:
        """Keeps the corner of the countdown free, on a page that starts with nothing else."""
        return [Gap(self.frame.unit * 1.4)] if self.frame.corner else []

    def eyebrow(self, text: str) -> Block:
        """The line at the top that says where one is."""
        return self.set(text, self.frame.unit, width=self.beside_corner, ink="quiet", to_side=True)

    def rule(self) -> Gap:
        """A line across the page."""
        return Gap(self.frame.unit * 0.7, ruled=True)

    def set(
        self,
        text: str,
        pixels: int,
        *,
        width: float | None = None,
        bold: bool = False,
        ink: str = "text",
        lead: int = 0,
        to_side: bool = False,
        structured: bool = False,
    ) -> Block:
        """A text in lines of a width (None: from margin to margin). ``structured``: its signs of lists and so on count."""
        style = Style(pixels, bold, ink)
        wide = self.frame.inner if width is None else width
        mirrored, colour = self.frame.mirrored, self.colours.mark
        quiet = self.colours.quiet if structured else None
        return self._setter.set(text, wide, style, mirrored=mirrored, to_side=to_side, lead=lead, colour=colour, quiet=quiet)

    def natural(self, text: str, pixels: int, *, bold: bool = False, ink: str = "text") -> Block:
        """A short text, set as wide as it is."""
        wide = self.set(text, pixels, bold=bold, ink=ink).width
        return self.set(text, pixels, width=ceil(wide) + 2, bold=bold, ink=ink)

    def cut(self, text: str, width: float, pixels: int) -> str:
        """As much of a text as fits one line of a width, with “…” where something is left out."""
        from PySide6.QtCore import Qt

        metrics = QFontMetricsF(font_of(Style(pixels)))
        return metrics.elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, max(0.0, width - 2))

    def short(self, text: str, most: int, pixels: int, **how: Any) -> Block:
        """A text in at most so many lines, with “…” where something is left out: it cannot be divided over pages."""
        block = self.set(text, pixels, **how)
        if len(block.lines) <= most:
            return block
        kept = "".join(line.text for line in block.lines[:most]).rstrip()
        while kept:
            kept = kept[:-1].rstrip()
            block = self.set(f"{kept}…", pixels, **how)
            if len(block.lines) <= most:
                break
        return block

    def fitting(
        self,
        text: str,
        parts: Sequence[float],
        room: float,
        *,
        bold: bool = False,
        ink: str = "text",
        lead: int = 0,
        to_side: bool = False,
        structured: bool = False,
    ) -> Block:
        """A text in the largest size that fits the room, else in the smallest size."""
        # A long text takes the smallest size at once: trying the others would take time while somebody types.
        tried = parts if len(text) <= _LONG else parts[-1:]
        for part in tried:
            size = self.frame.size(part)
            block = self.set(text, size, bold=bold, ink=ink, lead=lead, to_side=to_side, structured=structured)
            if block.height <= room:
                break
        return block

    def level_cell(
        self, name: str, level: Level | None, width: float, pixels: int, *, chosen: bool = False, bold: bool = False
    ) -> Cell:
        """A text with a level at the other end: sign and word."""
        value = self.natural(tr(level_word(level)), pixels, bold=bold or level is Level.HIGH)
        sign = value.lines[0].height * 0.8
        left = max(pixels * 3.0, width - value.width - sign - pixels * 0.6)
        block = self.short(name, MOST_LINES, pixels, width=left, bold=chosen or bold, to_side=True)
        return Cell(block, value, sign_of(level), chosen=chosen)

    def flow(self, first: Sequence[Piece], again: Sequence[Piece], *bodies: Sequence[Piece]) -> list[Page]:
        """The head, a line, and the bodies below it. The first pieces of each body stay together."""
        flow = Flow(self.top, self.bottom).add(first, self.clear)
        for below in ([self.rule(), *bodies[0]], *bodies[1:]):
            flow.add(below, again or self.clear, keep=min(3, len(below)))
        return flow.pages()


def sign_of(value: Level | MeasureStatus | None) -> str:
    """The name of the sign of a level or a status in :mod:`ui.look.icons`, that of its chip; empty for None."""
    return badge(value).sign if value is not None else ""


def lines(block: Block, *, of_answer: bool = False) -> list[Piece]:
    """A text as pieces that can be divided over pages."""
    return [LinePiece(line, of_answer=of_answer) for line in block.lines]
