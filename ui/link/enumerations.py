"""Makes Qt's enumerations sooner: PySide has Python make 200 of them during a start, 3000 members one by one.

Here Python makes an enumeration without members, and all members are put in at once, as :mod:`enum` of Python 3.11 would
have made them; a test compares every enumeration that Qt has. Flags, and names with a meaning of their own, are left to
Python, and so is everything under later versions, whose enumerations hold more.
"""

from __future__ import annotations

import sys
from enum import Enum, EnumType, Flag
from functools import cache
from typing import Any, Final

_KNOWN: Final = (3, 11)

_plain: Final[Any] = EnumType._create_  # type: ignore[attr-defined]  # what Enum("Name", [...]) calls


def begin() -> None:
    """From now on, enumerations are made sooner."""
    if sys.version_info[:2] == _KNOWN:
        EnumType._create_ = _create  # type: ignore[attr-defined]


def end() -> None:
    """From now on, Python makes enumerations by itself."""
    EnumType._create_ = _plain  # type: ignore[attr-defined]


def _create(base: Any, name: str, members: Any, **options: Any) -> Any:
    """In the place of ``EnumType._create_``: ``members`` are names with their numbers."""
    if type(members) is not list or issubclass(base, Flag) or not _are_plain(base, members):
        return _plain(base, name, members, **options)
    made = _plain(base, name, [], **options)
    _fill(made, members)
    return made


def _are_plain(base: type[Enum], members: list[Any]) -> bool:
    """Whether nothing is special about a member: neither its name, which the base may use, nor its number."""
    names = [each[0] for each in members if type(each) is tuple and type(each[-1]) is int and not each[0].startswith("_")]
    return len(set(names)) == len(members) and _names_in(base).isdisjoint(names)


@cache
def _names_in(base: type[Enum]) -> frozenset[str]:
    return frozenset(name for each in base.__mro__ for name in vars(each))


def _fill(made: Any, members: list[tuple[str, int]]) -> None:
    """Does for all members what ``_proto_member.__set_name__`` of :mod:`enum` does for each."""
    known, by_name, names = made._value2member_map_, made._member_map_, made._member_names_
    new, with_number, put = made._new_member_, made._use_args_, type.__setattr__
    for name, number in members:
        member = known.get(number)
        if member is None:
            member = new(made, number) if with_number else new(made)
            member._value_ = number
            member._name_ = name
            member.__objclass__ = made
            member._sort_order_ = len(names)
            known[number] = member
            names.append(name)
        by_name[name] = member
        put(made, name, member)
