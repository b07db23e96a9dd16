"""The layouts of formats 1 and 2, as they were: written by versions 0.1.0 to 0.3.0 of the source. They never change.

The program makes no such tables; it compares files with them before it converts what is in them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_FORMAT_1: Final = """\
CREATE TABLE seal (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    digest BLOB NOT NULL,
    rows INTEGER NOT NULL
) STRICT;

CREATE TABLE history (
    sequence INTEGER PRIMARY KEY,
    change TEXT NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    computer TEXT NOT NULL,
    label TEXT NOT NULL,
    table_name TEXT NOT NULL,
    row_id TEXT NOT NULL,
    column_name TEXT NOT NULL,
    old TEXT,
    new TEXT,
    digest BLOB NOT NULL
) STRICT;

CREATE TABLE assessment (
    id TEXT PRIMARY KEY NOT NULL,
    administration TEXT NOT NULL,
    station TEXT NOT NULL,
    language TEXT NOT NULL,
    checklist TEXT NOT NULL,
    checklist_version TEXT NOT NULL,
    round INTEGER NOT NULL,
    scope TEXT NOT NULL,
    recurrence TEXT NOT NULL,
    mode TEXT NOT NULL,
    start_date TEXT NOT NULL,
    end_date TEXT NOT NULL,
    objectives TEXT NOT NULL,
    departments TEXT NOT NULL,
    responsible TEXT NOT NULL,
    strategic_plan TEXT NOT NULL,
    confidentiality_mark TEXT NOT NULL,
    method TEXT NOT NULL,
    key_messages TEXT NOT NULL,
    challenges TEXT NOT NULL,
    lessons TEXT NOT NULL,
    recommendations TEXT NOT NULL,
    digest BLOB NOT NULL
) STRICT;

CREATE TABLE lists (
    id TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    position INTEGER NOT NULL,
    digest BLOB NOT NULL
) STRICT;

CREATE TABLE sections (
    id TEXT PRIMARY KEY NOT NULL,
    list_id TEXT NOT NULL REFERENCES lists(id) ON DELETE RESTRICT,
    number TEXT NOT NULL,
    position INTEGER NOT NULL,
    digest BLOB NOT NULL
) STRICT;

CREATE TABLE questions (
    id TEXT PRIMARY KEY NOT NULL,
    section_id TEXT NOT NULL REFERENCES sections(id) ON DELETE RESTRICT,
    number TEXT NOT NULL,
    position INTEGER NOT NULL,
    included INTEGER NOT NULL,
    digest BLOB NOT NULL
) STRICT;

CREATE TABLE wordings (
    id TEXT PRIMARY KEY NOT NULL,
    subject TEXT NOT NULL,
    field TEXT NOT NULL,
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    origin TEXT NOT NULL,
    digest BLOB NOT NULL
) STRICT;

CREATE TABLE answers (
    id TEXT PRIMARY KEY NOT NULL,
    question_id TEXT NOT NULL UNIQUE REFERENCES questions(id) ON DELETE RESTRICT,
    text TEXT NOT NULL,
    status TEXT NOT NULL,
    priority TEXT,
    causes TEXT NOT NULL,
    confidential INTEGER NOT NULL,
    digest BLOB NOT NULL
) STRICT;

CREATE TABLE contributions (
    id TEXT PRIMARY KEY NOT NULL,
    question_id TEXT NOT NULL REFERENCES questions(id) ON DELETE RESTRICT,
    group_id TEXT REFERENCES working_groups(id) ON DELETE RESTRICT,
    contributor_id TEXT REFERENCES contributors(id) ON DELETE RESTRICT,
    text TEXT NOT NULL,
    confidential INTEGER NOT NULL,
    digest BLOB NOT NULL
) STRICT;

CREATE TABLE findings (
    id TEXT PRIMARY KEY NOT NULL,
    list_id TEXT NOT NULL UNIQUE REFERENCES lists(id) ON DELETE RESTRICT,
    strengths TEXT NOT NULL,
    gaps TEXT NOT NULL,
    causes TEXT NOT NULL,
    confidential INTEGER NOT NULL,
    digest BLOB NOT NULL
) STRICT;

CREATE TABLE contributors (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    position TEXT NOT NULL,
    unit TEXT NOT NULL,
    organization TEXT NOT NULL,
    background TEXT NOT NULL,
    gender TEXT NOT NULL,
    contact TEXT NOT NULL,
    confidential INTEGER NOT NULL,
    place INTEGER NOT NULL,
    digest BLOB NOT NULL
) STRICT;

CREATE TABLE working_groups (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    rapporteur_id TEXT REFERENCES contributors(id) ON DELETE RESTRICT,
    place INTEGER NOT NULL,
    digest BLOB NOT NULL
) STRICT;

CREATE TABLE group_members (
    id TEXT PRIMARY KEY NOT NULL,
    group_id TEXT NOT NULL REFERENCES working_groups(id) ON DELETE RESTRICT,
    contributor_id TEXT NOT NULL REFERENCES contributors(id) ON DELETE RESTRICT,
    digest BLOB NOT NULL
) STRICT;

CREATE TABLE group_lists (
    id TEXT PRIMARY KEY NOT NULL,
    group_id TEXT NOT NULL REFERENCES working_groups(id) ON DELETE RESTRICT,
    list_id TEXT NOT NULL REFERENCES lists(id) ON DELETE RESTRICT,
    digest BLOB NOT NULL
) STRICT;

CREATE TABLE sessions (
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
) STRICT;

CREATE TABLE session_participants (
    id TEXT PRIMARY KEY NOT NULL,
    session_id TEXT NOT NULL REFERENCES sessions(id) ON DELETE RESTRICT,
    contributor_id TEXT NOT NULL REFERENCES contributors(id) ON DELETE RESTRICT,
    digest BLOB NOT NULL
) STRICT;

CREATE TABLE session_lists (
    id TEXT PRIMARY KEY NOT NULL,
    session_id TEXT NOT NULL REFERENCES sessions(id) ON DELETE RESTRICT,
    list_id TEXT NOT NULL REFERENCES lists(id) ON DELETE RESTRICT,
    digest BLOB NOT NULL
) STRICT;

CREATE TABLE documents (
    id TEXT PRIMARY KEY NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    date TEXT NOT NULL,
    reference TEXT NOT NULL,
    note TEXT NOT NULL,
    confidential INTEGER NOT NULL,
    place INTEGER NOT NULL,
    digest BLOB NOT NULL
) STRICT;

CREATE TABLE evidence (
    id TEXT PRIMARY KEY NOT NULL,
    answer_id TEXT NOT NULL REFERENCES answers(id) ON DELETE RESTRICT,
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE RESTRICT,
    note TEXT NOT NULL,
    digest BLOB NOT NULL
) STRICT;

CREATE TABLE outcomes (
    id TEXT PRIMARY KEY NOT NULL,
    title TEXT NOT NULL,
    place INTEGER NOT NULL,
    digest BLOB NOT NULL
) STRICT;

CREATE TABLE outputs (
    id TEXT PRIMARY KEY NOT NULL,
    outcome_id TEXT NOT NULL REFERENCES outcomes(id) ON DELETE RESTRICT,
    title TEXT NOT NULL,
    place INTEGER NOT NULL,
    digest BLOB NOT NULL
) STRICT;

CREATE TABLE activities (
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
) STRICT;

CREATE TABLE ratings (
    id TEXT PRIMARY KEY NOT NULL,
    activity_id TEXT NOT NULL REFERENCES activities(id) ON DELETE RESTRICT,
    criterion TEXT NOT NULL,
    level TEXT,
    note TEXT NOT NULL,
    digest BLOB NOT NULL
) STRICT;

CREATE TABLE activity_questions (
    id TEXT PRIMARY KEY NOT NULL,
    activity_id TEXT NOT NULL REFERENCES activities(id) ON DELETE RESTRICT,
    question_id TEXT NOT NULL REFERENCES questions(id) ON DELETE RESTRICT,
    digest BLOB NOT NULL
) STRICT;

CREATE TABLE indicators (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    dimension TEXT NOT NULL,
    calculation TEXT NOT NULL,
    rationale TEXT NOT NULL,
    links TEXT NOT NULL,
    types TEXT NOT NULL,
    source TEXT NOT NULL,
    databases TEXT NOT NULL,
    periodicity TEXT NOT NULL,
    disaggregation TEXT NOT NULL,
    target TEXT NOT NULL,
    country_example TEXT NOT NULL,
    disclosure TEXT NOT NULL,
    considerations TEXT NOT NULL,
    place INTEGER NOT NULL,
    digest BLOB NOT NULL
) STRICT;

CREATE TABLE activity_indicators (
    id TEXT PRIMARY KEY NOT NULL,
    activity_id TEXT NOT NULL REFERENCES activities(id) ON DELETE RESTRICT,
    indicator_id TEXT NOT NULL REFERENCES indicators(id) ON DELETE RESTRICT,
    digest BLOB NOT NULL
) STRICT;

CREATE TABLE measurements (
    id TEXT PRIMARY KEY NOT NULL,
    indicator_id TEXT NOT NULL REFERENCES indicators(id) ON DELETE RESTRICT,
    date TEXT NOT NULL,
    value TEXT NOT NULL,
    note TEXT NOT NULL,
    baseline INTEGER NOT NULL,
    digest BLOB NOT NULL
) STRICT
"""

_AFTER_IN_FORMAT_2: Final[Mapping[str, tuple[str, str]]] = {
    "answers": ("confidential INTEGER NOT NULL", "parked INTEGER NOT NULL,\n    parked_note TEXT NOT NULL"),
    "sessions": ("minutes INTEGER", "planned_minutes INTEGER,\n    running INTEGER NOT NULL"),
    "activities": ("place INTEGER NOT NULL", "rank INTEGER NOT NULL"),
    "ratings": (
        "note TEXT NOT NULL",
        "hands_low INTEGER NOT NULL,\n    hands_medium INTEGER NOT NULL,\n    hands_high INTEGER NOT NULL",
    ),
}
"""The columns that format 2 added, by table, each after which column."""

ADDED_IN_FORMAT_2: Final[Mapping[str, Mapping[str, object]]] = {
    "answers": {"parked": 0, "parked_note": ""},
    "sessions": {"planned_minutes": None, "running": 0},
    "activities": {"rank": 0},
    "ratings": {"hands_low": 0, "hands_medium": 0, "hands_high": 0},
}
"""The values of these columns in a row that a file of format 1 has."""


def _with_columns_of_format_2(statement: str) -> str:
    for table, (column, more) in _AFTER_IN_FORMAT_2.items():
        if statement.startswith(f"CREATE TABLE {table} ("):
            return statement.replace(f"    {column},", f"    {column},\n    {more},", 1)
    return statement


_LAYOUT_1: Final = tuple(_FORMAT_1.strip().split(";\n\n"))

LAYOUTS: Final[Mapping[int, tuple[str, ...]]] = {
    1: _LAYOUT_1,
    2: tuple(_with_columns_of_format_2(statement) for statement in _LAYOUT_1),
}
"""The statements that made the tables of each format, by its number."""
