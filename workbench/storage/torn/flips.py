"""Puts right a flipped bit in a row: of all rows that differ in one bit, only one has the digest that stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from workbench.storage.digests import SqlValue
from workbench.storage.torn.shapes import Shape, TornRow

_BITS_OF_A_NUMBER: Final = 32


def cost(row: TornRow) -> int:
    """The bytes of which digests are made to try all bits of a row: they grow with the square of its length."""
    length = sum(len(value.encode("utf-8", "surrogateescape")) for value in row.values if isinstance(value, str))
    return 8 * length * length


def put_right(row: TornRow, shape: Shape) -> TornRow | None:
    """The row as it was, if one bit of its values has flipped since; None if that cannot be found. Takes :func:`cost`."""
    at = shape.digest_place
    if shape.digest is None or at < 0:
        return None
    values = [*row.values[:at], *row.values[at + 1 :]]
    for index, value in enumerate(values):
        for tried in _with_one_bit(value):
            values[index] = tried
            if shape.digest(values) == row.stored:
                whole = (*values[:at], row.stored, *values[at:])
                return replace(row, values=whole, sound=True, computed=row.stored)
        values[index] = value
    return None


def _with_one_bit(value: SqlValue) -> Iterator[SqlValue]:
    if isinstance(value, int):
        yield from (value ^ 1 << bit for bit in range(_BITS_OF_A_NUMBER))
    elif isinstance(value, str):
        data = bytearray(value.encode("utf-8", "surrogateescape"))
        for index, byte in enumerate(data):
            for bit in range(8):
                data[index] = byte ^ 1 << bit
                try:
                    yield data.decode()
                except UnicodeDecodeError:
                    continue
            data[index] = byte
