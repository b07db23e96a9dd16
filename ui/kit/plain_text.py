"""Texts of a file are never markup: a tooltip shows them exactly as they are.

Qt treats a tooltip that looks like HTML as HTML, and then loads its pictures, even from a network. So every tooltip goes
through :func:`tip`; a test searches the source for one that does not.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Final

_MOST: Final = 600
_MARKS: Final = re.compile(r"[<\n]|&[^&]*;")
"""Qt takes no text for HTML that has none of these."""

_ONE_LINE: Final = 120
"""A longer text must be broken into lines, which Qt does only in HTML."""


def tip(text: str) -> str:
    """A text as a tooltip that shows it as it is. A very long text is cut.

    A short text without marks is returned unchanged, so that a screen reader reads no markup aloud.
    """
    if len(text) > _MOST:
        text = f"{text[:_MOST].rstrip()}…"
    if len(text) <= _ONE_LINE and not _MARKS.search(text):
        return text
    return f"<qt>{_escaped(text)}</qt>"


def tip_of_lines(lines: Iterable[str]) -> str:
    """Several texts as one tooltip, one paragraph each."""
    return "".join(f"<p>{_escaped(line)}</p>" for line in lines)


def tip_of_term(term: str, definition: str, source: str) -> str:
    """What a word means, with the word in bold and the source in italics."""
    return f"<p><b>{_escaped(term)}</b><br>{_escaped(definition)}<br><i>{_escaped(source)}</i></p>"


def _escaped(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")
