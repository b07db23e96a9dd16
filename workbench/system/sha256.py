"""SHA-256 as Python itself has it, until somebody asks for OpenSSL's.

:mod:`hashlib` loads OpenSSL, 4 MB and 2 ms of each start. From the first write on it is there, since sqlite-utils needs it;
it computes the same three times as fast.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import Protocol


class Hash(Protocol):
    """What :mod:`hashlib` calls a hash object."""

    def update(self, data: bytes, /) -> None:
        """Adds bytes."""
        ...

    def digest(self) -> bytes:
        """The 32 bytes for all bytes so far."""
        ...

    def hexdigest(self) -> str:
        """The same as 64 digits."""
        ...


def _found() -> Callable[..., Hash]:
    """The function of this Python: its module has another name before 3.12, and some systems leave it out."""
    for name in ("_sha2", "_sha256", "hashlib"):
        with suppress(ImportError):
            found: Callable[..., Hash] = import_module(name).sha256
            return found
    raise ImportError("this Python has no SHA-256")


sha256 = _found()
"""A hash object, of some bytes or none. Where it is often called, ask the module for it: it changes once."""


def quicken() -> None:
    """Computes with OpenSSL from now on, where this Python has it."""
    global sha256  # noqa: PLW0603  # one function for the whole process, whichever computes it
    import hashlib

    sha256 = hashlib.sha256
