"""The papers: tests that they name are there, links lead somewhere, and what they promise has its proof."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

import workbench
from workbench import __version__
from workbench.storage.schema import FORMAT_VERSION

ROOT = Path(workbench.__file__).resolve().parent.parent
PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "packaging").rglob("*.md")])
READ = [path for path in PAPERS if path.name not in ("THIRD-PARTY-NOTICES.md", "head.md")]
PROMISES = (ROOT / "docs" / "promises.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PROMISES)))
STATES = {"kept", "in part", "not yet"}


def rows(heading: str) -> list[list[str]]:
    """The cells of the table below a heading, without its head."""
    part = PROMISES.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines[2:]]


def functions(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize(("path", "name"), NAMED, ids=[name for _, name in NAMED])
def test_every_test_that_a_promise_names_is_there(path: str, name: str) -> None:
    assert name in functions(ROOT / path)


def test_nothing_that_looks_like_a_proof_is_overlooked() -> None:
    assert len(re.findall(r"::", PROMISES)) >= len(NAMED) > 30
    assert len(re.findall(r"`tests/[^`]*::[^`]*`", PROMISES)) == len(re.findall(r"`tests/[\w/]+\.py::\w+`", PROMISES))


def test_every_promise_has_a_state_and_what_is_kept_has_its_proof() -> None:
    found = rows("The promises")
    assert [row[0] for row in found] == [str(number) for number in range(1, 26)]
    for number, _, state, proof, missing in found:
        assert state in STATES
        assert bool(proof) == (state != "not yet"), number
        assert state == "kept" or missing, number


def test_what_could_not_be_tried_has_steps() -> None:
    found = rows("Windows")
    assert [row[0] for row in found] == [str(number) for number in range(1, len(found) + 1)]
    assert len(found) >= 20
    assert all(len(row) == 4 and all(row) for row in found)


@pytest.mark.parametrize("paper", READ, ids=lambda path: path.name)
def test_links_lead_somewhere(paper: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", paper.read_text(encoding="utf-8"))
    inside = [link for link in links if "://" not in link]
    assert [link for link in inside if not (paper.parent / link).exists()] == []


def test_the_papers_speak_of_one_version() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"\n## [{__version__}] - not released\n" in changes
    assert not re.search(r"^## \[[^\]]+\] - \d{4}", changes, re.MULTILINE), "released: say so in SECURITY.md as well"
    assert "Nothing has been released yet" in (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    form = (ROOT / "docs" / "file-format.md").read_text(encoding="utf-8")
    formats = re.findall(r"^\| (\d+) \| ([\d., ]+) \|", form, re.MULTILINE)
    assert [int(number) for number, _ in formats] == list(range(1, FORMAT_VERSION + 1))
    assert formats[-1][1].split(", ")[-1] == __version__


def test_the_python_that_the_papers_ask_for_can_run_the_program() -> None:
    known = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert known == ">=3.11,<3.15"
    assert "Python 3.13 (64 bit)" in readme
