"""Which database engine this is, for people who look after the program."""

from __future__ import annotations

import sqlite3


def engine_version() -> str:
    """The version of SQLite that the program runs with."""
    return sqlite3.sqlite_version
