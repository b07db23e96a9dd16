"""Own questions of formats 1 and 2 were numbered: two computers gave the same id to different questions.

Here they get an id that is derived from the change that added them, so that a question is the same in all copies of a file,
and another one on another computer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from workbench.model.ids import link_id
from workbench.storage.connection import Connection
from workbench.storage.older.rows import Rows

_OWN: Final = "x.q"
_ADDED: Final = (
    "SELECT row_id, change FROM history "
    "WHERE table_name = 'questions' AND column_name = '*' AND old IS NULL ORDER BY sequence"
)
_REFERRING: Final = ("answers", "contributions", "activity_questions")


def ids_of_own_questions(connection: Connection, rows: Rows) -> dict[str, str]:
    """The id in format 3 of each own question and of each of its wordings, by the old one."""
    assessment = str(rows["assessment"][0]["id"]) if rows.get("assessment") else ""
    added = {str(row_id): str(change) for row_id, change in connection.read(_ADDED)}
    ids: dict[str, str] = {}
    for question in rows.get("questions", ()):
        old = str(question["id"])
        if old.startswith(_OWN):
            ids[old] = f"x.{link_id(assessment, old, added.get(old, ''))}"
    for wording in rows.get("wordings", ()):
        subject, _, rest = str(wording["id"]).partition("/")
        if subject in ids:
            ids[str(wording["id"])] = f"{ids[subject]}/{rest}"
    return ids


def rename(rows: Rows, ids: Mapping[str, str]) -> None:
    """Gives own questions, their wordings, and all that refers to them, their ids of format 3."""
    for table in ("questions", "wordings"):
        for row in rows.get(table, ()):
            row["id"] = ids.get(row["id"], row["id"])
    for wording in rows.get("wordings", ()):
        wording["subject"] = ids.get(wording["subject"], wording["subject"])
    for table in _REFERRING:
        for row in rows.get(table, ()):
            row["question_id"] = ids.get(row["question_id"], row["question_id"])
