"""The activity that a key has just made: it goes again when nobody gives it a title."""

from __future__ import annotations

from ui.link.bridge import DocumentBridge
from workbench.model.rows import Activity
from workbench.operations.activities import add_activity, drop_if_empty


class NewActivity:
    """Makes activities for a page. Pressing the key again leads to the one that is still empty, and makes no second."""

    def __init__(self, bridge: DocumentBridge) -> None:
        self._bridge = bridge
        self._made = ""

    def make(self, **where: object) -> str | None:
        """The id of a new activity, or of the last one if it is still empty; None when it could not be made.

        ``where`` is passed on to :func:`~workbench.operations.activities.add_activity`.
        """
        if self._bridge.read_only or not self._bridge.flush():
            return None
        if not self._is_empty():
            self._made = self._bridge.call(add_activity, **where) or ""
        return self._made or None

    def leave(self) -> None:
        """Called when the user turns to something else: removes the last one if it is still empty."""
        made, self._made = self._made, ""
        if made and not self._bridge.closed and not self._bridge.held:
            self._bridge.run(drop_if_empty, activity=made)

    def _is_empty(self) -> bool:
        row = self._bridge.document.get(Activity, self._made) if self._made else None
        return row is not None and not row.title
