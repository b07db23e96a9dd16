"""Named reads for pages, reports and operations. They return values of the model, never rows of SQLite."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.model.rows import Answer, Assessment, Row, RowT, Wording
from workbench.storage.connection import Connection
from workbench.storage.history import Entry, entry_from
from workbench.storage.mapping import SqlValue, mapping_of
from workbench.storage.schema import HISTORY_COLUMNS
from workbench.system.frozen import frozen


@frozen
class Queries:
    """The reads of one open file."""

    connection: Connection

    def every(self, row_type: type[RowT]) -> list[RowT]:
        """All rows of one class, in the order in which they are shown."""
        return self._rows(row_type, f"ORDER BY {mapping_of(row_type).order}")

    def where(self, row_type: type[RowT], **equal: SqlValue) -> list[RowT]:
        """The rows of one class with these values, in the order of :meth:`every`. Raises KeyError for an unknown column."""
        columns = mapping_of(row_type).columns
        unknown = set(equal) - set(columns)
        if unknown:
            raise KeyError(f"{row_type.__name__} has no {sorted(unknown)}")
        condition = " AND ".join(f"{name} IS ?" for name in equal) or "TRUE"
        return self._rows(row_type, f"WHERE {condition} ORDER BY {mapping_of(row_type).order}", tuple(equal.values()))

    def assessment(self) -> Assessment:
        """The one assessment of the file."""
        return self.every(Assessment)[0]

    def answer(self, question: str) -> Answer | None:
        """The answer to the question with this id; None for an unknown question."""
        found = self.where(Answer, question_id=question)
        return found[0] if found else None

    def wordings(self, language: str) -> dict[tuple[str, str], Wording]:
        """The texts of the checklist in one language, by subject and field."""
        return {(row.subject, row.field.value): row for row in self.where(Wording, language=language)}

    def wording_languages(self) -> list[str]:
        """The languages in which the file has the wording of at least one question."""
        sql = "SELECT DISTINCT language FROM wordings WHERE field = 'question' ORDER BY language"
        return [str(row[0]) for row in self.connection.read(sql)]

    def history(self, row: Row, column: str) -> list[Entry]:
        """All history entries about one column of one row, or about the whole row, oldest first."""
        sql = (
            f"SELECT {', '.join(HISTORY_COLUMNS)} FROM history "
            "WHERE table_name = ? AND row_id = ? AND column_name IN (?, '*') ORDER BY sequence"
        )
        return [entry_from(found) for found in self.connection.read(sql, (row.table, row.id, column))]

    def written_since(self, row_type: type[Row], column: str, at: str) -> list[Entry]:
        """The history entries about one column of a class of rows since ``at`` (UTC, ISO 8601), oldest first."""
        sql = (
            f"SELECT {', '.join(HISTORY_COLUMNS)} FROM history "
            "WHERE table_name = ? AND column_name = ? AND at >= ? ORDER BY sequence"
        )
        return [entry_from(found) for found in self.connection.read(sql, (row_type.table, column, at))]

    def last_change(self) -> Entry | None:
        """The newest entry of the history, or None."""
        found = self.connection.read(f"SELECT {', '.join(HISTORY_COLUMNS)} FROM history ORDER BY sequence DESC LIMIT 1")
        return entry_from(found[0]) if found else None

    def _rows(self, row_type: type[RowT], tail: str, parameters: Sequence[SqlValue] = ()) -> list[RowT]:
        mapping = mapping_of(row_type)
        sql = f"SELECT {', '.join(mapping.columns)} FROM {mapping.table} {tail}"
        tolerant = self.connection.tolerant
        return [mapping.row(found, tolerant=tolerant) for found in self.connection.read(sql, parameters)]
