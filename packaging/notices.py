"""Writes THIRD-PARTY-NOTICES.md: whose work is in the program, under which licence, with the texts of the licences.

    .venv/bin/python packaging/notices.py            writes it again after requirements.lock has changed

The names are those of requirements.lock; licences and their texts come from the installed packages. What these do not carry
is in packaging/licences.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
TARGET: Final = ROOT / "THIRD-PARTY-NOTICES.md"
LOCKED: Final = re.compile(r"^([A-Za-z0-9_.-]+)==(\S+)", re.MULTILINE)
TEXT: Final = re.compile(r"(LICEN[CS]E|COPYING|NOTICE|AUTHORS)", re.IGNORECASE)

ONLY_INSTALLS: Final = frozenset({"pip", "setuptools", "wheel"})
"""They install the program and are not part of it; they name themselves what they carry of others."""

KNOWN: Final = {
    "click-default-group": "BSD-3-Clause",  # its metadata say "public domain", its licence file does not
    "jinja2": "BSD-3-Clause",
    "lucide": "MIT; the drawings in it ISC, some of them MIT (Feather)",
    "pymupdf-fonts": "OFL-1.1",
    "pypdfium2": "BSD-3-Clause or Apache-2.0; PDFium and what is in it: see the texts",
    "reportlab": "BSD-3-Clause; fonts in it under licences of their own, of which this program uses none",
    "sqlite-fts4": "Apache-2.0",
    "tzdata": "Apache-2.0",
    "uharfbuzz": "Apache-2.0",
}
"""For packages whose metadata are vague or incomplete."""

OURS: Final = {"pyside6-essentials": ("LGPL-3.0", "GPL-3.0"), "shiboken6": ("LGPL-3.0", "GPL-3.0")}
"""Packages that carry no text, with their texts in packaging/licences. The LGPL refers to the GPL."""

NOT_IN_OURS: Final = ("android/", "musl", "v8_xfa/")
"""Parts of builds of PDFium that are not in the packages for Windows and for Debian."""

HEAD: Final = ROOT / "packaging" / "licences" / "head.md"
"""What stands above the table."""


def locked() -> list[tuple[str, str]]:
    """Names and versions of all packages that are installed for users."""
    return LOCKED.findall((ROOT / "requirements.lock").read_text(encoding="utf-8"))


def licence_of(package: Distribution) -> str:
    """The licence in a few words. Raises KeyError when neither the package nor :data:`KNOWN` says it."""
    told = package.metadata
    for name in ("License-Expression", "License"):
        if package.name.lower() not in KNOWN and name in told:
            return told[name].split("\n")[0]
    return KNOWN[package.name.lower()]


def texts_of(package: Distribution) -> list[tuple[str, str]]:
    """The names and texts of the licences that a package carries."""
    found = []
    for file in sorted(package.files or (), key=str):
        name = str(file).replace("\\", "/")
        inside = ".dist-info/" in name and ("/licenses/" in name or TEXT.search(file.name))
        beside = name.startswith("babel/locale-data/LICENSE")
        if not (inside or beside) or any(part in name for part in NOT_IN_OURS):
            continue
        if package.name.lower() in ONLY_INSTALLS and ("_vendor" in name or "AUTHORS" in name):
            continue
        found.append((name.partition(".dist-info/")[2] or name, _read(Path(str(file.locate())))))
    return found


def whole() -> str:
    """The whole file. Raises SystemExit when an installed package is not of the version in requirements.lock."""
    rows = ["| package | version | licence | texts |", "|---|---|---|---|"]
    texts: dict[str, tuple[int, list[str], str]] = {}

    def number(user: str, text: str) -> int:
        key = "".join(text.split()).casefold()
        place, users, kept = texts.setdefault(key, (len(texts) + 1, [], text))
        texts[key] = (place, [*users, user], kept)
        return place

    for name, version in locked():
        package = distribution(name)
        if package.version != version:
            raise SystemExit(f"{name} {package.version} is installed, and {version} is in requirements.lock")
        numbers = [number(f"{name}: {file}", text) for file, text in texts_of(package)]
        numbers += [number(name, _kept(text)) for text in OURS.get(name, ())]
        use = " (sets the program up, is no part of it)" if name in ONLY_INSTALLS else ""
        links = ", ".join(f"[{place}](#text-{place})" for place in dict.fromkeys(numbers))
        rows.append(f"| {name}{use} | {version} | {licence_of(package)} | {links} |")
    python = number("Python", _kept("PSF-2.0"))
    rows.append(f"| Python | as installed | PSF-2.0 and what is named in its text | [{python}](#text-{python}) |")
    parts = [HEAD.read_text(encoding="utf-8").strip(), "\n".join(rows)]
    for place, users, text in texts.values():
        body = "\n".join(f"    {line.rstrip()}".rstrip() for line in text.replace("\f", "").strip("\n").splitlines())
        parts.append(f"## Text {place}\n\nOf {'; '.join(users)}\n\n{body}")
    return "\n\n".join(parts) + "\n"


def _read(path: Path) -> str:
    """A text of a package: UTF-8, or Latin-1 in older ones."""
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _kept(name: str) -> str:
    return (ROOT / "packaging" / "licences" / f"{name}.txt").read_text(encoding="utf-8")


if __name__ == "__main__":
    TARGET.write_text(whole(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{TARGET.name}: {len(locked())} packages\n")
