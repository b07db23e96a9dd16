"""Where a file may be kept: names that every disk takes, places as people paste them, folders that a cloud copies.

Nothing here asks the disk, the registry or the network: only names and the environment count.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from pathlib import Path, PurePath
from typing import Final

EXTENSION: Final = ".integrity"
"""How the name of an assessment ends."""

_LONGEST_STEM: Final = 80
_REFUSED: Final = frozenset('\\/:*?"<>|')
_DEVICES: Final = frozenset(
    [
        "con",
        "prn",
        "aux",
        "nul",
        "conin$",
        "conout$",
        *(port + digit for port in ("com", "lpt") for digit in "0123456789¹²³"),
    ]
)
"""Names that Windows keeps for devices, whatever ending follows.

Source: "Naming Files, Paths, and Namespaces" of Microsoft.
"""

_QUOTES: Final = (('"', '"'), ("'", "'"), ("“", "”"))  # those that word processors set, too

_OF_THE_SYSTEM: Final = {"OneDrive": "OneDrive", "OneDriveCommercial": "OneDrive", "OneDriveConsumer": "OneDrive"}
"""Environment variables that name a cloud folder, and its service."""

_BY_NAME: Final = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud drive": "iCloud Drive",
    "iclouddrive": "iCloud Drive",
    "mobile documents": "iCloud Drive",
    "nextcloud": "Nextcloud",
    "yandex.disk": "Yandex Disk",
    "yandexdisk": "Yandex Disk",
}
"""The usual names of cloud folders, in small letters, and their services."""

_ADDITIONS: Final = (" - ", " (", "-")
"""What may follow the name of the service, before that of an account: ``OneDrive - Customs``, ``Dropbox (Work)``."""


def file_stem(text: str) -> str:
    """A text made into a file name without its ending that every disk accepts (FAT32 too); empty if nothing is left."""
    kept = "".join(" " if sign in _REFUSED or not sign.isprintable() else sign for sign in text)
    stem = " ".join(kept.split()).strip(" .")[:_LONGEST_STEM].strip(" .")
    first, dot, rest = stem.partition(".")
    return f"{first}_{dot}{rest}" if is_device(stem) else stem


def is_device(name: str) -> bool:
    """Whether Windows takes a name for one of its devices, whatever its ending."""
    return name.partition(".")[0].strip().casefold() in _DEVICES


def free_name(stem: str, taken: Collection[str], ending: str = EXTENSION) -> str:
    """A file name that differs from all ``taken`` ones, in more than case: with a number if need be."""
    there = {name.casefold() for name in taken}
    name, number = f"{stem}{ending}", 1
    while name.casefold() in there:
        number += 1
        name = f"{stem} {number}{ending}"
    return name


def pasted(text: str) -> str:
    """A path without the spaces and quotation marks around it: Explorer copies them with it."""
    text = text.strip()
    for first, last in _QUOTES:
        if len(text) > 1 and text.startswith(first) and text.endswith(last):
            return text[1:-1].strip()
    return text


def is_assessment(path: PurePath) -> bool:
    """Whether a file has the ending of an assessment, in capital or small letters: Windows does not distinguish them."""
    return path.suffix.casefold() == EXTENSION


def cloud_of(path: PurePath, environment: Mapping[str, str] | None = None, home: PurePath | None = None) -> str | None:
    """The service, for example ``OneDrive``, that copies the files at this place to computers elsewhere; None if none does.

    It knows the folders that the environment names, and folders with the usual names of these services directly below the
    home folder, its ``Library`` or ``Library/CloudStorage``, or the top of a drive. A service whose folder has another name
    is not noticed.
    """
    environment = os.environ if environment is None else environment
    for variable, service in _OF_THE_SYSTEM.items():
        folder = environment.get(variable, "").strip()
        if folder and _is_below(path, type(path)(folder)):
            return service
    home = Path.home() if home is None else home
    tops = [home, home / "Library" / "CloudStorage", home / "Library"]
    beyond = [path.parts[len(top.parts) :] for top in tops if _is_below(path, top)]
    if path.anchor:
        beyond.append(path.parts[1:])
    found = (_service(parts[0]) for parts in beyond if parts)
    return next((service for service in found if service is not None), None)


def _service(folder: str) -> str | None:
    name = folder.casefold()
    for known, service in _BY_NAME.items():
        if name == known or any(name.startswith(known + addition) for addition in _ADDITIONS):
            return service
    return None


def _is_below(path: PurePath, folder: PurePath) -> bool:
    inner, outer = ([part.casefold() for part in each.parts] for each in (path, folder))
    return bool(outer) and inner[: len(outer)] == outer
