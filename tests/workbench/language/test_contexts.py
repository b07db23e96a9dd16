"""A message has a context only where one English text has several meanings, and every one of them is told apart."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

import workbench

ROOT = Path(workbench.__file__).resolve().parent.parent
MEANINGS = {
    "Answered": {"", "questions"},
    "Confidential": {"", "questions"},
    "Done": {"", "step"},
    "Next": {"page", "place", "question"},
    "Not decided yet": {"", "activities", "name"},
    "Note": {"", "contribution"},
    "Open": {"", "projector view"},
    "Parked": {"", "questions"},
    "Previous": {"page", "place", "question"},
    "Unanswered": {"", "questions"},
    "excluded": {"", "area"},
}
"""The English texts with several meanings, and the context of each; a person, a text or a button has none."""


def contexts() -> dict[str, set[str]]:
    """The contexts in which each text of the source stands."""
    found: dict[str, set[str]] = defaultdict(set)
    for package in ("workbench", "ui"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Message":
                    given = [keyword.value for keyword in node.keywords if keyword.arg == "context"]
                    if node.args and isinstance(node.args[0], ast.Constant):
                        text = str(node.args[0].value)
                        found[text].add(ast.literal_eval(given[0]) if given else "")
    return found


def test_every_text_with_several_meanings_has_the_contexts_of_the_table():
    assert {text: known for text, known in contexts().items() if known != {""}} == MEANINGS


def test_a_context_is_given_where_a_text_stands_more_than_once():
    assert [text for text, known in MEANINGS.items() if len(known) < 2] == []
