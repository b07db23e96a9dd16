"""Immutable values: what can be done with a dataclass can be done with them, and nothing can be changed."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, asdict, field, fields, replace
from pathlib import Path
from typing import ClassVar

import pytest

from workbench.system.frozen import frozen

ROOT = Path(__file__).parents[3]


@frozen
class Point:
    """Has a value that must be given, one that may be, one that is made anew, and one that does not count."""

    kind: ClassVar[str] = "point"
    across: int
    down: int = 2
    names: list[str] = field(default_factory=list)
    seen: int = field(default=0, compare=False)


@frozen(kw_only=True)
class Base:
    """What another is built on."""

    id: str


@frozen(kw_only=True)
class Named(Base):
    """Has the fields of both."""

    title: str = ""
    place: int


@frozen
class Nothing:
    """Has no field at all."""


@frozen
class Own:
    """Says itself how it is made and shown."""

    words: tuple[str, ...]

    def __init__(self, text: str) -> None:
        object.__setattr__(self, "words", tuple(text.split()))

    def __repr__(self) -> str:
        return "own"


def test_values_are_given_by_place_or_name_and_fall_back_to_their_defaults():
    assert (Point(1).across, Point(1).down, Point(1).names, Point.kind) == (1, 2, [], "point")
    assert Point(1, down=3).down == 3
    assert Point(1).names is not Point(1).names
    assert [given.name for given in fields(Point)] == ["across", "down", "names", "seen"]
    with pytest.raises(TypeError, match="across"):
        Point()
    with pytest.raises(TypeError, match="other"):
        Point(1, other=2)


def test_how_a_value_is_made_is_compiled_with_the_first_value():
    @frozen
    class Fresh:
        """Has no value yet."""

        across: int

    before = Fresh.__init__
    assert (Fresh(1).across, Fresh(across=2).across) == (1, 2)
    assert Fresh.__init__ is not before
    with pytest.raises(TypeError, match="other"):
        Fresh(other=1)


def test_by_name_only_a_field_without_default_may_follow_one_with():
    assert Named(id="a", place=1) == Named(place=1, title="", id="a")
    with pytest.raises(TypeError, match="positional"):
        Named("a", 1)


def test_nothing_can_be_changed_added_or_removed():
    point = Point(1)
    with pytest.raises(FrozenInstanceError, match="across"):
        point.across = 2
    with pytest.raises(FrozenInstanceError, match="other"):
        point.other = 2
    with pytest.raises(FrozenInstanceError, match="across"):
        del point.across
    assert point == Point(1)
    assert not hasattr(point, "__dict__")


def test_equal_are_values_of_one_kind_with_equal_fields_that_count():
    assert Point(1, seen=1) == Point(1, seen=2) != Point(2)
    assert Named(id="a", place=1) != Base(id="a")
    assert Base(id="a") != "a"
    assert hash(Named(id="a", place=1)) == hash(Named(id="a", place=1))
    assert Nothing() == Nothing()
    assert len({Nothing(), Nothing(), Base(id="a"), Base(id="a"), Base(id="b")}) == 3


def test_what_the_class_says_itself_stays():
    assert Own("a b").words == ("a", "b")
    assert repr(Own("a b")) == "own"
    assert Own("a b") == Own("a  b")


def test_it_is_shown_as_it_could_be_written():
    assert repr(Named(id="a", place=1)) == "Named(id='a', title='', place=1)"


def test_all_that_dataclasses_can_do():
    assert replace(Named(id="a", place=1), place=2) == Named(id="a", place=2)
    assert asdict(Point(1, names=["x"])) == {"across": 1, "down": 2, "names": ["x"], "seen": 0}
    match Point(1, 5):
        case Point(across, down):
            assert (across, down) == (1, 5)


@pytest.mark.parametrize("value", [Point(1, names=["x"]), Named(id="a", place=1), Own("a b"), Nothing()])
def test_it_can_be_copied_and_sent_to_another_process(value):
    for other in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
        assert other == value


def test_a_class_that_wants_a_second_step_is_refused():
    with pytest.raises(TypeError, match="__post_init__"):

        @frozen
        class Wrong:
            """Would never be finished."""

            def __post_init__(self) -> None: ...


def test_values_are_made_in_one_way_everywhere():
    sources = [path for folder in ("workbench", "ui") for path in (ROOT / folder).rglob("*.py")]
    assert sources
    assert [path.name for path in sources if "\n@dataclass(frozen" in path.read_text(encoding="utf-8")] == []
