"""Packs the dictionaries that come with the program: one archive a dictionary, with its licence, in ``dictionaries``.

    python packaging/dictionaries.py FOLDER

FOLDER holds the unpacked packages of Debian that are named below, each in a folder with its name (``apt-get download`` and
``dpkg-deb -x`` make them). It is run by whoever renews the dictionaries, never by the program or its set-up, which need no
network. The same files give the same bytes.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path
from typing import NamedTuple

TARGET = Path(__file__).resolve().parents[1] / "dictionaries"
COMMON = Path("/usr/share/common-licenses")
_STAMP = (2026, 1, 1, 0, 0, 0)


class Source(NamedTuple):
    """A package with a dictionary: the name of its files, and the full licence text where its own file only names it."""

    package: str
    stem: str
    licence: str


SOURCES = {
    "ar": Source("hunspell-ar", "ar", "MPL-1.1"),
    "en_GB": Source("hunspell-en-gb", "en_GB", ""),
    "en_US": Source("hunspell-en-us", "en_US", ""),
    "es_ES": Source("hunspell-es", "es_ES", "MPL-1.1"),
    "fr_FR": Source("hunspell-fr-classical", "fr", "MPL-2.0"),
    "pt_BR": Source("hunspell-pt-br", "pt_BR", "MPL-1.1"),
    "pt_PT": Source("hunspell-pt-pt", "pt_PT", "MPL-1.1"),
    "ru_RU": Source("hunspell-ru", "ru_RU", ""),
}


def pack(tag: str, source: Source, folder: Path) -> Path:
    """Writes one archive and returns its path."""
    root = folder / source.package / "usr" / "share"
    words = root / "hunspell" / source.stem
    content = {
        f"{tag}.aff": words.with_suffix(".aff"),
        f"{tag}.dic": words.with_suffix(".dic"),
        "copyright.txt": root / "doc" / source.package / "copyright",
    }
    if source.licence:
        content[f"{source.licence}.txt"] = COMMON / source.licence
    target = TARGET / f"{tag}.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_LZMA) as archive:
        for name, path in content.items():
            archive.writestr(zipfile.ZipInfo(name, _STAMP), path.read_bytes(), zipfile.ZIP_LZMA)
    return target


if __name__ == "__main__":
    if not sys.argv[1:]:
        sys.exit(__doc__)
    TARGET.mkdir(exist_ok=True)
    for name, wanted in SOURCES.items():
        print(pack(name, wanted, Path(sys.argv[1])).name)
