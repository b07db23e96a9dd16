"""How many words a text has, as people count them: the signs of lists, tables and bold words are none."""

from __future__ import annotations

from typing import Final

from workbench.prose.lines import Line, Part, read_lines

_INSTEAD: Final = {Part.SIGN: "", Part.BAR: " "}
"""What a sign is when words are counted: a bar divides them, stars stand beside one."""


def count_words(text: str) -> int:
    """The number of words: pieces between blanks that have a letter or a digit."""
    return sum(map(_words_of, read_lines(text)))


def _words_of(line: Line) -> int:
    said = "".join(_INSTEAD.get(span.part, span.text) for span in line.spans)
    return sum(any(map(str.isalnum, piece)) for piece in said.split())
