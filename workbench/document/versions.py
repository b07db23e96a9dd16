"""Earlier versions of a text, with who wrote them and when, from the history of the file."""

from __future__ import annotations

from workbench.document.document import Document
from workbench.model.rows import Row
from workbench.model.texts import visible
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
        text = entry.new
        if text is None or not text.strip() or text == now or (found and found[-1].text == text):
            continue
        by = entry.stamp.sitting
        found.append(Version(visible(text), entry.stamp.at, visible(by.who), visible(by.computer)))
    return tuple(found)
