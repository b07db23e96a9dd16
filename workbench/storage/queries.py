"""Named reads for pages, reports and operations. They return values of the model, never rows of SQLite."""

from __future__ import annotations

from workbench.model.rows import Answer, Assessment, Row, RowT, Wording
from workbench.storage.connection import Connection
from workbench.storage.digests import SqlValue
from workbench.storage.held import HeldRows
from workbench.storage.history import Stamp
from workbench.storage.mapping import mapping_of
from workbench.storage.past import Entry, last_change, past_of, past_since, row_changed_last
from workbench.system.frozen import frozen


@frozen
class Queries:
    """The reads of one open file; ``held`` has the rows that need not be read again."""

    connection: Connection
    held: HeldRows

    def get(self, row_type: type[RowT], row_id: str) -> RowT | None:
        """The row with this id, or None."""
        return self.held.row(row_type, row_id)

    def every(self, row_type: type[RowT]) -> list[RowT]:
        """All rows of one class, in the order in which they are shown."""
        mapping = mapping_of(row_type)
        found = self.connection.read(f"SELECT {mapping.names} FROM {mapping.table} ORDER BY {mapping.order}")
        tolerant = self.connection.tolerant
        return [mapping.row(values, tolerant=tolerant) for values in found]

    def where(self, row_type: type[RowT], **equal: SqlValue) -> list[RowT]:
        """The rows of one class with these values, in the order of :meth:`every`. Raises KeyError for an unknown column."""
        mapping = mapping_of(row_type)
        unknown = [name for name in equal if name not in mapping.columns]
        if unknown:
            raise KeyError(f"{row_type.__name__} has no {unknown}")
        return self.held.rows(row_type, equal)

    def assessment(self) -> Assessment:
        """The one assessment of the file."""
        return self.every(Assessment)[0]

    def answer(self, question: str) -> Answer | None:
        """The answer to the question with this id; None for an unknown question."""
        return self.held.row_by(Answer, "question_id", question)

    def wordings(self, language: str) -> dict[tuple[str, str], Wording]:
        """The texts of the checklist in one language, by subject and field."""
        return {(row.subject, row.field.value): row for row in self.where(Wording, language=language)}

    def wording_languages(self) -> list[str]:
        """The languages in which the file has the wording of at least one question."""
        sql = "SELECT DISTINCT language FROM wordings WHERE field = 'question' ORDER BY language"
        return [str(row[0]) for row in self.connection.read(sql)]

    def history(self, row: Row, column: str) -> list[Entry]:
        """All that is known of the past of one column of one row, oldest first."""
        return past_of(self.connection, row, column)

    def written_since(self, row_type: type[Row], column: str, at: str) -> list[Entry]:
        """The changes of one column of a class of rows since ``at`` (UTC, ISO 8601), oldest first."""
        return past_since(self.connection, row_type, column, at)

    def last_change(self) -> Stamp | None:
        """The newest change, or None."""
        return last_change(self.connection)

    def row_changed_last(self, row_type: type[Row]) -> str | None:
        """The id of a row of this class that the newest change changed; None if it changed none."""
        return row_changed_last(self.connection, row_type)
