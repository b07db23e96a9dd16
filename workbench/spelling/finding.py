"""Finds dictionaries: those of the system, of LibreOffice, Firefox and Thunderbird, and those that come with the program.

A dictionary is a pair of files in Hunspell's format, or a zip archive with such a pair. Only names are read here.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Final

from workbench.language.i18n import LANGUAGES
from workbench.system.frozen import frozen
from workbench.system.paths import dictionaries_folder

_TAG: Final = re.compile(r"([a-z]{2})(?:[-_]([A-Za-z]{2}))?$")
_PREFERRED: Final = {"en": "en_GB", "fr": "fr_FR", "es": "es_ES", "pt": "pt_PT", "ru": "ru_RU", "ar": "ar"}
_MOST_FILES: Final = 2_000
"""So many names are looked at in a folder."""
_PATTERNS: Final = {
    "linux": (
        "~/.local/share/hunspell",
        "/usr/local/share/hunspell",
        "/usr/share/hunspell",
        "/usr/share/myspell",
        "/usr/share/myspell/dicts",
        "~/.config/libreoffice/4/user/uno_packages/cache/uno_packages/*/*",
        "~/.config/libreoffice/4/user/uno_packages/cache/uno_packages/*/*/*",
        "/usr/lib/libreoffice/share/extensions/dict-*",
        "/opt/libreoffice*/share/extensions/dict-*",
        "~/.mozilla/firefox/*/dictionaries",
        "~/.thunderbird/*/dictionaries",
    ),
    "win32": (
        "%LOCALAPPDATA%/hunspell",
        "%APPDATA%/LibreOffice/4/user/uno_packages/cache/uno_packages/*/*",
        "%APPDATA%/LibreOffice/4/user/uno_packages/cache/uno_packages/*/*/*",
        "%PROGRAMFILES%/LibreOffice/share/extensions/dict-*",
        "%APPDATA%/Mozilla/Firefox/Profiles/*/dictionaries",
        "%APPDATA%/Thunderbird/Profiles/*/dictionaries",
    ),
    "darwin": (
        "~/Library/Spelling",
        "/Library/Spelling",
        "~/Library/Application Support/LibreOffice/4/user/uno_packages/cache/uno_packages/*/*",
        "/Applications/LibreOffice.app/Contents/Resources/extensions/dict-*",
        "~/Library/Application Support/Firefox/Profiles/*/dictionaries",
    ),
}
"""Where other programs keep dictionaries: as their manuals say."""
_VARIABLE: Final = re.compile(r"%(\w+)%")
_MOST_FOLDERS: Final = 200


@frozen
class Place:
    """A dictionary on this computer: ``tag`` such as en_GB, and the archive, or the file with the words."""

    tag: str
    file: Path

    @property
    def language(self) -> str:
        """The language, such as en."""
        return self.tag[:2]


def dictionaries_of(language: str, places: tuple[Place, ...], preferred: str = "") -> tuple[Place, ...]:
    """The dictionaries of a language, the best first.

    First comes the one with the tag ``preferred``, for example that of the system; then the usual one of the language; then
    any. Of several with a tag, the one of the system comes before that of the program.
    """
    order = [preferred, _PREFERRED.get(language, "")]
    found = [place for place in places if place.language == language]
    return tuple(sorted(found, key=lambda place: order.index(place.tag) if place.tag in order else len(order)))


def find_dictionaries(
    own: Path | None = None, environment: Mapping[str, str] | None = None, system: str = sys.platform
) -> tuple[Place, ...]:
    """Every dictionary of the six languages: first those in the user's ``own`` folder, last those of the program."""
    known = os.environ if environment is None else environment
    folders = [] if own is None else [own]
    folders += [Path(part) for part in known.get("DICPATH", "").split(os.pathsep) if part]
    for pattern in _PATTERNS.get(system, _PATTERNS["linux"]):
        folders += islice(_folders(pattern, known), _MOST_FOLDERS)
    folders.append(dictionaries_folder())
    return tuple(place for folder in dict.fromkeys(folders) for place in _inside(folder))


def _folders(pattern: str, environment: Mapping[str, str]) -> Iterator[Path]:
    home = environment.get("HOME") or environment.get("USERPROFILE") or ""
    if pattern.startswith("~"):
        if not home:
            return
        pattern = home + pattern[1:]
    if any(not environment.get(name) for name in _VARIABLE.findall(pattern)):
        return
    pattern = _VARIABLE.sub(lambda match: environment[match[1]], pattern).replace("\\", "/")
    fixed, star, rest = pattern.partition("*")
    if not star:
        yield Path(pattern)
        return
    root, _, start = fixed.rpartition("/")
    try:
        yield from Path(root).glob(f"{start}*{rest}")
    except (OSError, ValueError):
        return


def _inside(folder: Path) -> Iterator[Place]:
    try:
        names = sorted(islice((entry.name for entry in folder.iterdir()), _MOST_FILES))
    except (OSError, ValueError):
        return
    there = set(names)
    for name in names:
        stem, dot, ending = name.rpartition(".")
        found = _TAG.match(stem)
        if not dot or found is None or found[1] not in LANGUAGES:
            continue
        tag = f"{found[1]}_{found[2].upper()}" if found[2] else found[1]
        if ending == "zip" or (ending == "dic" and f"{stem}.aff" in there):
            yield Place(tag, folder / name)
