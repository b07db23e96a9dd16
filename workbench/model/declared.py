"""What is true of a field wherever it is met, said once: beside the field itself, as metadata of its dataclass.

    title: str = stored(default="", metadata=has.line(Message("Activity"), help="title", public=True))

The layout of the file, the checks of the operations, forms, tables, reports and the command line read it from here. Where a
field stands on a page, how wide it is and what the page asks is not said here: that belongs to the page, which keeps an
ordered list of names. Name, type and default are those of the dataclass; a field that begins as nothing may be nothing.

Imported as a module (``from workbench.model import declared as has``): rows have fields called ``text`` and ``number``, and
these would hide helpers of the same name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from enum import StrEnum
from typing import Any, Final, NamedTuple

from workbench.language.i18n import Message

_DECLARED: Final = "declared"
_LAST_PLACE: Final = 1_000_000_000
"""The last number that the order of a list can have."""


class Kind(StrEnum):
    """What a field holds: how it is stored, checked, shown and edited follows from it."""

    LINE = "line"
    """A name, a title, or another text on a line of its own."""
    TEXT = "text"
    CHOICE = "choice"
    CHECK = "check"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    QUARTER = "quarter"
    REFERENCE = "reference"
    """The id of another row."""


class Declared(NamedTuple):
    """One field. ``name`` and ``default`` are those of the dataclass, filled in by :func:`declared`.

    - ``label``: how it is called where it is shown; None for one that nobody ever sees.
    - ``help``: the entry about it on the help page of its row.
    - ``since``: the first format of the file that has it; a field of a later one needs a default.
    - ``choices`` of a CHOICE; ``refers``: the table of a REFERENCE; ``unique``: no two rows have the same.
    - ``least`` and ``most`` of a NUMBER; ``least`` of a DATE is a year.
    - ``names``: it names somebody or something, in words that no dictionary knows.
    - ``orders``: the rows of its kind are shown in the order of this NUMBER.
    - ``public``: it stays in the picture that the public edition is made of. A field says so, or stays out.
    """

    kind: Kind
    label: Message | None = None
    help: str = ""
    since: int = 1
    choices: type[StrEnum] | None = None
    refers: str = ""
    unique: bool = False
    least: int | None = None
    most: int | None = None
    names: bool = False
    orders: bool = False
    public: bool = False
    name: str = ""
    default: Any = MISSING

    @property
    def optional(self) -> bool:
        """Whether it may be nothing."""
        return self.default is None

    @property
    def written(self) -> bool:
        """Whether it holds words that somebody writes."""
        return self.kind in (Kind.LINE, Kind.TEXT)


Metadata = Mapping[str, Declared]


def line(
    label: Message | None = None,
    *,
    help: str = "",  # noqa: A002
    since: int = 1,
    names: bool = False,
    public: bool = False,
) -> Metadata:
    """A name, a title, or another text on a line of its own."""
    return {_DECLARED: Declared(Kind.LINE, label, help, since, names=names, public=public)}


def text(label: Message | None = None, *, help: str = "", since: int = 1, public: bool = False) -> Metadata:  # noqa: A002
    """A text of any number of paragraphs."""
    return {_DECLARED: Declared(Kind.TEXT, label, help, since, public=public)}


def choice(choices: type[StrEnum], label: Message | None = None, *, since: int = 1, public: bool = False) -> Metadata:
    """One of the fixed words of the field."""
    return {_DECLARED: Declared(Kind.CHOICE, label, since=since, choices=choices, public=public)}


def check(label: Message | None = None, *, since: int = 1, public: bool = False) -> Metadata:
    """Yes or no."""
    return {_DECLARED: Declared(Kind.CHECK, label, since=since, public=public)}


def number(
    label: Message | None = None, *, least: int = 0, most: int = _LAST_PLACE, since: int = 1, public: bool = False
) -> Metadata:
    """A whole number between two bounds."""
    return {_DECLARED: Declared(Kind.NUMBER, label, since=since, least=least, most=most, public=public)}


def order(*, since: int = 1) -> Metadata:
    """The place of a row among its like: they are shown in this order. Nobody sees the number."""
    return {_DECLARED: Declared(Kind.NUMBER, since=since, least=0, most=_LAST_PLACE, orders=True)}


def date(label: Message | None = None, *, first_year: int | None = None, since: int = 1, public: bool = False) -> Metadata:
    """A day (``2026-11-21``), or empty; ``first_year`` where it may be older than what clocks know."""
    return {_DECLARED: Declared(Kind.DATE, label, since=since, least=first_year, public=public)}


def time(label: Message | None = None, *, since: int = 1, public: bool = False) -> Metadata:
    """A time of day (``09:30``), or empty."""
    return {_DECLARED: Declared(Kind.TIME, label, since=since, public=public)}


def quarter(label: Message | None = None, *, help: str = "", since: int = 1, public: bool = False) -> Metadata:  # noqa: A002
    """A quarter of a year (``2027-Q1``), or empty."""
    return {_DECLARED: Declared(Kind.QUARTER, label, help, since, public=public)}


def refers(
    table: str,
    label: Message | None = None,
    *,
    help: str = "",  # noqa: A002
    since: int = 1,
    unique: bool = False,
    public: bool = False,
) -> Metadata:
    """The id of a row of another table. A table and not a class is named, so that no class must stand before another."""
    return {_DECLARED: Declared(Kind.REFERENCE, label, help, since, refers=table, unique=unique, public=public)}


_KNOWN: Final[dict[type[Any], Mapping[str, Declared]]] = {}


def declared(row_type: type[Any]) -> Mapping[str, Declared]:
    """The fields of a kind of row by name, in their order; read when somebody asks first.

    Raises KeyError where a field is not declared.
    """
    known = _KNOWN.get(row_type)
    if known is None:
        known = _KNOWN[row_type] = {
            field.name: field.metadata[_DECLARED]._replace(name=field.name, default=field.default)
            for field in fields(row_type)
        }
    return known


def label_of(row_type: type[Any], name: str) -> Message:
    """How a field is called. Raises LookupError for one that has no label, since nobody ever sees it."""
    found = declared(row_type)[name].label
    if found is None:
        raise LookupError(f"{row_type.__name__}.{name} is shown and has no label")
    return found
