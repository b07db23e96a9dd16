"""The database engine: its version, and how to have it ready."""

from __future__ import annotations

import sqlite3


def engine_version() -> str:
    """The version of SQLite that the program uses."""
    return sqlite3.sqlite_version


def warm_up() -> None:
    """Imports what the first write needs, so that the first typed sentence does not wait for it."""
    import sqlite_utils

    del sqlite_utils
