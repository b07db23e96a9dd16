"""A text as the blocks that every report shows: paragraphs, lists, tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeAlias

from workbench.prose.lines import Form, Line, Span, read_lines, text_of
from workbench.system.frozen import frozen

Spans: TypeAlias = tuple[Span, ...]


@frozen
class Paragraph:
    """A line of its own. ``gap``: there was a blank line before it."""

    spans: Spans
    gap: bool = False

    @property
    def text(self) -> str:
        """The text that is shown."""
        return text_of(self.spans)


@frozen
class Item:
    """An item of a list, with the lists below it. ``sign`` is what is written before it, ``number`` 0 for none."""

    spans: Spans
    sign: str
    number: int
    lists: tuple[Items, ...] = ()

    @property
    def text(self) -> str:
        """The text that is shown."""
        return text_of(self.spans)


@frozen
class Items:
    """A list, with numbers or without."""

    items: tuple[Item, ...]
    numbered: bool
    gap: bool = False


@frozen
class Table:
    """A simple table: rows of cells, each as long as ``columns``; ``head`` is empty when there is none."""

    head: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]
    columns: int
    gap: bool = False


Block: TypeAlias = Paragraph | Items | Table


def read_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text, in order."""
    blocks: list[Block] = []
    gap = False
    for kind, found in groupby(_without_inner_blanks(text), _kind):
        lines = list(found)
        if kind is Form.BLANK:
            gap = bool(blocks)
            continue
        made = _made(kind, lines, gap=gap)
        blocks += made
        gap = False
    return tuple(blocks)


def shown_lines(text: str) -> list[str]:
    """What a reader of a report reads of a text: each paragraph, item (after its sign) and cell."""
    found: list[str] = []
    for block in read_blocks(text):
        match block:
            case Paragraph():
                found.append(block.text)
            case Items():
                found += [f"{item.sign} {item.text}" for item, _ in flattened(block)]
            case Table():
                found += [text_of(cell) for row in (block.head, *block.rows) for cell in row if cell]
    return found


def flattened(items: Items, level: int = 0) -> Iterator[tuple[Item, int]]:
    """The items of a list and of the lists below it, in order, each with its level."""
    for item in items.items:
        yield item, level
        for below in item.lists:
            yield from flattened(below, level + 1)


def _without_inner_blanks(text: str) -> Iterator[Line]:
    """The lines, without the blank ones between two items of one list."""
    blanks: list[Line] = []
    before: Line | None = None
    for line in read_lines(text):
        if line.form is Form.BLANK:
            blanks.append(line)
            continue
        if not (line.is_item and before is not None and before.is_item):
            yield from blanks
        blanks.clear()
        yield line
        before = line


def _kind(line: Line) -> Form:
    """The same for all lines that can make one block."""
    if line.is_item:
        return Form.BULLET
    return Form.ROW if line.form is Form.DASHES else line.form


def _made(kind: Form, lines: Sequence[Line], *, gap: bool) -> list[Block]:
    if kind is Form.BULLET:
        return list(_lists(lines, 0, gap=gap))
    if kind is Form.ROW:
        return [_table(lines, gap=gap)]
    return [Paragraph(line.shown, gap and index == 0) for index, line in enumerate(lines)]


def _lists(lines: Sequence[Line], level: int, *, gap: bool = False) -> Iterator[Items]:
    """The lists of lines of which none is above a level: a new one where numbers start or end."""
    entries: list[tuple[Line, list[Line]]] = []
    for line in lines:
        if line.level > level and entries:
            entries[-1][1].append(line)
        else:
            entries.append((line, []))
    first = gap
    for numbered, found in groupby(entries, lambda entry: entry[0].form is Form.NUMBER):
        made = (Item(line.shown, line.sign, line.number, tuple(_lists(below, level + 1))) for line, below in found)
        yield Items(tuple(made), numbered, first)
        first = False


def _table(lines: Sequence[Line], *, gap: bool) -> Table:
    rows = [line.cells for line in lines if line.form is Form.ROW]
    columns = max(map(len, rows))
    with_head = len(lines) > 1 and lines[1].form is Form.DASHES and len(rows) > 1
    even = tuple(_filled(row, columns) for row in rows)
    return Table(even[0] if with_head else (), even[1:] if with_head else even, columns, gap)


def _filled(row: Iterable[Spans], columns: int) -> tuple[Spans, ...]:
    cells = tuple(row)
    return (*cells, *((),) * (columns - len(cells)))
