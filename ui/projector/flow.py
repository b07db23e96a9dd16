"""Pages: pieces one below the other, divided only between pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ui.projector.pieces import CellRow, Gap, LinePiece, Piece
from ui.projector.typesetting import TextLine
from workbench.system.frozen import frozen

Placed = tuple[tuple[float, Piece], ...]
"""Pieces, each with its distance from the top."""


class LateFoot:
    """What stands at the foot of a page; made when the page is first looked at, because most pages never are."""

    def __init__(self, make: Callable[[], Placed]) -> None:
        self._make = make
        self._made: Placed | None = None

    def __call__(self) -> Placed:
        """The pieces."""
        if self._made is None:
            self._made = self._make()
        return self._made


@frozen
class Page:
    """One page: pieces, and others at its foot."""

    body: Placed
    foot: LateFoot | None = None

    @property
    def pieces(self) -> Placed:
        """All pieces, each with its distance from the top."""
        return self.body if self.foot is None else (*self.body, *self.foot())

    @property
    def texts(self) -> tuple[str, ...]:
        """All texts on the page, from top to bottom."""
        return tuple(text for _, piece in self.pieces for text in piece.texts if text.strip())

    @property
    def answer(self) -> tuple[tuple[float, TextLine], ...]:
        """The lines of the agreed text on this page, with their tops."""
        return tuple((y, piece.line) for y, piece in self.body if isinstance(piece, LinePiece) and piece.of_answer)

    @property
    def in_focus(self) -> bool:
        """Whether the current entry is on this page."""
        rows = (piece for _, piece in self.body if isinstance(piece, CellRow))
        return any(cell.chosen for row in rows for cell in row.cells)

    def with_foot(self, make: Callable[[], Placed]) -> Page:
        """The page with more pieces at its foot."""
        return Page(self.body, LateFoot(make))


class Flow:
    """Puts pieces on pages between a top and a bottom."""

    def __init__(self, top: float, bottom: float) -> None:
        self._top, self._bottom = top, bottom
        self._pages: list[Page] = []
        self._current: list[tuple[float, Piece]] = []
        self._y = top
        self._bare = True

    def add(self, pieces: Sequence[Piece], again: Sequence[Piece] = (), keep: int = 1) -> Flow:
        """Adds pieces below the others. A new page starts with ``again``, if that leaves room.

        The first ``keep`` pieces stay together, so that a long text does not start with one line at the foot of a page.
        """
        for index, piece in enumerate(pieces):
            needed = height_of(pieces[: max(1, keep)]) if index == 0 else piece.height
            if self._y + needed > self._bottom and not self._bare:
                if index == 0 or not isinstance(piece, Gap):
                    self._turn(again if self._top + height_of(again) + needed <= self._bottom else ())
                if isinstance(piece, Gap):
                    continue
            self._put(piece)
            self._bare = False
        return self

    def pages(self) -> list[Page]:
        """All pages."""
        return [*self._pages, Page(tuple(self._current))]

    def _turn(self, again: Sequence[Piece]) -> None:
        self._pages.append(Page(tuple(self._current)))
        self._current, self._y, self._bare = [], self._top, True
        for piece in again:
            self._put(piece)

    def _put(self, piece: Piece) -> None:
        self._current.append((self._y, piece))
        self._y += piece.height


def height_of(pieces: Iterable[Piece]) -> float:
    """The height of pieces one below the other."""
    return sum(piece.height for piece in pieces)


def page_with(pages: Sequence[Page], position: int) -> int:
    """The number of the page with a position in the agreed text; the last page when no page has it."""
    for number, page in enumerate(pages):
        for _, line in page.answer:
            end = line.start + line.length
            if line.start <= position < end or (position == end and line.text == line.text.rstrip()):
                return number
    return len(pages) - 1


def page_in_focus(pages: Sequence[Page]) -> int:
    """The number of the page with the current entry; the first page when there is none."""
    return next((number for number, page in enumerate(pages) if page.in_focus), 0)
