"""What is true of a field everywhere, declared once beside the field, as metadata of its dataclass.

    title: str = stored(default="", metadata=has.line(Message("Activity"), help="title", public=True))

The layout of the file, the checks of the operations, forms, tables, reports and the command line read it here. Where a field
is on a page, how wide it is and what the page asks belongs to the page, which has an ordered list of names. Name, type and
default are those of the dataclass; a field whose default is None may be None.

Rows import this as a module (``from workbench.model import declared as has``): they have fields called ``text`` and
``number``, which would hide helpers of the same name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from enum import StrEnum
from typing import Any, Final, NamedTuple

from workbench.language.i18n import Message
from workbench.model.vocabulary import Choice, Confidentiality

_DECLARED: Final = "declared"
FIRST_DERIVED: Final = 3
"""The first format of the file whose layout is derived from declarations. Older ones are kept as they were."""
_LARGEST: Final = 1_000_000_000
"""The largest number of a field that names no bound."""


class Kind(StrEnum):
    """What a field contains. How it is stored, checked, shown and edited follows from this."""

    LINE = "line"
    """A name, a title, or another text of one line."""
    TEXT = "text"
    CHOICE = "choice"
    CHECK = "check"
    MARK = "mark"
    """Whether the row is confidential; people set it and take it off as yes and no."""
    NUMBER = "number"
    DATE = "date"
    """A year, a month or a day, as far as it is known."""
    DAY = "day"
    TIME = "time"
    QUARTER = "quarter"
    REFERENCE = "reference"
    """The id of another row."""
    ORDER = "order"
    """A key that orders rows (:mod:`workbench.model.order_keys`); empty: not ordered."""


class Declared(NamedTuple):
    """One field. ``name`` and ``default`` are those of the dataclass, filled in by :func:`declared`.

    - ``label``: its name where it is shown; None for a field that is never shown.
    - ``help``: its entry on the help page of its row.
    - ``since``: the first format of the file that has it; a field of a later format than its table needs a default.
    - ``choices``: the enumeration of a CHOICE or a MARK.
    - ``refers``: the table of a REFERENCE; ``unique``: no two rows may refer to the same row.
    - ``least`` and ``most``: the bounds of a NUMBER; ``least`` of a DATE or a DAY is a year.
    - ``names``: it names somebody or something, in words that no dictionary knows.
    - ``orders``: every list of rows is in the order of this ORDER.
    - ``public``: it may be in the public edition. A field that does not say so is not.
    """

    kind: Kind
    label: Message | None = None
    help: str = ""
    since: int = FIRST_DERIVED
    choices: type[Choice] | None = None
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
        """Whether it may be None."""
        return self.default is None

    @property
    def written(self) -> bool:
        """Whether it contains text that people write."""
        return self.kind in (Kind.LINE, Kind.TEXT)


Metadata = Mapping[str, Declared]


def line(
    label: Message | None = None,
    *,
    help: str = "",  # noqa: A002
    since: int = FIRST_DERIVED,
    names: bool = False,
    public: bool = False,
) -> Metadata:
    """A name, a title, or another text of one line."""
    return {_DECLARED: Declared(Kind.LINE, label, help, since, names=names, public=public)}


def text(label: Message | None = None, *, help: str = "", since: int = FIRST_DERIVED, public: bool = False) -> Metadata:  # noqa: A002
    """A text of any number of paragraphs."""
    return {_DECLARED: Declared(Kind.TEXT, label, help, since, public=public)}


def choice(
    choices: type[Choice], label: Message | None = None, *, since: int = FIRST_DERIVED, public: bool = False
) -> Metadata:
    """One of the values of an enumeration."""
    return {_DECLARED: Declared(Kind.CHOICE, label, since=since, choices=choices, public=public)}


def check(label: Message | None = None, *, since: int = FIRST_DERIVED, public: bool = False) -> Metadata:
    """Yes or no."""
    return {_DECLARED: Declared(Kind.CHECK, label, since=since, public=public)}


def mark(label: Message, *, since: int = FIRST_DERIVED) -> Metadata:
    """Whether the row is confidential. Public: an edition may say that something is withheld."""
    return {_DECLARED: Declared(Kind.MARK, label, since=since, choices=Confidentiality, public=True)}


def number(
    label: Message | None = None,
    *,
    least: int = 0,
    most: int = _LARGEST,
    since: int = FIRST_DERIVED,
    public: bool = False,
) -> Metadata:
    """A whole number between two bounds."""
    return {_DECLARED: Declared(Kind.NUMBER, label, since=since, least=least, most=most, public=public)}


def order(*, since: int = FIRST_DERIVED, listed: bool = True) -> Metadata:
    """The place of a row among others of its kind, as a key that is never shown; ``listed``: lists are in this order."""
    return {_DECLARED: Declared(Kind.ORDER, since=since, orders=listed)}


def date(
    label: Message | None = None, *, first_year: int | None = None, since: int = FIRST_DERIVED, public: bool = False
) -> Metadata:
    """A day, a month or a year (``2026-11-21``, ``2026-11``, ``2026``), or empty.

    ``first_year`` is given if it may be before :data:`~workbench.model.limits.FIRST_YEAR`.
    """
    return {_DECLARED: Declared(Kind.DATE, label, since=since, least=first_year, public=public)}


def day(label: Message | None = None, *, since: int = FIRST_DERIVED, public: bool = False) -> Metadata:
    """A day (``2026-11-21``), or empty: of what is measured by the clock, or noted by the program."""
    return {_DECLARED: Declared(Kind.DAY, label, since=since, public=public)}


def time(label: Message | None = None, *, since: int = FIRST_DERIVED, public: bool = False) -> Metadata:
    """A time of day (``09:30``), or empty."""
    return {_DECLARED: Declared(Kind.TIME, label, since=since, public=public)}


def quarter(label: Message | None = None, *, help: str = "", since: int = FIRST_DERIVED, public: bool = False) -> Metadata:  # noqa: A002
    """A quarter of a year (``2027-Q1``), or empty."""
    return {_DECLARED: Declared(Kind.QUARTER, label, help, since, public=public)}


def refers(
    table: str,
    label: Message | None = None,
    *,
    help: str = "",  # noqa: A002
    since: int = FIRST_DERIVED,
    unique: bool = False,
    public: bool = False,
) -> Metadata:
    """The id of a row of another table. It names the table, not the class, so that classes can be in any order."""
    return {_DECLARED: Declared(Kind.REFERENCE, label, help, since, refers=table, unique=unique, public=public)}


_KNOWN: Final[dict[type[Any], Mapping[str, Declared]]] = {}


def declared(row_type: type[Any]) -> Mapping[str, Declared]:
    """The fields of a class of rows by name, in their order; read once, when first asked for.

    Raises KeyError if a field has no declaration.
    """
    known = _KNOWN.get(row_type)
    if known is None:
        known = _KNOWN[row_type] = {
            field.name: field.metadata[_DECLARED]._replace(name=field.name, default=field.default)
            for field in fields(row_type)
        }
    return known


def label_of(row_type: type[Any], name: str) -> Message:
    """The label of a field. Raises LookupError for a field that has none because it is never shown."""
    found = declared(row_type)[name].label
    if found is None:
        raise LookupError(f"{row_type.__name__}.{name} is shown and has no label")
    return found
