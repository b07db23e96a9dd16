"""Writes a file anew after something in it was forgotten, and tries again later if the disk refuses."""

from __future__ import annotations

import contextlib

from workbench.errors import WorkbenchError
from workbench.storage.rows import RowStore


class WritingAnew:
    """Whether a file must still be written anew: ``due`` is None until somebody has looked.

    A text is overwritten where it stood when the forgetting is committed. But SQLite moves rows between pages, and leaves
    what it moved in the free bytes of a page; only a file that was written anew has nothing of it.
    """

    def __init__(self) -> None:
        self.due: bool | None = None
        self._closed = False

    def begin(self, store: RowStore) -> None:
        """Writes the file anew because something in it was forgotten just now."""
        self.due = True
        self.try_now(store)

    def at_closing(self, store: RowStore, *, worked: bool) -> None:
        """Takes out what only undo could have brought back: bytes of documents that were removed.

        Only if somebody has ``worked`` with the file: looking at one writes nothing.
        """
        if self._closed:
            return
        self._closed = True
        with contextlib.suppress(WorkbenchError):
            if worked and store.drop_unused_bytes():
                self.due = True
        self.try_now(store)

    def try_now(self, store: RowStore) -> None:
        """Writes the file anew if that is due. After an error it stays due, and the file is as it was."""
        with contextlib.suppress(WorkbenchError):
            if self.due is None:
                # a power cut may have come between the forgetting and the writing, or the disk may have been full
                self.due = store.is_to_be_rewritten()
            if self.due:
                store.rewrite()
                self.due = False
