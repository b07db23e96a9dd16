"""What the operations share: finding rows, checking fields, new ids, the order of rows, links between two nouns."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from workbench.document.document import Document
from workbench.errors import InvalidValue, NotFound, StillInUse
from workbench.language.i18n import LANGUAGES, Message
from workbench.model.declared import Declared, Kind, declared
from workbench.model.ids import link_id
from workbench.model.limits import FIRST_YEAR, LAST_YEAR, first_year, is_date, is_day, is_quarter, is_time, most_characters
from workbench.model.order_keys import inserted, is_order_key
from workbench.model.rows import Row, RowT
from workbench.model.texts import is_blank, storable
from workbench.model.vocabulary import Confidentiality
from workbench.storage.mapping import TYPE_OF_TABLE
from workbench.storage.rows import Transaction

LIKE_A_DAY: Final = Message("Write it like 3 March 2026 or 2026-03-03.")
_SHOWN: Final = 40
"""The most characters of a wrong value that an error repeats."""


def existing(document: Document, row_type: type[RowT], row_id: str) -> RowT:
    """The row with this id. Raises :class:`~workbench.errors.NotFound`."""
    row = document.get(row_type, row_id)
    if row is None:
        raise NotFound(
            Message("What you wanted to change is no longer in the assessment."),
            safe=Message("Nothing was changed."),
            advice=Message("It may have been removed or undone; open the page again."),
        )
    return row


def known_references(document: Document, row_type: type[Row], values: Mapping[str, Any]) -> None:
    """Checks that all rows exist to which the values refer. Raises :class:`~workbench.errors.NotFound`."""
    for name, row_id in values.items():
        field = declared(row_type).get(name)
        if field is not None and field.refers and row_id is not None:
            existing(document, TYPE_OF_TABLE[field.refers], row_id)


def changed(row: RowT, values: Mapping[str, Any]) -> RowT:
    """The row with other values, each checked against the declaration of its field.

    A choice may be given by its word. A mark is given as yes or no, as people decide it, and becomes the word for that.
    Raises :class:`~workbench.errors.TextNotStorable`, and :class:`~workbench.errors.InvalidValue` for a wrong date, time or
    quarter, a line of spaces, a text that is too long, or a missing number. Mistakes of the program raise KeyError (no such
    field), TypeError (a value of another type) or ValueError (a word that is no choice, a text that is no key of order): a
    file with such a value could not be opened again.
    """
    fields = declared(type(row))
    for name in values:
        if name not in fields or name == "id":
            raise KeyError(f"{type(row).__name__} has no field {name}")
    return replace(row, **{name: _checked(fields[name], value, row) for name, value in values.items()})


_TYPES: Final[Mapping[Kind, type]] = {Kind.CHECK: bool, Kind.NUMBER: int}
"""The types of values that are neither choices nor texts."""


def _checked(field: Declared, value: Any, row: Row) -> Any:
    if field.kind is Kind.MARK and type(value) is bool:
        before: Confidentiality = getattr(row, field.name)
        return before.decided(confidential=value)
    if value is None and field.optional:
        return None
    if value is None and field.kind is Kind.NUMBER:
        raise invalid(Message("A number is missing."), Message("Write a whole number, for example 1."))
    if field.kind is Kind.CHOICE and field.choices is not None and isinstance(value, str):
        return field.choices(value)
    wanted = field.choices or _TYPES.get(field.kind, str)
    if type(value) is not wanted:
        raise TypeError(f"{field.name} holds {wanted.__name__}, not {type(value).__name__}")
    return _checked_text(field, str(value)) if wanted is str else value


def fitting(row_type: type[Row], name: str, text: str) -> str:
    """The text as a field can store it. Raises what :func:`~workbench.model.texts.storable` raises."""
    return storable(text, most_characters(declared(row_type)[name]))


def _checked_text(field: Declared, value: str) -> str:
    text = storable(value, most_characters(field))
    if not text:
        return text
    if field.kind is Kind.LINE and is_blank(text):  # it would be counted and printed, and nobody would see why
        raise invalid(Message("There is nothing but spaces."), Message("Write something, or leave it empty."))
    if field.kind is Kind.DATE and not is_date(text, first_year(field)):
        raise _no_date(text, first_year(field))
    if field.kind is Kind.DAY and not is_day(text):
        raise _no_day(text)
    if field.kind is Kind.TIME and not is_time(text):
        raise invalid(Message("{value} is not a time of day.", value=_short(text)), Message("Write it as 09:30."))
    if field.kind is Kind.QUARTER and not is_quarter(text):
        raise invalid(Message("{value} is not a quarter.", value=_short(text)), Message("Write it as 2027-Q1."))
    if field.kind is Kind.ORDER and not is_order_key(text):
        raise ValueError(f"{field.name} holds a key of order, not {_short(text)}")
    return text


def _no_date(text: str, first: int) -> InvalidValue:
    if _has_another_year(text, first):
        return _not_in_these_years(text, first)
    return invalid(
        Message("{value} is not a date.", value=_short(text)),
        Message("Write it like 3 March 2026 or 2026-03-03, or only the month or the year."),
    )


def _no_day(text: str) -> InvalidValue:
    if is_day(f"2000{text[4:]}") and _has_another_year(text, FIRST_YEAR):
        return _not_in_these_years(text, FIRST_YEAR)
    return invalid(Message("{value} is not a day.", value=_short(text)), LIKE_A_DAY)


def _has_another_year(text: str, first: int) -> bool:
    return is_date(f"2000{text[4:]}") and text[:4].isdecimal() and not first <= int(text[:4]) <= LAST_YEAR


def _not_in_these_years(text: str, first: int) -> InvalidValue:
    what = Message("The year of {value} is not between {first} and {last}.", value=text, first=first, last=LAST_YEAR)
    return invalid(what, Message("Write the year with its four digits."))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def invalid(what: Message, advice: Message) -> InvalidValue:
    """The error for a value that a field does not accept."""
    return InvalidValue(what, safe=Message("Nothing was changed."), advice=advice)


def known_language(language: str) -> None:
    """Raises :class:`~workbench.errors.InvalidValue` for a language that the program does not know."""
    if language not in LANGUAGES:
        raise invalid(
            Message("{language} is not a language of the program.", language=language),
            Message("Choose one of: {languages}.", languages=tuple(LANGUAGES)),
        )


def append(transaction: Transaction, siblings: Sequence[RowT], *rows: RowT, by: str = "place") -> None:
    """Puts rows at the end of their list, of which ``siblings`` are the others, in order."""
    keys: list[str] = [getattr(sibling, by) for sibling in siblings]
    for _ in rows:
        keys = inserted(keys, len(keys))
    _put_in_order(transaction, siblings, [*siblings, *rows], keys, by)


def move(transaction: Transaction, siblings: Sequence[RowT], row: RowT, index: int, *, by: str = "place") -> None:
    """Puts ``row`` at ``index`` among its siblings, which are in order, not counting itself.

    Only its own key ``by`` changes, unless there is no room between its new neighbours. Where it already stands, none does.
    """
    others = [sibling for sibling in siblings if sibling.id != row.id]
    index = max(0, min(index, len(others)))
    ordered = [*others[:index], row, *others[index:]]
    if [sibling.id for sibling in siblings] == [sibling.id for sibling in ordered]:
        transaction.put(row)
    else:
        _put_in_order(transaction, others, ordered, inserted([getattr(other, by) for other in others], index), by)


def _put_in_order(
    transaction: Transaction, known: Sequence[RowT], ordered: Sequence[RowT], keys: Sequence[str], by: str
) -> None:
    """Gives rows their keys. A ``known`` row is written only if its key changes, and then as the transaction has it."""
    stored = {row.id for row in known}
    for row, place in zip(ordered, keys, strict=True):
        arguments: dict[str, Any] = {by: place}
        if row.id not in stored:
            transaction.put(replace(row, **arguments))
        elif getattr(row, by) != place:
            transaction.put(replace(transaction.get(type(row), row.id) or row, **arguments))


def set_links(
    document: Document,
    transaction: Transaction,
    link_type: type[Row],
    *,
    owner: tuple[str, str],
    other: str,
    wanted: Collection[str],
) -> None:
    """Makes the links of one owner exactly those wanted: ``owner`` is (column, id), ``other`` the linked column.

    Raises :class:`~workbench.errors.NotFound` if a wanted row is not in the file.
    """
    column, owner_id = owner
    present = {getattr(link, other): link for link in document.read.where(link_type, **{column: owner_id})}
    for value, link in present.items():
        if value not in wanted:
            transaction.drop(link_type, link.id)
    for value in dict.fromkeys(wanted):
        if value not in present:
            known_references(document, link_type, {other: value})
            arguments: dict[str, Any] = {"id": link_id(owner_id, value), column: owner_id, other: value}
            transaction.put(link_type(**arguments))


def drop_links(document: Document, transaction: Transaction, link_type: type[Row], **owner: str) -> None:
    """Removes all links of one owner."""
    for link in document.read.where(link_type, **owner):
        transaction.drop(link_type, link.id)


def refuse_if_used(used_by: Sequence[tuple[Message, int]]) -> None:
    """Raises :class:`~workbench.errors.StillInUse` with the first sentence whose count is not 0."""
    for what, count in used_by:
        if count:
            raise StillInUse(
                what, safe=Message("Nothing was removed."), advice=Message("Change those first, then remove it.")
            )
