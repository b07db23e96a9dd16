"""The forms of a name within a sentence: Russian cases, and the small words that Arabic joins to the next word.

French, Spanish, Portuguese and English do not decline names. For a search it is better to find too much than too little: a
form is traced back to every name that it may come from. Transliteration is not covered.

Source of the endings: the declension of Russian personal names, and of family names also in the plural; for Arabic the
proclitics wa-, fa-, bi-, ka-, li-, the article, and the alef of the indefinite accusative.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from workbench.language.folding import fold

_CYRILLIC: Final = re.compile("[\u0400-\u04ff]+")
_ARABIC: Final = re.compile("[\u0600-\u06ff]+")

_CASES: Final = (
    "а я у ю е и ы о й ь ом ем ём ой ей ою ею ым им ых их ого его ому ему ый ий ая яя ое ее ую юю ыми ими ам ям ами ями ах "
    "ях ии ию ия ием"
)
_ENDINGS: Final = frozenset(fold(_CASES).split())
_FINAL: Final = frozenset(fold("а я о е и ы й ь у ю").split())
_ADJECTIVAL: Final = frozenset(fold("ый ий ой ая яя ое").split())
_FLEETING: Final = re.compile("[ео][^аеиоуыэюя]$")
_SHORTEST_STEM: Final = 3

_ARTICLE: Final = "ال"
_BEFORE: Final = ("", "و", "ف")
_ATTACHED: Final = ("", "ب", "ك", "ل")


def stems(name: str) -> frozenset[str]:
    """The stems of a folded name, to which cases add endings; a name that is not Cyrillic is its only stem."""
    if not _CYRILLIC.fullmatch(name):
        return frozenset({name})
    found = {name}
    if name[-1:] in _FINAL:
        found.add(name[:-1])
    if name[-2:] in _ADJECTIVAL:
        found.add(name[:-2])
    if _FLEETING.search(name):
        found |= {name[:-2] + name[-1], f"{name[:-2]}ь{name[-1]}"}  # Pavel, Pavla; Lev, Lva
    return frozenset(stem for stem in found if len(stem) >= _SHORTEST_STEM) | {name}


def possible_stems(word: str) -> Iterator[str]:
    """The stems from which a folded word of a text may come, the word itself first."""
    yield word
    if _CYRILLIC.fullmatch(word):
        for length in range(1, 4):
            stem, ending = word[:-length], word[-length:]
            if ending in _ENDINGS and len(stem) >= _SHORTEST_STEM:
                yield stem
    elif _ARABIC.fullmatch(word):
        yield from _without_proclitics(word)


def _without_proclitics(word: str) -> Iterator[str]:
    cut = word[:-1] if word.endswith("ا") and len(word) > _SHORTEST_STEM else word
    for form in dict.fromkeys((word, cut)):
        for before in _BEFORE:
            for attached in _ATTACHED:
                front = before + attached
                if not form.startswith(front) or len(form) - len(front) < _SHORTEST_STEM - 1:
                    continue
                rest = form[len(front) :]
                yield rest
                if rest.startswith(_ARTICLE):
                    yield rest[len(_ARTICLE) :]
                if attached == "ل":
                    yield _ARTICLE + rest  # li- and the article are written together, without its alef
                    yield _ARTICLE + rest.removeprefix("ل")
