"""A text with light structure as HTML for the clipboard: a word processor makes lists and tables of it again."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from workbench.prose.blocks import Items, Paragraph, Spans, Table, read_blocks
from workbench.prose.lines import Part


def to_html(text: str) -> str:
    """The text as HTML. Every character of it is escaped; there are no styles and no addresses."""
    made = []
    for block in read_blocks(text):
        match block:
            case Paragraph():
                made.append(f'<p dir="auto">{_spans(block.spans)}</p>')
            case Items():
                made.append(_items(block))
            case Table():
                rows = [*([_row(block.head, "th")] if block.head else []), *(_row(row, "td") for row in block.rows)]
                made.append(f'<table border="1">{"".join(rows)}</table>')
    return f'<html><head><meta charset="utf-8"></head><body>{"".join(made)}</body></html>'


def _spans(spans: Spans) -> str:
    return "".join(f"<b>{escape(span.text)}</b>" if span.part is Part.BOLD else escape(span.text) for span in spans)


def _items(items: Items) -> str:
    tag = "ol" if items.numbered else "ul"
    first = f' start="{items.items[0].number}"' if items.numbered else ""
    inside = (f'<li dir="auto">{_spans(item.spans)}{"".join(map(_items, item.lists))}</li>' for item in items.items)
    return f"<{tag}{first}>{''.join(inside)}</{tag}>"


def _row(cells: Iterable[Spans], tag: str) -> str:
    return f"<tr>{''.join(f'<{tag}>{_spans(cell)}</{tag}>' for cell in cells)}</tr>"
