"""The user guide: whole, in order, with links and pictures that lead somewhere, and names as the program has them."""

from __future__ import annotations

import ast
import re
import shlex
import struct
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import workbench
from workbench import guide
from workbench.cli import commands
from workbench.errors import NotFound
from workbench.guide import Chapter, chapters, find_chapter, plain_text
from workbench.storage.schema import FORMAT_VERSION
from workbench.system import paths

ROOT = Path(workbench.__file__).resolve().parent.parent
FOLDER = paths.guide_folder()
CHAPTERS = chapters()
LANGUAGES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir() and path.name != "pictures")
ALL = [chapter for language in LANGUAGES for chapter in chapters(language)]
MOST_BYTES = 100_000
MOST_PICTURES = 13
MOST_WORDS, LEAST_WORDS = 450, 150

BOLD = re.compile(r"\*\*(.+?)\*\*")
COMMAND = re.compile(r"^integrity-workbench (.+)$", re.MULTILINE)


def name(chapter: Chapter) -> str:
    return f"{chapter.path.parent.name}-{chapter.name}"


each = pytest.mark.parametrize("chapter", ALL, ids=name)


def words_of(chapter: Chapter) -> int:
    return len(re.findall(r"\w[\w'’+.-]*", plain_text(chapter.markdown)))


def messages() -> Iterator[str]:
    """Every sentence that the program can say, as it stands in the source, without the marks of letters."""
    for package in ("workbench", "ui"):
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Message":
                    yield from (_plain(part.value) for part in node.args if isinstance(part, ast.Constant))


def _plain(text: str) -> str:
    return text.replace("&", "").rstrip("…:")


def is_said(text: str, said: frozenset[str]) -> bool:
    """Whether the program says this, with any fields: ``Report as PDF`` is said by ``Report as {format}``."""
    if _plain(text) in said:
        return True
    open_ones = (one for one in said if "{" in one and len(re.sub(r"\{\w+\}|\W", "", one)) > 4)
    return any(re.fullmatch(re.sub(r"\\\{\w+\\\}", ".+", re.escape(one)), text) for one in open_ones)


@pytest.fixture(scope="module")
def said() -> frozenset[str]:
    return frozenset(messages())


def test_chapters_are_numbered_without_a_gap() -> None:
    assert 10 <= len(CHAPTERS) <= 29
    assert [chapter.number for chapter in CHAPTERS] == list(range(1, len(CHAPTERS) + 1))
    assert len({chapter.name for chapter in CHAPTERS}) == len({chapter.title for chapter in CHAPTERS}) == len(CHAPTERS)


def test_no_language_has_a_chapter_of_its_own() -> None:
    known = {chapter.path.name for chapter in CHAPTERS}
    assert {path.name for language in LANGUAGES for path in (FOLDER / language).iterdir()} == known


@each
def test_a_chapter_begins_with_its_title_and_is_short(chapter: Chapter) -> None:
    lines = chapter.markdown.splitlines()
    assert lines[0] == f"# {chapter.title}"
    assert chapter.title
    assert [line for line in lines[1:] if line.startswith("# ")] == []
    assert LEAST_WORDS <= words_of(chapter) <= MOST_WORDS, words_of(chapter)


@each
def test_links_lead_to_chapters(chapter: Chapter) -> None:
    lost = [link for link in guide.links(chapter.markdown) if not (chapter.path.parent / link).is_file()]
    assert lost == []
    assert [link for link in guide.links(chapter.markdown) if "/" in link or not link.endswith(".md")] == []


def test_the_list_of_chapters_for_other_readers_is_whole() -> None:
    listed = re.findall(r"^\d+\. \[(.+)\]\(en/(.+)\)$", (FOLDER / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert listed == [(chapter.title, chapter.path.name) for chapter in CHAPTERS]


@each
def test_pictures_are_there_and_told_in_words(chapter: Chapter) -> None:
    for told, file in guide.pictures(chapter.markdown):
        assert (chapter.path.parent / file).resolve().parent == FOLDER / "pictures"
        assert (chapter.path.parent / file).is_file(), file
        assert len(told.split()) >= 4, file


def test_every_picture_is_used_once() -> None:
    used = [Path(file).name for chapter in CHAPTERS for _, file in guide.pictures(chapter.markdown)]
    assert sorted(used) == sorted(path.name for path in (FOLDER / "pictures").iterdir())
    assert len(used) <= MOST_PICTURES


@pytest.mark.parametrize("picture", sorted((FOLDER / "pictures").glob("*.png")), ids=lambda path: path.stem)
def test_pictures_are_small(picture: Path) -> None:
    content = picture.read_bytes()
    width, height, depth, colours = struct.unpack(">IIBB", content[16:26])
    assert (width, height, depth, colours) == (1024, 640, 8, 3), "3 is a palette"
    assert len(content) < MOST_BYTES


@pytest.mark.parametrize("chapter", CHAPTERS, ids=name)
def test_names_of_the_screen_are_those_of_the_program(chapter: Chapter, said: frozenset[str]) -> None:
    assert [text for text in BOLD.findall(chapter.markdown) if not is_said(text, said)] == []


def test_a_name_that_the_program_does_not_say_would_be_noticed(said: frozenset[str]) -> None:
    assert is_said("Save a copy…", said)
    assert is_said("Report as PDF", said)
    assert not is_said("Save all", said)
    assert not is_said("anything at all", said)


@pytest.mark.parametrize("call", [call for chapter in CHAPTERS for call in COMMAND.findall(chapter.markdown)])
def test_commands_are_understood(call: str) -> None:
    first, *rest = shlex.split(call)
    command = commands.commands[first]
    command.parse_args(click.Context(command, info_name=first), rest)


@pytest.mark.parametrize("number", [10, 20])
def test_the_format_that_can_be_worked_with_here_is_that_of_this_version(number: int) -> None:
    text = CHAPTERS[number - 1].markdown
    assert re.findall(r"for[- ]format (\d+)", text) == [str(FORMAT_VERSION)]


def test_the_guide_is_packaged() -> None:
    setup = ast.parse((ROOT / "setup.py").read_text(encoding="utf-8"))
    (folders,) = (
        ast.literal_eval(node.value)
        for node in setup.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "DATA_FOLDERS"
    )
    assert "docs/guide" in folders
    assert paths.data_root() / "docs" / "guide" == FOLDER


def test_a_chapter_is_found_by_name_number_and_file() -> None:
    wanted = CHAPTERS[5]
    assert {find_chapter(key) for key in (wanted.name, str(wanted.number), wanted.path.name, wanted.name.upper())} == {
        wanted
    }
    with pytest.raises(NotFound, match="no chapter nonsense"):
        find_chapter("nonsense")


def test_english_stands_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for place, title in (("en/01-a.md", "One"), ("en/02-b.md", "Two"), ("fr/02-b.md", "Deux"), ("fr/09-x.md", "Seul")):
        path = tmp_path / place
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"# {title}\n", encoding="utf-8")
    monkeypatch.setattr(paths, "guide_folder", lambda: tmp_path)
    assert [chapter.title for chapter in chapters("fr")] == ["One", "Deux"]
    assert [chapter.title for chapter in chapters("ru")] == ["One", "Two"]
    assert find_chapter("b", "fr").title == "Deux"


MARKDOWN = """# A *title*

![What it shows](../pictures/a.png)

Press `Ctrl++` or **Open…**, see [another](02-b.md).

## Below

| Key | What |
|---|---|
| `A` | one |
| `Long` | **two** |

```
command --option
```
"""
PLAIN = """A title
=======

Press Ctrl++ or Open…, see another.

Below
-----

  A     one
  Long  two

command --option"""


def test_plain_text_has_no_marks() -> None:
    assert plain_text(MARKDOWN) == PLAIN
    assert guide.headings(MARKDOWN) == ("Below",)
    assert guide.pictures(MARKDOWN) == (("What it shows", "../pictures/a.png"),)
    assert guide.links(MARKDOWN) == ("02-b.md",)
    assert "![What it shows](../pictures/a.png)\n\n*What it shows*\n" in guide.with_captions(MARKDOWN)


@each
def test_a_console_shows_no_marks(chapter: Chapter) -> None:
    assert re.findall(r"\*\*|`|\]\(|^#|^\|", plain_text(chapter.markdown), re.MULTILINE) == []
