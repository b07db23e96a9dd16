"""Texts of a file are never markup: a tooltip shows them exactly as they are.

Qt treats a tooltip that looks like HTML as HTML, and then loads its pictures, even from a network. So every tooltip goes
through :func:`tip`; a test searches the source for one that does not.
"""

from __future__ import annotations

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
    return f"<qt>{_in_lines(text)}</qt>"


def tip_of_lines(lines: Iterable[str]) -> str:
    """Several texts as one tooltip, one paragraph each."""
    return "".join(f"<p>{_in_lines(line)}</p>" for line in lines)


def tip_of_term(term: str, definition: str, source: str) -> str:
    """What a word means, with the word in bold and the source in italics."""
    return f"<p><b>{_in_lines(term)}</b><br>{_in_lines(definition)}<br><i>{_in_lines(source)}</i></p>"


def _in_lines(text: str) -> str:
    return escaped(text).replace("\n", "<br>")


def escaped(text: str) -> str:
    """A text as it is written in HTML, as :func:`html.escape` does it, which brings a table of all names of characters."""
    for plain, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#x27;")):
        text = text.replace(plain, written)
    return text
