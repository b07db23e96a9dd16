"""Format 1, as it was released: the tables that format 2 changed. Never edited."""

from __future__ import annotations

from typing import Final

CHANGED_LATER: Final[tuple[str, ...]] = (
    """CREATE TABLE answers (
    id TEXT PRIMARY KEY NOT NULL,
    question_id TEXT NOT NULL UNIQUE REFERENCES questions(id) ON DELETE RESTRICT,
    text TEXT NOT NULL,
    status TEXT NOT NULL,
    priority TEXT,
    causes TEXT NOT NULL,
    confidential INTEGER NOT NULL,
    digest BLOB NOT NULL
) STRICT""",
    """CREATE TABLE sessions (
    id TEXT PRIMARY KEY NOT NULL,
    title TEXT NOT NULL,
    date TEXT NOT NULL,
    start_time TEXT NOT NULL,
    minutes INTEGER,
    location TEXT NOT NULL,
    topics TEXT NOT NULL,
    results TEXT NOT NULL,
    confidential INTEGER NOT NULL,
    place INTEGER NOT NULL,
    digest BLOB NOT NULL
) STRICT""",
    """CREATE TABLE ratings (
    id TEXT PRIMARY KEY NOT NULL,
    activity_id TEXT NOT NULL REFERENCES activities(id) ON DELETE RESTRICT,
    criterion TEXT NOT NULL,
    level TEXT,
    note TEXT NOT NULL,
    digest BLOB NOT NULL
) STRICT""",
    """CREATE TABLE activities (
    id TEXT PRIMARY KEY NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    priority TEXT,
    priority_reason TEXT NOT NULL,
    output_id TEXT REFERENCES outputs(id) ON DELETE RESTRICT,
    responsible TEXT NOT NULL,
    responsible_id TEXT REFERENCES contributors(id) ON DELETE RESTRICT,
    target TEXT NOT NULL,
    budget TEXT NOT NULL,
    start_quarter TEXT NOT NULL,
    end_quarter TEXT NOT NULL,
    strategic_link TEXT NOT NULL,
    confidential INTEGER NOT NULL,
    place INTEGER NOT NULL,
    digest BLOB NOT NULL
) STRICT""",
)
"""The statements of the tables that the next format has otherwise."""
