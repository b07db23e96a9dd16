"""A language that does not exist: English with forty of a hundred letters more, as the longest translations have them."""

from __future__ import annotations

import gettext
import re
from math import ceil
from typing import Final

from workbench.language.i18n import Translator

LONGER: Final = 1.4
_FIELD = re.compile(r"(\{[^}]*\}|&&?)")


def longer(text: str) -> str:
    """The text with letters doubled until it is 40 % longer; fields and marked letters stay whole."""
    owed, made = 0.0, ""
    for piece in _FIELD.split(text):
        if _FIELD.fullmatch(piece):
            made += piece
            continue
        for letter in piece:
            owed += LONGER - 1
            made += letter
            if letter.isalpha() and owed >= 1:
                made += letter.lower()
                owed -= 1
    left = ceil(round(owed, 6))
    return made + made[-1] * left if made[-1:].isalpha() else made


class _Longer(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return longer(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return longer(msgid1 if n == 1 else msgid2)


def longer_english() -> Translator:
    """Speaks every Message 40 % longer."""
    return Translator("en", _Longer())
