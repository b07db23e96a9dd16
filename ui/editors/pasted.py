"""What is pasted or dropped: its text, its words where there is only HTML, or what its HTML says of lists and tables."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMimeData

OWN: Final = "application/x-integrity-workbench-text"
"""Marks what was copied here: its text has its signs already."""

_ENOUGH: Final = 0.9
"""The share of the letters that must be in the HTML, too. Some programs write signs of lists as letters into the text."""


def has_words(source: QMimeData) -> bool:
    """Whether there may be something to paste."""
    return bool(source.hasText() or source.hasHtml())


def words_of(source: QMimeData) -> str:
    """The text; or the words of the HTML, if a program gave nothing else."""
    if source.hasText() or not source.hasHtml():
        return source.text()
    from workbench.prose.blocks import shown_lines
    from workbench.prose.from_html import from_html

    return "\n".join(shown_lines(from_html(source.html())))


def structured(source: QMimeData, room: int) -> str:
    """The text, or what its HTML says if that has lists, bold words or tables, or if there is no text.

    A program can put other words into the HTML than into the text; nothing of the text may be lost. The HTML of a text for
    which there is no ``room`` is not read.
    """
    text = source.text() if source.hasText() else ""
    if not source.hasHtml() or source.hasFormat(OWN) or (room and len(text) > room):
        return text
    from workbench.prose.from_html import from_html
    from workbench.prose.lines import has_structure

    made = from_html(source.html())
    whole = sum(map(str.isalpha, made)) >= _ENOUGH * sum(map(str.isalpha, text))
    return made if whole and (not text or has_structure(made)) else text
