"""Two words mean one thing each in the code: a key is one of the keyboard, a place is where something stands for a person."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
CORE, WINDOW = (sorted((ROOT / room).rglob("*.py")) for room in ("workbench", "ui"))


def names(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Variables, parameters and fields with their lines; not the arguments of calls, such as that of ``sorted``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.arg):
            yield node.lineno, node.id if isinstance(node, ast.Name) else node.arg
        elif isinstance(node, ast.Attribute):
            yield node.lineno, node.attr


def counters(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """What counts in a loop: the first name of ``enumerate``, the name of ``range``."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.For | ast.comprehension):
            continue
        called = node.iter.func.id if isinstance(node.iter, ast.Call) and isinstance(node.iter.func, ast.Name) else ""
        target = node.target.elts[0] if called == "enumerate" and isinstance(node.target, ast.Tuple) else node.target
        if called in ("enumerate", "range") and isinstance(target, ast.Name):
            yield target.lineno, target.id


def told(path: Path, found: Iterator[tuple[int, str]], word: str) -> list[str]:
    return [f"{path.relative_to(ROOT)}:{line}" for line, name in found if name == word]


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def test_the_core_has_no_keys():
    assert [each for path in CORE for each in told(path, names(parsed(path)), "key")] == [], "row_id, or what it is of"


def test_nothing_is_counted_in_places():
    assert [each for path in (*CORE, *WINDOW) for each in told(path, counters(parsed(path)), "place")] == [], (
        "index, row or column"
    )


def test_the_rules_notice():
    source = (
        "for place, row in enumerate(rows):\n    x = [place for place in range(3)]\nsorted(rows, key=len)\nkey = row.key\n"
    )
    tree = ast.parse(source)
    assert [line for line, name in counters(tree) if name == "place"] == [1, 2]
    assert [line for line, name in names(tree) if name == "key"] == [4, 4]
