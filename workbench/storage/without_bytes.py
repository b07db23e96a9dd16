"""A file in memory without the bytes of its documents: for copies that are to be light, and for the copy that is kept."""

from __future__ import annotations

from workbench.storage.connection import Connection
from workbench.storage.schema import APPLICATION_ID, BYTES
from workbench.storage.seal import NO_ROWS, Seal, write_seal


def without_bytes(connection: Connection) -> Connection:
    """A database in memory with all rows of an open file of the present format, but no bytes of documents.

    The rows that refer to these stay, with their sizes. Raises StorageFailed or DocumentDamaged if the file cannot be read.
    """
    picture = Connection.in_memory(connection.path)
    try:
        with picture.unchecked_references(), picture.transaction():
            sql = "SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY rowid"
            for table, statement in connection.read(sql):
                picture.write(str(statement))
                if table != BYTES:
                    _copy(connection, picture, str(table))
            write_seal(picture, Seal({BYTES: NO_ROWS}))
            ((version,),) = connection.read("PRAGMA user_version")
            picture.write(f"PRAGMA application_id={APPLICATION_ID}")
            picture.write(f"PRAGMA user_version={version}")
    except BaseException:
        picture.close()
        raise
    picture.trusted = True
    return picture


def _copy(connection: Connection, picture: Connection, table: str) -> None:
    names = [str(name) for _, name, *_ in picture.read(f"PRAGMA table_info({table})")]
    sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    for row in connection.each(f"SELECT {', '.join(names)} FROM {table} NOT INDEXED ORDER BY rowid"):
        picture.write(sql, row)
