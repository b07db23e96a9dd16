"""Lists in sentences are joined by the language of the reader, and only in one place."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import workbench
from workbench.language.i18n import ENGLISH, LANGUAGES, Message, Translator
from workbench.language.lists import comma, joined

ROOT = Path(workbench.__file__).resolve().parent.parent
ALLOWED = {
    "workbench/checklist/pack_reader.py": "a fault of a checklist, for its author; these are in English only",
    "workbench/checklist/help_pages.py": "faults of a checklist, for its author; these are in English only",
    "workbench/cli/files.py": "a cell of a table of the command line",
    "workbench/cli/planning.py": "cells of a table of the command line",
    "workbench/cli/questions.py": "a cell of a table of the command line",
    "workbench/cli/reporting.py": "words of the command line's own help, and the counts of a checklist, for its author",
    "workbench/system/frozen.py": "Python",
    "ui/pages/priorities/activity_rating.py": "numbers in a box, which are read again",
}
"""The files that join with a comma themselves, and why they may."""


def english_joins(path: Path) -> Iterator[int]:
    """The lines of a module that join with an English comma or semicolon."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr == "join" and ast.unparse(node.value) in ("', '", "'; '"):
            yield node.lineno


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_its_comma_and_its_semicolon(language):
    assert joined(("1.2", "1.3", "1.4"), language) == ("1.2، 1.3، 1.4" if language == "ar" else "1.2, 1.3, 1.4")
    assert joined(("a, b", "c"), language, titles=True) == ("a, b؛ c" if language == "ar" else "a, b; c")
    assert joined((), language) == joined((), language, titles=True) == ""
    assert joined(("a", "b"), language) == f"a{comma(language)}b"


def test_a_field_with_several_texts_is_joined_by_the_reader_s_language():
    message = Message("These are missing: {parts}.", parts=("1.2", Message("timeline")))
    assert ENGLISH(message) == "These are missing: 1.2, timeline."
    assert Translator("ar")(message) == "These are missing: 1.2، timeline."
    assert ENGLISH("{parts}", parts=()) == ""


def test_a_translator_joins_texts_and_messages():
    assert Translator("ar").listed(Message(text) for text in "ab") == "a، b"
    assert ENGLISH.listed(["a, b", "c"], titles=True) == "a, b; c"


def test_nobody_else_joins_a_list_for_people():
    paths = [path for package in ("workbench", "ui") for path in sorted((ROOT / package).rglob("*.py"))]
    paths = [path for path in paths if "storage" not in path.parts]  # there it is SQL
    found = {path.relative_to(ROOT).as_posix(): list(english_joins(path)) for path in paths}
    found.pop("workbench/language/lists.py")
    assert {name: lines for name, lines in found.items() if lines and name not in ALLOWED} == {}
    assert [name for name in ALLOWED if not found[name]] == []


def test_no_template_joins_a_list_with_an_english_comma():
    for path in sorted((ROOT / "workbench/reports/templates").iterdir()):
        text = path.read_text(encoding="utf-8")
        assert re.findall(r"""join\(["'][,;] |not loop\.last %\}[,;] """, text) == [], path.name
