"""The sheet of an indicator (Annex 11): the fields that the guide requires, and those that are still missing."""

from __future__ import annotations

from typing import Final

from workbench.language.i18n import Message
from workbench.model.rows import Indicator
from workbench.model.texts import is_blank
from workbench.model.vocabulary import MANDATORY_INDICATOR_FIELDS

SHEET_FIELDS: Final = (
    "name",
    "description",
    "dimension",
    "calculation",
    "rationale",
    "links",
    "types",
    "source",
    "databases",
    "periodicity",
    "disaggregation",
    "target",
    "country_example",
    "disclosure",
    "considerations",
)
"""The fields of the sheet, in its order."""


def is_required(field: str) -> bool:
    """Whether the guide requires a field of the sheet, named as in :class:`~workbench.model.rows.Indicator`."""
    return field in MANDATORY_INDICATOR_FIELDS


def missing_fields(indicator: Indicator) -> tuple[str, ...]:
    """The required fields without a text, in the order of the sheet."""
    return tuple(name for name in MANDATORY_INDICATOR_FIELDS if is_blank(getattr(indicator, name)))


def sheet_state(indicator: Indicator) -> Message:
    """A sentence for the head of a sheet that says how complete it is."""
    missing, total = len(missing_fields(indicator)), len(MANDATORY_INDICATOR_FIELDS)
    if not missing:
        return Message("All {total} required fields have a text.", total=total)
    return Message(
        "{count} required field of {total} is still missing.",
        "{count} required fields of {total} are still missing.",
        count=missing,
        total=total,
    )


def field_state(indicator: Indicator, field: str) -> Message:
    """Whether the guide requires a field, and whether it is missing, in words."""
    if not is_required(field):
        return Message("optional")
    return Message("required, still missing") if is_blank(getattr(indicator, field)) else Message("required")
