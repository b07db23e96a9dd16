"""In which language a text is written: by its letters, and for Latin letters by its most frequent small words.

Small words (the, les, que, para ...) are a third of every text, and few are shared by two of these languages. A text with
too few of them is taken to be in the usual language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

_LETTERS: Final = {"ar": re.compile("[\u0600-\u06ff]"), "ru": re.compile("[\u0400-\u04ff]")}
_LATIN: Final = re.compile("[A-Za-z\u00c0-\u024f]")
_SMALL: Final = {
    "en": "the of and to is are that for it with was be on by this not have from which they were has at an or their",
    "fr": "le les des du et est une pour dans qui sur pas au aux avec ce cette il elle nous sont été ne ou par leur",
    "es": "el los las del y es una para en que se por con no al lo su sus como más son fue ha está pero",
    "pt": "o os as do da dos das e é uma para em que se por com não ao à no na nos nas mais são foi tem está",
}
_SETS: Final = {language: frozenset(words.split()) for language, words in _SMALL.items()}
_LEAST: Final = 3
"""So many small words are needed, and more than of any other language."""
_MOST_WORDS: Final = 2_000


def script_of(word: str) -> str:
    """``ar`` or ``ru`` for a word in the letters of that language, otherwise empty."""
    return next((language for language, letters in _LETTERS.items() if letters.search(word)), "")


def language_of(words: Iterable[str], usual: str) -> str:
    """The language of a text, given its words; ``usual`` is that of the assessment."""
    scripts: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for _, word in zip(range(_MOST_WORDS), words, strict=False):
        scripts[script_of(word) or ("latin" if _LATIN.search(word) else "")] += 1
        lower = word.lower()
        small.update(language for language, known in _SETS.items() if lower in known)
    main = max(scripts, key=scripts.__getitem__, default="")
    if main in _LETTERS:
        return main
    first, second = [*small.most_common(2), ("", 0), ("", 0)][:2]
    if first[1] >= _LEAST and first[1] > second[1]:
        return first[0]
    return usual if usual in _SETS else "en"
