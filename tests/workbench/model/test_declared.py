"""What a field says of itself agrees with what the dataclass says of it, for every field of every row."""

from __future__ import annotations

from dataclasses import MISSING, fields
from dataclasses import field as stored
from enum import StrEnum
from types import NoneType
from typing import get_args, get_type_hints

import pytest

from workbench.language.i18n import Message
from workbench.model import declared as has
from workbench.model.declared import FIRST_DERIVED, Declared, Kind, declared, label_of
from workbench.model.rows import ROW_TYPES, Activity, Answer, BackgroundDocument, Indicator, Row
from workbench.storage.schema import FORMAT_VERSION
from workbench.system.frozen import frozen

EVERY = [
    pytest.param(kind, field, id=f"{kind.__name__}.{field.name}") for kind in ROW_TYPES for field in declared(kind).values()
]
TABLES = {kind.table for kind in ROW_TYPES}


def held_by(kind: type[Row], name: str) -> tuple[type, bool]:
    """The type that the annotation of a field names, and whether it may be None."""
    hint = get_type_hints(kind)[name]
    parts = get_args(hint) or (hint,)
    (held,) = (part for part in parts if part is not NoneType)
    return getattr(held, "__supertype__", held), NoneType in parts


def agrees(field: Declared, held: type, *, optional: bool) -> bool:
    wanted = field.choices or {Kind.CHECK: bool, Kind.NUMBER: int}.get(field.kind, str)
    return held is wanted and optional == field.optional


@pytest.mark.parametrize(("kind", "field"), EVERY)
def test_the_kind_of_a_field_is_that_of_its_annotation(kind: type[Row], field: Declared):
    held, optional = held_by(kind, field.name)
    assert agrees(field, held, optional=optional)
    assert (field.choices is not None) == (field.kind in (Kind.CHOICE, Kind.MARK)) == issubclass(held, StrEnum)


def test_a_kind_that_is_not_that_of_the_annotation_is_noticed():
    @frozen(kw_only=True)
    class Wrong(Row):
        table = "wrong"
        count: int = stored(default=0, metadata=has.text())
        chosen: str = stored(default="", metadata=has.choice(Kind))
        maybe: str | None = stored(default="", metadata=has.line())

    for name in ("count", "chosen", "maybe"):
        hint = Wrong.__annotations__[name]
        held = {"int": int, "str": str, "str | None": str}[hint]
        assert not agrees(declared(Wrong)[name], held, optional="None" in hint), name


@pytest.mark.parametrize("kind", ROW_TYPES)
def test_every_field_is_declared_under_its_own_name(kind: type[Row]):
    assert list(declared(kind)) == [field.name for field in fields(kind)]
    assert [field.name for field in declared(kind).values()] == list(declared(kind))
    assert [field.default for field in declared(kind).values()] == [field.default for field in fields(kind)]


def test_a_field_without_a_declaration_is_a_mistake():
    @frozen(kw_only=True)
    class Forgotten(Row):
        table = "forgotten"
        said: str = stored(default="", metadata=has.line())
        not_said: str = ""

    with pytest.raises(KeyError):
        declared(Forgotten)


@pytest.mark.parametrize(("kind", "field"), EVERY)
def test_a_reference_names_a_table_and_nothing_else_does(kind: type[Row], field: Declared):
    assert (field.kind is Kind.REFERENCE) == (field.refers in TABLES)
    assert (field.kind is Kind.REFERENCE) == field.name.endswith("_id")
    assert field.refers or not field.unique


@pytest.mark.parametrize(("kind", "field"), EVERY)
def test_what_came_with_a_later_format_begins_with_something(kind: type[Row], field: Declared):
    assert FIRST_DERIVED <= field.since <= FORMAT_VERSION
    assert field.since == FIRST_DERIVED or field.default is not MISSING


@pytest.mark.parametrize(("kind", "field"), EVERY)
def test_bounds_are_those_of_numbers_and_of_dates(kind: type[Row], field: Declared):
    if field.kind is Kind.NUMBER:
        assert field.least is not None
        assert field.most is not None
        assert field.least < field.most
        assert field.default in (None, MISSING) or field.least <= field.default <= field.most
    else:
        assert field.most is None
        assert field.least is None or field.kind in (Kind.DATE, Kind.DAY)


def test_the_same_answer_each_time():
    assert declared(Answer) is declared(Answer)
    assert declared(BackgroundDocument)["date"].least == 1500
    assert declared(Activity)["title"].help == "title"


def test_what_nobody_sees_has_no_name():
    assert label_of(Indicator, "target") == Message("Target value")
    with pytest.raises(LookupError, match=r"Activity\.rank"):
        label_of(Activity, "rank")
    with pytest.raises(KeyError):
        label_of(Activity, "no_such_field")


def test_at_most_one_field_orders_the_rows_of_a_kind():
    ordered = {kind.__name__: [name for name, field in declared(kind).items() if field.orders] for kind in ROW_TYPES}
    assert all(len(names) <= 1 for names in ordered.values())
    assert ordered["Contributor"] == ["place"], "a position is a post, not an order"
    assert ordered["Question"] == ["place"]
    assert ordered["Activity"] == ["place"], "a rank is what the group would begin with"


@pytest.mark.parametrize(("kind", "field"), EVERY)
def test_a_key_of_order_is_never_shown_and_at_first_empty(kind: type[Row], field: Declared):
    assert (field.kind is Kind.ORDER) == (field.name in ("place", "rank"))
    if field.kind is Kind.ORDER:
        assert (field.default, field.label, field.public) == ("", None, False)
        assert field.orders == (field.name == "place")
    else:
        assert not field.orders


def test_what_names_somebody_is_a_line_and_shown():
    named = {(kind.__name__, name) for kind in ROW_TYPES for name, field in declared(kind).items() if field.names}
    assert named == {
        ("Assessment", "administration"),
        ("Assessment", "station"),
        ("Contributor", "name"),
        ("Contributor", "department"),
        ("Contributor", "organization"),
        ("WorkingGroup", "name"),
    }
    assert all(
        declared(kind)[name].kind is Kind.LINE for kind in ROW_TYPES for name in declared(kind) if declared(kind)[name].names
    )
