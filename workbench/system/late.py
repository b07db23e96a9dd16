"""Loads things that a table names as ``package.module:name``, when they are first needed."""

from __future__ import annotations

from importlib import import_module
from typing import Any


def load(name: str) -> Any:
    """The object with this ``package.module:name``; imports the module if need be.

    The name always comes from the source, never from a file. Raises ImportError or AttributeError for a wrong name: a bug
    that the tests of the tables find.
    """
    module, _, inside = name.partition(":")
    return getattr(import_module(module), inside)
