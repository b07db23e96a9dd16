"""One thing has one word: the old words of docs/words.md stand in no text that the program shows."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import workbench
from workbench.cli import commands

ROOT = Path(workbench.__file__).resolve().parent.parent
PAPER = (ROOT / "docs" / "words.md").read_text(encoding="utf-8")


def rows(heading: str) -> list[list[str]]:
    """The cells of the table below a heading, without its head."""
    part = PAPER.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines[2:]]


WORDS = rows("The words")
EXCEPTIONS = rows("Where an old word is right")
OLD = sorted({old for row in WORDS for old in re.findall(r"`([^`]+)`", row[3]) if not old.endswith("_id")})
ALLOWED = [row[1].strip("“”") for row in EXCEPTIONS]


def messages() -> Iterator[tuple[str, str]]:
    """Every text of a Message, with its file and line."""
    for folder in ("workbench", "ui"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Message":
                    texts = [text.value for text in node.args if isinstance(text, ast.Constant)]
                    yield from ((f"{path.relative_to(ROOT)}:{node.lineno}", str(text)) for text in texts)


def templates() -> Iterator[tuple[str, str]]:
    """What the templates of the report say themselves."""
    for path in sorted((ROOT / "workbench" / "reports" / "templates").glob("*.html.j2")):
        text = re.sub(r"{[%{#].*?[%}#]}|<[^>]*>", "\n", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        yield path.name, text


def guide() -> Iterator[tuple[str, str]]:
    """The chapters, without the addresses of links."""
    for path in sorted((ROOT / "docs" / "guide").rglob("*.md")):
        text = re.sub(r"\]\([^)]*\)", "]", path.read_text(encoding="utf-8"))
        yield path.name, " ".join(text.replace("*", "").split())


def command_help(command: click.Command = commands, name: str = "") -> Iterator[tuple[str, str]]:
    """The help of every command and of its options."""
    yield f"{name} --help", " ".join((command.help or "").split())
    for option in command.params:
        yield f"{name} {option.name}", getattr(option, "help", None) or ""
    for one in getattr(command, "commands", {}).values():
        yield from command_help(one, f"{name} {one.name}")


TEXTS = [*messages(), *templates(), *guide(), *command_help()]


def found(text: str, old: str) -> bool:
    """Whether an old word stands in a text, less the places where it is right."""
    for right in ALLOWED:
        text = text.replace(right, "")
    return re.search(rf"(?<!\w){re.escape(old)}(?!\w)", text.replace("&", ""), re.IGNORECASE) is not None


@pytest.mark.parametrize("old", OLD)
def test_an_old_word_is_said_nowhere(old: str) -> None:
    assert [(place, text[:200]) for place, text in TEXTS if found(text, old)] == []


def test_an_old_word_would_be_found() -> None:
    assert found("The &Wallaby is ready: {count}.", "wallaby")
    assert not found("The wallabies are ready.", "wallaby")
    assert any(found(text, "integrity-workbench") for place, text in TEXTS if place.endswith(".md"))
    for words in (list(messages()), list(templates()), list(guide()), list(command_help())):
        assert any(found(text, "the") for _, text in words) or any(text.strip() for _, text in words)
    assert len(list(messages())) > 1000
    assert len(list(guide())) > 14
    assert len(list(command_help())) > 30


def test_the_table_is_whole() -> None:
    assert len(WORDS) > 40
    assert len(OLD) > 60
    assert all(len(row) == 4 and row[0] and row[1] for row in WORDS)
    said = [word.strip() for row in WORDS for word in row[0].split(",")]
    assert len(said) == len(set(said))
    assert [old for old in OLD if old in said] == []


def test_every_exception_has_a_reason_and_a_place() -> None:
    for old, right, reason in EXCEPTIONS:
        text = right.strip("“”")
        assert reason
        assert old in OLD
        assert re.search(rf"(?<!\w){re.escape(old)}(?!\w)", text.replace("&", ""), re.IGNORECASE), right
        assert any(text in told for _, told in TEXTS), f"{right} is said nowhere"


OF_A_LANGUAGE = re.compile(r"^\{language\}|\((?:language: )?\{language\}\)|: \{language\}")
"""Where the name of a language may stand: at the start, in brackets, after a colon."""


def test_the_name_of_a_language_needs_no_other_form() -> None:
    named = [(place, text) for place, text in messages() if "{language}" in text]
    assert len(named) > 8
    assert [(place, text) for place, text in named if not OF_A_LANGUAGE.search(text)] == []
    assert not OF_A_LANGUAGE.search("Reports cannot be created in {language}.")


SHARED_PLURAL = re.compile(r"\{\w+\} of \{\w+\} [a-z]")


def test_two_numbers_do_not_share_a_plural() -> None:
    assert [(place, text) for place, text in messages() if SHARED_PLURAL.search(text)] == []
    assert SHARED_PLURAL.search("{answered} of {total} questions were answered.")
