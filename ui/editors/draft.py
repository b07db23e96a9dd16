"""A box for something new: the first words create its row, and the row follows the typing until it is finished."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from ui.editors.boxes import LineBox, PlainBox
from ui.editors.held_text import HeldText, named_after
from ui.link.bridge import DocumentBridge
from workbench.model.changes import Changes
from workbench.system.frozen import frozen


@frozen
class DraftOf:
    """What is done with the words in the box.

    ``add`` makes a row and returns its id (None when it was refused). ``edit`` and ``remove`` return whether they
    succeeded. ``text`` gives the text of the row in the file; None when there is no such row.
    """

    add: Callable[[str], str | None]
    edit: Callable[[str, str], bool]
    remove: Callable[[str], bool]
    text: Callable[[str], str | None]


class Draft(QObject):
    """Stores what is typed into a box for something new as :class:`HeldText` does, in a row of its own.

    ``row_id`` is the id of that row, empty before the first words. Emptying the box removes the row. Undo also removes it,
    and empties the box.
    """

    def __init__(self, box: LineBox | PlainBox, bridge: DocumentBridge, kind: DraftOf) -> None:
        super().__init__(box)
        self.row_id = ""
        self._box, self._bridge, self._kind = box, bridge, kind
        self.held = HeldText(self, bridge, self._write, named=partial(named_after, box))
        box.textChanged.connect(self._typed)
        box.burst_ended.connect(self.held.leave)
        self.held.follow(self._on_changes)

    def finish(self) -> str | None:
        """Ends the new row and empties the box. Returns its id, "" if nothing was typed, None if it could not be stored."""
        if not self.held.flush():
            return None
        row_id, self.row_id = self.row_id, ""
        self._show("")
        self._bridge.document.end_burst()
        return row_id

    def _typed(self) -> None:
        if not self._bridge.read_only:
            self.held.typed()

    def _write(self) -> bool:
        text = self._box.text().strip()
        if not self.row_id:
            self.row_id = (self._kind.add(text) or "") if text else ""
            return bool(self.row_id) or not text
        if text:
            return self._kind.edit(self.row_id, text)
        row_id, self.row_id = self.row_id, ""
        return self._kind.remove(row_id)

    def _show(self, text: str) -> None:
        with self.held.showing():
            self._box.show_text(text)

    def _on_changes(self, _changes: Changes) -> None:
        """Shows what undo, or another editor of the same row, has changed."""
        if not self.row_id:
            return
        text = self._kind.text(self.row_id)
        if text is None:
            self.row_id = ""
        if text != self._box.text().strip():
            self._show(text or "")
