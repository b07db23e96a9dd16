"""What the rows of a pasted table can become, and how the text of a cell is read as a value.

A target follows from the declarations of a row: each field that has a label can be pasted, and so can the people of each
role, the two quarters of an activity in one cell, and its indicators by their names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from workbench.errors import InvalidValue
from workbench.language.folding import fold
from workbench.language.i18n import Message, Translator, interface_languages, load_translator
from workbench.language.typed_dates import Order, read_date, read_time
from workbench.model.declared import Kind, declared
from workbench.model.labels import label
from workbench.model.rows import (
    PEOPLE_TYPES,
    Activity,
    BackgroundDocument,
    Contributor,
    Indicator,
    Measurement,
    PersonLink,
    Row,
    Session,
    WorkingGroup,
)
from workbench.model.vocabulary import Choice, Role
from workbench.operations.common import invalid
from workbench.plan.columns import PLAN_HEADINGS
from workbench.plan.people import roles_of
from workbench.system.frozen import frozen

TIMELINE: Final = "timeline"
INDICATORS: Final = "indicators"
_ROLE: Final = "role:"


@frozen
class PasteField:
    """What a column can be: a field of the row by its name, or one of the made ones. ``role`` is set for people."""

    name: str
    heading: Message
    kind: Kind
    choices: type[Choice] | None = None
    refers: str = ""
    role: Role | None = None


@frozen(kw_only=True)
class PasteTarget:
    """A kind of rows. ``title`` is the field that tells them apart, ``counted`` says how many there are."""

    row_type: type[Row]
    title: str
    counted: Callable[[int], Message]
    people: type[PersonLink] | None = None

    @property
    def fields(self) -> tuple[PasteField, ...]:
        """What a column can be, in the order in which columns without headings are taken."""
        plain = [
            PasteField(name, field.label, field.kind, field.choices, field.refers)
            for name, field in declared(self.row_type).items()
            if field.label is not None and field.kind is not Kind.ORDER and field.refers in ("", "contributors")
        ]
        made = [] if self.people is None else [_of_role(role) for role in roles_of(self.people)]
        if self.row_type is not Activity:
            return (*plain, *made)
        first = [PasteField(name, PLAN_HEADINGS[name], Kind.TEXT) for name in (INDICATORS, TIMELINE)]
        found = {_plan_name(field): field for field in (*plain, *made, *first)}
        return tuple(found.pop(name) for name in PLAN_HEADINGS) + tuple(found.values())


def _of_role(role: Role) -> PasteField:
    return PasteField(f"{_ROLE}{role.value}", label(role), Kind.TEXT, role=role)


def _plan_name(field: PasteField) -> str:
    """The column of the plan that holds a field: its first role is the responsible people."""
    responsible = field.role is not None and field.role is roles_of(PEOPLE_TYPES[0])[0]
    return "responsible" if responsible else field.name


def _people_of(row_type: type[Row]) -> type[PersonLink] | None:
    table = row_type.table
    return next((link for link in PEOPLE_TYPES if declared(link)[link.owner].refers == table), None)


def _target(row_type: type[Row], title: str, counted: Callable[[int], Message]) -> PasteTarget:
    return PasteTarget(row_type=row_type, title=title, counted=counted, people=_people_of(row_type))


TARGETS: Final[Mapping[type[Row], PasteTarget]] = {
    target.row_type: target
    for target in (
        _target(Contributor, "name", lambda count: Message("{count} person", "{count} people", count=count)),
        _target(WorkingGroup, "name", lambda count: Message("{count} working group", "{count} working groups", count=count)),
        _target(BackgroundDocument, "title", lambda count: Message("{count} document", "{count} documents", count=count)),
        _target(Session, "title", lambda count: Message("{count} session", "{count} sessions", count=count)),
        _target(Activity, "title", lambda count: Message("{count} activity", "{count} activities", count=count)),
        _target(Indicator, "name", lambda count: Message("{count} indicator", "{count} indicators", count=count)),
        _target(Measurement, "date", lambda count: Message("{count} measurement", "{count} measurements", count=count)),
    )
}
"""What a table can become, by the class of its rows."""

_YES: Final = Message("Yes")
_NO: Final = Message("No")
_CONFIDENTIAL: Final = Message("Confidential")
_TICKS: Final = frozenset({"x", "1", "true", "+", "\u2713", "\u2714", "\u2612", "\u2611"})
_BLANKS: Final = frozenset({"", "0", "false", "-", "\u2013", "\u2014", "\u2610"})
_NUMBER: Final = re.compile(r"([0-9]{1,9})(?:[.,]0+)?")
_QUARTER: Final = re.compile(r"([0-9]{4})\W{0,2}[^\W\d]?\W?([1-4])(?![0-9])|(?<![0-9])[^\W\d]?([1-4])\W{1,2}([0-9]{4})")
_YEAR: Final = re.compile(r"(?<![0-9])([0-9]{4})(?![0-9])")
_DASHES: Final = "\u2013\u2014-/"


class Reading:
    """Reads cells in every language of the interface. ``people`` are contributors by id and name."""

    def __init__(self, people: Mapping[str, str], order: Order = Order.DAY_FIRST) -> None:
        self._order = order
        self._by_name = {fold(name).strip(): row_id for row_id, name in people.items()}
        self.translators: tuple[Translator, ...] = tuple(load_translator(code) for code in interface_languages())
        self._words: dict[Choice, frozenset[str]] = {}
        self._said: dict[str, frozenset[str]] = {}

    def said(self, message: Message) -> frozenset[str]:
        """A message in every language, folded."""
        if message.text not in self._said:
            self._said[message.text] = frozenset(fold(translate(message)).strip() for translate in self.translators)
        return self._said[message.text]

    def choice(self, choices: type[Choice], text: str) -> Choice | None:
        """The choice that a text names, in any language or by its word; None for a text that names none."""
        folded = fold(text).strip()
        for choice in choices:
            if choice not in self._words:
                self._words[choice] = self.said(label(choice)) | {fold(choice.value)}
            if folded in self._words[choice]:
                return choice
        return None

    def value(self, field: PasteField, text: str) -> Any:
        """The value of a field that a cell stands for; the text itself where the operation decides.

        Raises :class:`~workbench.errors.InvalidValue` for what is no choice, number, person or tick.
        """
        if field.choices is not None and field.kind is Kind.CHOICE:
            return self._chosen(field, field.choices, text)
        if field.kind in (Kind.CHECK, Kind.MARK):
            return self._ticked(field, text)
        readers: dict[Kind, Callable[[str], Any]] = {
            Kind.NUMBER: _number,
            Kind.DATE: self._date,
            Kind.DAY: self._date,
            Kind.TIME: read_time,
            Kind.QUARTER: lambda words: next(iter(quarters_in(words)), words),
            Kind.REFERENCE: self._person,
        }
        return readers[field.kind](text.strip()) if field.kind in readers else text

    def _chosen(self, field: PasteField, choices: type[Choice], text: str) -> Choice:
        found = self.choice(choices, text)
        if found is None:
            raise _no_choice(field, text)
        return found

    def _ticked(self, field: PasteField, text: str) -> bool:
        """Yes or no. A mark "confidential" hides by any other word, too."""
        folded = fold(text).strip()
        if folded in _BLANKS or folded in self.said(_NO):
            return False
        yes = self.said(_YES) | self.said(_CONFIDENTIAL) | self.said(field.heading) | _TICKS
        if field.kind is Kind.CHECK and folded not in yes:
            raise _no_choice(field, text)
        return True

    def _date(self, text: str) -> str:
        found = read_date(text, self._order)
        return found.iso if found is not None else text

    def _person(self, text: str) -> str:
        found = self._by_name.get(fold(text).strip())
        if found is None:
            raise invalid(
                Message("Nobody on the page People is called “{name}”.", name=_short(text)), Message("Add the person first.")
            )
        return found


def _number(text: str) -> int:
    found = _NUMBER.fullmatch(text)
    if found is None:
        raise invalid(
            Message("“{value}” is no whole number.", value=_short(text)), Message("Write a whole number, for example 1.")
        )
    return int(found[1])


def quarters_in(text: str) -> list[str]:
    """The quarters in a text, in its order, as they are stored."""
    found = (match.groups() for match in _QUARTER.finditer(text))
    return [f"{year or other}-Q{quarter or another}" for year, quarter, another, other in found]


def timeline_in(text: str) -> tuple[str, str]:
    """The first and the last quarter of a timeline; a year alone is all of it. Raises InvalidValue for any other text."""
    plain, found = text.strip(), quarters_in(text)
    years = _YEAR.findall(plain)
    if not found and years:
        found = [f"{years[0]}-Q1", f"{years[-1]}-Q4"]
    if not found:
        raise invalid(Message("“{value}” is not a quarter.", value=_short(text)), Message("Write it as 2027-Q1."))
    if len(found) == 1 and plain[-1] in _DASHES:
        return found[0], ""
    if len(found) == 1 and plain[0] in _DASHES:
        return "", found[0]
    return found[0], found[-1]


def timeline_as_text(start: str, end: str) -> str:
    """A timeline as :func:`timeline_in` reads it in every language."""
    return f"{start} \u2013 {end}".strip() if start or end else ""


def _no_choice(field: PasteField, text: str) -> InvalidValue:
    return invalid(
        Message("“{value}” is no choice for “{field}”.", value=_short(text), field=field.heading),
        Message("Choose another column for it, or write one of the words that the program shows there."),
    )


def _short(text: str) -> str:
    most = 40
    return text if len(text) <= most else f"{text[:most]}…"
