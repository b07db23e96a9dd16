"""What can be told of a mistake of the program: in which lines it happened, and never what people wrote.

The message of an exception may contain an answer or a name, and the path of a module may contain the name of an account. So
only the names of modules, functions and kinds of exceptions are told, and numbers of lines.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import Final

_MODULE: Final = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*", re.ASCII)
_QUALIFIED: Final = re.compile(r"[A-Za-z_<][\w.<>]*", re.ASCII)
_MOST_LINES: Final = 40
"""Of an endless recursion, its beginning and its end say everything."""
_MOST_CAUSES: Final = 5


class MistakeElsewhere(Exception):
    """A mistake in another process of the program. ``places`` has its places and its kind, as :func:`places` gives them."""

    def __init__(self, kind: str, places: tuple[str, ...]) -> None:
        super().__init__(kind)
        self.places = places


def places(error: BaseException) -> tuple[str, ...]:
    """The lines of a traceback as ``module:line function``, the kind of the exception, and so what it came from."""
    return tuple(_shortened(list(_told(error, _MOST_CAUSES))))


def place(error: BaseException, trace: TracebackType | None) -> str:
    """The innermost place and the kind of an exception: two mistakes with the same place are the same mistake.

    Cheap, because it is asked for each time that a mistake is made again.
    """
    innermost = trace
    while innermost is not None and innermost.tb_next is not None:
        innermost = innermost.tb_next
    where = f"{_module(innermost)}:{innermost.tb_lineno}" if innermost is not None else "?"
    return f"{where} {_kind(error)}"


def _told(error: BaseException, causes: int) -> Iterator[str]:
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None and causes:
        yield from _told(earlier, causes - 1)
        yield "and so:"
    for frame, line in traceback.walk_tb(error.__traceback__):
        yield f"{_named(frame.f_globals.get('__name__'))}:{line} {_function(frame.f_code.co_qualname)}"
    if isinstance(error, MistakeElsewhere):
        yield from error.places
    yield _kind(error)
    if isinstance(error, BaseExceptionGroup):
        for each in error.exceptions[:_MOST_CAUSES]:
            yield from _told(each, 0)


def _module(trace: TracebackType) -> str:
    return _named(trace.tb_frame.f_globals.get("__name__"))


def _named(name: object) -> str:
    """The name of a module; a question mark for code that was made from a text, whose name could be anything."""
    return name if isinstance(name, str) and _MODULE.fullmatch(name) else "?"


def _function(name: str) -> str:
    return name if _QUALIFIED.fullmatch(name) else "?"


def _kind(error: BaseException) -> str:
    kind = type(error)
    name = _function(kind.__qualname__)
    return name if kind.__module__ == "builtins" else f"{_named(kind.__module__)}.{name}"


def _shortened(lines: list[str]) -> list[str]:
    half = _MOST_LINES // 2
    return lines if len(lines) <= _MOST_LINES else [*lines[:half], "…", *lines[-half:]]
