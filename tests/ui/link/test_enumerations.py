"""Enumerations that are made sooner are the same in every respect that Python or a person can see."""

from __future__ import annotations

import enum
import subprocess
import sys

import pytest

from ui.link import enumerations

SOONER = "from ui.link import enumerations; enumerations.begin()"
TOLD = """
import copy
import enum
from PySide6 import QtCore, QtGui, QtWidgets

def tried(what, *given):
    try:
        return repr(what(*given))
    except (ValueError, TypeError) as error:
        return f"{type(error).__name__}: {error}"

def told(kind):
    members = kind.__members__
    yield kind.__module__, kind.__qualname__, kind.__mro__[1:], list(kind), len(kind), list(members.items()), dir(kind)
    yield sorted((name, repr(value)) for name, value in vars(kind).items() if not callable(value) and name != "__doc__")
    for name, member in members.items():
        yield member.name, member.value, repr(member), str(member), format(member), sorted(vars(member).items())
        yield kind(member.value) is member, kind[name] is member, getattr(kind, name) is member, copy.copy(member) is member
        yield hash(member) == hash(kind(member.value)), member in kind, type(member) is kind
    yield [tried(kind, wrong) for wrong in (-999999, "x", None)]

count = 0
for module in (QtCore, QtGui, QtWidgets):
    for name in sorted(name for name in dir(module) if name.startswith("Q")):
        of_class = getattr(module, name)
        inside = [value for _, value in sorted(vars(of_class).items())] if isinstance(of_class, type) else []
        for kind in (of_class, *inside):
            if isinstance(kind, enum.EnumType):
                print(*told(kind))
                count += 1
print(count)
"""


def said(code):
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_every_enumeration_of_qt_is_as_python_makes_it():
    sooner = said(SOONER + TOLD)
    assert int(sooner.splitlines()[-1]) > 600
    assert sooner == said(TOLD)


@pytest.fixture
def sooner():
    enumerations.begin()
    yield
    enumerations.end()


@pytest.mark.usefixtures("sooner")
@pytest.mark.parametrize("base", [enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag])
@pytest.mark.parametrize(
    "members",
    [
        [("A", 1), ("B", 2), ("C", 1)],
        [("name", 1), ("value", 2)],
        [("real", 1), ("mro_", 2)],
        [("A", "a")],
        ["A", "B"],
        "A B",
        [],
    ],
)
def test_what_is_special_is_left_to_python(base, members):
    try:
        found = base("Kind", members)
    except (ValueError, TypeError):
        found = None
    enumerations.end()
    try:
        wanted = base("Kind", members)
    except (ValueError, TypeError):
        wanted = None
    assert (found is None) == (wanted is None)
    if found is not None:
        assert [(name, each.name, each.value) for name, each in found.__members__.items()] == [
            (name, each.name, each.value) for name, each in wanted.__members__.items()
        ]
        assert dir(found) == dir(wanted)


def test_python_makes_enumerations_again_afterwards():
    plain = enum.EnumType._create_
    enumerations.begin()
    assert (enum.EnumType._create_ == plain) == (sys.version_info[:2] != (3, 11))
    enumerations.end()
    assert enum.EnumType._create_ == plain
