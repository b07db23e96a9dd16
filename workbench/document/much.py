"""Before much of an assessment is brought in or replaced at once, whoever opened it may make a copy of it as it is.

Every operation that can do so says it here first, when nothing can refuse it any more; one that always does calls
:attr:`Document.before_much` itself. So it makes no difference from where it was called.
"""

from __future__ import annotations

from typing import Final

from workbench.document.document import Document

MUCH: Final = 20
"""Rows or texts. Fewer are looked at and undone by hand; for a table of three rows nobody wants to wait for a copy."""


def much_is_coming(document: Document, count: int) -> None:
    """Calls :attr:`Document.before_much` if so many rows or texts are about to be brought in or replaced."""
    if count >= MUCH:
        document.before_much()
