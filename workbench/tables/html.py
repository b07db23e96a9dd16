"""Cells as HTML: what Excel, Calc, Word and web pages put on the clipboard, and what we put there for them.

The reader knows tables and what stands in their cells: paragraphs and line breaks are lines, what is merged stands in each
row that it covers, pictures, styles, scripts, comments and hidden rows are nothing. It runs once over the text and ends on
any input.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from workbench.system.frozen import frozen
from workbench.tables.cells import MOST_COLUMNS, MOST_ROWS, Cells, as_written, even, harmless, must_be_short, must_be_small

_OURS: Final = '<meta name="generator" content="Integrity Workbench">'
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)((?:[^\"'>]++|\"[^\"]*+\"|'[^']*+')*+)>")
_SIMPLE_TAG: Final = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)([^>]*+)>")
_SPAN: Final = re.compile(r"\b(rowspan|colspan)\s*=\s*[\"']?\s*([0-9]{1,6})", re.IGNORECASE)
_HIDDEN: Final = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_BLANKS: Final = re.compile(r"[ \t\r\n\f]+|\u00a0{2,}[ \u00a0]*")
_SILENT: Final = frozenset({"style", "script", "head", "xml", "title", "template"})
_BLOCKS: Final = frozenset(
    {"p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table", "tr"}
)


@frozen
class Copied:
    """The tables of a piece of HTML, in their order, and whether there is text beside them."""

    tables: tuple[Cells, ...]
    beside: bool


def is_ours(text: str) -> bool:
    """Whether this program has written a piece of HTML: its text with tabs is then exact."""
    return _OURS in text[:1000]


def write_html(rows: Iterable[Sequence[str]]) -> str:
    """Cells as a table whose cells are texts to every spreadsheet, whatever they look like."""
    lines = "\n".join("<tr>" + "".join(map(_cell, row)) + "</tr>" for row in rows)
    style = "td { mso-number-format:'\\@'; white-space:pre-wrap; vertical-align:top } br { mso-data-placement:same-cell }"
    head = f'<head><meta charset="utf-8">{_OURS}<style>{style}</style></head>'
    return f"<html>{head}<body><table>\n{lines}\n</table></body></html>"


def _cell(text: str) -> str:
    shown = html.escape(harmless(text), quote=False).replace("\n", '<br style="mso-data-placement:same-cell">')
    return f"<td style=\"mso-number-format:'\\@'; white-space:pre-wrap\">{shown}</td>"


def read_html(text: str) -> Copied:
    """The tables of a piece of HTML. Raises :class:`~workbench.errors.InvalidValue` for more than a table may have."""
    must_be_short(len(text))
    reader = _Reader()
    if "<table" not in text and "<TABLE" not in text:
        return Copied((), beside=True)
    silent = ""
    for closing, name, attributes, words in _tokens(text):
        if silent:
            silent = "" if closing and name == silent else silent
        elif name in _SILENT and not closing:
            silent = name
        elif name:
            reader.tag(name, attributes, closing=closing)
        else:
            reader.words(words)
    return Copied(tuple(table for table in reader.finished() if table), reader.beside)


def _tokens(text: str) -> Iterator[tuple[bool, str, str, str]]:
    """Tags (closing, name, attributes, "") and texts (False, "", "", text), in their order."""
    pattern, place, last_end = _TAG, 0, text.rfind(">")
    while place < len(text):
        start = text.find("<", place)
        if start != place:
            yield False, "", "", text[place : start if start >= 0 else len(text)]
        if start < 0:
            return
        if text.startswith("<!--", start):
            end = text.find("-->", start + 4)
            place = end + 3 if end >= 0 else len(text)
        elif text.startswith(("<!", "<?"), start):
            end = text.find(">", start)
            place = end + 1 if end >= 0 else len(text)
        elif start < last_end and (found := pattern.match(text, start)):
            yield bool(found[1]), found[2].lower(), found[3], ""
            place = found.end()
        elif start < last_end and pattern is _TAG and _SIMPLE_TAG.match(text, start):
            # a quotation mark that nothing closes; it is not looked for again and again
            pattern, place = _SIMPLE_TAG, start
        else:
            yield False, "", "", "<"
            place = start + 1


class _Grid:
    """One table while it is read: where the next cell stands, and which cells reach down into the next rows."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self._shown = False
        self._due: dict[int, tuple[int, str]] = {}
        self._reaching: dict[int, tuple[int, str]] = {}

    def begin_row(self, *, hidden: bool) -> None:
        """Begins a row. One that is not shown is none."""
        self.end_row()
        self._shown = not hidden
        if self._shown:
            must_be_small(len(self.rows) + 1, 1)
            self.rows.append([])
            self._due, self._reaching = self._reaching, {}
            self._take_what_reaches()

    def add(self, text: str, across: int, down: int) -> None:
        """Adds a cell that covers some columns and rows: its text stands in each row, in the first column."""
        if not self._shown:
            return
        row = self.rows[-1]
        for part in range(across):
            words = "" if part else text
            if down > 1:
                self._reaching[len(row)] = (down - 1, words)
            row.append(words)
            must_be_small(1, len(row))
        self._take_what_reaches()

    def end_row(self) -> None:
        """Ends a row with the cells of earlier rows that stand behind its last one."""
        while self._shown and self._due:
            self.rows[-1].append("")
            must_be_small(1, len(self.rows[-1]))
            self._take_what_reaches()
        self._shown = False

    def _take_what_reaches(self) -> None:
        row = self.rows[-1]
        while (found := self._due.pop(len(row), None)) is not None:
            left, text = found
            if left > 1:
                self._reaching[len(row)] = (left - 1, text)
            row.append(text)


class _Reader:
    """Puts texts into cells, and cells into tables."""

    def __init__(self) -> None:
        self.tables: list[_Grid] = []
        self.beside = False
        self._depth = 0
        self._cell: list[str] | None = None
        self._spans = (1, 1)

    def tag(self, name: str, attributes: str, *, closing: bool) -> None:
        """Takes the tag of an element."""
        if name == "table":
            self._on_table(closing=closing)
        elif self._depth == 1 and name == "tr":
            self._end_cell()
            if closing:
                self.tables[-1].end_row()
            else:
                self.tables[-1].begin_row(hidden=_HIDDEN.search(attributes) is not None)
        elif self._depth == 1 and name in ("td", "th"):
            self._end_cell()
            if not closing:
                found = {span.lower(): int(count) for span, count in _SPAN.findall(attributes)}
                across, down = found.get("colspan", 1), found.get("rowspan", 1)
                self._cell, self._spans = [], (max(1, min(across, MOST_COLUMNS + 1)), max(1, min(down, MOST_ROWS)))
        elif self._cell is not None:
            self._break(name, closing=closing)

    def words(self, text: str) -> None:
        """Takes text: into the cell that is open, or beside the tables."""
        if self._cell is not None:
            self._cell.append(_BLANKS.sub(" ", html.unescape(text) if "&" in text else text))
        elif not self.beside and html.unescape(text).strip():
            self.beside = True

    def finished(self) -> list[Cells]:
        """The tables, when all is read."""
        self._end_cell()
        for table in self.tables:
            table.end_row()
        return [even(table.rows) for table in self.tables]

    def _on_table(self, *, closing: bool) -> None:
        if closing and self._depth == 1:
            self._end_cell()
            self.tables[-1].end_row()
        elif not closing and self._depth == 0:
            self.tables.append(_Grid())
        elif self._cell is not None:
            self._cell.append("\0")
        self._depth = max(0, self._depth + (-1 if closing else 1))

    def _break(self, name: str, *, closing: bool) -> None:
        if self._cell is None:
            return
        if name == "br" and not closing:
            self._cell.append("\n")
        elif name in _BLOCKS:
            self._cell.append("\0")
            if name == "li" and not closing:
                self._cell.append("- ")
        elif name in ("td", "th"):
            self._cell.append(" ")

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        self.tables[-1].add(as_written(_joined(self._cell)), *self._spans)
        self._cell = None


def _joined(parts: Sequence[str]) -> str:
    """The text of a cell. The border of a paragraph is one line end, however many elements end there."""
    text = re.sub(r" *\n *", "\n", re.sub(r" *\0[\0 ]*", "\0", "".join(parts)))
    lines = text.strip("\0 \n\u00a0").replace("\0\n", "\n").replace("\0", "\n")
    return re.sub(r" {2,}", " ", lines).strip()
