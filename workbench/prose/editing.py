"""What an editor does to the signs of light structure: the next item of a list, lists made of lines, bold words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from workbench.prose.lines import BULLET, STARS, STEP, Above, bold_places, read_line

_START: Final = re.compile(r"([ \t]*)(?:([-•])|(\d{1,3})([.)]))([ \t]+)")
_TYPED_STAR: Final = re.compile(r"([ \t]*)\* \Z")
_BLANKS: Final = re.compile(r"[ \t]*")
_WORD_BEFORE: Final = re.compile(r"\w*\Z")
_WORD_AFTER: Final = re.compile(r"\w*")
_LAST: Final = 999


def start_of_item(line: str) -> str:
    """The blanks, the sign and the blank with which a line starts as an item does; empty for other lines."""
    found = _START.match(line)
    return found.group() if found is not None else ""


def item_of_star(typed: str) -> str | None:
    """How an item starts when somebody has just typed a star and a blank, as word processors have it; None elsewhere.

    ``typed`` is what stands before the cursor in its line. In a text that is only read, such a line is a paragraph.
    """
    found = _TYPED_STAR.match(typed)
    return f"{found.group(1)}{BULLET} " if found is not None else None


def next_start(line: str) -> str:
    """How the item after this one starts; empty after other lines."""
    found = _START.match(line)
    if found is None:
        return ""
    blanks, bullet, number, bracket, gap = found.groups()
    return f"{blanks}{bullet or f'{min(int(number) + 1, _LAST)}{bracket}'}{gap}"


def continued(line: str, above: Above) -> str | None:
    """How the line after this one starts when it continues a list; empty to end the list after an item without words.

    None: the line is no item.
    """
    start = start_of_item(line)
    empty = not line[len(start) :].strip()
    if not start or not read_line(f"{start}x" if empty else line, above)[0].is_item:
        return None
    return "" if empty else next_start(start)


def renumbered(lines: Iterable[str], first: str) -> list[str]:
    """The items below a new one that starts with ``first``, with the numbers that they now have, to the end of the list."""
    found: list[str] = []
    indent, expected = _indent(first), next_start(first)
    for line in lines:
        start = _START.match(line)
        deeper = _indent(line) > indent
        if start is None or _indent(line) < indent or (start.group(3) is None and not deeper):
            break
        found.append(line if deeper else expected + line[start.end() :])
        expected = expected if deeper else next_start(expected)
    return found


def as_bullets(lines: Sequence[str]) -> list[str]:
    """The lines as items of a list; without signs if all of them have one already. Blank lines stay."""
    have = all(start_of_item(line).lstrip()[:1] == BULLET for line in lines if line.strip())
    return [_with_sign(line, "" if have else f"{BULLET} ") for line in lines]


def as_numbers(lines: Sequence[str]) -> list[str]:
    """The lines as items with numbers; without numbers if all of them have one already. Blank lines stay."""
    have = all(start_of_item(line).lstrip()[:1].isdecimal() for line in lines if line.strip())
    made, numbers = [], [0]
    for line in lines:
        depth = _indent(line) // len(STEP)
        if line.strip():
            numbers = [*numbers[: depth + 1], *[0] * (depth + 1 - len(numbers))]
            numbers[depth] += 1
        made.append(_with_sign(line, "" if have else f"{numbers[-1]}. "))
    return made


def deeper(lines: Iterable[str]) -> list[str]:
    """The items one level deeper; other lines stay."""
    return [f"{STEP}{line}" if start_of_item(line) else line for line in lines]


def higher(lines: Iterable[str]) -> list[str]:
    """The items one level higher; other lines stay."""
    return [line[min(len(STEP), _indent(line)) :] if start_of_item(line) else line for line in lines]


def with_bold(line: str, start: int, end: int) -> str:
    """A line in which the whole words between two positions are bold, or no longer. Without any, the word at ``start``.

    Within bold words, these are no longer bold.
    """
    start = max(start, len(start_of_item(line)))
    end = max(start, end)
    chosen = line[start:end].strip()
    start += len(line[start:end]) - len(line[start:end].lstrip())
    end = start + len(chosen)
    places = bold_places(line)
    for first, last in places:
        if first <= start and end <= last:
            return line[:first] + line[first + len(STARS) : last - len(STARS)] + line[last:]
    start -= len(_WORD_BEFORE.search(line[:start]).group())  # type: ignore[union-attr]  # it matches everything
    end += len(_WORD_AFTER.match(line[end:]).group())  # type: ignore[union-attr]  # as above
    start = min([start, *(first for first, last in places if first < start < last)])
    end = max([end, *(last for first, last in places if first < end < last)])
    bare = line[start:end].replace(STARS, "").strip("*")
    return f"{line[:start]}{STARS}{bare}{STARS}{line[end:]}" if bare.strip() else line


def _indent(line: str) -> int:
    return len(_BLANKS.match(line).group())  # type: ignore[union-attr]  # it matches everything


def _with_sign(line: str, sign: str) -> str:
    if not line.strip():
        return line
    blanks = line[: _indent(line)]
    return blanks + sign + line[len(start_of_item(line)) or len(blanks) :]
