"""What the operations share: finding rows, checking fields, new ids, places in a list, links between two nouns."""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, Final

from workbench.document import Document
from workbench.errors import InvalidValue, NotFound, StillInUse
from workbench.i18n import Message
from workbench.model import Row, RowT
from workbench.storage.rows import Transaction
from workbench.texts import storable

_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_QUARTER: Final = re.compile(r"\d{4}-Q[1-4]")


def new_id() -> str:
    """A permanent id for a new row."""
    return str(uuid.uuid4())


def existing(document: Document, row_type: type[RowT], key: str) -> RowT:
    """The row with this id. Raises :class:`NotFound`."""
    row = document.get(row_type, key)
    if row is None:
        raise NotFound(
            Message("What you wanted to change is no longer in the assessment."),
            safe=Message("Nothing was changed."),
            advice=Message("It may have been removed or undone; look at the list again."),
        )
    return row


def changed(row: RowT, values: Mapping[str, Any]) -> RowT:
    """The row with other values, each checked for what its field can hold.

    Raises :class:`TextNotStorable`, :class:`InvalidValue` for a date, time or quarter that is none, and KeyError for a
    field that the row does not have (a mistake of the program).
    """
    known = {field.name: field.type for field in fields(row)}
    for name in values:
        if name not in known or name == "id":
            raise KeyError(f"{type(row).__name__} has no field {name}")
    checked = {name: _checked(name, value) for name, value in values.items()}
    return replace(row, **checked)


def _checked(name: str, value: Any) -> Any:
    if type(value) is not str:
        return value
    text = storable(value)
    if not text:
        return text
    if name.endswith("date") and not _is_date(text):
        raise invalid(Message("{value} is not a date.", value=text), Message("Write it as year-month-day: 2026-11-21."))
    if name.endswith("_time") and not _TIME.fullmatch(text):
        raise invalid(Message("{value} is not a time of day.", value=text), Message("Write it as 09:30."))
    if name.endswith("_quarter") and not _QUARTER.fullmatch(text):
        raise invalid(Message("{value} is not a quarter.", value=text), Message("Write it as 2027-Q1."))
    return text


def _is_date(text: str) -> bool:
    from datetime import date

    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def invalid(what: Message, advice: Message) -> InvalidValue:
    """The error for a value that a field cannot hold."""
    return InvalidValue(what, safe=Message("Nothing was changed."), advice=advice)


def next_place(document: Document, row_type: type[Row], **among: str | None) -> int:
    """The place after the last one in a list."""
    rows = document.read.where(row_type, **among) if among else document.read.every(row_type)
    return max((int(getattr(row, "place", 0)) for row in rows), default=0) + 1


def move(transaction: Transaction, row: RowT, siblings: Sequence[RowT], index: int) -> None:
    """Puts ``row`` at ``index`` among its siblings (itself left out) and numbers all of them again from 1."""
    ordered = [sibling for sibling in siblings if sibling.id != row.id]
    ordered.insert(max(0, min(index, len(ordered))), row)
    for place, sibling in enumerate(ordered, 1):
        arguments: dict[str, Any] = {"place": place}
        transaction.put(replace(sibling, **arguments))


def set_links(
    document: Document,
    transaction: Transaction,
    link_type: type[Row],
    *,
    owner: tuple[str, str],
    other: str,
    wanted: Collection[str],
) -> None:
    """Makes the links of one owner exactly those wanted: ``owner`` is (column, id), ``other`` the linked column."""
    column, key = owner
    present = {getattr(link, other): link for link in document.read.where(link_type, **{column: key})}
    for value, link in present.items():
        if value not in wanted:
            transaction.drop(link_type, link.id)
    for value in dict.fromkeys(wanted):
        if value not in present:
            arguments: dict[str, Any] = {"id": link_id(key, value), column: key, other: value}
            transaction.put(link_type(**arguments))


def link_id(*parts: str) -> str:
    """The id of a link between two rows: the same in every copy of the file, so that two laptops make the same link."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, "/".join(parts)))


def drop_links(document: Document, transaction: Transaction, link_type: type[Row], **owner: str) -> None:
    """Removes all links of one owner."""
    for link in document.read.where(link_type, **owner):
        transaction.drop(link_type, link.id)


def refuse_if_used(used_by: Sequence[tuple[Message, int]]) -> None:
    """Raises :class:`StillInUse` naming what refers to a thing that should be removed."""
    for what, count in used_by:
        if count:
            raise StillInUse(
                what, safe=Message("Nothing was removed."), advice=Message("Change those first, then remove it.")
            )
