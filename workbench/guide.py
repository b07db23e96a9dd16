"""The user guide: its chapters in order, as Markdown for the window and as plain text for the command line.

Chapters are files ``docs/guide/<language>/<number>-<name>.md``; the first line is the title. English has all of them, and
replaces those that another language does not have. A link to a chapter is the name of its file, so that any viewer of
Markdown can show the guide, too.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from workbench.errors import NotFound
from workbench.language.i18n import Message, known_language_or_english
from workbench.system import paths
from workbench.system.frozen import frozen

FALLBACK: Final = "en"

_PICTURE: Final = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
_LINK: Final = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_HEADING: Final = re.compile(r"^(#{1,6}) +(.+?) *$", re.MULTILINE)
_EMPHASIS: Final = re.compile(r"(\*{1,2}|`)(?=\S)(.+?)(?<=\S)\1")
_TABLE: Final = re.compile(r"(?:^\|.*\|\n?)+", re.MULTILINE)
_FENCE: Final = re.compile(r"^```.*\n", re.MULTILINE)


@frozen
class Chapter:
    """One chapter. ``name`` is for links and the command line, ``title`` for people."""

    name: str
    number: int
    title: str
    path: Path

    @property
    def markdown(self) -> str:
        """The whole text, title included."""
        return self.path.read_text(encoding="utf-8")


def chapters(language: str = FALLBACK) -> tuple[Chapter, ...]:
    """All chapters in order, each in this language or else in English."""
    home = paths.guide_folder()
    language = known_language_or_english(language)
    originals = sorted((home / FALLBACK).glob("[0-9]*-*.md"))
    return tuple(_chapter(_in_language(home, language, file)) for file in originals)


def find_chapter(name: str, language: str = FALLBACK) -> Chapter:
    """The chapter with a name, a number or a file name. Raises NotFound."""
    known = chapters(language)
    wanted = name.removesuffix(".md").lower()
    for chapter in known:
        if wanted in (chapter.name, str(chapter.number), chapter.path.stem):
            return chapter
    raise NotFound(
        Message("The guide has no chapter {name}.", name=name),
        advice=Message("Chapters: {names}.", names=tuple(chapter.name for chapter in known)),
    )


def headings(markdown: str) -> tuple[str, ...]:
    """The headings below the title, as plain text."""
    return tuple(plain_text(match[2]) for match in _HEADING.finditer(markdown) if len(match[1]) > 1)


def pictures(markdown: str) -> tuple[tuple[str, str], ...]:
    """The pictures as pairs: what the picture shows, in words, and its file as named in the chapter."""
    return tuple((match[1], match[2]) for match in _PICTURE.finditer(markdown))


def links(markdown: str) -> tuple[str, ...]:
    """The targets of all links, without pictures."""
    return tuple(match[2] for match in _LINK.finditer(_PICTURE.sub("", markdown)))


def with_captions(markdown: str) -> str:
    """The text with a caption below each picture, for people who cannot see it."""
    return _PICTURE.sub(lambda match: f"{match[0]}\n\n*{match[1]}*", markdown)


def plain_text(markdown: str) -> str:
    """The text without marks, for a console: no pictures, only the words of links, headings underlined."""
    text = _LINK.sub(r"\1", _PICTURE.sub("", _FENCE.sub("", markdown)))
    text = _TABLE.sub(_in_columns, _EMPHASIS.sub(r"\2", text))
    text = _HEADING.sub(lambda match: f"{match[2]}\n{'=-'[len(match[1]) > 1] * len(match[2])}", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _in_columns(table: re.Match[str]) -> str:
    """A table as lines, without its heads; the first column is as wide as its widest cell."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table[0].splitlines()][2:]
    width = max((len(row[0]) for row in rows), default=0)
    return "".join(f"  {row[0]:<{width}}  {' '.join(row[1:])}".rstrip() + "\n" for row in rows)


def _in_language(home: Path, language: str, original: Path) -> Path:
    translated = home / language / original.name
    return translated if translated.is_file() else original


def _chapter(path: Path) -> Chapter:
    number, _, name = path.stem.partition("-")
    with path.open(encoding="utf-8") as lines:
        title = next(lines, "").removeprefix("#").strip()
    return Chapter(name, int(number), title, path)
