"""A message has a context only where one English text has several meanings, and every one of them is told apart."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

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


def test_no_message_is_empty():
    assert [text for text in contexts() if not text.strip()] == []


def test_a_context_is_given_where_a_text_stands_more_than_once():
    assert [text for text, known in MEANINGS.items() if len(known) < 2] == []


def labels() -> Iterator[tuple[str, ast.Call]]:
    """The messages that name a change, with their file and line: the history keeps their English text and their fields."""
    for package, named in (("workbench", {"label", "_CHANGES", "_label"}), ("ui", set())):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                parts: list[ast.AST] = []
                if isinstance(node, ast.Call) and _name(node.func) in ("change", "forgetting", "together", "do_together"):
                    parts = [*node.args[:2], *(keyword.value for keyword in node.keywords if keyword.arg == "label")]
                elif isinstance(node, ast.Assign | ast.AnnAssign | ast.FunctionDef) and named & set(_names(node)):
                    parts = [node]
                for call in (inner for part in parts for inner in ast.walk(part)):
                    if isinstance(call, ast.Call) and _name(call.func) == "Message":
                        yield f"{path.relative_to(ROOT)}:{call.lineno}", call


def _name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.FunctionDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [_name(target) for target in targets]


def loses(call: ast.Call) -> bool:
    """Whether the history could not keep what this message says: a context, or several texts in one field."""
    values = [keyword.value for keyword in call.keywords]
    lists = (ast.Tuple, ast.List, ast.GeneratorExp)
    return any(keyword.arg in (None, "context") for keyword in call.keywords) or any(
        isinstance(value, lists) or (isinstance(value, ast.Call) and _name(value.func) in ("tuple", "list"))
        for value in values
    )


def test_the_label_of_a_change_has_no_context_and_no_list() -> None:
    found = dict(labels())
    assert len(found) > 70
    assert [place for place, call in found.items() if loses(call)] == []


@pytest.mark.parametrize(
    ("source", "lost"),
    [
        ("Message('remove activity')", False),
        ("Message('change answer {number}', number=number)", False),
        ("Message('note', context='undo')", True),
        ("Message('add {names}', names=tuple(names))", True),
        ("Message('add {names}', names=(one, other))", True),
    ],
)
def test_a_label_that_would_lose_something_is_found_out(source: str, *, lost: bool) -> None:
    call = ast.parse(source, mode="eval").body
    assert isinstance(call, ast.Call)
    assert loses(call) is lost


def test_a_label_is_a_verb_with_its_object() -> None:
    texts = [(place, str(call.args[0].value)) for place, call in labels() if isinstance(call.args[0], ast.Constant)]
    assert [found for found in texts if not re.match(r"[a-z]+( |$)", found[1]) or found[1].endswith(".")] == []
