"""Key performance indicators with their metadata sheets, and their measurements (Part III, step 3; Annex 11)."""

from __future__ import annotations

from typing import Any

from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.ids import new_id
from workbench.model.rows import ActivityIndicator, Indicator, IndicatorPerson, Measurement
from workbench.operations.common import append, changed, drop_links, existing


def add_indicator(document: Document, *, initiator: object | None = None, **values: Any) -> str:
    """Adds an indicator; returns its id."""
    indicator = changed(Indicator(id=new_id()), values)
    others = document.read.every(Indicator)
    with document.change(Message("add indicator"), initiator=initiator) as transaction:
        append(transaction, others, indicator)
    return indicator.id


def edit_indicator(document: Document, *, indicator: str, initiator: object | None = None, **values: Any) -> None:
    """Changes fields of an indicator's sheet."""
    before = existing(document, Indicator, indicator)
    merge_key = ("indicator", indicator, *sorted(values))
    with document.change(Message("change indicator"), merge_key=merge_key, initiator=initiator) as transaction:
        transaction.put(changed(before, values))


def remove_indicator(document: Document, *, indicator: str, initiator: object | None = None) -> None:
    """Removes an indicator with its people, its measurements and its links to activities."""
    existing(document, Indicator, indicator)
    with document.change(Message("remove indicator"), initiator=initiator) as transaction:
        drop_links(document, transaction, ActivityIndicator, indicator_id=indicator)
        drop_links(document, transaction, IndicatorPerson, indicator_id=indicator)
        drop_links(document, transaction, Measurement, indicator_id=indicator)
        transaction.drop(Indicator, indicator)


def add_measurement(document: Document, *, indicator: str, initiator: object | None = None, **values: Any) -> str:
    """Adds a dated value to an indicator; returns its id. Raises InvalidValue for a wrong date."""
    existing(document, Indicator, indicator)
    measurement = changed(Measurement(id=new_id(), indicator_id=indicator), values)
    others = document.read.where(Measurement, indicator_id=indicator)
    with document.change(Message("add measurement"), initiator=initiator) as transaction:
        append(transaction, others, measurement)
    return measurement.id


def edit_measurement(document: Document, *, measurement: str, initiator: object | None = None, **values: Any) -> None:
    """Changes fields of a measurement. Raises :class:`~workbench.errors.InvalidValue` for a wrong date."""
    before = existing(document, Measurement, measurement)
    merge_key = ("measurement", measurement, *sorted(values))
    with document.change(Message("change measurement"), merge_key=merge_key, initiator=initiator) as transaction:
        transaction.put(changed(before, values))


def remove_measurement(document: Document, *, measurement: str, initiator: object | None = None) -> None:
    """Removes one dated value of an indicator."""
    existing(document, Measurement, measurement)
    with document.change(Message("remove measurement"), initiator=initiator) as transaction:
        transaction.drop(Measurement, measurement)
