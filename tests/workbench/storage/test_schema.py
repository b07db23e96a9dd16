"""The layout of the file: what is written down in ``schema.py`` is what a new file holds, and what the model says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field as stored
from dataclasses import fields
from pathlib import Path
from types import NoneType
from typing import get_args, get_type_hints

import pytest

from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model import declared as has
from workbench.model.declared import FIRST_DERIVED
from workbench.model.rows import ROW_TYPES, Row
from workbench.model.vocabulary import Level
from workbench.storage.connection import Connection
from workbench.storage.files import new_database
from workbench.storage.header import read_header
from workbench.storage.history import HISTORY_TABLES
from workbench.storage.mapping import mapping_of
from workbench.storage.migrations import LAYOUTS
from workbench.storage.schema import APPLICATION_ID, BYTES, FORMAT_VERSION, READABLE_FROM, SCHEMA
from workbench.storage.schema import statement as statement_of
from workbench.storage.verify import (
    content_damages,
    digester_of,
    layout_differs,
    schema_differs,
    structure_damaged,
    table_of,
)
from workbench.system.frozen import frozen

FILES = Path(__file__).parents[2] / "files"


@pytest.fixture
def new(tmp_path: Path):
    connection = new_database(tmp_path / "new.part", called=tmp_path / "new.integrity")
    yield connection
    connection.close()


def test_a_new_file_holds_exactly_the_statements_of_the_layout(new: Connection):
    found = new.read("SELECT sql FROM sqlite_schema WHERE type = 'table' ORDER BY rowid")
    assert tuple(sql for (sql,) in found) == SCHEMA
    others = new.read("SELECT name FROM sqlite_schema WHERE type <> 'table'")
    assert all(name.startswith("sqlite_autoindex_") for (name,) in others)
    assert not schema_differs(new)
    assert not structure_damaged(new)
    assert content_damages(new) == []


def test_a_new_file_says_whose_it_is_and_of_which_format(new: Connection, tmp_path: Path):
    assert new.read("PRAGMA application_id") == [(APPLICATION_ID,)]
    assert APPLICATION_ID.to_bytes(4, "big") == b"IWBF"
    new.close()
    assert read_header(tmp_path / "new.part").format_version == FORMAT_VERSION
    assert (tmp_path / "new.part").read_bytes()[18:20] == b"\x01\x01"


def released(number: int) -> set[str]:
    """The statements of a format, as they were written down when it was released."""
    text = (FILES / f"format-{number}.sql").read_text(encoding="utf-8")
    return set(text.removesuffix(";\n").split(";\n\n"))


@pytest.mark.parametrize("number", range(1, FORMAT_VERSION + 1))
def test_the_layout_of_every_format_is_what_was_released(number: int):
    """Where this fails, a declaration has changed what a released format is: give the field a later ``since``."""
    assert set(LAYOUTS[number]) == released(number)
    assert len(LAYOUTS[number]) == len(released(number))


def test_every_format_is_written_down():
    assert sorted(path.name for path in FILES.glob("format-*.sql")) == [
        f"format-{number}.sql" for number in range(1, FORMAT_VERSION + 1)
    ]


def changed_tables(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """The tables of a format that the next one does not have as they were, but for columns at the end."""
    tables = {table_of(statement): statement for statement in after}
    return [
        table_of(statement)
        for statement in before
        if not re.match(
            rf"{re.escape(statement.removesuffix(chr(10) + ') STRICT'))}[,\n]", tables.get(table_of(statement), "")
        )
    ]


def test_from_format_3_on_formats_only_add():
    for number in range(FIRST_DERIVED, FORMAT_VERSION):
        assert changed_tables(LAYOUTS[number], LAYOUTS[number + 1]) == []


def test_a_column_that_is_renamed_retyped_or_moved_would_be_noticed():
    (before,) = (statement for statement in SCHEMA if table_of(statement) == "evidence")
    added = before.replace("\n) STRICT", ",\n    more TEXT NOT NULL DEFAULT ''\n) STRICT")
    assert changed_tables([before], [added]) == []
    assert changed_tables([before], []) == ["evidence"]
    for one, other in (("note TEXT", "remark TEXT"), ("note TEXT", "note INTEGER"), ("DEFAULT ''", "DEFAULT 'x'")):
        assert one in before
        assert changed_tables([before], [before.replace(one, other)]) == ["evidence"]
    moved = before.replace("    digest BLOB", "    more TEXT,\n    digest BLOB")
    assert changed_tables([before], [moved]) == ["evidence"]


def test_the_file_says_which_programs_can_read_it(new: Connection):
    assert new.read("SELECT readable_from FROM file") == [(READABLE_FROM,)]
    assert FIRST_DERIVED <= READABLE_FROM <= FORMAT_VERSION
    assert f"readable_from INTEGER NOT NULL DEFAULT {READABLE_FROM}" in "".join(SCHEMA)


def test_a_field_of_a_later_format_is_the_last_column_and_only_from_then_on():
    @frozen(kw_only=True)
    class Thing(Row):
        table = "things"
        first: str = stored(default="", metadata=has.line())
        later: Level | None = stored(default=None, metadata=has.choice(Level, since=4))
        last: int = stored(default=0, metadata=has.number())

    before, after = statement_of(Thing, 3), statement_of(Thing, 4)
    assert "later" not in before
    assert after == before.replace(" DEFAULT 0\n)", " DEFAULT 0,\n    later TEXT\n)")


def test_a_column_that_sqlite_added_is_the_same_layout(new: Connection):
    """A later format adds its columns with ALTER TABLE, which writes the statement in its own way."""
    kind = ROW_TYPES[-1]
    wanted = statement_of(kind, FORMAT_VERSION).replace("\n) STRICT", ",\n    more TEXT NOT NULL DEFAULT 'one'\n) STRICT")
    with new.transaction():
        new.write(f"ALTER TABLE {kind.table} ADD COLUMN more TEXT NOT NULL DEFAULT 'one'")
    assert layout_differs(new, SCHEMA)
    assert not layout_differs(new, [wanted if table_of(each) == kind.table else each for each in SCHEMA])
    assert layout_differs(
        new, [wanted.replace("'one'", "'two'") if table_of(each) == kind.table else each for each in SCHEMA]
    )


def test_every_table_is_strict_and_every_column_has_a_default():
    """So that a later format can add columns. Excepted are references, and what a row of the checklist is never without."""
    without = set()
    for statement in SCHEMA:
        assert statement.endswith(") STRICT")
        for column, words in re.findall(r"^ {4}([a-z_]+) (.*?),?$", statement, re.MULTILINE):
            if "DEFAULT" not in words and "REFERENCES" not in words and "PRIMARY KEY" not in words and "NOT NULL" in words:
                without.add(f"{table_of(statement)}.{column}")
    own = {"seal", "file", "sittings", "labels", "changes", "subjects", "entries"}
    assert {name for name in without if name.partition(".")[0] not in own and not name.endswith(".digest")} == {
        "assessment.checklist",
        "assessment.checklist_version",
        "areas.kind",
        "sections.number",
        "questions.number",
        "wordings.subject",
        "wordings.field",
        "wordings.language",
        "wordings.text",
        "ratings.criterion",
        "hands.choice",
        "attached_bytes.data",
    }


def test_no_table_is_without_row_numbers_and_no_index_is_named():
    assert not any("WITHOUT ROWID" in statement or "INDEX" in statement or "REAL" in statement for statement in SCHEMA)


def test_there_is_a_table_for_every_kind_of_row_and_no_other():
    assert {table_of(statement) for statement in SCHEMA} == {
        *(kind.table for kind in ROW_TYPES),
        *("seal", "file", BYTES, *HISTORY_TABLES),
    }
    assert len({kind.table for kind in ROW_TYPES}) == len(ROW_TYPES)


@pytest.mark.parametrize("kind", ROW_TYPES, ids=lambda kind: kind.table)
def test_the_columns_are_the_fields_in_the_same_order(new: Connection, kind: type[Row]):
    names = tuple(field.name for field in fields(kind))
    assert digester_of(new, kind.table).columns == names == mapping_of(kind).columns


@pytest.mark.parametrize("kind", ROW_TYPES, ids=lambda kind: kind.table)
def test_the_columns_take_what_the_fields_hold(new: Connection, kind: type[Row]):
    hints = get_type_hints(kind)
    columns = {name: (sort, bool(required)) for _, name, sort, required, *_ in new.read(f"PRAGMA table_info({kind.table})")}
    for field in fields(kind):
        kinds = get_args(hints[field.name]) or (hints[field.name],)
        base = getattr(kinds[0], "__supertype__", kinds[0])
        assert columns[field.name] == ("INTEGER" if issubclass(base, int) else "TEXT", NoneType not in kinds), field.name
    assert columns["digest"] == ("BLOB", True)


def test_references_never_cascade():
    for statement in SCHEMA:
        for reference in re.findall(r"REFERENCES .*", statement):
            assert "ON DELETE RESTRICT" in reference
            assert "CASCADE" not in reference


def test_parents_come_before_children():
    known: set[str] = set()
    for kind in ROW_TYPES:
        statement = next(each for each in SCHEMA if table_of(each) == kind.table)
        assert set(re.findall(r"REFERENCES (\w+)", statement)) <= known | {kind.table}
        known.add(kind.table)


def test_any_other_statement_is_another_layout(new: Connection):
    assert not layout_differs(new, SCHEMA)
    assert layout_differs(new, SCHEMA[1:])
    assert layout_differs(new, (*SCHEMA, "CREATE TABLE more (x) STRICT"))
    assert layout_differs(new, (SCHEMA[0].replace("INTEGER NOT NULL", "INTEGER"), *SCHEMA[1:]))


def test_a_document_without_rows_has_no_assessment(tmp_path: Path):
    with pytest.raises(Exception, match="is damaged"):
        Document.create(tmp_path / "new.integrity", [], label=Message("new"))
