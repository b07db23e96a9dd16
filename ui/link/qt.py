"""Loads Qt without what PySide keeps ready for developers.

PySide describes its functions in Python modules whose sources lie in its library, and compiles and runs all of them at each
start: a tenth of ours. They are asked for the text of a TypeError, for ``help()`` and for type stubs. Here each is
compiled when it is first asked for something (PEP 562). A version of PySide that loads them otherwise starts as usual.
"""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from threading import RLock
from typing import Any, Final

from ui.link import enumerations

_SUPPORT: Final = "shibokensupport/signature/"
_AT_ONCE: Final = ("/__init__.py", "/loader.py", "/importhandler.py")
_LATE: Final = """
from ui.link.qt import later
__getattr__ = later(globals())
def update_mapping():  # the one function that PySide itself looks up in a module, where no __getattr__ is asked
    return __getattr__("update_mapping")()
"""

_sources: Final[dict[str, bytes]] = {}
_turn: Final = RLock()


def load() -> None:
    """Imports Qt and keeps Python's own import.

    PySide replaces it by one that reads the source of every module imported later, in search of a feature that we do not
    use, and ``linecache`` would hold all those lines in memory.
    """
    plain = builtins.__import__
    enumerations.begin()
    with _support_later():
        import_module("PySide6.QtCore")
    builtins.__import__ = plain


@contextmanager
def _support_later() -> Iterator[None]:
    """Meanwhile, of a support module only what loads the rest of it is compiled."""
    plain = builtins.compile

    def compiled(source: Any, filename: Any, *options: Any, **named: Any) -> Any:
        if not (isinstance(filename, str) and filename.startswith(_SUPPORT)) or filename.endswith(_AT_ONCE):
            return plain(source, filename, *options, **named)
        _sources[filename.removesuffix(".py").replace("/", ".")] = source
        return plain(_LATE, filename, "exec")

    builtins.compile = compiled
    try:
        yield
    finally:
        builtins.compile = plain


def later(module: dict[str, Any]) -> Callable[[str], object]:
    """What finds a missing attribute of a support module, given by its namespace: runs its source at the first one."""

    def find(name: str) -> object:
        with _turn:
            source = None if name.startswith("__") else _sources.pop(module["__name__"], None)
            if source is not None:
                exec(compile(source, module["__file__"], "exec", dont_inherit=True), module)  # noqa: S102  # PySide's own
        try:
            return module[name]
        except KeyError:
            raise AttributeError(f"module {module['__name__']!r} has no attribute {name!r}") from None

    return find
