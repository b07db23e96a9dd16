"""Things that are named in a table and loaded when they are first needed: ``package.module:name``."""

from __future__ import annotations

from importlib import import_module
from typing import Any


def load(name: str) -> Any:
    """What ``package.module:name`` stands for; its module is imported now, if it was not yet.

    The name is always one of the source, never of a file. Raises ImportError or AttributeError for one that is wrong: a bug
    that the tests of the tables find.
    """
    module, _, inside = name.partition(":")
    return getattr(import_module(module), inside)
