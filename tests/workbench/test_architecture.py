"""Who may import whom: the contracts of pyproject.toml, and the same rules once more over the source itself."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

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


def test_the_contracts_name_every_part_of_the_core() -> None:
    contracts = tomllib.loads(CONFIGURATION.read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    parts = {path.stem for path in (ROOT / "workbench").glob("*.py")} - {"__init__", "__main__"}
    parts |= {path.parent.name for path in (ROOT / "workbench").glob("*/__init__.py")}
    (layers,) = (contract["layers"] for contract in contracts if contract["type"] == "layers")
    named = {name.strip().removeprefix("workbench.") for layer in layers for name in layer.split("|")}
    assert parts - named == set()


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
