"""Words that a text of a row may list: types of indicators (Annex 10), fields of work (Annex 8); and how a text lists them.

The fields are texts, so people can write other words, and sentences, too. The help page *indicators* explains each type with
an example.
"""

from __future__ import annotations

import re
from typing import Final

from workbench.language.i18n import Message

INDICATOR_TYPES: Final = (
    Message("input"),
    Message("activity"),
    Message("process"),
    Message("output"),
    Message("outcome"),
    Message("impact"),
    Message("structural"),
    Message("compliance"),
    Message("composite"),
    Message("cost"),
    Message("efficiency"),
    Message("effectiveness"),
    Message("equity"),
    Message("quality of service"),
    Message("quality of statistics"),
    Message("timeliness"),
    Message("leading"),
    Message("lagging"),
    Message("objective"),
    Message("subjective"),
    Message("quantitative"),
    Message("qualitative"),
)
"""In the order of the help page; as words within a list."""

FIELDS_OF_WORK: Final = (
    Message("clearance of goods"),
    Message("control of travellers"),
    Message("surveillance and action against fraud"),
    Message("litigation and prosecution"),
    Message("law and international agreements"),
    Message("audit"),
    Message("internal affairs"),
    Message("information technology"),
    Message("communication"),
    Message("human resources"),
    Message("logistics and property"),
    Message("accounting and finance"),
    Message("management"),
)
"""What people of a customs administration know from their work: the fields of Annex 8, with those that the guide names in
step 2 besides. As words within a list."""

_BETWEEN: Final = r"[,.;\n]"
"""What stands between two words of a list, or at the end of a sentence before it."""


def holds_word(text: str, word: str) -> bool:
    """Whether a text lists a word, whatever its case."""
    return word.casefold() in (listed.strip().casefold() for listed in re.split(_BETWEEN, text))


def with_word(text: str, word: str, *, chosen: bool) -> str:
    """The text with a word at the end of its list, or without it; everything else stays as it is.

    After a whole sentence the word starts another. The text starts with a capital.
    """
    if holds_word(text, word) is chosen:
        return text
    kept = text.strip().removesuffix(",").rstrip()
    if not chosen:
        return _capital(_without(kept, word))
    if kept.endswith((".", "!", "?")):
        return f"{kept} {_capital(word)}."
    return _capital(f"{kept}, {word}" if kept else word)


def _without(text: str, word: str) -> str:
    listed = rf"(?:^|{_BETWEEN})\s*{re.escape(word)}\s*(?=$|{_BETWEEN})"
    return re.sub(listed, "", text, flags=re.IGNORECASE).strip().lstrip(" ,.;\n")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
