"""The notices name everybody whose work is installed for users, with the texts of their licences."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import workbench

ROOT = Path(workbench.__file__).resolve().parent.parent
NOTICES = (ROOT / "THIRD-PARTY-NOTICES.md").read_text(encoding="utf-8")
LOCKED = re.findall(r"^([A-Za-z0-9_.-]+)==(\S+)", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE)
ROWS = {
    cells[0].partition(" (")[0]: cells[1:]
    for line in NOTICES.splitlines()
    if line.startswith("| ") and len(cells := [cell.strip() for cell in line.strip("|").split("|")]) == 4
}
TEXTS = dict(re.findall(r"^## Text (\d+)\n\n.+\n\n((?:(?: {4}.*)?\n)+)", NOTICES, re.MULTILINE))


@pytest.mark.parametrize(("name", "version"), LOCKED, ids=[name for name, _ in LOCKED])
def test_every_package_is_named_with_its_version_licence_and_texts(name: str, version: str) -> None:
    told, licence, texts = ROWS[name]
    assert told == version, "write the notices anew: packaging/notices.py"
    assert len(licence) > 2
    numbers = re.findall(r"\[(\d+)\]\(#text-\1\)", texts)
    assert numbers
    assert max(len(TEXTS[number]) for number in numbers) > 400


def test_nobody_is_named_who_is_not_installed() -> None:
    assert set(ROWS) - {name for name, _ in LOCKED} == {"package", "Python"}


@pytest.mark.parametrize(
    "words",
    [
        "GNU LESSER GENERAL PUBLIC LICENSE\n                       Version 3, 29 June 2007",
        "GNU GENERAL PUBLIC LICENSE\n                       Version 3, 29 June 2007",
        "SIL OPEN FONT LICENSE Version 1.1",
        "Apache License",
        "Lucide Contributors",
        "PYTHON SOFTWARE FOUNDATION LICENSE VERSION 2",
        "doc.qt.io/qt-6/licenses-used-in-qt.html",
    ],
)
def test_the_texts_that_the_licences_ask_for_are_there(words: str) -> None:
    assert words in re.sub(r"^ {4}", "", NOTICES, flags=re.MULTILINE)


def test_the_notices_go_with_the_program() -> None:
    assert '"THIRD-PARTY-NOTICES.md"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
