"""What is pasted from Word, LibreOffice, a spreadsheet, a mail or a web page, as a text with light structure.

Kept are paragraphs, lists with their levels and numbers, bold words and simple tables; headings become bold. Everything else
is left out: scripts, styles, comments, pictures, links. Nothing is fetched, and nothing of the markup comes into the text.
Word writes lists as paragraphs whose style says ``mso-list``; the sign or number before them is marked ``mso-list:Ignore``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Final, NamedTuple

from workbench.prose.cells import Cells
from workbench.prose.lines import BULLET
from workbench.prose.tags import tags_and_texts
from workbench.prose.writing import Writing

MOST_MARKUP: Final = 8_000_000
"""Characters; more is not read at all."""


def _names(said: str) -> frozenset[str]:
    return frozenset(said.split())


_SKIPPED: Final = _names(
    "head script style title template noscript svg math object iframe select textarea audio video canvas del"
)
_HEADINGS: Final = _names("h1 h2 h3 h4 h5 h6")
_BLOCKS: Final = _HEADINGS | _names(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "header hr html legend main nav p pre section summary"
)
_BOLD: Final = _names("b strong")
_ALONE: Final = _names("area base br col embed hr img input link meta source track wbr")
_ENDED: Final[Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "li": (("li",), ("ul", "ol")),
    "td": (("td", "th"), ("tr", "table")),
    "th": (("td", "th"), ("tr", "table")),
    "tr": (("tr",), ("table",)),
    "p": (("p",), ("li", "td", "th", "div")),
}
"""Elements that end an open one of a kind, unless it is outside the innermost of others."""

_LOOKED_BACK: Final = 40
_WEIGHT: Final = re.compile(r"font-weight\s*:\s*(\w+)")
_MSO_LEVEL: Final = re.compile(r"mso-list\s*:[^;]{0,100}?level\s?(\d)")
_MSO_SIGN: Final = re.compile(r"mso-list\s*:\s*ignore")
_HIDDEN: Final = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all")
_PICTURE: Final = re.compile(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=\s]*+")
_NUMBERED: Final = re.compile(r"(\d{1,3})[.)]?")
_ROUND: Final = "o"
"""The second level of Word's bullets is this letter, in a typewriter font."""

_MOST_DIGITS: Final = 3
_LIGHT: Final = 600


def from_html(markup: str) -> str:
    """The text of some HTML; empty for more than :data:`MOST_MARKUP` characters, pictures not counted."""
    if "base64" in markup:
        markup = _PICTURE.sub("", markup)
    if len(markup) > MOST_MARKUP:
        return ""
    reader = _Reader()
    for found in tags_and_texts(markup):
        if isinstance(found, str):
            reader.data(found)
        elif found.ends:
            reader.end(found.name)
        else:
            reader.start(found.name, found.attributes())
    return reader.text()


class _Open(NamedTuple):
    """An open element: whether its text is bold, and what it is for us (``skip``, ``sign`` or nothing)."""

    tag: str
    bold: bool
    role: str


class _Reader:
    """Follows the elements: which are open, whether they are bold, how deep the list is."""

    def __init__(self) -> None:
        self._writing = Writing()
        self._tables: list[tuple[Cells, Writing]] = []
        """The open tables, each with what is written around it."""
        self._cell: list[tuple[int, int, bool]] = []
        """For each open cell how many columns and rows it takes, and whether it says that it is in the head."""
        self._open: list[_Open] = []
        self._count: defaultdict[str, int] = defaultdict(int)
        """How often each tag and role is open."""
        self._lists: list[int | None] = []
        """For each open list, the number of its last item; None without numbers."""
        self._said: list[str] = []

    def text(self) -> str:
        """The text of what was read."""
        while self._open:
            self._close()
        return self._writing.text()

    def start(self, tag: str, known: Mapping[str, str]) -> None:
        """Opens an element with some attributes."""
        style = known.get("style", "").casefold()
        if tag in _ALONE:
            if tag in ("br", "hr") and not self._count["skip"]:
                self._writing.line_end(soft=tag == "br")
            return
        self._end_before(tag)
        role = "skip" if tag in _SKIPPED or _HIDDEN.search(style) else "sign" if _MSO_SIGN.search(style) else ""
        bold = _says_bold(tag, style)
        above = self._open[-1].bold if self._open else False
        self._open.append(_Open(tag, above if bold is None else bold, role))
        self._count[tag] += 1
        self._count[role] += 1
        if not role and not self._count["skip"]:
            self._begin(tag, known, style)

    def end(self, tag: str) -> None:
        """Closes an element, and what was left open inside it."""
        while self._count[tag]:
            if self._close() == tag:
                return

    def data(self, data: str) -> None:
        """Takes the text of an element."""
        if self._count["skip"]:
            return
        if self._count["sign"]:
            self._said.append(data)
            return
        bold = bool(self._open) and self._open[-1].bold
        self._writing.add(data, bold=bold, kept=bool(self._count["pre"]))

    # Internal

    def _end_before(self, tag: str) -> None:
        """Closes what an element ends that says no end of its own: an item before an item, a cell before a cell."""
        ends, within = _ENDED.get(tag, ((), ()))
        for index, found in enumerate(reversed(self._open[-_LOOKED_BACK:]), 1):
            if found.tag in within:
                return
            if found.tag in ends:
                for _ in range(index):
                    self._close()
                return

    def _close(self) -> str:
        tag, _, role = self._open.pop()
        self._count[tag] -= 1
        self._count[role] -= 1
        if role == "sign":
            self._end_sign()
        elif not role and not self._count["skip"]:
            self._end(tag)
        return tag

    def _begin(self, tag: str, known: Mapping[str, str], style: str) -> None:
        if tag in ("ul", "ol"):
            self._writing.line_end()
            self._lists.append(_number(known.get("start", ""), 1) - 1 if tag == "ol" else None)
        elif tag == "li":
            self._item(known.get("value", ""), known.get("aria-level", "") or known.get("data-aria-level", ""))
        elif tag in _BLOCKS:
            self._writing.line_end(keeps_item=True)
            level = _MSO_LEVEL.search(style)
            if level is not None:
                self._writing.item(int(level.group(1)) - 1, "")
        elif tag == "table":
            self._writing.line_end()
            self._tables.append((Cells(), self._writing))
            self._writing = Writing()
        elif tag == "tr" and self._tables:
            self._tables[-1][0].row()
        elif tag in ("td", "th"):
            across, down = _number(known.get("colspan", ""), 1), _number(known.get("rowspan", ""), 1)
            self._cell.append((across, down, tag == "th" or bool(self._count["thead"])))

    def _end(self, tag: str) -> None:
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        if tag in ("ul", "ol", "li"):
            self._writing.line_end()
        elif tag in _BLOCKS:
            self._writing.line_end(keeps_item=True, paragraph=tag == "p")
        elif tag in ("td", "th") and self._cell:
            across, down, head = self._cell.pop()
            if self._tables:
                lines = self._writing.text().split("\n")
                self._tables[-1][0].add([line for line in lines if line.strip()], across, down, head=head)
                self._writing = Writing()
        elif tag == "table" and self._tables:
            table, around = self._tables.pop()
            around.lines += [*filter(None, self._writing.text().split("\n")), *table.lines()]
            self._writing = around

    def _item(self, value: str, level: str) -> None:
        """Begins an item. Some programs write every list as one of its own, and say how deep it is."""
        self._writing.line_end()
        sign, last = BULLET, self._lists[-1] if self._lists else None
        if last is not None:
            number = self._lists[-1] = _number(value, last + 1)
            sign = f"{number}."
        self._writing.item(max(0, len(self._lists) - 1, _number(level, 1) - 1), sign)

    def _end_sign(self) -> None:
        """Takes over the sign or number that Word wrote before an item. A letter stays as it is, after a sign."""
        said = " ".join("".join(self._said).split())
        self._said.clear()
        number = _NUMBERED.fullmatch(said)
        self._writing.sign(f"{number.group(1)}." if number is not None else BULLET)
        if number is None and said != _ROUND and any(character.isalnum() for character in said):
            self._writing.add(f"{said} ", bold=False)


def _number(said: str, otherwise: int) -> int:
    """A number from an attribute, which may be wrong or too large."""
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= _MOST_DIGITS else otherwise


def _says_bold(tag: str, style: str) -> bool | None:
    """Whether an element makes its text bold; None if it does not say."""
    weight = _WEIGHT.search(style)
    if weight is not None:
        said = weight.group(1)
        return int(said) >= _LIGHT if said.isdecimal() else said in ("bold", "bolder")
    return True if tag in _BOLD or tag in _HEADINGS else None
