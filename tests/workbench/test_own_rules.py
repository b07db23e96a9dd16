"""The rules that the source keeps about itself: explained, short, without SQL outside the storage, with whole messages."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass
from pathlib import Path
from string import Formatter

import pytest

import workbench
from workbench.checklist import pack, progress, tree
from workbench.model import changes, rows
from workbench.plan import priorities
from workbench.reports import data

ROOT = Path(workbench.__file__).resolve().parent.parent
MOST_LINES_OF_A_FILE = 400
MOST_LINES_OF_A_FUNCTION = 40

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef
SQL = re.compile(
    r"\s*(SELECT|INSERT|UPDATE|DELETE|PRAGMA|CREATE (TABLE|INDEX|VIEW|TRIGGER)|DROP|ALTER|VACUUM|ATTACH|BEGIN|COMMIT)\b"
)
UNFINISHED = re.compile(r"\bTO[D]O\b|\bFIX[M]E\b|\bX{3}\b")
SIGNS_OF_A_TIME = "%Y-%m-%d %H:%M"
SKIPPED = re.compile(r"mark\.skip\b|mark\.xfail|pytest\.xfail|importorskip")
"""Left out everywhere; ``skipif`` says on which systems a thing does not exist."""


def sources() -> list[Path]:
    return sorted(path for package in ("workbench", "ui") for path in (ROOT / package).rglob("*.py"))


def with_tests() -> list[Path]:
    return [*sources(), *sorted((ROOT / "tests").rglob("*.py"))]


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def found_in(paths: list[Path], rule: Callable[[ast.Module], Iterator[tuple[int, str]]]) -> list[str]:
    return [f"{path.relative_to(ROOT)}:{line} {what}" for path in paths for line, what in rule(tree_of(path))]


def without_docstring(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Modules, public classes, and public functions of modules and classes that nobody explained."""
    if tree.body and not ast.get_docstring(tree):
        yield 1, "the module"
    queue: list[ast.AST] = [tree]
    while queue:
        for node in ast.iter_child_nodes(queue.pop()):
            if isinstance(node, ast.ClassDef | FunctionNode) and not node.name.startswith("_"):
                if not ast.get_docstring(node) and not repeats(node):
                    yield node.lineno, node.name
                if isinstance(node, ast.ClassDef):
                    queue.append(node)


def repeats(node: ast.ClassDef | FunctionNode) -> bool:
    """Whether a definition stands for another that is explained: an override, an overload, the setter of a property."""
    names = {ast.unparse(decorator).rpartition(".")[2] for decorator in node.decorator_list}
    return not names.isdisjoint({"override", "overload", "setter", "deleter"})


def too_long(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, FunctionNode) and node.end_lineno - node.lineno + 1 > MOST_LINES_OF_A_FUNCTION:
            yield node.lineno, f"{node.name} has {node.end_lineno - node.lineno + 1} lines"


def sql_in(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value):
            yield node.lineno, node.value[:40]


def fields_of(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def messages_in(tree: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Message":
            yield node


def faulty_messages(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Messages whose sentence cannot be read from the source, or whose fields are not those that are given."""
    for call in messages_in(tree):
        given = {keyword.arg for keyword in call.keywords} - {"context"}
        if not call.args or not all(isinstance(part, ast.Constant) and isinstance(part.value, str) for part in call.args):
            yield call.lineno, "the sentence is not written out"
            continue
        templates = [part.value for part in call.args]
        wanted = set().union(*map(fields_of, templates)) if given else {"{" for text in templates if "{" in text}
        if wanted != given:
            yield call.lineno, f"{templates[0]!r} wants {sorted(wanted)} and is given {sorted(given, key=str)}"
        elif len(templates) > 2 or (len(templates) == 2 and "count" not in given):
            yield call.lineno, f"{templates[0]!r} has a plural that nothing chooses"


def numbered_levels(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Places where a level becomes a number: a table from levels to numbers, or the place of a level in a row."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict) and any(map(numbers_a_level, node.keys, node.values)):
            yield node.lineno, ast.unparse(node)
        if isinstance(node, ast.Call) and len(node.args) == 1:
            called, about = ast.unparse(node.func), ast.unparse(node.args[0])
            one = re.search(r"\.(level|priority)$|^Level\.\w+$", about)
            if (called in ("int", "float", "len") or called.endswith(".index")) and one:
                yield node.lineno, ast.unparse(node)
            if called == "enumerate" and re.search(r"^(\w+\()?Level\)?$", about):
                yield node.lineno, ast.unparse(node)


def numbers_a_level(key: ast.AST | None, value: ast.AST) -> bool:
    return is_level(key) and is_number(value)


def is_level(node: ast.AST | None) -> bool:
    if isinstance(node, ast.Constant):
        return node.value in ("low", "medium", "high")
    return node is not None and ast.unparse(node).startswith("Level.")


def is_number(node: ast.AST) -> bool:
    if isinstance(node, ast.UnaryOp):
        node = node.operand
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool)


def test_there_is_something_to_examine() -> None:
    assert len(sources()) > 60
    assert sum(len(list(messages_in(tree_of(path)))) for path in sources()) > 200


def test_everything_public_is_explained() -> None:
    assert found_in(sources(), without_docstring) == []


def test_no_file_is_long() -> None:
    lengths = {path.relative_to(ROOT): len(path.read_text(encoding="utf-8").splitlines()) for path in with_tests()}
    assert {str(path): length for path, length in lengths.items() if length > MOST_LINES_OF_A_FILE} == {}


def test_no_function_is_long() -> None:
    assert found_in(sources(), too_long) == []


def test_nothing_is_left_unfinished_and_no_test_is_skipped() -> None:
    texts = {path.relative_to(ROOT): path.read_text(encoding="utf-8") for path in with_tests()}
    assert [str(path) for path, text in texts.items() if UNFINISHED.search(text)] == []
    me = Path(__file__).relative_to(ROOT)
    assert [str(path) for path, text in texts.items() if path != me and SKIPPED.search(text)] == []


def test_only_the_storage_speaks_sql() -> None:
    others = [path for path in sources() if "storage" not in path.parts]
    assert found_in(others, sql_in) == []


def test_every_message_is_whole_and_given_its_fields() -> None:
    assert found_in([path for path in sources() if path.name != "i18n.py"], faulty_messages) == []


def test_a_time_is_told_in_the_words_of_its_reader() -> None:
    """The command line has times in signs, for scripts; all else has :class:`workbench.language.dates.At`."""
    told = [path for path in sources() if SIGNS_OF_A_TIME in path.read_text(encoding="utf-8")]
    assert {path.parent.name for path in told} == {"cli"}


def test_no_level_becomes_a_number() -> None:
    assert found_in(sources(), numbered_levels) == []


@pytest.mark.parametrize("module", [rows, pack, tree, changes, data, priorities, progress], ids=lambda m: m.__name__)
def test_values_are_frozen(module) -> None:
    values = [kind for kind in vars(module).values() if isinstance(kind, type) and is_dataclass(kind)]
    assert values
    assert [kind.__name__ for kind in values if kind.__setattr__ is object.__setattr__] == []


BAD = '''
"""Explained."""
class Thing:
    def verb(self):
        return Message("{a} and {b}", a=1)
    def _hidden(self): ...
    @override
    def again(self): ...
def noun():
    Message(f"{1}")
    Message("one {a}", "many {count}", a=1)
    Message("{a}")
    Message("nothing to fill", a=1)
    Message("one", "many {count}", count=2)
    Message("{a}", a=1)
    run(f"UPDATE {table} SET a = 1")
    say("Update the table, SELECT nothing")
    order = {Level.LOW: 1, Level.HIGH: 3}
    names = {"low": "little", "colour": 3}
    return enumerate(Level), LEVELS.index(row.priority), LEVELS.index(choice)
'''


def test_the_rules_would_notice() -> None:
    tree = ast.parse(BAD)
    assert [name for _, name in without_docstring(tree)] == ["Thing", "noun", "verb"]
    assert sorted(line for line, _ in faulty_messages(tree)) == [5, 10, 11, 12, 13]
    assert [line for line, _ in sql_in(tree)] == [16]
    assert sorted(line for line, _ in numbered_levels(tree)) == [18, 20, 20]
    assert [name for _, name in too_long(ast.parse("def f():\n" + "    pass\n" * 40))] == ["f has 41 lines"]
    assert list(too_long(ast.parse("def f():\n" + "    pass\n" * 39))) == []
