"""What can be wrong with a file."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from workbench.system.frozen import frozen


class DamageKind(StrEnum):
    """What is wrong with a file or a row."""

    STRUCTURE = "structure"
    ROW = "row"
    SUM = "sum"
    REFERENCE = "reference"
    VALUE = "value"
    LIMIT = "limit"
    MISSING = "missing"
    """A row that every file has from its creation is missing; ``row_id`` is that of the question or area it belongs to."""


@frozen
class Damage:
    """One thing that is not as it was written; ``table`` and ``row_id`` name the row, if it is known."""

    kind: DamageKind
    table: str = ""
    row_id: str = ""


MOST_DAMAGES: Final = 100
"""No more than this many are reported: enough to see how bad it is."""
