"""How many words a text has, as people count them: the signs of lists, tables and bold words are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.prose.lines import Line


def count_words(text: str) -> int:
    """The number of words: pieces between blanks that have a letter or a digit."""
    if _is_plain(text):
        return _pieces(text)
    from workbench.prose.lines import read_lines  # late: most answers have no signs, and the start counts one

    return sum(map(_words_of, read_lines(text)))


def _is_plain(text: str) -> bool:
    """Whether a text has no sign of a list, a table or a bold word: then it need not be read line by line."""
    starts = (line.lstrip()[:1] for line in text.split("\n"))
    return "|" not in text and "*" not in text and all(not start or start.isalpha() for start in starts)


def _pieces(text: str) -> int:
    return sum(piece[0].isalnum() or any(map(str.isalnum, piece)) for piece in text.split())


def _words_of(line: Line) -> int:
    from workbench.prose.lines import Part

    instead = {Part.SIGN: "", Part.BAR: " "}  # a bar divides words, stars stand beside one
    return _pieces("".join(instead.get(span.part, span.text) for span in line.spans))
