"""Who may import whom: the contracts of pyproject.toml, and the same rules once more over the source itself."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

import pytest
from importlinter.application import use_cases
from importlinter.configuration import configure

import workbench

ROOT = Path(workbench.__file__).resolve().parent.parent
CONFIGURATION = ROOT / "pyproject.toml"
QT = ("PySide6", "shiboken6", "ui")
DATABASE = ("sqlite3", "sqlite_utils")
HEAVY = ("reportlab", "jinja2", "babel", "docx", "xlsxwriter", "openpyxl", "PIL", "uharfbuzz", "pymupdf_fonts")
"""What the start of the program must not load: only imported where it is used."""


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def imports(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Everything that a module imports, wherever in it, with the line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module, node.lineno


def forbidden(path: Path, packages: tuple[str, ...], tree: ast.AST | None = None) -> list[str]:
    tree = tree or ast.parse(path.read_text(encoding="utf-8"))
    return [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for name, line in imports(tree)
        if name.partition(".")[0] in packages
    ]


def contracts_are_kept(configuration: Path) -> bool:
    configure()
    return use_cases.lint_imports(config_filename=str(configuration), cache_dir=None, no_logo=True)


def test_the_contracts_are_kept(capsys: pytest.CaptureFixture[str]) -> None:
    assert contracts_are_kept(CONFIGURATION), capsys.readouterr().out


def test_a_broken_contract_would_be_noticed(tmp_path: Path) -> None:
    broken = tmp_path / "contracts.toml"
    broken.write_text(
        '[tool.importlinter]\nroot_packages = ["workbench"]\n'
        '[[tool.importlinter.contracts]]\nname = "Nobody uses operations"\ntype = "forbidden"\n'
        'source_modules = ["workbench.cli"]\nforbidden_modules = ["workbench.operations"]\n'
    )
    assert not contracts_are_kept(broken)


def tools() -> dict[str, Any]:
    return tomllib.loads(CONFIGURATION.read_text(encoding="utf-8"))["tool"]


def test_the_contracts_name_every_part_of_the_core() -> None:
    contracts = tools()["importlinter"]["contracts"]
    parts = {path.stem for path in (ROOT / "workbench").glob("*.py")} - {"__init__", "__main__"}
    parts |= {path.parent.name for path in (ROOT / "workbench").glob("*/__init__.py")}
    (layers,) = (contract["layers"] for contract in contracts if contract["name"].startswith("Inside the core"))
    named = {name.strip().removeprefix("workbench.") for layer in layers for name in layer.split("|")}
    assert parts - named == set()


def test_both_packages_are_type_checked_without_exceptions() -> None:
    settings = tools()["mypy"]
    assert (settings["strict"], settings["packages"]) == (True, ["workbench", "ui"])
    excepted = [name for override in settings["overrides"] for name in override["module"]]
    assert [name for name in excepted if name.partition(".")[0] in ("workbench", "ui")] == []
    assert {key for override in settings["overrides"] for key in override} == {"module", "ignore_missing_imports"}


def import_graph(sources: Mapping[str, str]) -> dict[str, set[str]]:
    """Which of some modules import which: every import counts, late ones and those for the type checker as well."""
    graph: dict[str, set[str]] = {}
    for name, source in sources.items():
        named: set[str] = set()
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.ImportFrom):
                whole = [f"{node.module}.{alias.name}" for alias in node.names]
                named |= {each if each in sources else str(node.module) for each in whole}
            elif isinstance(node, ast.Import):
                named |= {alias.name for alias in node.names}
        graph[name] = (named & set(sources)) - {name}
    return graph


def cycle(graph: Mapping[str, set[str]]) -> list[str]:
    """Modules that import each other in a circle; empty where there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def own_modules() -> dict[str, str]:
    names = {
        path: path.relative_to(ROOT).with_suffix("").parts for package in ("workbench", "ui") for path in modules(package)
    }
    return {
        ".".join(parts[:-1] if parts[-1] == "__init__" else parts): path.read_text(encoding="utf-8")
        for path, parts in names.items()
    }


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert cycle(import_graph(own_modules())) == []


def test_a_circle_would_be_noticed_also_of_late_imports_and_of_those_for_types() -> None:
    made_up = {
        "ui.one": "from ui.two import Two",
        "ui.two": "def late():\n    from ui import three",
        "ui.three": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import ui.one",
        "ui.beside": "from ui.one import One",
    }
    assert sorted(set(cycle(import_graph(made_up)))) == ["ui.one", "ui.three", "ui.two"]
    assert cycle(import_graph({**made_up, "ui.three": ""})) == []


def test_no_page_is_known_outside_the_pages_but_that_to_start_with() -> None:
    graph = import_graph(own_modules())
    outside = {name: known for name, known in graph.items() if not name.startswith("ui.pages.")}
    pages = {(name, page) for name, known in outside.items() for page in known if page.endswith("_page")}
    assert pages == {("ui.frame.main_window", "ui.pages.start.start_page")}


def test_the_core_knows_no_window() -> None:
    assert [found for path in modules("workbench") for found in forbidden(path, QT)] == []


def test_the_window_speaks_no_sql() -> None:
    assert [found for path in modules("ui") for found in forbidden(path, DATABASE)] == []


def test_only_the_storage_knows_the_database() -> None:
    others = [path for path in modules("workbench") if "storage" not in path.relative_to(ROOT / "workbench").parts]
    assert [found for path in others for found in forbidden(path, DATABASE)] == []


def test_one_module_alone_works_with_the_driver_one_knows_its_errors_and_one_tells_its_version() -> None:
    knowing = {path.name for path in modules("workbench/storage") if forbidden(path, DATABASE)}
    assert knowing == {"connection.py", "driver_errors.py", "engine.py"}


def at_import(tree: ast.Module) -> ast.Module:
    """What runs when a module is imported: not the bodies of its functions."""

    class WithoutBodies(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST | None:
            is_check = isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
            if is_check or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                return None
            return self.generic_visit(node)

    return ast.fix_missing_locations(WithoutBodies().visit(tree))


def start_modules() -> list[Path]:
    """What the command line and the window load before anybody asks for a report."""
    late = {"pdf", "html", "json_report", "words", "charts", "fonts", "bidi", "proof"}
    return [
        path
        for path in (*modules("workbench"), *modules("ui"))
        if late.isdisjoint({*path.relative_to(ROOT).parts, path.stem})
    ]


def test_nothing_heavy_is_loaded_before_it_is_used() -> None:
    found = []
    for path in start_modules():
        tree = at_import(ast.parse(path.read_text(encoding="utf-8")))
        found.extend(forbidden(path, HEAVY, tree))
    assert found == []


def test_the_rules_would_notice() -> None:
    """The rules above are not content with everything."""
    tree = ast.parse("def f():\n    import sqlite3\nfrom PySide6.QtCore import Qt\nimport os\n")
    path = ROOT / "workbench" / "model" / "texts.py"
    assert forbidden(path, DATABASE, tree) == ["workbench/model/texts.py:2 imports sqlite3"]
    assert forbidden(path, QT, tree) == ["workbench/model/texts.py:3 imports PySide6.QtCore"]
    assert forbidden(path, DATABASE, at_import(tree)) == []


def test_a_script_uses_the_core_without_a_window() -> None:
    script = "import sys, workbench.cli; sys.exit(any(name.split('.')[0] in ('PySide6', 'ui') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0
