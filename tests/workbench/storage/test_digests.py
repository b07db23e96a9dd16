"""Digests by the names of columns: written down for ever, and the same after a later format has added its columns."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.model.rows import Answer, QuestionId
from workbench.model.vocabulary import MeasureStatus
from workbench.storage.digests import REQUIRED, Digester
from workbench.storage.mapping import mapping_of

VALUES = st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1), st.text(max_size=20), st.binary(max_size=20))
NAMES = st.lists(st.text("abcdefgh_", min_size=1, max_size=6), unique=True, min_size=1, max_size=6)


def by_hand(table: str, said: dict[str, Any]) -> bytes:
    """The digest as ``docs/file-format.md`` tells other programs to compute it."""
    plain = {name: [hashlib.sha256(it).hexdigest()] if isinstance(it, bytes) else it for name, it in sorted(said.items())}
    text = json.dumps([table, plain], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def test_the_digests_that_are_written_down():
    """These must never change: the files of all versions contain them."""
    some = Digester("answers", [("id", REQUIRED), ("text", ""), ("status", "not_judged"), ("priority", None), ("parked", 0)])
    text = '["answers",{"id":"a","parked":1,"text":"Text \\n\\"الجواب"}]'
    assert some(("a", 'Text \n"الجواب', "not_judged", None, 1)) == hashlib.sha256(text.encode()).digest()
    assert some(("a", "", "not_judged", None, 0)) == hashlib.sha256(b'["answers",{"id":"a"}]').digest()
    blob = Digester("parts", [("id", REQUIRED), ("data", REQUIRED)])
    known = hashlib.sha256(b"\x00\x01").hexdigest()
    assert blob(("p", b"\x00\x01")) == hashlib.sha256(f'["parts",{{"data":["{known}"],"id":"p"}}]'.encode()).digest()


def test_the_digest_of_a_row_of_the_model():
    row = Answer(id="a", question_id=QuestionId("q"), text="Text", status=MeasureStatus.EFFECTIVE)
    mapping = mapping_of(Answer)
    said = {"id": "a", "question_id": "q", "text": "Text", "status": "effective"}
    assert mapping.digest(mapping.values(row)) == by_hand("answers", said)


@settings(max_examples=300, derandomize=True, deadline=None, database=None)
@given(st.data(), NAMES)
def test_the_digest_is_the_one_that_another_program_computes(data, names):
    values, defaults = ([data.draw(VALUES) for _ in names] for _ in range(2))
    columns = list(zip(names, defaults, strict=True))
    said = {name: value for (name, default), value in zip(columns, values, strict=True) if value != default}
    assert Digester("t", columns)(values) == by_hand("t", said)


@settings(max_examples=300, derandomize=True, deadline=None, database=None)
@given(st.data(), NAMES, NAMES)
def test_a_column_that_is_added_with_its_default_changes_no_digest(data, names, later):
    columns = [(name, data.draw(VALUES)) for name in names]
    values = [data.draw(VALUES) for _ in names]
    added = [(name, data.draw(VALUES)) for name in later if name not in names]
    after = Digester("t", [*columns, *added])
    assert after([*values, *(default for _, default in added)]) == Digester("t", columns)(values)
    for place, (_, default) in enumerate(added):
        other = [default for _, default in added]
        other[place] = data.draw(VALUES.filter(lambda value, default=default: value != default))
        assert after([*values, *other]) != after([*values, *(default for _, default in added)])


@settings(max_examples=200, derandomize=True, deadline=None, database=None)
@given(st.data(), NAMES)
def test_the_order_of_columns_means_nothing_and_every_value_counts(data, names):
    columns = [(name, REQUIRED) for name in names]
    one, other = ([data.draw(VALUES) for _ in names] for _ in range(2))
    digest = Digester("t", columns)
    assert Digester("t", columns[::-1])(one[::-1]) == digest(one)
    same = [(type(value), value) for value in one] == [(type(value), value) for value in other]
    assert (digest(one) == digest(other)) is same
    assert digest(one) != Digester("u", columns)(one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab", "c"), ("a", "bc")),
        ((1, ""), ("1", "")),
        ((None, ""), ("null", "")),
        (("", ""), (None, "")),
        (('a","b":"', "b"), ("a", "b")),
        (("é", ""), ("e\u0301", "")),
        ((b"", ""), ("", "")),
        ((b"x", ""), (f'["{hashlib.sha256(b"x").hexdigest()}"]', "")),
    ],
)
def test_values_that_look_alike_have_different_digests(one, other):
    digest = Digester("t", [("a", REQUIRED), ("b", REQUIRED)])
    assert digest(one) != digest(other)


@pytest.mark.parametrize("value", [1.5, True, ["x"], object()])
def test_a_value_that_no_row_can_have_is_refused(value):
    with pytest.raises(TypeError):
        Digester("t", [("a", REQUIRED)])([value])


def test_half_a_surrogate_has_a_digest_too():
    digest = Digester("t", [("a", REQUIRED)])
    assert digest(["\ud83e"]) == by_hand("t", {"a": "\ud83e"}) != digest(["\udde0"])
