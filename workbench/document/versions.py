"""Earlier versions of a text, with who wrote them and when, from the history of the file."""

from __future__ import annotations

import json

from workbench.document.document import Document
from workbench.model.rows import Row
from workbench.model.texts import visible
from workbench.storage.history import WHOLE_ROW, Entry
from workbench.system.frozen import frozen


@frozen
class Version:
    """One version of a text. ``at`` is when it was written: UTC, ISO 8601."""

    text: str
    at: str
    who: str
    computer: str


def earlier_versions(document: Document, row: Row, column: str) -> tuple[Version, ...]:
    """The versions of a text before the present one, newest first.

    Blank versions, and versions equal to the next one, are omitted: nobody wants them back.
    """
    now = getattr(row, column)
    found: list[Version] = []
    for entry in reversed(document.read.history(row, column)):
        text = _text(entry, column)
        if text is None or not text.strip() or text == now or (found and found[-1].text == text):
            continue
        found.append(Version(visible(text), entry.stamp.at, visible(entry.stamp.who), visible(entry.stamp.computer)))
    return tuple(found)


def _text(entry: Entry, column: str) -> str | None:
    """The text after an entry of the history; None if the entry removed the row."""
    if entry.column != WHOLE_ROW or entry.new is None:
        return entry.new
    try:
        row = json.loads(entry.new)
    except (ValueError, RecursionError):
        return None  # of a damaged file
    value = row.get(column) if isinstance(row, dict) else None
    return value if isinstance(value, str) else ""
