"""The database engine: which one it is, and having it ready."""

from __future__ import annotations

import sqlite3


def engine_version() -> str:
    """The version of SQLite that the program runs with."""
    return sqlite3.sqlite_version


def warm_up() -> None:
    """Imports what the first write needs, so that the first sentence that is typed does not wait for it."""
    import sqlite_utils

    del sqlite_utils
