"""Digests of rows, by the names of their columns.

A digest is the SHA-256 of the JSON text ``["table",{"column":value,...}]`` in UTF-8, without spaces, with the columns in the
order of their names. A column that has its default is left out, and bytes count as ``["their SHA-256"]``. So a column that a
later format adds with a default changes no digest: what was compared, handed over or noted before stays comparable, and a
program can check files of later formats.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from json.encoder import encode_basestring
from operator import itemgetter
from types import NoneType
from typing import Any, Final

from workbench.system import sha256 as hashing

SqlValue = str | int | bytes | None

MODULUS: Final = 1 << 256
"""Digests are added modulo this number, so that a changed row costs one subtraction and one addition."""

REQUIRED: Final = object()
"""In the place of the default of a column that has none."""

_AS_JSON: Final[dict[type, Callable[[Any], str]]] = {
    str: encode_basestring,
    int: int.__repr__,
    NoneType: lambda _: "null",
    bytes: lambda value: f'["{hashing.sha256(value).hexdigest()}"]',
}


class Digester:
    """Computes the digests of the rows of one table, from values in the order of ``columns``.

    The JSON text is written by hand, because a JSON encoder takes twice as long, and opening a file computes all digests.
    """

    def __init__(self, table: str, columns: Iterable[tuple[str, object]]) -> None:
        """``columns`` are the names with their defaults as SQLite has them, or :data:`REQUIRED`."""
        listed = list(columns)
        self.columns: Final = tuple(name for name, _ in listed)
        self._begin = f"[{encode_basestring(table)},{{"
        named = sorted(enumerate(listed), key=lambda column: column[1][0])
        indexes = [index for index, _ in named]
        # the getter of a single column would give a value, and no tuple of one
        self._in_order = itemgetter(*indexes) if len(indexes) > 1 else tuple
        self._said = [(f"{encode_basestring(name)}:", default) for _, (name, default) in named]

    def __call__(self, values: Sequence[Any]) -> bytes:
        """The digest of a row, 32 bytes. Raises TypeError for a value that no row can have."""
        try:
            said = [
                name + (encode_basestring(value) if type(value) is str else _AS_JSON[type(value)](value))
                for (name, default), value in zip(self._said, self._in_order(values), strict=True)
                if value != default
            ]
        except KeyError as error:
            raise TypeError(str(error)) from None
        return hashing.sha256(f"{self._begin}{','.join(said)}}}]".encode("utf-8", "surrogatepass")).digest()
