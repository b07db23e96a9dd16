"""Texts of a file are never markup: what a tool tip says is shown letter by letter, whatever stands in it.

Qt takes a tool tip that looks like HTML for HTML, and then loads its pictures, from a network as well. Everything that is
shown as a tip goes through :func:`tip`; a test looks at the source for what does not.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Final

_MOST: Final = 600
_MARKS: Final = re.compile(r"[<\n]|&[^&]*;")
"""Without one of these nothing can be taken for HTML."""

_ONE_LINE: Final = 120
"""A longer text is broken into lines; Qt does that only to what it takes for HTML."""


def tip(text: str) -> str:
    """A text as a tool tip that shows it as it is; the end of a very long one is left out.

    Words of the program go through it unchanged, so that a screen reader hears no marks.
    """
    if len(text) > _MOST:
        text = f"{text[:_MOST].rstrip()}…"
    if len(text) <= _ONE_LINE and not _MARKS.search(text):
        return text
    return f"<qt>{_escaped(text)}</qt>"


def tip_of_lines(lines: Iterable[str]) -> str:
    """Several texts as one tool tip, a paragraph each."""
    return "".join(f"<p>{_escaped(line)}</p>" for line in lines)


def tip_of_term(term: str, definition: str, source: str) -> str:
    """What a word means, with the word in bold and the source in italics."""
    return f"<p><b>{_escaped(term)}</b><br>{_escaped(definition)}<br><i>{_escaped(source)}</i></p>"


def _escaped(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")
