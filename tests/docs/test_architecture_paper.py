"""The tree in docs/architecture.md is the tree of the source, whole, and every file that the papers name is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import workbench

ROOT = Path(workbench.__file__).resolve().parent.parent
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PACKAGES = ("workbench", "ui")
STEP = 2
"""Blanks by which a folder's content stands further to the right."""


def drawn(paper: str) -> Iterator[str]:
    """The paths of all modules in a tree: a line with ``name/`` is a folder, any other the modules in it, then two blanks and words."""
    folders: list[tuple[int, str]] = []
    block = paper.partition("## The tree\n")[2].partition("\n## ")[0]
    for line in (line[4:] for line in block.splitlines() if line.startswith("    ")):
        depth = len(line) - len(line.lstrip())
        names = re.split(r" {2,}", line.strip())[0]
        if names.endswith("/"):
            folders = [*(folder for folder in folders if folder[0] < depth), (depth, names)]
        elif (inside := [folder for folder in folders if folder[0] < depth]) and inside[0][1].strip("/") in PACKAGES:
            yield from ("".join(folder[1] for folder in inside) + name + ".py" for name in names.rstrip(",").split(", "))


def source() -> set[str]:
    """The paths of all modules; what marks a package is none of them."""
    found = {path for package in PACKAGES for path in (ROOT / package).rglob("*.py") if "data" not in path.parts}
    return {path.relative_to(ROOT).as_posix() for path in found if path.name not in ("__init__.py", "__main__.py")}


def test_the_tree_names_every_module_once_and_no_other() -> None:
    names = list(drawn(ARCHITECTURE))
    assert sorted(names) == sorted(source())


def test_a_forgotten_module_would_be_noticed() -> None:
    paper = "## The tree\n\n    workbench/  the core\n      errors  what is told\n      plan/  the plan\n        order, row\n    tests/  no\n      x\n"
    assert list(drawn(paper)) == ["workbench/errors.py", "workbench/plan/order.py", "workbench/plan/row.py"]


@pytest.mark.parametrize("paper", ["docs/architecture.md", "CONTRIBUTING.md"])
def test_what_the_papers_name_is_there(paper: str) -> None:
    text = (ROOT / paper).read_text(encoding="utf-8")
    named = re.findall(r"`((?:workbench|ui|tests|docs|checklists|translations|packaging|benchmarks)/[\w./-]*)`", text)
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []
