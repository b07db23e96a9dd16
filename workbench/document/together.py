"""Several changes as one: one transaction, one step of undo."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

from workbench.document.document import Document
from workbench.language.i18n import Message

Act: TypeAlias = tuple[Callable[..., object], dict[str, Any]]
"""An operation with its arguments, the document left out."""


@contextlib.contextmanager
def together(document: Document, label: Message, *, initiator: object | None = None) -> Iterator[None]:
    """All changes inside are one, named ``label``. An exception takes all of them back."""
    with document.change(label, initiator=initiator) as transaction:
        document.whole = transaction
        try:
            yield
        finally:
            document.whole = None


def do_together(document: Document, *, label: Message, acts: Sequence[Act], initiator: object | None = None) -> None:
    """Calls operations as one change: all of them succeed, or nothing is changed."""
    with together(document, label, initiator=initiator):
        for operation, arguments in acts:
            operation(document, **arguments)
