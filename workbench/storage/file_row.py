"""The row about the file itself: which copy it is, which formats can read it, and which version of the program made it.

The assessment keeps its id in every copy; a copy has an id of its own. The id of a copy is no proof: a file that was copied
with the system's own means has the same one. What was written is told apart by its sitting
(:mod:`workbench.storage.history`).
"""

from __future__ import annotations

from typing import Final

from workbench import __version__
from workbench.model.declared import FIRST_DERIVED
from workbench.storage.connection import Connection
from workbench.storage.digests import REQUIRED, Digester
from workbench.storage.schema import READABLE_FROM
from workbench.storage.seal import NO_ROWS, Seal, read_seal, write_seal

TABLE: Final = "file"
_DIGEST: Final = Digester(TABLE, (("id", REQUIRED), ("copy", ""), ("readable_from", FIRST_DERIVED), ("program", "")))


def copy_id(connection: Connection) -> str:
    """The id of this copy of the file; empty if it has none."""
    found = connection.read("SELECT copy FROM file")
    return str(found[0][0]) if found else ""


def mint(connection: Connection, copy: str | None = None) -> None:
    """Makes the file a copy of its own, inside a transaction. ``copy`` is its id where it must not be chosen at random."""
    import uuid  # late: only a new copy needs one

    values = (1, copy or str(uuid.uuid4()), READABLE_FROM, __version__)
    found = connection.read("SELECT digest FROM file")
    digest = _DIGEST(values)
    if found:
        connection.write("UPDATE file SET copy = ?, readable_from = ?, program = ?, digest = ?", (*values[1:], digest))
    else:
        connection.write(
            "INSERT INTO file (id, copy, readable_from, program, digest) VALUES (?, ?, ?, ?, ?)", (*values, digest)
        )
    before = read_seal(connection) or Seal({})
    seal = before.tables.get(TABLE, NO_ROWS).counting(found[0][0] if found else None, digest)
    write_seal(connection, before, Seal({**before.tables, TABLE: seal}))
